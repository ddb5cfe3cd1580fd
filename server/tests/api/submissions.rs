//! `POST /api/v1/submissions`: the four outcomes, and that nothing is lost or doubled.

use serde_json::{Value, json};
use shared::submission::hash_of;

use super::support::*;

on_both! {
    fn a_submission_is_stored_with_a_receipt_for_exactly_its_bytes(world: &World) {
        let sent = submission(&fresh_id());
        let outcome = world.send(std::slice::from_ref(&sent)).outcome();
        assert_eq!(outcome["outcome"], "stored");
        let receipt = world.verified(&outcome["receipt"]);
        assert_eq!(Some(receipt.sha256), hash_of(&sent.to_string()));
        assert_eq!((receipt.id.as_str(), receipt.revision, receipt.sequence), (sent["id"].as_str().unwrap(), 1, 1));
        assert_eq!(world.log_length(), 1);
    }

    fn the_same_bytes_again_get_the_same_receipt(world: &World) {
        let sent = submission(&fresh_id());
        let first = world.send(std::slice::from_ref(&sent)).outcome();
        for _ in 0..3 {
            let again = world.send(std::slice::from_ref(&sent)).outcome();
            assert_eq!(again["outcome"], "duplicate");
            assert_eq!(again["receipt"], first["receipt"]);
        }
        // Another order and spelling of the same JSON value.
        let other = format!("{{\"submissions\":[{}]}}", sent.to_string().replace("\"version\":1", "\"version\" : 1.0"));
        let again = world.post_raw("/api/v1/submissions", other.as_bytes(), &[]).outcome();
        assert_eq!(again["receipt"], first["receipt"]);
        assert_eq!(world.log_length(), 1);
    }

    fn other_bytes_under_the_same_key_are_kept_aside(world: &World) {
        let sent = submission(&fresh_id());
        world.send(std::slice::from_ref(&sent));
        let mut other = sent.clone();
        other["answers"]["B1"] = json!("Another name");
        for _ in 0..2 {
            let outcome = world.send(std::slice::from_ref(&other)).outcome();
            assert_eq!(outcome, json!({"id": sent["id"], "outcome": "conflict"}));
        }
        assert_eq!(world.log_length(), 1);
        assert!(world.database.value("select body from submission").unwrap().contains("Hackney Night Shelter"));
        // The same bytes are kept once.
        assert_eq!(world.database.count("kept_aside where reason = 'conflict'"), 1);
        assert!(world.database.value("select body from kept_aside").unwrap().contains("Another name"));
    }

    fn answers_that_break_a_rule_are_refused_at_their_question_and_kept_aside(world: &World) {
        let mut sent = submission(&fresh_id());
        sent["answers"]["B4"] = json!({"postcode": "not one", "borough": "E09000012"});
        for _ in 0..2 {
            let outcome = world.send(std::slice::from_ref(&sent)).outcome();
            assert_eq!(outcome["outcome"], "refused");
            let problem = json!({"question": "B4", "row": "postcode", "code": "not-a-postcode", "detail": "not one"});
            assert_eq!(outcome["problems"], json!([problem]));
            assert!(outcome.get("receipt").is_none());
        }
        assert_eq!(world.log_length(), 0);
        assert_eq!(world.database.count("kept_aside where reason = 'refused'"), 1);
        // Refused is not final: mended, it is stored under the same id.
        sent["answers"]["B4"] = json!({"borough": "E09000012"});
        assert_eq!(world.send(&[sent]).outcome()["outcome"], "stored");
    }

    fn one_bad_item_never_affects_another(world: &World) {
        let (first, second) = (submission(&fresh_id()), submission(&fresh_id()));
        let mut wrong = submission(&fresh_id());
        wrong["answers"]["A2"] = json!("king");
        let mut conflicting = first.clone();
        conflicting["language"] = json!("pl");
        let (seventeen, odd) = (json!(17), json!({"id": "x"}));
        let items = [&seventeen, &first, &wrong, &odd, &conflicting, &second, &first, &Value::Null];
        let answer = world.send(&items.map(Value::clone));
        let results = answer.json()["results"].as_array().unwrap().clone();
        let outcome = |result: &Value| (result["outcome"].as_str().unwrap().to_owned(), result["id"].clone());
        let outcomes: Vec<_> = results.iter().map(outcome).collect();
        assert_eq!(outcomes, [
            ("refused", Value::Null),
            ("stored", first["id"].clone()),
            ("refused", wrong["id"].clone()),
            ("refused", Value::Null),
            ("conflict", first["id"].clone()),
            ("stored", second["id"].clone()),
            ("duplicate", first["id"].clone()),
            ("refused", Value::Null),
        ].map(|(outcome, id)| (outcome.to_owned(), id)));
        assert_eq!(results[6]["receipt"], results[1]["receipt"]);
        assert_eq!(world.log_length(), 2);
        assert_eq!(world.database.count("kept_aside"), 5);
    }

    fn a_duplicate_key_is_refused_on_its_own(world: &World) {
        let good = submission(&fresh_id());
        let twice = good.to_string().replacen("\"language\"", "\"language\":\"pl\",\"language\"", 1);
        let body = format!("{{\"submissions\":[{twice},{good}]}}");
        let results = world.post_raw("/api/v1/submissions", body.as_bytes(), &[]).json()["results"].clone();
        assert_eq!(results[0]["problems"][0]["code"], "unreadable");
        assert_eq!(results[1]["outcome"], "stored");
    }

    fn contact_details_lie_apart_from_the_answers(world: &World) {
        let mut sent = submission(&fresh_id());
        sent["answers"]["L2"] = json!("yes");
        sent["contact"] = json!({"name": "Ama", "email": "ama@hackney.example", "salt": "00ff"});
        let outcome = world.send(std::slice::from_ref(&sent)).outcome();
        assert_eq!(outcome["outcome"], "stored", "{outcome}");
        assert_eq!(Some(world.verified(&outcome["receipt"]).sha256), hash_of(&sent.to_string()));
        assert!(!world.database.value("select body from submission").unwrap().contains("hackney.example"));
        assert!(world.database.value("select body from contact").unwrap().contains("ama@hackney.example"));
    }

    fn what_comes_after_the_close_is_stored_and_marked_late(world: &World) {
        assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
        let close = ["survey", "close", SLUG, "--at", "2026-01-31T23:59:59+00:00"];
        assert!(Program::run(&world.database, &[], &close, "").status.success());
        assert_eq!(world.get(&format!("/api/v1/surveys/{SLUG}")).json()["closes_at"], "2026-01-31T23:59:59.000Z");
        assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
        let late = if world.database.is_sqlite() { "late = 1" } else { "late" };
        assert_eq!(world.database.count(&format!("submission where {late}")), 1);
        assert_eq!(world.log_length(), 2);
    }

    fn a_whole_outbox_is_answered_in_its_order(world: &World) {
        let sent: Vec<Value> = (0..100).map(|_| submission(&fresh_id())).collect();
        let results = world.send(&sent).json()["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), 100);
        for (sent, result) in sent.iter().zip(&results) {
            assert_eq!((&result["id"], &result["outcome"]), (&sent["id"], &json!("stored")));
            assert_eq!(result["receipt"]["id"], sent["id"]);
        }
        assert_eq!(world.log_length(), 100);
    }
}
