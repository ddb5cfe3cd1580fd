//! XLSForm over HTTP: out of drafts and versions, into drafts, and every way in which it goes wrong.

use rust_xlsxwriter::{Format, Formula};
use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";
const PATH: &str = "/api/v1/drafts/hackney/xlsform";

/// A workbook as it was sent, and how.
fn download(staff: &Staff, path: &str) -> (Answer, Vec<u8>) {
    let (answer, bytes) = staff.world.bytes(path, &[("cookie", &staff.cookie)]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some(XLSX)), "{path}: {answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    (answer, bytes)
}

/// `survey 3 relevant reference`: where something is, and what.
fn briefs(answer: &Answer) -> Vec<String> {
    let problems = answer.json()["problems"].as_array().unwrap().clone();
    let part = |value: &Value| value.as_str().map_or_else(|| value.to_string().replace("null", "-"), str::to_owned);
    let brief = |problem: &Value| ["sheet", "row", "column", "code"].map(|key| part(&problem[key])).join(" ");
    problems.iter().map(brief).collect()
}

on_both! {
    fn a_draft_goes_out_is_changed_and_comes_back(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        let (answer, bytes) = download(&staff, PATH);
        assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"hackney-draft.xlsx\""));
        let mut questionnaire = server::xlsform::read(&bytes).questionnaire.unwrap();
        assert_eq!(json!(questionnaire), staff.draft(DRAFT)["questionnaire"]);
        // The same again changes nothing; something else is one edit.
        let put = |sequence: i64, bytes: &[u8]| staff.put_workbook(&format!("{PATH}?sequence={sequence}"), bytes);
        assert_eq!(put(0, &bytes).json(), json!({"sequence": 0, "problems": []}));
        questionnaire.title = "Hackney from Excel".into();
        assert_eq!(put(0, &workbook_of(&questionnaire)).json()["sequence"], 1);
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "Hackney from Excel");
        put(0, &bytes).is_problem(409, "moved-on");
        let event = Stream::open(&staff, "/api/v1/drafts/hackney/live?after=0", None).next();
        assert_eq!((&event.data["edits"][0]["edit"]["edit"], &event.data["edits"][0]["by"]), (&json!("replace"), &json!(EMAIL)));
        // A draft of its own, with a title of its own.
        let answer = staff.send_workbook("/api/v1/drafts/camden/xlsform?title=Camden%20too", &bytes);
        assert_eq!((answer.status, answer.header("location")), (201, Some("/api/v1/drafts/camden")), "{answer:?}");
        assert_eq!(answer.json(), json!({"sequence": 0, "problems": []}));
        let camden = &staff.draft("camden")["questionnaire"];
        assert_eq!((&camden["title"], &camden["standard"]), (&json!("Camden too"), &json!(SLUG)));
        // Published versions too, also older ones.
        assert_eq!(staff.publish(DRAFT).status, 200);
        let (answer, bytes) = download(&staff, "/api/v1/surveys/hackney/xlsform");
        assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"hackney-v1.xlsx\""));
        assert_eq!(server::xlsform::read(&bytes).questionnaire.unwrap().title.plain(), "Hackney from Excel");
        download(&staff, "/api/v1/surveys/state-of-the-sector/xlsform?version=1");
        staff.get("/api/v1/surveys/hackney/xlsform?version=2").is_problem(404, "unknown-version");
    }

    fn what_is_not_known_here_is_left_out_and_named_and_the_rest_is_there(world: &World) {
        let staff = world.staff();
        let bytes = with_choices(&[
            ["select_one yn", "space", "Have you got space?", ""],
            ["image", "picture", "Take a picture", ""],
            ["text", "where", "Where is it?", "${space} = 'yes'"],
            ["geopoint", "point", "And on the map?", ""],
        ]);
        let answer = staff.send_workbook(PATH, &bytes);
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(briefs(&answer), ["survey 3 type unsupported", "survey 5 type unsupported"]);
        assert!(answer.json()["problems"].as_array().unwrap().iter().all(|one| one["severity"] == "warning"));
        let draft = staff.draft(DRAFT);
        let asked: Vec<&Value> = draft["questionnaire"]["sections"][0]["questions"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
        assert_eq!((asked, &draft["questionnaire"]["title"]), (vec![&json!("space"), &json!("where")], &json!("Made in Excel")));
    }

    fn the_core_stays_true_and_the_answer_says_where_it_is_not(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        let before = staff.draft(DRAFT);
        let broken = without_a_core_question();
        for answer in [
            staff.put_workbook(&format!("{PATH}?sequence=0"), &broken),
            staff.send_workbook("/api/v1/drafts/camden/xlsform", &broken),
        ] {
            answer.is_problem(422, "workbook");
            let problems = answer.json()["problems"].as_array().unwrap().clone();
            let of = |id: &str| problems.iter().find(|one| one["question"] == id).unwrap_or_else(|| panic!("{id}: {answer:?}"));
            assert_eq!((&of("B1")["code"], &of("B1")["row"]), (&json!("core-missing"), &Value::Null));
            assert_eq!(of("F2")["sheet"], "survey");
            assert!(of("F2")["row"].as_u64().unwrap() > 10, "{answer:?}");
            assert!(of("F2")["message"].as_str().unwrap().contains("same words"), "{answer:?}");
        }
        assert_eq!(staff.draft(DRAFT), before);
        staff.get("/api/v1/drafts/camden").is_problem(404, "unknown-survey");
    }

    fn who_may_not_is_told_so_before_anything_is_read(world: &World) {
        let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
        designer.start(DRAFT, json!("needs-pulse"));
        download(&coordinator, PATH);
        let bytes = with_choices(&[["text", "q", "Q", ""]]);
        let put = format!("{PATH}?sequence=0");
        coordinator.send_workbook("/api/v1/drafts/new/xlsform", &bytes).is_problem(403, "not-allowed");
        coordinator.put_workbook(&put, &bytes).is_problem(403, "not-allowed");
        world.post_raw("/api/v1/drafts/new/xlsform", &bytes, &[]).is_problem(401, "not-signed-in");
        world.put_raw(&put, &bytes, &[]).is_problem(401, "not-signed-in");
        for path in [PATH, "/api/v1/surveys/state-of-the-sector/xlsform"] {
            world.get(path).is_problem(401, "not-signed-in");
        }
        let elsewhere = [("cookie", designer.cookie.as_str()), ("content-type", XLSX), ("sec-fetch-site", "cross-site")];
        world.post_raw("/api/v1/drafts/new/xlsform", &bytes, &elsewhere).is_problem(403, "cross-site");
        world.put_raw(&put, &bytes, &elsewhere).is_problem(403, "cross-site");
        assert_eq!(designer.draft(DRAFT)["sequence"], 0);
    }
}

