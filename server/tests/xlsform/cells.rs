//! What Excel keeps in cells that should be texts.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
use server::xlsform;
use shared::Kind;

use crate::support::{briefs, repacked, replaced, with_survey};

#[test]
fn numbers_truths_and_dates_are_texts() {
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label", "default", "required", "calculation"]).unwrap();
        sheet.write_row(1, 0, ["integer", "q1", "Number"]).unwrap();
        sheet.write_number(1, 3, 5.0).unwrap();
        sheet.write_boolean(1, 4, true).unwrap();
        sheet.write_row(2, 0, ["decimal", "q2", "Number"]).unwrap();
        sheet.write_number(2, 3, 0.1).unwrap();
        sheet.write_boolean(2, 4, false).unwrap();
        sheet.write_row(3, 0, ["date", "q3", "Day"]).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 11, 22).unwrap();
        sheet.write_datetime_with_format(3, 3, day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_row(4, 0, ["time", "q4", "Time"]).unwrap();
        let time = ExcelDateTime::from_hms(9, 30, 0).unwrap();
        sheet.write_datetime_with_format(4, 3, time, &Format::new().set_num_format("hh:mm")).unwrap();
        sheet.write_row(5, 0, ["text", "q5"]).unwrap();
        sheet.write_number(5, 2, 2026.0).unwrap();
    });
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), Vec::<String>::new());
    let questionnaire = read.questionnaire.unwrap();
    let of = |id: &str| questionnaire.question(id).unwrap();
    let defaults: Vec<_> = ["q1", "q2", "q3", "q4"].iter().map(|id| of(id).default.as_deref().unwrap()).collect();
    assert_eq!(defaults, ["5", "0.1", "'2026-11-22'", "'09:30:00'"]);
    assert_eq!((of("q1").required, of("q2").required), (true, false));
    assert_eq!(of("q5").label.plain(), "2026");
    assert_eq!(of("q3").kind, Kind::Date);
}

#[test]
fn codes_that_excel_took_for_numbers_are_codes() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let survey = workbook.add_worksheet().set_name("survey").unwrap();
    survey.write_row(0, 0, ["type", "name", "label", "relevant"]).unwrap();
    survey.write_row(1, 0, ["select_one l", "q1", "A"]).unwrap();
    survey.write_row(2, 0, ["text", "q2", "B", "${q1} = '1'"]).unwrap();
    let choices = workbook.add_worksheet().set_name("choices").unwrap();
    choices.write_row(0, 0, ["list_name", "name", "label"]).unwrap();
    for row in 1..=2 {
        choices.write_string(row, 0, "l").unwrap();
        choices.write_number(row, 1, f64::from(row)).unwrap();
        choices.write_number(row, 2, f64::from(row) + 0.5).unwrap();
    }
    let read = xlsform::read(&workbook.save_to_buffer().unwrap());
    assert_eq!(briefs(&read.problems), ["settings - form_title title"]);
    let questionnaire = read.questionnaire.unwrap();
    let options = &questionnaire.question("q1").unwrap().options;
    assert_eq!(
        options.iter().map(|option| (option.code.as_str(), option.label.plain())).collect::<Vec<_>>(),
        [("1", "1.5"), ("2", "2.5")]
    );
}

#[test]
fn formulas_are_what_they_gave() {
    let formula = |result: &str| Formula::new("=1+1").set_result(result);
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label", "my notes"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        sheet.write_formula(1, 2, formula("Made up")).unwrap();
        sheet.write_formula(1, 3, formula("Nobody reads this")).unwrap();
    });
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), ["survey 2 label formula"]);
    assert_eq!(read.questionnaire.unwrap().question("q1").unwrap().label.plain(), "Made up");
}

#[test]
fn a_formula_without_a_value_or_with_a_fault_is_an_error() {
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label", "hint"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        sheet.write_formula(1, 2, Formula::new("=1+1")).unwrap();
        sheet.write_formula(1, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let bytes = replaced(&bytes, "xl/worksheets/sheet1.xml", "<f>1+1</f><v>0</v>", "<f>1+1</f>");
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), ["!survey 2 hint formula", "!survey 2 label formula"]);
    assert!(read.problems[0].message.contains("#DIV/0!"), "{}", read.problems[0].message);
}

#[test]
fn merged_cells_are_named() {
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        sheet.write_row(2, 0, ["note", "n1", "", "x"]).unwrap();
        sheet.merge_range(1, 2, 2, 3, "One label for two", &Format::new()).unwrap();
    });
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), ["!survey 3 label label", "survey 2 label merged"]);
    assert!(read.problems[1].message.contains("C2 to D3"), "{}", read.problems[1].message);
    // Who only sees the errors is told too.
    assert!(read.problems[0].message.contains("cells C2 to D3 are merged"), "{}", read.problems[0].message);
}

#[test]
fn rich_text_and_inline_texts_are_texts() {
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        let (bold, plain) = (Format::new().set_bold(), Format::default());
        sheet.write_rich_string(1, 2, &[(&bold, "How "), (&plain, "are you?")]).unwrap();
    });
    let label = |bytes: &[u8]| xlsform::read(bytes).questionnaire.unwrap().question("q1").unwrap().label.clone();
    assert_eq!(label(&bytes).plain(), "How are you?");
    let inline = repacked(&bytes, |name, data| {
        let text = String::from_utf8(data).unwrap();
        let cell = text.find(r#"<c r="C2""#).filter(|_| name == "xl/worksheets/sheet1.xml");
        Some(match cell {
            Some(at) => {
                let end = at + text[at..].find("</c>").unwrap() + 4;
                let new = r#"<c r="C2" t="inlineStr"><is><t>Inside</t></is></c>"#;
                [&text[..at], new, &text[end..]].concat().into_bytes()
            }
            None => text.into_bytes(),
        })
    });
    assert_eq!(label(&inline).plain(), "Inside");
}

#[test]
fn far_away_cells_cost_nothing_and_are_named() {
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1", "A"]).unwrap();
        sheet.write_string(0, 40, "far header").unwrap();
        sheet.write_string(100, 2, "far row").unwrap();
    });
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), ["survey 1 AO after-empty", "survey 101 - after-empty"]);
    let bytes = with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_string(1_048_575, 16_383, "the last cell of Excel").unwrap();
    });
    let read = xlsform::read(&bytes);
    assert_eq!(briefs(&read.problems), ["!- - - too-large"]);
    assert!(read.problems[0].message.contains("row 1048576, column XFD"), "{}", read.problems[0].message);
}
