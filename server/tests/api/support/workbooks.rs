//! Workbooks as officers make them, and some that nobody should.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use shared::questionnaire::Questionnaire;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::SLUG;

pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A sheet `survey` filled by hand, a list `yn`, and a title.
pub fn survey_sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("survey").unwrap());
    let choices = workbook.add_worksheet().set_name("choices").unwrap();
    for (row, cells) in [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]].iter().enumerate() {
        choices.write_row(row as u32, 0, *cells).unwrap();
    }
    let settings = workbook.add_worksheet().set_name("settings").unwrap();
    settings.write_row(0, 0, ["form_title", "form_id"]).unwrap();
    settings.write_row(1, 0, ["Made in Excel", "made"]).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Rows of the sheet `survey` under these headers.
pub fn with_choices(rows: &[[&str; 4]]) -> Vec<u8> {
    survey_sheet(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label", "relevant"]).unwrap();
        for (at, cells) in rows.iter().enumerate() {
            sheet.write_row(at as u32 + 1, 0, *cells).unwrap();
        }
    })
}

pub fn workbook_of(questionnaire: &Questionnaire) -> Vec<u8> {
    server::xlsform::write(questionnaire).unwrap()
}

/// London's survey, in which B1 is not asked and F2 is asked in other words.
pub fn without_a_core_question() -> Vec<u8> {
    let mut survey = shared::standard::state_of_the_sector().unwrap();
    survey.standard = Some(SLUG.to_owned());
    for section in &mut survey.sections {
        section.questions.retain(|question| question.id != "B1");
        for question in section.questions.iter_mut().filter(|question| question.id == "F2") {
            question.label = "Any trouble?".into();
        }
    }
    workbook_of(&survey)
}

/// Some kilobytes that become more than a server should hold.
pub fn bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let spaces = vec![b' '; 1 << 20];
    (0..65).for_each(|_| writer.write_all(&spaces).unwrap());
    writer.finish().unwrap().into_inner()
}