#[test]
fn each_thing_that_is_wrong_with_a_workbook_has_its_place_and_nothing_is_imported() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    staff.start(DRAFT, json!("blank"));
    let before = staff.draft(DRAFT);
    let no_sheet = {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().set_name("questions").unwrap();
        workbook.add_worksheet().set_name("answers").unwrap();
        workbook.save_to_buffer().unwrap()
    };
    let fault = survey_sheet(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        sheet.write_formula(1, 2, Formula::new("=A1/0").set_result("#DIV/0!")).unwrap();
    });
    let merged = survey_sheet(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1"]).unwrap();
        sheet.write_row(2, 0, ["note", "n1"]).unwrap();
        sheet.merge_range(1, 2, 2, 3, "One label for two", &Format::new()).unwrap();
    });
    for (name, bytes, place) in [
        ("no zip", b"A1,Question".to_vec(), "- - - unreadable"),
        ("nothing", Vec::new(), "- - - unreadable"),
        ("half", with_choices(&[["text", "q", "Q", ""]])[..900].to_vec(), "- - - unreadable"),
        ("bomb", bomb(), "- - - too-large"),
        ("no sheet", no_sheet, "- - - no-survey"),
        ("fault of a formula", fault, "survey 2 label formula"),
        ("merged", merged, "survey 3 label label"),
        ("no such list", with_choices(&[["select_one nowhere", "q", "Q", ""]]), "survey 2 type list"),
        ("twice", with_choices(&[["text", "q", "Q", ""], ["text", "q", "Q", ""]]), "survey 3 name name-twice"),
        ("nothing is called so", with_choices(&[["text", "q", "Q", "${nowhere} = 1"]]), "survey 2 relevant reference"),
        (
            "circle",
            with_choices(&[["text", "a", "A", "${b} = 'x'"], ["text", "b", "B", "${a} = 'x'"]]),
            "survey 2 relevant circular",
        ),
    ] {
        for answer in [
            staff.put_workbook(&format!("{PATH}?sequence=0"), &bytes),
            staff.send_workbook("/api/v1/drafts/new/xlsform", &bytes),
        ] {
            answer.is_problem(422, "workbook");
            assert!(briefs(&answer).contains(&place.to_owned()), "{name}: {:?}", briefs(&answer));
            assert!(
                answer.json()["problems"].as_array().unwrap().iter().all(|one| one["severity"] == "error"),
                "{name}"
            );
        }
    }
    assert_eq!(staff.draft(DRAFT), before);
    staff.get("/api/v1/drafts/new").is_problem(404, "unknown-survey");
}

