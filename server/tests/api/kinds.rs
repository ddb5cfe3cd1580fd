//! Surveys with more than the standard has: repeats, calculations, long lists, several languages.

use serde_json::{Value, json};

use super::support::*;

/// The survey of the end-to-end tests.
const KINDS: &str = include_str!("../../../end2end/surveys/kinds.json");

fn publish(world: &World) {
    let file = world.file("kinds.json", KINDS);
    world.run(&["survey", "import", &file, "--as", "kinds", "--publish"]);
}

fn answers() -> Value {
    json!({"ok": true, "name": "Łódź Club", "founded": "1998-05-01", "opens": "09:30", "visit": "2026-12-01T10:00:00+00:00",
           "borough": "hackney", "ward": "w2", "total": 12, "code": "HK-7", "room": "Chairs",
           "site": [{"place": "North", "staff": 8, "lead": "Ama"}, {"place": "South", "staff": 4}]})
}

fn sent(answers: &Value) -> Value {
    let mut sent = submission(&fresh_id());
    (sent["survey"], sent["version"], sent["answers"]) = (json!("kinds"), json!(1), answers.clone());
    sent
}

on_both! {
    fn what_a_phone_works_out_is_checked_and_stored(world: &World) {
        publish(world);
        let outcome = |answers: &Value| world.send(&[sent(answers)]).json()["results"][0].clone();
        assert_eq!(outcome(&answers())["outcome"], "stored");
        for (path, value, question, code) in [
            ("/total", json!(13), "total", "calculation"),
            ("/ward", json!("w3"), "ward", "unknown-option"),
            ("/ward", json!("w9"), "ward", "unknown-option"),
            ("/founded", json!("2999-01-01"), "founded", "constraint"),
            ("/founded", json!("1998-02-30"), "founded", "not-a-date"),
            ("/opens", json!("25:00"), "opens", "not-a-date"),
            ("/code", json!("HK-x"), "code", "constraint"),
            ("/site/1/lead", json!("Zed"), "site[2].lead", "not-shown"),
            ("/site/0/place", json!(7), "site[1].place", "wrong-type"),
            ("/site/0", json!("North"), "site", "wrong-type"),
            ("/site", json!([]), "total", "calculation"),
        ] {
            let mut changed = answers();
            match changed.pointer_mut(path) {
                Some(place) => *place = value,
                None => changed["site"][1]["lead"] = value,
            }
            let refused = outcome(&changed);
            assert_eq!(refused["outcome"], "refused", "{path}");
            let problems = refused["problems"].as_array().unwrap();
            assert!(problems.iter().any(|p| p["question"] == question && p["code"] == code), "{path}: {problems:?}");
        }
        let staff = world.staff();
        let tally = staff.get("/api/v1/surveys/kinds/tally?question=borough&by=london").json();
        assert_eq!((&tally["total"]["responses"], &tally["total"]["counts"]["hackney"]), (&json!(1), &json!(1)));
        for question in ["ward", "founded", "total"] {
            let tally = staff.get(&format!("/api/v1/surveys/kinds/tally?question={question}&by=london")).json();
            assert_eq!(tally["total"]["counts"]["answered"], 1, "{question}");
        }
        let table = staff.get("/api/v1/surveys/kinds/responses.csv").body;
        assert!(table.contains("Łódź Club") && table.contains("1998-05-01") && table.contains("North"), "{table}");
    }

    fn a_page_names_its_languages_and_lists_and_they_are_there(world: &World) {
        publish(world);
        let page = world.get("/s/kinds").body;
        let names: Vec<String> = page
            .split("/assets/kinds.1.")
            .skip(1)
            .map(|rest| format!("/assets/kinds.1.{}", rest.split('"').next().unwrap()))
            .collect();
        assert_eq!(names.len(), 3, "a list, Polish and Urdu: {names:?}");
        for name in &names {
            let answer = world.get(name);
            assert_eq!(answer.status, 200, "{name}");
            assert!(answer.header("cache-control").unwrap().contains("immutable"), "{name}");
        }
        assert!(names.iter().any(|name| world.get(name).body.contains("ہیکنی")));
        for name in ["/assets/kinds.2.pl-0123456789.json", "/assets/kinds.1.pl-0123456789.json", "/assets/nobody.1.x.txt"] {
            assert_eq!(world.get(name).status, 404, "{name}");
        }
        assert!(page.contains("/assets/whole") && !page.contains("/assets/respond"), "it needs the largest bundle");
        assert!(!world.get("/s/state-of-the-sector").body.contains("/assets/whole"), "the standard does not");
    }
}

#[test]
fn an_interview_goes_on_without_a_screen() {
    let world = World::new(Database::sqlite());
    let file = world.file("kinds.json", KINDS);
    let script = world.file(
        "script.json",
        r#"[{"set":{"ok":true,"borough":"hackney"}},{"add":"site"},{"set":{"site[1].staff":"8","site[2].staff":4}},
            {"language":"ur"},{"set":{"founded":"2027-01-01"}},{"remove":"site[2]"},{"set":{"name":"A","founded":null}},
            {"finish":true},{"set":{"site[1].place":"North","nothing":1}},{"finish":true}]"#,
    );
    let said = world.run(&["interview", &file, "--script", &script, "--now", "2026-11-22T10:00:00+00:00"]);
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["choices"]["ward"], json!(["w1", "w2"]));
    assert_eq!(lines[0]["values"]["code"], "HK-");
    let shown = |line: &Value, path: &str| line["shown"].as_array().unwrap().iter().any(|known| known == path);
    assert!(shown(&lines[0], "hello") && !shown(&lines[0], "total") && !shown(&lines[0], "room"));
    assert!(shown(&lines[2], "site[1].lead") && !shown(&lines[2], "site[2].lead") && shown(&lines[2], "room"));
    assert_eq!(lines[2]["values"]["total"], 12);
    assert_eq!(lines[4]["problems"][0]["message"], "آج کے بعد نہیں");
    assert!(!shown(&lines[5], "site[2].place") && lines[5]["values"]["total"] == 8);
    let codes = |line: &Value| -> Vec<String> {
        let problems = line["problems"].as_array().unwrap().iter();
        problems.map(|p| format!("{} {}", p["question"].as_str().unwrap(), p["code"].as_str().unwrap())).collect()
    };
    assert!(codes(&lines[6]).is_empty(), "what is required is said at the finish: {}", lines[6]);
    assert_eq!(codes(&lines[7]), ["site[1].place required"]);
    assert_eq!(codes(&lines[8]), ["nothing unknown-question"]);
    assert!(codes(&lines[9]).is_empty());
    assert_eq!(lines[9]["answers"]["site"], json!([{"place": "North", "staff": 8}]));
}
