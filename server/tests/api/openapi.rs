//! `GET /api/v1/openapi.json`.

use serde_json::{Value, json};

use super::support::*;

#[test]
fn what_is_sent_has_the_shapes_of_the_document() {
    let world = World::new(Database::sqlite());
    let document = world.get("/api/v1/openapi.json").json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut wrong = submission(&fresh_id());
    wrong["answers"]["A2"] = json!("king");
    let results = world.send(&[submission(&fresh_id()), wrong]).json();
    fits(&document, "Results", &results);
    fits(&document, "Outcome", &results["results"][0]);
    fits(&document, "Receipt", &results["results"][0]["receipt"]);
    fits(&document, "Outcome", &results["results"][1]);
    fits(&document, "AnswerProblem", &results["results"][1]["problems"][0]);
    fits(&document, "Problem", &world.get("/api/v1/surveys/x").json());
    fits(&document, "Health", &world.get("/health/live").json());
    world.run(&["demo", "--responses", "2"]);
    for question in ["A2", "D4"] {
        let tally = world.staff().tally(question, "borough");
        fits(&document, "Tally", &tally);
        fits(&document, "Cells", &tally["total"]);
        fits(&document, "MissingCounts", &tally["total"]["missing"]);
        if question == "D4" {
            fits(&document, "Numbers", &tally["total"]["numbers"]);
        }
    }
    let staff = world.staff();
    let begun = staff.start("hackney", json!("needs-pulse"));
    fits(&document, "Draft", &begun);
    let listed = staff.get("/api/v1/drafts").json();
    fits(&document, "Drafts", &listed);
    fits(&document, "ListedDraft", &listed["drafts"][0]);
    fits(&document, "Bank", &staff.get("/api/v1/bank").json());
    let title = |before: &str| json!({"edit": "survey", "property": "title", "before": before, "after": "Pulse"});
    fits(&document, "Edit", &title("London needs pulse"));
    for result in staff.edit("hackney", "tests", &[title("London needs pulse"), title("other"), json!({})]) {
        fits(&document, "EditOutcome", &result);
    }
    let event = Stream::open(&staff, "/api/v1/drafts/hackney/live?after=0", None).next();
    fits(&document, "DraftNews", &event.data);
    fits(&document, "ToldEdit", &event.data["edits"][0]);
    let refused = staff.send_workbook("/api/v1/drafts/hackney/strings", b"").json();
    fits(&document, "Problem", &refused);
    fits(&document, "WorkbookProblem", &refused["problems"][0]);
    assert_eq!(staff.publish("hackney").status, 200);
    staff.change("hackney", &[json!({"edit": "survey", "property": "title", "before": "Pulse", "after": ""})]);
    let review = staff.review("hackney");
    fits(&document, "Review", &review);
    fits(&document, "Fault", &review["faults"][0]);
    fits(&document, "Change", &review["changes"][0]);
    fits(&document, "Problem", &staff.publish("hackney").json());
    let left_out = with_choices(&[["text", "q", "Q", ""], ["image", "i", "I", ""]]);
    let imported = staff.send_workbook("/api/v1/drafts/camden/xlsform", &left_out).json();
    fits(&document, "Imported", &imported);
    fits(&document, "WorkbookProblem", &imported["problems"][0]);
    let refused = staff.send_workbook("/api/v1/drafts/brent/xlsform", &without_a_core_question()).json();
    fits(&document, "Problem", &refused);
    fits(&document, "WorkbookProblem", &refused["problems"][0]);
    let survey = world.get(&format!("/api/v1/surveys/{SLUG}")).json();
    for key in document["components"]["schemas"]["Survey"]["properties"].as_object().unwrap().keys() {
        assert!(survey.get(key).is_some(), "{key}");
    }
}

#[test]
fn every_refusal_is_a_problem_document() {
    let world = World::new(Database::sqlite());
    let document = world.get("/api/v1/openapi.json").json();
    let operations = document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap());
    let mut refusals = 0;
    for (_, operation) in operations {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let is_refusal = status.starts_with('4') || status.starts_with('5');
            let content = &response["content"];
            let named = content.get("application/problem+json").is_some();
            assert_eq!(named, is_refusal, "{status} of {}", operation["operationId"]);
            if is_refusal {
                assert_eq!(content.as_object().unwrap().len(), 1, "{content}");
                refusals += 1;
            }
        }
    }
    assert!(refusals > 100, "{refusals}");
    // What is answered before a handler is asked is documented as well, and only where it can be.
    let has = |path: &str, verb: &str, status: &str| {
        let operation = &document["paths"][path][verb];
        assert!(operation.is_object(), "{verb} {path}");
        operation["responses"].get(status).is_some()
    };
    assert!(has("/api/v1/surveys/{slug}/tally", "get", "401") && has("/api/v1/surveys/{slug}/tally", "get", "400"));
    assert!(has("/api/v1/drafts", "post", "403") && has("/api/v1/drafts", "post", "415"));
    assert!(!has("/health/live", "get", "401") && !has("/api/v1/drafts", "get", "403"));
}

#[test]
fn a_workbook_is_bytes_and_no_list_of_numbers() {
    let world = World::new(Database::sqlite());
    let document = world.get("/api/v1/openapi.json").json();
    let of = |path: &str| document["paths"][path].clone();
    let (out, back) = (of("/api/v1/drafts/{slug}/xlsform"), of("/api/v1/drafts/{slug}/strings"));
    for content in [&out["get"]["responses"]["200"]["content"], &back["post"]["requestBody"]["content"]] {
        assert_eq!(content, &json!({XLSX: {}}));
    }
}

/// Every field is documented, and none that is required is absent.
fn fits(document: &Value, name: &str, value: &Value) {
    let schema = &document["components"]["schemas"][name];
    let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("no schema {name}"));
    for key in value.as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{name}.{key} is not documented: {value}");
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(key.as_str().unwrap()).is_some(), "{name}.{key} is absent: {value}");
    }
}
