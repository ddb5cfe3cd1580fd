//! Strings of a draft: out as a workbook, back in as edits, and whatever else is sent instead.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Formula, Workbook};
use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";
const OUT: &str = "/api/v1/drafts/hackney/strings.xlsx";
const IN: &str = "/api/v1/drafts/hackney/strings";
const PAGE: &str = "/design/hackney/translate";

fn begin(staff: &Staff) {
    staff.start(DRAFT, json!("needs-pulse"));
    staff.change(
        DRAFT,
        &[
            json!({"edit": "survey", "property": "languages", "before": ["en"], "after": ["en", "pl", "ur"]}),
            json!({"edit": "survey", "property": "title", "language": "ur", "before": "", "after": "ضروریات"}),
        ],
    );
}

/// The rows of a workbook of strings, the header first.
fn rows(world: &World, staff: &Staff) -> Vec<Vec<String>> {
    let (answer, bytes) = world.bytes(OUT, &[("cookie", &staff.cookie)]);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"hackney-strings.xlsx\""));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("strings").unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn workbook(rows: &[Vec<String>], formula: Option<(u32, u16)>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, text) in (0u16..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    if let Some((row, column)) = formula {
        sheet.write_formula(row, column, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).into()
}

const XLSX: (&str, &str) = ("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

fn send(staff: &Staff, bytes: &[u8]) -> Answer {
    staff.world.post_raw(IN, bytes, &[("cookie", &staff.cookie), XLSX])
}

fn send_form(staff: &Staff, bytes: &[u8]) -> Answer {
    let head = b"--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"s.xlsx\"\r\n\r\n";
    let body = [&head[..], bytes, b"\r\n--XX--\r\n"].concat();
    let headers = [("cookie", staff.cookie.as_str()), ("content-type", "multipart/form-data; boundary=XX")];
    staff.world.post_raw(PAGE, &body, &headers)
}

fn title(staff: &Staff) -> Value {
    staff.draft(DRAFT)["questionnaire"]["title"].clone()
}

on_both! {
    fn strings_go_out_are_translated_and_come_back(world: &World) {
        let staff = world.staff();
        begin(&staff);
        let mut rows = rows(world, &staff);
        assert_eq!(rows[0], ["key", "where", "source: English", "Polish (pl)", "Urdu (ur)", "note", "seen"]);
        assert_eq!(rows[1][..5], ["survey.title", "survey, title", "London needs pulse", "", "ضروریات"]);
        assert!(rows.iter().any(|row| row[0] == "question.K1.label"), "the core can be translated");
        rows[1][3] = "Puls potrzeb".into();
        let label = rows.iter().position(|row| row[0] == "question.K1.label").unwrap();
        rows[label][3] = "Co by najbardziej pomogło?".into();
        let changed = rows.iter().position(|row| row[0] == "question.K1.name").unwrap();
        rows[changed][2] = "Something else".into();
        rows[changed][3] = "Coś innego".into();
        rows.push(row(["question.ZZ.label", "", "?", "?"]));
        let before = staff.draft(DRAFT)["sequence"].as_i64().unwrap();
        let answer = send(&staff, &workbook(&rows, None));
        assert_eq!(answer.status, 200, "{answer:?}");
        let report = answer.json();
        assert_eq!(report["languages"], json!([{"language": "pl", "set": 2, "same": 0}, {"language": "ur", "set": 0, "same": 1}]));
        assert_eq!(report["skipped"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect::<Vec<_>>(), ["source-changed", "unknown-key"]);
        assert_eq!(report["sequence"], before + 2);
        assert_eq!(title(&staff), json!({"en": "London needs pulse", "pl": "Puls potrzeb", "ur": "ضروریات"}));
        // A second time there is nothing left to do, and the log stays as it is.
        let again = send(&staff, &workbook(&rows, None)).json();
        assert_eq!((&again["sequence"], &again["languages"][0]["same"]), (&json!(before + 2), &json!(2)));
        // Whoever has the draft open hears of it.
        let told = Stream::open(&staff, &format!("/api/v1/drafts/hackney/live?after={before}"), None).next();
        assert_eq!(told.data["edits"][0]["edit"]["language"], "pl");
        assert_eq!(staff.publish(DRAFT).status, 200);
    }

    fn what_one_translator_revised_another_ones_older_file_does_not_take_back(world: &World) {
        let staff = world.staff();
        begin(&staff);
        let mut file = rows(world, &staff);
        // Meanwhile the Urdu of the title is revised.
        let revised = json!({"edit": "survey", "property": "title", "language": "ur", "before": "ضروریات", "after": "ضروریات کا جائزہ"});
        staff.change(DRAFT, &[revised]);
        file[1][3] = "Puls".into();
        let report = send(&staff, &workbook(&file, None)).json();
        assert_eq!((&report["skipped"], &report["languages"][0]["set"], &report["languages"][1]["set"]), (&json!([]), &json!(1), &json!(0)));
        assert_eq!(title(&staff), json!({"en": "London needs pulse", "pl": "Puls", "ur": "ضروریات کا جائزہ"}));
        // Both have changed it: it is named, and stays.
        file[1][4] = "کچھ اور".into();
        let report = send(&staff, &workbook(&file, None)).json();
        assert_eq!((&report["skipped"][0]["code"], &report["skipped"][0]["language"]), (&json!("translation-changed"), &json!("ur")));
        assert_eq!(title(&staff)["ur"], "ضروریات کا جائزہ");
    }

    fn a_whole_translation_is_one_edit(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        staff.change(DRAFT, &[json!({"edit": "survey", "property": "languages", "before": ["en"], "after": ["en", "pl"]})]);
        let mut rows = rows(world, &staff);
        for row in rows.iter_mut().skip(1) {
            row[3] = format!("pl {}", row[2]);
        }
        let report = send(&staff, &workbook(&rows, None)).json();
        assert_eq!((&report["languages"][0]["set"], &report["sequence"]), (&json!(rows.len() - 1), &json!(2)));
        assert!(page(&staff).contains("id=\"file\""));
        assert_eq!(staff.review(DRAFT)["faults"], json!([]));
    }

    fn what_is_no_such_workbook_is_refused_with_its_place_and_nothing_is_taken(world: &World) {
        let staff = world.staff();
        begin(&staff);
        let was = staff.draft(DRAFT);
        let head = row(["key", "where", "source: English", "Polish (pl)"]);
        let good = row(["survey.title", "", "London needs pulse", "Puls"]);
        let problem = |bytes: &[u8], code: &str| {
            let answer = send(&staff, bytes);
            answer.is_problem(422, "workbook");
            let problems = answer.json()["problems"].clone();
            assert_eq!(problems[0]["code"], code, "{problems}");
            problems[0].clone()
        };
        problem(b"PK", "unreadable");
        problem(b"", "unreadable");
        problem(b"key,source", "unreadable");
        let formula = problem(&workbook(&[head.clone(), good.clone(), good.clone()], Some((2, 3))), "formula");
        assert_eq!((&formula["row"], &formula["column"], &formula["sheet"]), (&json!(3), &json!("Polish (pl)"), &json!("strings")));
        let german = problem(&workbook(&[row(["key", "source", "German (de)"]), row(["survey.title", "London needs pulse", "Puls"])], None), "unknown-language");
        assert_eq!((&german["row"], &german["column"]), (&json!(1), &json!("C")));
        problem(&workbook(&[row(["key", "source", "English (en)"])], None), "main-language");
        problem(&workbook(&[row(["key", "source", "pl", "Polish"])], None), "language-twice");
        problem(&workbook(&[row(["where", "source", "pl"])], None), "column-missing");
        problem(&workbook(&[row(["key", "source", "note"])], None), "no-language");
        problem(&workbook(&[], None), "empty");
        let too_large = vec![b'x'; (20 << 20) + (1 << 20)];
        send(&staff, &too_large).is_problem(413, "too-large");
        assert_eq!(staff.draft(DRAFT), was);
    }

    fn the_form_takes_it_without_script_and_says_what_is_wrong(world: &World) {
        let staff = world.staff();
        begin(&staff);
        let shown = page(&staff);
        assert!(shown.contains("enctype=\"multipart/form-data\"") && shown.contains(OUT), "{shown}");
        let head = row(["key", "where", "source: English", "Polish (pl)"]);
        let rows = [head.clone(), row(["survey.title", "", "London needs pulse", "Puls"]), row(["question.ZZ.label", "", "<b>", "<i>"])];
        let taken = send_form(&staff, &workbook(&rows, None));
        assert_eq!(taken.status, 200, "{taken:?}");
        for words in ["The strings have been taken", "Polish: 1 text set", "One row was left aside", "question.ZZ.label"] {
            assert!(taken.body.contains(words), "{words}");
        }
        assert_eq!(title(&staff)["pl"], "Puls");
        for (bytes, status, words) in [
            (workbook(&[head, rows[1].clone()], Some((1, 3))), 422, "strings, row 2, Polish (pl): This is a formula"),
            (b"nonsense".to_vec(), 422, "save it as Excel workbook (.xlsx)"),
            (Vec::new(), 400, "Choose the .xlsx file"),
            (vec![b'x'; (20 << 20) + (1 << 20)], 413, "may have 20 MB"),
        ] {
            let answer = send_form(&staff, &bytes);
            assert_eq!(answer.status, status, "{words}");
            assert!(answer.body.contains("There is a problem") && answer.body.contains("<a href=\"#file\">"), "{words}");
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
        let no_form = world.post_raw(PAGE, b"x", &[("cookie", &staff.cookie)]);
        assert!(no_form.status == 400 && no_form.body.contains("Choose the .xlsx file"));
    }

    fn only_designers_of_the_workspace_change_strings(world: &World) {
        let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
        begin(&designer);
        let bytes = workbook(&[row(["key", "source", "pl"])], None);
        assert_eq!(send(&designer, &bytes).status, 200);
        send(&coordinator, &bytes).is_problem(403, "not-allowed");
        send_form(&coordinator, &bytes).is_problem(403, "not-allowed");
        assert!(page(&coordinator).contains("Download the strings") && !page(&coordinator).contains("Upload the strings"));
        assert_eq!(rows(world, &coordinator)[1][0], "survey.title");
        world.post_raw(IN, &bytes, &[XLSX]).is_problem(401, "not-signed-in");
        world.get(OUT).is_problem(401, "not-signed-in");
        let elsewhere = [("cookie", designer.cookie.as_str()), XLSX, ("sec-fetch-site", "cross-site")];
        world.post_raw(IN, &bytes, &elsewhere).is_problem(403, "cross-site");
        world.post_raw(PAGE, &bytes, &elsewhere).is_problem(403, "cross-site");
        assert_eq!(world.get(PAGE).header("location"), Some("/sign-in?next=/design/hackney/translate"));
        for slug in ["none", "%00", SLUG] {
            let path = format!("/api/v1/drafts/{slug}/strings");
            assert_eq!(designer.world.post_raw(&path, &bytes, &[("cookie", &designer.cookie), XLSX]).status, 404, "{slug}");
            assert_eq!(designer.get(&format!("{path}.xlsx")).status, 404, "{slug}");
            assert_eq!(designer.get(&format!("/design/{slug}/translate")).status, 404, "{slug}");
        }
    }
}

fn page(staff: &Staff) -> String {
    let answer = staff.get(PAGE);
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    answer.body
}
