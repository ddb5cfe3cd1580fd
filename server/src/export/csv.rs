//! CSV: UTF-8, a head of stable names, RFC 4180.

use super::columns::Cell;
use super::{Columns, Failed, Format, Row};

/// Writes CSV.
pub struct Csv;

impl Format for Csv {
    fn begin(&mut self, columns: &Columns) -> Result<Vec<u8>, Failed> {
        line(columns.heads().iter().map(String::clone))
    }

    fn row(&mut self, columns: &Columns, row: &Row) -> Result<Vec<u8>, Failed> {
        line(columns.cells(row).into_iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => harmless(text),
        }))
    }

    fn end(&mut self) -> Result<Vec<u8>, Failed> {
        Ok(Vec::new())
    }
}

/// A spreadsheet runs a text that begins like a formula; an apostrophe before it keeps it a text.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

fn line(fields: impl Iterator<Item = String>) -> Result<Vec<u8>, Failed> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields).map_err(|error| Failed::Write(error.to_string()))?;
    writer.into_inner().map_err(|error| Failed::Write(error.to_string()))
}
