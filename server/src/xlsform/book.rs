//! A workbook as rows of texts: what Excel keeps as numbers, dates and formulas is text from here on.

use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError, open_workbook_from_rs};

use super::parcel::{Refusal, unpacked};
use super::problem::{Place, Problems};

/// Nobody is asked so much; and what is checked about a question is checked about each.
const MOST_QUESTIONS: u32 = 20_000;
/// A list of 50,000 choices is the longest that a survey may have, and it may have several.
const MOST_ROWS: u32 = 250_000;
const MOST_COLUMNS: u32 = 1_000;
/// As much as Excel lets a cell have.
pub(super) const LONGEST_CELL: usize = 32_767;
/// One text may stand in a million cells, which a file of some kilobytes can say.
const MOST_TEXT: usize = 24 << 20;

/// The sheets that a form is made of, ours, and that of a workbook of strings.
const SHEETS: [&str; 8] =
    ["survey", "choices", "settings", "external_choices", "entities", "osm", OWN_SHEET, "strings"];
pub(super) const OWN_SHEET: &str = "sectorwise";

#[derive(Debug, Default)]
pub(super) struct Book {
    /// The names of all sheets, also of those that are nothing to us.
    pub names: Vec<String>,
    pub sheets: Vec<Sheet>,
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// As written.
    pub name: String,
    /// Those with something in them.
    pub rows: Vec<Line>,
    /// First and last cell of each group of merged cells, row and column from 0.
    pub merged: Vec<((u32, u32), (u32, u32))>,
}

#[derive(Debug)]
pub(super) struct Line {
    /// As Excel counts.
    pub number: u32,
    /// In the order of their columns.
    pub cells: Vec<Cell>,
}

#[derive(Debug)]
pub(super) struct Cell {
    /// From 0.
    pub column: u32,
    /// Without white space around it; `\n` between lines.
    pub text: String,
    pub odd: Option<Odd>,
}

/// What a cell is that should be a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// The text is what the formula gave when the workbook was saved.
    Formula,
    FormulaWithoutValue,
    /// `#REF!` and its like.
    Fault,
    TooLong,
}

impl Book {
    /// The sheet of this name, or the only one where a workbook has one sheet and the survey is wanted.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let named = self.sheets.iter().find(|sheet| sheet.name.to_lowercase() == name);
        let only = if self.names.len() == 1 && name == "survey" { self.sheets.first() } else { None };
        named.or(only)
    }
}

/// Reads a workbook; `None` where there is no reading it.
pub(super) fn open(bytes: &[u8], problems: &mut Problems) -> Option<Book> {
    let refusal = match unpacked(bytes) {
        // A reader of other people's files that meets what it never met before must not end the program.
        Ok(safe) => {
            catch_unwind(AssertUnwindSafe(|| sheets(safe))).unwrap_or_else(|_| Err(unreadable(&"the reader gave up")))
        }
        Err(refusal) => Err(refusal),
    };
    match refusal {
        Ok(book) => Some(book),
        Err((code, message)) => {
            problems.error(Place::workbook(), code, message);
            None
        }
    }
}

