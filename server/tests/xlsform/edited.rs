//! A workbook of ours that somebody has worked on in Excel.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::Workbook;
use server::xlsform::{self, Read};
use shared::Severity;
use shared::questionnaire::Questionnaire;

use crate::support::briefs;

/// The workbook of a questionnaire, with other texts in the cells of one sheet: row and header, and the new text.
fn edited(questionnaire: &Questionnaire, sheet: &str, edits: &[(usize, &str, &str)]) -> Read {
    let bytes = xlsform::write(questionnaire).unwrap();
    let mut from: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut to = Workbook::new();
    for name in from.sheet_names() {
        let range = from.worksheet_range(&name).unwrap();
        let headers: Vec<String> = range.rows().next().unwrap().iter().map(Data::to_string).collect();
        let copy = to.add_worksheet().set_name(&name).unwrap();
        for (row, cells) in range.rows().enumerate() {
            for (column, (cell, header)) in cells.iter().zip(&headers).enumerate() {
                let edit = edits.iter().find(|(at, of, _)| name == sheet && *at == row + 1 && of == header);
                let text = edit.map_or_else(|| cell.to_string(), |(.., text)| (*text).to_owned());
                if !text.is_empty() {
                    copy.write_string(row as u32, column as u16, text).unwrap();
                }
            }
        }
    }
    xlsform::read(&to.save_to_buffer().unwrap())
}

fn standard() -> Questionnaire {
    shared::standard::state_of_the_sector().unwrap()
}

#[test]
fn a_copy_is_the_same() {
    let read = edited(&standard(), "survey", &[]);
    assert_eq!(read.problems, []);
    assert_eq!(read.questionnaire, Some(standard()));
}

#[test]
fn other_words_and_codes_are_taken() {
    let read = edited(&standard(), "survey", &[(3, "label", "We take part"), (81, "label", "How hard it is")]);
    assert_eq!(read.problems, []);
    let questionnaire = read.questionnaire.unwrap();
    assert_eq!(questionnaire.question("A1").unwrap().label.plain(), "We take part");
    assert_eq!(questionnaire.question("E1").unwrap().row("complexity").unwrap().label.plain(), "How hard it is");
    let read = edited(&standard(), "choices", &[(7, "label", "Yes, we do")]);
    let questionnaire = read.questionnaire.unwrap();
    // D1 and L2 have the same choices, so that the workbook has them once.
    for id in ["D1", "L2"] {
        assert_eq!(questionnaire.question(id).unwrap().option("yes").unwrap().label.plain(), "Yes, we do");
    }
}

#[test]
fn a_limit_that_is_changed_counts_and_the_other_one_is_named() {
    let read = edited(&standard(), "survey", &[(32, "constraint", ". >= 0 and . <= 500")]);
    assert_eq!(briefs(&read.problems), ["survey 32 constraint limits"]);
    let questionnaire = read.questionnaire.unwrap();
    assert_eq!(questionnaire.question("B11").unwrap().max, Some(500.0));
}

#[test]
fn what_the_cells_cannot_say_counts_until_they_are_changed() {
    let mut questionnaire = standard();
    let mut tests = vec!["${D4} < 1000000", "${D4} != 13"];
    let rules = |tests: &[&str], severity| {
        let rule = |test: &&str| shared::questionnaire::Constraint {
            test: (*test).to_owned(),
            message: " Padded ".into(),
            severity,
        };
        tests.iter().map(rule).collect::<Vec<_>>()
    };
    let question = questionnaire.sections[5].questions.iter_mut().find(|question| question.id == "D4").unwrap();
    question.constraints = rules(&tests, Severity::Error);
    question.constraints.extend(rules(&["${D4} != 12", "${D4} != 14"], Severity::Warning));
    let read = edited(&questionnaire, "survey", &[]);
    assert_eq!(read.problems, []);
    assert_eq!(read.questionnaire, Some(questionnaire.clone()));
    tests.clear();
    let read = edited(&questionnaire, "survey", &[(74, "constraint", ". >= 0 and . <= 1000000 and (${D4} != 15)")]);
    assert_eq!(briefs(&read.problems).len(), 1, "{:?}", read.problems);
    assert!(briefs(&read.problems)[0].ends_with("value exact"), "{:?}", read.problems);
    let changed = read.questionnaire.unwrap();
    let constraints = &changed.question("D4").unwrap().constraints;
    assert_eq!(constraints.iter().map(|rule| rule.test.as_str()).collect::<Vec<_>>(), ["${D4} != 15", "${D4} != 12"]);
}

#[test]
fn a_new_row_is_a_question_of_the_surveys_own() {
    let edits = [
        (4, "type", "text"),
        (4, "name", "own_1"),
        (4, "label", "One more"),
        (5, "type", "end_group"),
        (5, "name", ""),
        (5, "label", ""),
        (5, "appearance", ""),
        (5, "sectorwise_intro", ""),
        (6, "type", "begin_group"),
        (6, "name", "role-and-size"),
        (6, "label", "Your role"),
        (6, "hint", ""),
        (6, "required", ""),
        (6, "sectorwise_short", ""),
        (6, "sectorwise_standard", ""),
        (6, "sectorwise_name", ""),
        (6, "sectorwise_ownership", ""),
    ];
    let read = edited(&standard(), "survey", &edits);
    assert_eq!(briefs(&read.problems), ["choices 2 list_name unused"]);
    let questionnaire = read.questionnaire.unwrap();
    let own = questionnaire.question("own_1").unwrap();
    assert_eq!(own.ownership, shared::questionnaire::Ownership::Local);
    assert_eq!(questionnaire.sections[0].questions.len(), 2);
}
