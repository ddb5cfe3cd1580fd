//! `GET /api/v1/surveys/{slug}/responses.{csv,xlsx,jsonl}` and `sectorwise export`.

use std::io::Read;

use serde_json::{Value, json};

use super::support::*;

const FORMULA: &str = "=HYPERLINK(\"http://evil.example\",\"click\")";

/// Three submissions: revised, with contact details and a formula for a name; withdrawn; plain. And a fourth revision.
fn filled(world: &World) -> String {
    let id = fresh_id();
    let mut first = submission(&id);
    first["answers"]["L2"] = json!("yes");
    first["contact"] = json!({"name": "Ama Mensah", "email": "ama@hackney.example", "salt": "00ff"});
    let mut second = revised(&first, 2);
    second["answers"]["B1"] = json!(FORMULA);
    second["answers"]["K1"] = json!(["premises", "finance"]);
    let gone = fresh_id();
    world.store(&[first, submission(&gone), submission_from("outside")]);
    world.store(&[second]);
    world.withdraw(&gone);
    id
}

/// Rows as maps from head to cell.
fn csv_rows(text: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        Value::Object(heads.iter().map(str::to_owned).zip(record.iter().map(Value::from)).collect())
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn workbook(world: &World, bytes: &[u8]) -> String {
    assert_eq!(&bytes[..2], b"PK");
    let file = world.database.folder.join("read.xlsx");
    std::fs::write(&file, bytes).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let mut parts = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).unwrap().read_to_string(&mut parts).unwrap();
    }
    parts
}

