//! Forms written for the tests: every type, every column, every error.
//!
//! Each says which problems it has, as `!survey 3 relevant reference` (an error) or `survey 3 label label` (a
//! warning): sheet, row, column (`-` where there is none) and code. Where pyxform judges otherwise, it says why.

mod choices;
mod columns;
mod groups;
mod languages;
mod rules;
mod sheets;
mod types;

use rust_xlsxwriter::Workbook;

pub struct Case {
    pub name: &'static str,
    /// Sheets as in pyxform's own tests: a line with one name, then lines of cells.
    pub form: &'static str,
    pub problems: &'static [&'static str],
    /// Why pyxform refuses what we take, or takes what we refuse.
    pub differs: Option<&'static str>,
}

/// A form on which pyxform agrees.
const fn agreed(name: &'static str, form: &'static str, problems: &'static [&'static str]) -> Case {
    Case { name, form, problems, differs: None }
}

/// A form on which it does not.
const fn differing(
    name: &'static str,
    why: &'static str,
    form: &'static str,
    problems: &'static [&'static str],
) -> Case {
    Case { name, form, problems, differs: Some(why) }
}

pub fn all() -> impl Iterator<Item = &'static Case> {
    [types::CASES, choices::CASES, columns::CASES, rules::CASES, groups::CASES, languages::CASES, sheets::CASES]
        .into_iter()
        .flatten()
}

/// The workbook of a form: `| survey |` begins a sheet, `|  | type | name |` is a row of it.
pub fn workbook(form: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut row = 0;
    for line in form.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> =
            line.trim_start_matches('|').trim_end_matches('|').split('|').map(|cell| cell.trim_matches(' ')).collect();
        match cells.split_first() {
            Some((&"", cells)) => {
                let sheets = workbook.worksheets_mut();
                let sheet = sheets.last_mut().unwrap();
                for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    sheet.write_string(row, column, cell.replace("\\n", "\n").replace("\\p", "|")).unwrap();
                }
                row += 1;
            }
            Some((name, _)) => {
                workbook.add_worksheet().set_name(*name).unwrap();
                row = 0;
            }
            None => {}
        }
    }
    workbook.save_to_buffer().unwrap()
}
