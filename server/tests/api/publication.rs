//! From draft to version: what is refused, what changes, and how long older versions stay welcome.

use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";
const DAY: i64 = 24 * 3_600_000;

fn local(id: &str, kind: &str, options: Value) -> Value {
    json!({"id": id, "type": kind, "kind": "local", "label": "What would you share?", "options": options})
}

fn add(question: &Value) -> Value {
    json!({"edit": "add-question", "section": "needs", "after": "K1", "question": question})
}

fn remove(question: &Value) -> Value {
    json!({"edit": "remove-question", "id": question["id"], "section": "needs", "after": "K1", "question": question})
}

fn two() -> Value {
    json!([{"code": "rooms", "label": "Rooms"}, {"code": "van", "label": "A minibus"}])
}

/// Codes of the faults with which a publication is refused.
fn faults(answer: &Answer) -> Vec<String> {
    answer.is_problem(409, "faults");
    let faults = answer.json()["faults"].as_array().unwrap().clone();
    assert!(faults.iter().all(|fault| !fault["message"].as_str().unwrap().is_empty()));
    faults.iter().map(|fault| fault["code"].as_str().unwrap().to_owned()).collect()
}

/// Short answers to the needs pulse under `DRAFT`.
fn pulse(version: u32) -> Value {
    let mut sent = submission(&fresh_id());
    (sent["survey"], sent["version"]) = (json!(DRAFT), json!(version));
    sent["answers"] = json!({"A1": true, "B1": "Night Shelter", "B4": {"borough": "E09000012"}});
    sent
}