on_both! {
    fn csv_has_a_row_a_submission_in_its_newest_revision(world: &World) {
        let id = filled(world);
        let answer = world.staff().download("csv");
        assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
        let name = format!("attachment; filename=\"{SLUG}-responses.csv\"");
        assert_eq!((answer.header("content-disposition"), answer.header("cache-control")), (Some(name.as_str()), Some("no-store")));
        let rows = csv_rows(&answer.body);
        assert_eq!(rows.len(), 2, "{}", answer.body);
        let (other, revised) = (&rows[0], &rows[1]);
        assert_eq!((&revised["id"], &revised["revision"], &revised["sequence"]), (&json!(id), &json!("2"), &json!("4")));
        assert_eq!((&revised["base_borough"], &other["base_borough"]), (&json!("E09000012"), &json!("outside")));
        assert_eq!((&revised["B4.postcode"], &revised["K1.1"], &revised["K1.2"], &revised["K1.3"]),
            (&json!("E8 1DY"), &json!("premises"), &json!("finance"), &json!("")));
        assert_eq!((&other["D2.full-time"], &other["late"], &other["demo"]), (&json!("not-shown"), &json!("no"), &json!("no")));
    }

    fn a_formula_is_made_harmless(world: &World) {
        filled(world);
        let mut texts = vec![];
        for start in ["+1", "-1", "@SUM(A1)"] {
            let mut sent = submission(&fresh_id());
            sent["answers"]["B1"] = json!(start);
            texts.push(sent);
        }
        world.store(&texts);
        let staff = world.staff();
        let rows = csv_rows(&staff.download("csv").body);
        let names: Vec<&str> = rows.iter().map(|row| row["B1"].as_str().unwrap()).collect();
        assert_eq!(names, ["Hackney Night Shelter", &format!("'{FORMULA}"), "'+1", "'-1", "'@SUM(A1)"]);
        // In a workbook a text is a text, and nothing is a formula.
        let parts = workbook(world, &world.bytes(&format!("/api/v1/surveys/{SLUG}/responses.xlsx"), &[("cookie", &staff.cookie)]).1);
        assert!(!parts.contains("<f>"), "{parts}");
        assert!(parts.contains("=HYPERLINK("), "{parts}");
        // A program reads the lines: the answer as it was given.
        assert_eq!(staff.lines()[1]["answers"]["B1"], FORMULA);
    }

    fn contact_details_are_in_none_of_them(world: &World) {
        filled(world);
        let staff = world.staff();
        let mut all = staff.download("csv").body + &staff.download("jsonl").body;
        all += &workbook(world, &world.bytes(&format!("/api/v1/surveys/{SLUG}/responses.xlsx"), &[("cookie", &staff.cookie)]).1);
        assert_eq!(world.database.count("contact where body like '%hackney.example%'"), 2);
        for secret in ["hackney.example", "Ama Mensah", "00ff", "\"edit_key\"", "key of"] {
            assert!(!all.contains(secret), "{secret}");
        }
    }

    fn a_late_revision_stands_beside_the_one_that_counts(world: &World) {
        let id = filled(world);
        world.database.execute("update survey set closes_at = 1");
        assert_eq!(world.send(&[revised(&submission(&id), 3)]).outcome()["outcome"], "stored");
        let staff = world.staff();
        let rows = csv_rows(&staff.download("csv").body);
        let of_it: Vec<_> = rows.iter().filter(|row| row["id"] == id).map(|row| (&row["revision"], &row["late"])).collect();
        assert_eq!(of_it, [(&json!("2"), &json!("no")), (&json!("3"), &json!("yes"))]);
        let in_time = rows.iter().filter(|row| row["late"] == "no").count() as u64;
        assert_eq!(staff.get(&format!("/api/v1/surveys/{SLUG}/tally?question=A2")).json()["total"]["responses"], in_time);
    }

    fn json_lines_are_the_submissions_as_stored_with_what_the_server_knows(world: &World) {
        let id = filled(world);
        let staff = world.staff();
        assert_eq!(staff.download("jsonl").header("content-type"), Some("application/jsonl; charset=utf-8"));
        let lines = staff.lines();
        assert_eq!(lines.len(), 2);
        let line = &lines[1];
        assert_eq!((&line["id"], &line["revision"], &line["sequence"]), (&json!(id), &json!(2), &json!(4)));
        assert_eq!(line["answers"]["B4"], json!({"postcode": "E8 1DY", "borough": "E09000012"}));
        assert_eq!((&line["base_borough"], &line["late"], &line["demo"]), (&json!("E09000012"), &json!(false), &json!(false)));
    }

    fn a_workbook_has_a_cover_and_the_answers(world: &World) {
        filled(world);
        let staff = world.staff();
        let (answer, bytes) = world.bytes(&format!("/api/v1/surveys/{SLUG}/responses.xlsx"), &[("cookie", &staff.cookie)]);
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)));
        let parts = workbook(world, &bytes);
        for word in ["Cover", "Answers", "base_borough", "Hackney Night Shelter"] {
            assert!(parts.is_empty() || parts.contains(word), "{word}");
        }
    }

    fn an_empty_survey_is_a_table_without_rows(world: &World) {
        let staff = world.staff();
        assert_eq!(csv_rows(&staff.download("csv").body), Vec::<Value>::new());
        assert!(staff.download("csv").body.starts_with("sequence,id,"));
        assert_eq!(staff.download("jsonl").body, "");
    }

    fn only_staff_may_download_and_only_what_is_there(world: &World) {
        let token = world.run(&["token", "create", "--name", "a report"]);
        let token = token.split_whitespace().find(|word| word.len() > 30).unwrap().to_owned();
        for ending in ["csv", "xlsx", "jsonl"] {
            let path = format!("/api/v1/surveys/{SLUG}/responses.{ending}");
            world.get(&path).is_problem(401, "not-signed-in");
            world.get_with(&path, &[("authorization", "Bearer guess")]).is_problem(401, "not-signed-in");
            assert_eq!(world.bytes(&path, &[("authorization", &format!("Bearer {token}"))]).0.status, 200);
            world.staff().get(&format!("/api/v1/surveys/no-such-survey/responses.{ending}")).is_problem(404, "unknown-survey");
        }
        world.staff().get(&format!("/api/v1/surveys/{SLUG}/responses.pdf")).is_problem(404, "not-found");
    }

    fn the_command_writes_the_same(world: &World) {
        filled(world);
        world.store(&world.made_up(700, 9));
        let staff = world.staff();
        for ending in ["csv", "jsonl"] {
            let file = world.database.folder.join(format!("answers.{ending}"));
            world.run(&["export", file.to_str().unwrap()]);
            let (written, sent) = (std::fs::read_to_string(&file).unwrap(), staff.download(ending).body);
            assert!(written == sent, "{ending}");
            assert!(written.lines().count() >= 702);
        }
        let file = world.database.folder.join("answers.xlsx");
        world.run(&["export", file.to_str().unwrap()]);
        assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
        let run = |arguments: &[&str]| Program::run(&world.database, &[], arguments, "");
        fails_saying(&run(&["export", "answers.pdf"]), &["answers.pdf", ".csv, .xlsx or .jsonl"]);
        fails_saying(&run(&["export", "/proc/none/answers.csv"]), &["/proc/none/answers.csv"]);
        fails_saying(&run(&["export", "x.csv", "--survey", "nowhere"]), &["nowhere", "no such survey"]);
    }
}
