//! Properties of what reads bytes from outside, shared by a test and by the fuzzer.

pub mod answer;
pub mod canonical;
pub mod mutated;
pub mod questionnaire;
pub mod submission;
