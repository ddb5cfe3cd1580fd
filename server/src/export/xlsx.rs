//! XLSX: a cover sheet that explains the codes, then one table from A1; rows go to disk as they come.

use rust_xlsxwriter::{Format as Style, Workbook, Worksheet, XlsxError};

use super::columns::Cell;
use super::{Columns, Failed, Format, Row};

/// Writes a workbook; its bytes come at the end, since a ZIP's table of contents stands last.
pub struct Xlsx {
    workbook: Workbook,
    title: String,
    next: u32,
}

const NOTES: [&str; 8] = [
    "One row is one submission: its newest revision, of any version of the survey.",
    "Column heads are question ids; C3.contracts is the part “contracts” of question C3.",
    "Answers are codes; the questionnaire says what they mean.",
    "not-shown: the question was not asked on this route.",
    "dont-know, prefer-not-to-say: asked, and left open with this reason.",
    "An empty cell: asked and skipped.",
    "late: finished before, received after the survey closed; not counted until staff decide.",
    "For staff only. Contact details are kept apart and are not in this file.",
];

impl Xlsx {
    pub fn new(title: &str) -> Xlsx {
        Xlsx { workbook: Workbook::new(), title: title.to_owned(), next: 1 }
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, Failed> {
        self.workbook.worksheet_from_name("Answers").map_err(failed)
    }
}

impl Format for Xlsx {
    fn begin(&mut self, columns: &Columns) -> Result<Vec<u8>, Failed> {
        let cover = self.workbook.add_worksheet();
        cover.set_name("Cover").map_err(failed)?;
        cover.write_string_with_format(0, 0, &self.title, &Style::new().set_bold()).map_err(failed)?;
        for (row, note) in (2u32..).zip(NOTES) {
            cover.write_string(row, 0, note).map_err(failed)?;
        }
        cover.set_column_width(0, 100).map_err(failed)?;
        let sheet = self.workbook.add_worksheet_with_low_memory().map_err(failed)?;
        sheet.set_name("Answers").map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = Style::new().set_bold();
        for (column, head) in (0u16..).zip(columns.heads()) {
            sheet.write_string_with_format(0, column, head, &bold).map_err(failed)?;
        }
        Ok(Vec::new())
    }

    fn row(&mut self, columns: &Columns, row: &Row) -> Result<Vec<u8>, Failed> {
        let line = self.next;
        self.next += 1;
        let cells = columns.cells(row);
        let sheet = self.sheet()?;
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    sheet.write_number(line, column, number).map_err(failed)?;
                }
                Cell::Text(text) => {
                    sheet.write_string(line, column, &text).map_err(failed)?;
                }
            }
        }
        Ok(Vec::new())
    }

    fn end(&mut self) -> Result<Vec<u8>, Failed> {
        self.workbook.save_to_buffer().map_err(failed)
    }
}

fn failed(error: XlsxError) -> Failed {
    Failed::Write(error.to_string())
}