#[test]
fn what_is_too_much_or_no_workbook_is_refused() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    let bytes = with_choices(&[["text", "q", "Q", ""]]);
    let before = memory(&world);
    let answer = staff.send_workbook("/api/v1/drafts/new/xlsform", &vec![0; 100 << 20]);
    answer.is_problem(413, "too-large");
    assert!(answer.json()["detail"].as_str().unwrap().contains("100 MB"), "{answer:?}");
    assert!(memory(&world) < before + (16 << 10), "{} kB, and before {before} kB", memory(&world));
    for kind in ["application/json", "text/csv", "application/vnd.ms-excel"] {
        let headers = [("cookie", staff.cookie.as_str()), ("content-type", kind)];
        world.post_raw("/api/v1/drafts/new/xlsform", &bytes, &headers).is_problem(415, "content-type");
    }
    staff.start(DRAFT, json!("blank"));
    staff.send_workbook(PATH, &bytes).is_problem(409, "draft-exists");
    staff.send_workbook("/api/v1/drafts/state-of-the-sector/xlsform", &bytes).is_problem(409, "slug-taken");
    staff.send_workbook("/api/v1/drafts/%C3%84/xlsform", &bytes).is_problem(400, "slug");
    staff.put_workbook(PATH, &bytes).is_problem(400, "query");
    staff.put_workbook("/api/v1/drafts/nowhere/xlsform?sequence=0", &bytes).is_problem(404, "unknown-survey");
    staff.put_workbook("/api/v1/drafts/state-of-the-sector/xlsform?sequence=0", &bytes).is_problem(404, "no-draft");
    for path in ["/api/v1/drafts/nowhere/xlsform", "/api/v1/surveys/nowhere/xlsform"] {
        staff.get(path).is_problem(404, "unknown-survey");
    }
    // What is not finished says so, with what to mend.
    let question = json!({"id": "q1", "type": "text", "kind": "local", "label": "Q", "relevant": "${gone} = 1"});
    staff.change(DRAFT, &[json!({"edit": "add-question", "section": "page-1", "question": question})]);
    let answer = staff.get(PATH);
    answer.is_problem(409, "faults");
    assert!(briefs(&answer)[0].contains("relevant"), "{answer:?}");
}

/// Kilobytes that the program has in memory.
fn memory(world: &World) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", world.program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
