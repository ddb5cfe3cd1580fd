//! The designers' pages for workbooks: forms that work without script, and say what is wrong where.

use serde_json::json;

use super::support::*;

const DRAFT: &str = "hackney";
const PAGE: &str = "/design/hackney/xlsform";

fn page(staff: &Staff, path: &str) -> String {
    let answer = staff.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    answer.body
}

fn sent_on(answer: &Answer, to: &str) {
    assert_eq!((answer.status, answer.header("location")), (303, Some(to)), "{answer:?}");
}

fn form<'a>(slug: &'a str, title: &'a str) -> [(&'a str, &'a str); 3] {
    [("from", "xlsform"), ("title", title), ("slug", slug)]
}

fn says(answer: &Answer, status: u16, words: &[&str]) {
    assert_eq!(answer.status, status, "{answer:?}");
    for words in words {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
}

on_both! {
    fn a_draft_begins_with_a_file_and_is_replaced_and_taken_back(world: &World) {
        let staff = world.staff();
        assert!(page(&staff, "/design").contains("Start from an XLSForm (.xlsx)"));
        let bytes = with_choices(&[["select_one yn", "space", "Have you got space?", ""]]);
        sent_on(&staff.send_file("/design", &form(DRAFT, ""), Some(&bytes)), "/design/hackney");
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "Made in Excel");
        let list = page(&staff, "/design");
        assert!(list.contains("href=\"/design/hackney/xlsform\"") && list.contains("href=\"/design/hackney/discard\""));
        let html = page(&staff, PAGE);
        assert!(html.contains("href=\"/api/v1/drafts/hackney/xlsform\"") && !html.contains("Take the file back"), "{html}");

        let other = with_choices(&[["select_one yn", "other", "Something else?", ""]]);
        let send = |sequence: &str| staff.send_file(PAGE, &[("sequence", sequence)], Some(&other));
        sent_on(&send("0"), PAGE);
        assert!(page(&staff, PAGE).contains("replaced it, and nobody has changed it since"));
        // The same once more is not in the log.
        let same = send("1");
        says(&same, 200, &["Nothing has changed."]);
        assert_eq!(staff.draft(DRAFT)["sequence"], 1);
        says(&send("0"), 409, &["There is a problem", "Somebody has changed the draft since you opened this page"]);
        let undo = |sequence: &str| staff.send_form("/design/hackney/xlsform/undo", &[("sequence", sequence)]);
        says(&undo("0"), 409, &["cannot be taken back any more"]);
        sent_on(&undo("1"), "/design/hackney");
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["sections"][0]["questions"][0]["id"], "space");
        // Where somebody has changed something since, there is nothing to take back.
        sent_on(&send("2"), PAGE);
        staff.change(DRAFT, &[json!({"edit": "survey", "property": "title", "before": "Made in Excel", "after": "Mine"})]);
        assert!(!page(&staff, PAGE).contains("Take the file back"));
        says(&undo("3"), 409, &["cannot be taken back any more"]);
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "Mine");
    }

    fn ids_of_londons_core_are_refused_with_their_row(world: &World) {
        let staff = world.staff();
        let bytes = with_choices(&[["text", "space", "Space?", ""], ["text", "B1", "Other words", ""], ["text", "b2", "Small", ""]]);
        let answer = staff.send_file("/design", &form(DRAFT, ""), Some(&bytes));
        says(&answer, 422, &["2 things to mend in the file", ">survey<", ">3<", ">4<", ">name<", "B1 is a question of London’s bank", "b2 is a question of London’s bank"]);
        staff.get("/api/v1/drafts/hackney").is_problem(404, "unknown-survey");
    }

    fn what_is_only_to_be_considered_was_not_left_out(world: &World) {
        let staff = world.staff();
        let bytes = with_choices(&[["text", "first", "First", "${second} = 'yes'"], ["select_one yn", "second", "Second", ""]]);
        let answer = staff.send_file("/design", &form(DRAFT, ""), Some(&bytes));
        says(&answer, 200, &["To consider", "Asks about second, which comes later"]);
        assert!(!answer.body.contains("What was left out"), "{answer:?}");
    }

    fn what_was_left_out_is_listed_before_the_draft_is_opened(world: &World) {
        let staff = world.staff();
        let bytes = with_choices(&[["image", "picture", "Take a <picture>", ""], ["select_one yn", "q", "Q", ""], ["geopoint", "where", "Where?", ""]]);
        let answer = staff.send_file("/design", &form(DRAFT, "Mine"), Some(&bytes));
        says(&answer, 200, &["The draft has begun", "with one question", "2 things in the file", ">survey<", ">2<", ">4<", "image", "geopoint", "href=\"/design/hackney\""]);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let answer = staff.send_file(PAGE, &[("sequence", "0")], Some(&with_choices(&[["audio", "a", "Say", ""], ["select_one yn", "b", "B", ""]])));
        says(&answer, 200, &["The draft is replaced", "One thing in the file", "audio", "Take the file back", "name=\"sequence\" value=\"1\""]);
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["sections"][0]["questions"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_file_that_cannot_be_taken_is_shown_with_its_places_and_what_was_typed() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    staff.start(DRAFT, json!("state-of-the-sector"));
    let before = staff.draft(DRAFT);
    let bad = with_choices(&[
        ["text", "q", "Q", "${nowhere} = 1"],
        ["select_one none", "r", "R", ""],
        ["text", "q", "Again", ""],
    ]);
    let words = [
        "There is a problem",
        "href=\"#file\"",
        "3 things to mend in the file",
        ">survey<",
        ">relevant<",
        ">2<",
        ">3<",
        ">4<",
        "aria-invalid=\"true\"",
    ];
    let answer = staff.send_file("/design", &form("new", "My \"title\""), Some(&bad));
    says(&answer, 422, &words);
    says(&answer, 422, &["value=\"My &quot;title&quot;\"", "value=\"new\"", "<title>Error: "]);
    says(&staff.send_file(PAGE, &[("sequence", "0")], Some(&bad)), 422, &words);
    let core = staff.send_file(PAGE, &[("sequence", "0")], Some(&without_a_core_question()));
    says(&core, 422, &["B1", "same words"]);
    for (file, status, words) in [
        (None, 400, "Choose the .xlsx file"),
        (Some(&b"no zip"[..]), 422, "This file is not an Excel workbook (.xlsx)"),
        (Some(&vec![0; 100 << 20][..]), 413, "The file has 101 MB; a questionnaire may have 20 MB"),
    ] {
        let answer = staff.send_file("/design", &form("new", "Mine"), file);
        says(&answer, status, &[words, "value=\"Mine\"", "value=\"new\""]);
        says(&staff.send_file(PAGE, &[("sequence", "0")], file), status, &[words]);
    }
    let good = with_choices(&[["text", "q", "Q", ""]]);
    says(&staff.send_file("/design", &form("Not a slug", ""), Some(&good)), 400, &["href=\"#slug\"", "small letters"]);
    for taken in [DRAFT, SLUG] {
        says(&staff.send_file("/design", &form(taken, ""), Some(&good)), 409, &["Another survey has this address"]);
    }
    assert_eq!(staff.draft(DRAFT), before);
    staff.get("/api/v1/drafts/new").is_problem(404, "unknown-survey");
    assert_eq!(staff.send_file("/design/nowhere/xlsform", &[("sequence", "0")], Some(&good)).status, 404);
}

#[test]
fn only_designers_replace_and_only_from_our_own_pages() {
    let world = World::new(Database::sqlite());
    let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
    designer.start(DRAFT, json!("needs-pulse"));
    let html = page(&coordinator, PAGE);
    assert!(html.contains("Download as XLSForm") && !html.contains("Replace the draft"), "{html}");
    assert!(!page(&coordinator, "/design").contains("/design/hackney/discard"));
    let good = with_choices(&[["text", "q", "Q", ""]]);
    for path in [PAGE, "/design/hackney/xlsform/undo", "/design"] {
        coordinator.send_file(path, &[("sequence", "0")], Some(&good)).is_problem(403, "not-allowed");
        let elsewhere = [("cookie", designer.cookie.as_str()), ("sec-fetch-site", "cross-site")];
        world.post_raw(path, b"sequence=0", &elsewhere).is_problem(403, "cross-site");
        sent_on(&world.post_raw(path, b"sequence=0", &[]), "/sign-in?next=/design");
    }
    sent_on(&world.get(PAGE), "/sign-in?next=/design/hackney/xlsform");
    let broken = [("cookie", designer.cookie.as_str()), ("content-type", "multipart/form-data")];
    world.post_raw(PAGE, b"", &broken).is_problem(400, "form");
    assert_eq!(designer.draft(DRAFT)["sequence"], 0);
}

#[test]
fn a_draft_that_cannot_be_written_says_what_to_mend() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    staff.start(DRAFT, json!("blank"));
    let question = json!({"id": "q1", "type": "text", "kind": "local", "label": "Q", "relevant": "${gone} = 1"});
    staff.change(DRAFT, &[json!({"edit": "add-question", "section": "page-1", "question": question})]);
    let html = page(&staff, PAGE);
    assert!(html.contains("cannot be written as a workbook before this is mended") && html.contains("gone"), "{html}");
    assert!(
        page(&staff, "/design/state-of-the-sector/share")
            .contains("href=\"/api/v1/surveys/state-of-the-sector/xlsform\"")
    );
}
