//! The parts of the comparison.

pub mod differences;
pub mod form;
pub mod node;
pub mod random;
