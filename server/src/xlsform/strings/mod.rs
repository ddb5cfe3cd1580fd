//! The strings of a survey as a workbook for translators: one row a string, one column a language.
//!
//! `key` finds the string again, `source` is what the translator saw: where the survey has other words by now, the row
//! is left aside. `seen` tells which translations have been changed, here or in the survey, since the workbook was made.
//! `where` and `note` are for reading only. A workbook is taken whole or not at all.

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
/// A hidden column: what stood in each language's cell when the workbook was made, such as `pl=1a2b3c4d`.
const SEEN: &str = "seen";

use super::book;
use super::problem::{Place, Problem, Problems};
