//! What the tests share: problems in brief, and workbooks cell by cell.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use server::xlsform::Problem;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// `!survey 3 relevant reference`: an error, its sheet, row, column and code.
pub fn brief(problem: &Problem) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let row = part(&problem.row.map(|row| row.to_string()));
    let mark = if problem.is_error() { "!" } else { "" };
    format!("{mark}{} {row} {} {}", part(&problem.sheet), part(&problem.column), problem.code)
}

pub fn briefs(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(brief).collect()
}

/// A workbook whose sheet `survey` is filled by hand.
pub fn with_survey(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("survey").unwrap());
    let settings = workbook.add_worksheet().set_name("settings").unwrap();
    settings.write_row(0, 0, ["form_title", "form_id"]).unwrap();
    settings.write_row(1, 0, ["Cells", "cells"]).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The same workbook with other parts.
pub fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut data = Vec::new();
        part.read_to_end(&mut data).unwrap();
        if let Some(data) = change(&name, data) {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(&data).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// As `repacked`, for a text in one part.
pub fn replaced(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    repacked(bytes, |name, data| {
        if name != part {
            return Some(data);
        }
        let text = String::from_utf8(data).unwrap();
        assert!(text.contains(from), "{part} has no {from}");
        Some(text.replace(from, to).into_bytes())
    })
}
