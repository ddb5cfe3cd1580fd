//! What turns answers of those who took part into figures about everybody: weights, and how sure they are.
//!
//! The sample is not random, so every interval here is indicative, and pages say so.

mod effective;
mod interval;
mod margins;
mod raking;
mod trim;

pub use effective::{design_effect, effective_size};
pub use interval::{Interval, wilson};
pub use margins::{LEAST, merge_small};
pub use raking::{Error, Margin, Raked, Settings, rake};
pub use trim::{Trimmed, trim};

/// The 97.5 % quantile of the standard normal distribution: two-sided 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;
