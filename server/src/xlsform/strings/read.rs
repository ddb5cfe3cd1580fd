//! A workbook of strings that comes back: any bytes give a table or the places of what is wrong.

use shared::draft::strings::Line;
use shared::questionnaire::Questionnaire;

use super::book::{self, Cell, Odd};
use super::header::{self, Header};
use super::{Place, Problem, Problems, SHEET};

/// What a workbook says, before anything is compared with the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Tags of the draft's languages, in the order of the columns.
    pub languages: Vec<String>,
    pub lines: Vec<Line>,
}

/// Reads an `.xlsx`; the draft says which languages there may be. Nothing is read by halves.
pub fn read(bytes: &[u8], draft: &Questionnaire) -> Result<Table, Vec<Problem>> {
    let mut problems = Problems::default();
    match table(bytes, draft, &mut problems) {
        Some(table) if !problems.has_errors() => Ok(table),
        _ => Err(problems.into_list()),
    }
}

fn table(bytes: &[u8], draft: &Questionnaire, problems: &mut Problems) -> Option<Table> {
    let book = book::open(bytes, problems)?;
    let sheet = book.sheets.iter().find(|sheet| sheet.name.to_lowercase() == SHEET);
    let only = book.sheets.first().filter(|_| book.names.len() == 1);
    let Some(sheet) = sheet.or(only) else {
        let message = "The workbook has no sheet “strings”. Download the strings again and type into that file";
        problems.error(Place::workbook(), "sheet", message);
        return None;
    };
    let mut rows = sheet.rows.iter();
    let Some(first) = rows.next() else {
        problems.error(Place::sheet(SHEET), "empty", "The sheet is empty. Download the strings again");
        return None;
    };
    let header = header::read(first, draft, problems)?;
    let languages = header.languages.iter().map(|(_, tag, _)| tag.clone()).collect();
    let lines = rows.map(|row| line(row, &header, problems)).collect();
    Some(Table { languages, lines })
}

fn line(row: &book::Line, header: &Header, problems: &mut Problems) -> Line {
    let mut said = |column: u32, name: &str| {
        let cell = row.cells.iter().find(|cell| cell.column == column);
        cell.map(|cell| text(cell, Place::sheet(SHEET).row(row.number).column(name), problems)).unwrap_or_default()
    };
    let (key, source) = (said(header.key, super::KEY), said(header.source, super::SOURCE));
    let words = header.languages.iter().map(|(column, _, name)| said(*column, name)).collect();
    let seen = header.seen.map(|column| said(column, super::SEEN)).unwrap_or_default();
    let seen = seen.split_whitespace().filter_map(|one| one.split_once('='));
    let seen = seen.map(|(tag, digest)| (tag.to_owned(), digest.to_owned())).collect();
    Line { row: row.number, key, source, words, seen }
}

/// Words are typed: what a formula gives is other words in every program.
fn text(cell: &Cell, place: Place, problems: &mut Problems) -> String {
    let wrong = match cell.odd {
        None => return cell.text.clone(),
        Some(Odd::Formula | Odd::FormulaWithoutValue) => {
            ("formula", "This is a formula. Type the words themselves, with an apostrophe (') before a leading =")
        }
        Some(Odd::Fault) => ("cell-fault", "This cell shows an error. Type the words themselves"),
        Some(Odd::TooLong) => ("too-long", "A cell may have 32,767 characters. Shorten the text"),
    };
    problems.error(place, wrong.0, wrong.1);
    String::new()
}
