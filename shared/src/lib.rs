//! The domain of Sectorwise, the same on phone and server: what is asked, what is relevant, what is
//! wrong, what is sent, what is counted. No IO, no clock, no randomness: they come in as arguments.

pub mod answer;
pub mod check;
pub mod draft;
pub mod expression;
pub mod interview;
pub mod json;
pub mod language;
pub mod number;
pub mod organisation_id;
pub mod outbox;
pub mod place;
pub mod problem;
pub mod questionnaire;
pub mod receipt;
pub mod rows;
pub mod search;
pub mod short_code;
pub mod standard;
pub mod statistics;
pub mod submission;
pub mod tally;

pub mod text;
pub mod time;
pub mod words;

/// Whether this build has more than the standard surveys use. Guards by this constant leave the rest out of the
/// smaller bundle, since the compiler sees that it is never reached.
const WHOLE: bool = cfg!(feature = "functions");

pub use answer::{Answer, Missing};
pub use problem::{Code, Problem, Severity};
pub use questionnaire::{Kind, Question, Questionnaire};
