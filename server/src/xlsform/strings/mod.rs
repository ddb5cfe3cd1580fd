//! The strings of a survey as a workbook for translators: one row a string, one column a language.
//!
//! `key` finds the string again, `source` is what the translator saw: where the survey has other words by now, the row
//! is left aside. `where` and `note` are for reading only. A workbook is taken whole or not at all.

mod header;
mod read;
mod write;

pub use read::{Table, read};
pub use write::write;

/// The workbook's only sheet.
const SHEET: &str = "strings";
const KEY: &str = "key";
const WHERE: &str = "where";
const SOURCE: &str = "source";
const NOTE: &str = "note";

use super::book;
use super::problem::{Place, Problem, Problems};