fn sheets(safe: Vec<u8>) -> Result<Book, Refusal> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(safe)).map_err(said)?;
    let names = workbook.sheet_names();
    let only = names.len() == 1;
    let wanted: Vec<String> =
        names.iter().filter(|name| only || SHEETS.contains(&name.to_lowercase().as_str())).cloned().collect();
    let mut book = Book { names, sheets: Vec::new() };
    let mut left = MOST_TEXT;
    for name in wanted {
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(said)?;
        let merged = merged.into_iter().map(|area| (area.start, area.end)).collect();
        let mut sheet = Sheet { name, rows: Vec::new(), merged };
        lines(&mut workbook, &mut sheet, &mut left)?;
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn lines(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &mut Sheet, left: &mut usize) -> Result<(), Refusal> {
    let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(said)?;
    let is_list = ["choices", "external_choices", OWN_SHEET, "strings"].contains(&sheet.name.to_lowercase().as_str());
    let most = if is_list { MOST_ROWS } else { MOST_QUESTIONS };
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(said)? {
        let (row, column) = found.pos;
        let Some(cell) = cell(column, &found.value, found.formula.is_some()) else { continue };
        if row >= most || column >= MOST_COLUMNS {
            let message = format!(
                "The sheet {} has something in row {}, column {}. This sheet may have {most} rows and \
                 {MOST_COLUMNS} columns: delete what is beyond",
                sheet.name,
                u64::from(row) + 1,
                letters(column)
            );
            return Err(("too-large", message));
        }
        let Some(rest) = left.checked_sub(cell.text.len()) else {
            return Err(("too-large", format!("The sheet {} has more text than a questionnaire may have", sheet.name)));
        };
        *left = rest;
        match sheet.rows.last_mut() {
            Some(line) if line.number == row + 1 => line.cells.push(cell),
            _ => sheet.rows.push(Line { number: row + 1, cells: vec![cell] }),
        }
    }
    // A workbook may name its rows in any order.
    sheet.rows.sort_by_key(|line| line.number);
    sheet.rows.dedup_by(|later, line| {
        let same = later.number == line.number;
        if same {
            line.cells.append(&mut later.cells);
        }
        same
    });
    for line in &mut sheet.rows {
        line.cells.sort_by_key(|cell| cell.column);
        line.cells.dedup_by_key(|cell| cell.column);
    }
    Ok(())
}

fn cell(column: u32, value: &DataRef<'_>, is_formula: bool) -> Option<Cell> {
    let long = |text: &str| text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL;
    let (text, odd) = match value {
        DataRef::Empty => (String::new(), None),
        DataRef::Error(fault) => (fault.to_string(), Some(Odd::Fault)),
        DataRef::String(text) if long(text) => (String::new(), Some(Odd::TooLong)),
        DataRef::SharedString(text) if long(text) => (String::new(), Some(Odd::TooLong)),
        DataRef::String(text) => (clean(text), None),
        DataRef::SharedString(text) => (clean(text), None),
        DataRef::Int(number) => (number.to_string(), None),
        // A code 1 is kept as 1.0, and written as 1 again.
        DataRef::Float(number) => (number.to_string(), None),
        DataRef::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }.to_owned(), None),
        DataRef::DateTime(moment) => (date(moment), None),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (clean(text), None),
    };
    let odd = match (odd, is_formula, text.is_empty()) {
        (None, true, true) => Some(Odd::FormulaWithoutValue),
        (None, true, false) => Some(Odd::Formula),
        (odd, ..) => odd,
    };
    (odd.is_some() || !text.is_empty()).then_some(Cell { column, text, odd })
}

/// As in a calculation or a default: a day, a time of day, or both.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let (whole, value) = (moment.as_f64().trunc(), moment.as_f64());
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if value == whole { day } else { format!("{day}T{time}") }
}

/// Without white space around it, whatever its kind; lines end with `\n`.
pub(super) fn clean(text: &str) -> String {
    let around = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let inside = text.trim_matches(around);
    if inside.contains('\r') { inside.replace("\r\n", "\n").replace('\r', "\n") } else { inside.to_owned() }
}

/// The letters of a column, from 0: A, B, … Z, AA.
pub(super) fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut found = Vec::new();
    while rest > 0 {
        found.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    found.iter().rev().collect()
}

fn said(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => ("unreadable", "This file has a password. Save it without one".to_owned()),
        error => unreadable(&error),
    }
}

fn unreadable(reason: &dyn Display) -> Refusal {
    tracing::debug!(%reason, "a workbook cannot be read");
    let message = "The workbook is damaged. Open it in Excel or LibreOffice and save it again as .xlsx";
    ("unreadable", message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702, u32::MAX].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "MWLQKWV"]);
    }

    #[test]
    fn white_space_around_goes_and_lines_end_alike() {
        assert_eq!(clean("\u{a0} a \u{a0}b\r\nc\rd \u{200b}\n"), "a \u{a0}b\nc\nd");
    }
}