on_both! {
    fn a_draft_becomes_a_version_and_the_next_review_starts_from_there(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        let mut stream = Stream::open(&staff, &format!("/api/v1/drafts/{DRAFT}/live"), None);
        let question = local("HK1", "multi", two());
        staff.change(DRAFT, &[add(&question)]);
        assert_eq!(stream.next().data["published"], Value::Null);
        let review = staff.review(DRAFT);
        assert_eq!((&review["published"], &review["faults"], &review["changes"]), (&Value::Null, &json!([]), &json!([])));
        assert_eq!(review["welcome_days"], 60);
        world.get(&format!("/api/v1/surveys/{DRAFT}")).is_problem(404, "unknown-survey");

        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 1}));
        assert_eq!(stream.next().data["published"], 1, "whoever has the draft open hears of it");
        assert_eq!(world.get(&format!("/api/v1/surveys/{DRAFT}")).json()["version"], 1);
        assert_eq!(staff.review(DRAFT)["changes"], json!([]));
        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 1}), "nothing has changed");

        staff.change(DRAFT, &[
            json!({"edit": "remove-choice", "of": {"options": "HK1"}, "code": "van", "choice": two()[1], "after": "rooms"}),
            json!({"edit": "survey", "property": "title", "before": "London needs pulse", "after": "Hackney pulse"}),
        ]);
        let review = staff.review(DRAFT);
        let changes: Vec<(&str, &str)> = review["changes"].as_array().unwrap().iter()
            .map(|change| (change["change"].as_str().unwrap(), change["severity"].as_str().unwrap())).collect();
        assert_eq!(changes, [("survey", "fine"), ("choice-removed", "breaks")]);
        let body = json!({"sequence": review["sequence"], "welcome_days": 14});
        assert_eq!(staff.post(&format!("/api/v1/drafts/{DRAFT}/publication"), &body).json(), json!({"version": 2}));
        assert_eq!(staff.review(DRAFT)["welcome_days"], 14);
        assert_eq!(staff.draft(DRAFT)["published"], 2);
        let old = world.get(&format!("/api/v1/surveys/{DRAFT}?version=1")).json();
        assert_eq!(old["title"], "London needs pulse", "a version never changes");
    }

    fn each_kind_of_fault_keeps_a_draft_from_being_published(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        let question = local("HK1", "multi", two());
        staff.change(DRAFT, &[add(&question)]);
        assert_eq!(staff.publish(DRAFT).status, 200);

        // Unsound.
        let no_options = local("HK2", "single", json!([]));
        staff.change(DRAFT, &[add(&no_options)]);
        assert_eq!(faults(&staff.publish(DRAFT)), ["options"]);
        assert_eq!(staff.review(DRAFT)["faults"][0]["question"], "HK2");
        staff.change(DRAFT, &[remove(&no_options)]);
        // Another type under a published id, even where it was left out meanwhile.
        let number = local("HK1", "number", json!([]));
        staff.change(DRAFT, &[remove(&question)]);
        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 2}));
        staff.change(DRAFT, &[add(&number)]);
        assert_eq!(faults(&staff.publish(DRAFT)), ["type-changed"]);
        staff.change(DRAFT, &[remove(&number)]);
        // A code that comes back as something else, and codes that change their words with each other.
        let only = local("HK1", "multi", json!([{"code": "rooms", "label": "Rooms"}]));
        staff.change(DRAFT, &[add(&only)]);
        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 3}));
        let bus = json!({"code": "van", "label": "A bus pass"});
        let choice = json!({"edit": "add-choice", "of": {"options": "HK1"}, "choice": bus, "after": "rooms"});
        staff.change(DRAFT, &[choice]);
        assert_eq!(faults(&staff.publish(DRAFT)), ["code-reused"]);
        staff.change(DRAFT, &[json!({"edit": "choice", "of": {"options": "HK1"}, "code": "van", "property": "label", "before": "A bus pass", "after": "A minibus"})]);
        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 4}), "it is what it was");
        let label = |code: &str, before: &str, after: &str| {
            json!({"edit": "choice", "of": {"options": "HK1"}, "code": code, "property": "label", "before": before, "after": after})
        };
        staff.change(DRAFT, &[label("van", "A minibus", "Rooms"), label("rooms", "Rooms", "A minibus")]);
        assert_eq!(faults(&staff.publish(DRAFT)), ["code-swapped", "code-swapped"]);
        assert_eq!(world.get(&format!("/api/v1/surveys/{DRAFT}")).json()["version"], 4);
    }

    fn what_nobody_has_looked_at_is_not_published(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        staff.change(DRAFT, &[add(&local("HK1", "multi", two()))]);
        let publish = |body: Value| staff.post(&format!("/api/v1/drafts/{DRAFT}/publication"), &body);
        publish(json!({"sequence": 0})).is_problem(409, "moved-on");
        publish(json!({})).is_problem(400, "shape");
        publish(json!({"sequence": 1, "welcome_days": -1})).is_problem(400, "shape");
        staff.post("/api/v1/drafts/none/publication", &json!({"sequence": 0})).is_problem(404, "unknown-survey");
        staff.post(&format!("/api/v1/drafts/{SLUG}/publication"), &json!({"sequence": 0})).is_problem(404, "no-draft");
        assert_eq!(publish(json!({"sequence": 1})).json(), json!({"version": 1}));
    }

    fn the_command_line_keeps_the_same_promises(world: &World) {
        let import = |name: &str, text: &str, slug: &str| {
            let file = world.file(name, text);
            Program::run(&world.database, &[], &["survey", "import", &file, "--as", slug, "--publish"], "")
        };
        let pulse = shared::standard::PULSE_SOURCE;
        assert!(import("free.json", pulse, "free").status.success());
        let said = |output: std::process::Output| {
            assert_eq!(output.status.code(), Some(1));
            String::from_utf8(output.stderr).unwrap()
        };
        let typed = pulse.replace("\"id\": \"N2\", \"type\": \"rank\"", "\"id\": \"N2\", \"type\": \"multi\"");
        let error = said(import("typed.json", &typed, "free"));
        assert!(error.contains("N2 had another type in version 1"), "{error}");
        let swapped = pulse.replace("\"label\": \"Funding advice\"", "\"label\": \"#\"").replace("\"label\": \"Finance\"", "\"label\": \"Funding advice\"").replace("\"label\": \"#\"", "\"label\": \"Finance\"");
        let error = said(import("swapped.json", &swapped, "free"));
        assert!(error.contains("K1") && error.contains("words of another code"), "{error}");
        // Under the address of an instrument, or naming one, its core stays.
        let reworded = pulse.replace("Can you meet the demand for what you do?", "Enough?");
        let error = said(import("reworded.json", &reworded, "needs-pulse"));
        assert!(error.contains("The wording of E3 cannot be changed. Everyone in London"), "{error}");
        assert!(import("named.json", &pulse.replacen('{', "{\"standard\": \"needs-pulse\",", 1), "named").status.success());
        let error = said(import("unnamed.json", &pulse.replace("London needs pulse", "Another"), "named"));
        assert!(error.contains("keep its “standard”"), "{error}");
    }

    fn a_survey_from_before_the_core_was_renewed_is_mended_in_its_draft(world: &World) {
        let staff = world.staff();
        // As an older program published it.
        world.database.execute("update survey_version set definition = replace(definition, 'What is your legal form?', 'What legal form do you have?') where version = 1");
        staff.start("camden", json!({"survey": SLUG}));
        assert_eq!(faults(&staff.publish("camden")), ["core-changed"]);
        let old = json!("What legal form do you have?");
        let label = |after: &str| json!({"edit": "question", "id": "B2", "property": "label", "before": old, "after": after});
        staff.change("camden", &[label("What is your legal form?")]);
        assert_eq!(staff.publish("camden").json(), json!({"version": 1}));
    }

    fn answers_to_an_older_version_are_in_time_for_two_months_and_late_after_that(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        assert_eq!(staff.publish(DRAFT).status, 200);
        for (before, after) in [("London needs pulse", "Two"), ("Two", "Three")] {
            staff.change(DRAFT, &[json!({"edit": "survey", "property": "title", "before": before, "after": after})]);
            assert_eq!(staff.publish(DRAFT).status, 200);
        }
        let late = |version: u32| {
            let sent = pulse(version);
            assert_eq!(world.send(std::slice::from_ref(&sent)).outcome()["outcome"], "stored", "never refused");
            let id = sent["id"].as_str().unwrap();
            let late = world.database.value(&format!("select cast(late as text) from submission where submission_id = '{id}'"));
            ["1", "true"].contains(&late.unwrap().as_str())
        };
        assert_eq!([late(1), late(2), late(3)], [false; 3]);
        // Version 2 came out 61 days ago, version 3 just now: only version 1 has been old for too long.
        world.database.execute(&format!("update survey_version set published_at = published_at - {} where version = 2", 61 * DAY));
        assert_eq!([late(1), late(2), late(3)], [true, false, false]);
        world.run(&["survey", "welcome", DRAFT, "--days", "90"]);
        assert!(!late(1));
        world.run(&["survey", "welcome", DRAFT, "--days", "0"]);
        assert!(late(2) && !late(3));
        // In one request each is judged by its own version.
        let (old, new) = (pulse(1), pulse(3));
        world.store(&[new, old]);
        assert_eq!(world.database.count("submission where late"), 3);
        let tally = staff.get(&format!("/api/v1/surveys/{DRAFT}/tally?question=E3")).json();
        assert_eq!(tally["total"]["responses"], 8, "late ones wait until somebody decides");
    }

    fn a_database_from_before_drafts_were_shared_is_brought_up_to_date(world: &World) {
        world.staff().start(DRAFT, json!("needs-pulse"));
        for step in [
            "drop table draft_edit",
            "alter table survey drop column welcome_days",
            "alter table survey drop column newest_version",
            "alter table survey_version drop column sequence",
            "alter table survey_version drop column changed_at",
            "alter table survey_version drop column changed_by",
            "delete from seaql_migrations where version = 'm20261123_drafts'",
        ] {
            world.database.execute(step);
        }
        world.run(&["migrate"]);
        let of = |column: &str, slug: &str| world.database.value(&format!("select cast({column} as text) from survey where slug = '{slug}'"));
        assert_eq!((of("newest_version", SLUG), of("newest_version", DRAFT)), (Some("1".into()), Some("0".into())));
        assert_eq!(of("welcome_days", SLUG), Some("60".into()));
        // The draft that was there goes on from number 0.
        let staff = world.staff();
        assert_eq!(staff.draft(DRAFT)["sequence"], 0);
        staff.change(DRAFT, &[add(&local("HK1", "multi", two()))]);
        assert_eq!(staff.publish(DRAFT).json(), json!({"version": 1}));
    }
}
