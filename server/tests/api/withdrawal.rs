//! `POST /api/v1/submissions/{id}/withdrawal`: the bytes go, number and hash stay.

use serde_json::json;

use super::support::*;

on_both! {
    fn a_withdrawal_erases_the_bytes_and_has_a_receipt(world: &World) {
        let id = fresh_id();
        let mut sent = submission(&id);
        sent["answers"]["L2"] = json!("yes");
        sent["contact"] = json!({"email": "ama@hackney.example", "salt": "00ff"});
        let first = world.send(std::slice::from_ref(&sent)).outcome();
        let mut other = sent.clone();
        other["answers"]["B1"] = json!("Another name");
        world.send(std::slice::from_ref(&other));

        let path = format!("/api/v1/submissions/{id}/withdrawal");
        let proof = json!({"survey": SLUG, "edit_key": format!("key of {id}")});
        let answer = world.post(&path, &proof);
        assert_eq!(answer.status, 200, "{answer:?}");
        let receipt = world.verified(&answer.json());
        assert_eq!((receipt.revision, receipt.sequence), (2, 2));
        assert_eq!(world.post(&path, &proof).json(), answer.json());

        assert_eq!(world.log_length(), 2);
        assert_eq!(world.database.count("submission where body like '%Hackney%'"), 0);
        assert_eq!(world.database.count("submission where kind = 'submission' and body is null"), 1);
        assert_eq!((world.database.count("contact"), world.database.count("kept_aside")), (0, 0));
        world.get(&format!("/api/v1/surveys/{SLUG}/receipts/{id}")).is_problem(404, "unknown-submission");

        // What was sent before still is a duplicate, and other bytes leave no trace but their hash.
        assert_eq!(world.send(&[sent]).outcome()["receipt"], first["receipt"]);
        assert_eq!(world.send(&[other]).outcome()["outcome"], "conflict");
        assert_eq!(world.database.count("kept_aside where body is null"), 1);
    }

    fn a_revision_that_was_on_its_way_leaves_nothing_but_its_hash(world: &World) {
        let id = fresh_id();
        let first = submission(&id);
        let [mut second, third] = [revised(&first, 2), revised(&first, 3)];
        (second["answers"]["L2"], second["contact"]) = (json!("yes"), json!({"email": "ama@hackney.example", "salt": "00ff"}));
        world.store(&[first, third]);
        world.withdraw(&id);
        assert_eq!(world.send(&[second]).outcome()["outcome"], "stored");
        assert_eq!((world.database.count("submission where body is not null and kind = 'submission'"), world.database.count("contact")), (0, 0));
    }

    fn only_the_edit_key_proves_it(world: &World) {
        let id = fresh_id();
        world.send(&[submission(&id)]);
        let ask = |id: &str, survey: &str, edit_key: &str| {
            let proof = json!({"survey": survey, "edit_key": edit_key});
            world.post(&format!("/api/v1/submissions/{id}/withdrawal"), &proof)
        };
        ask(&id, SLUG, "guess").is_problem(403, "wrong-edit-key");
        ask(&id, "no-such-survey", "guess").is_problem(404, "unknown-submission");
        ask(&id, "null\u{0}byte", "guess").is_problem(404, "unknown-submission");
        ask(&fresh_id(), SLUG, "guess").is_problem(404, "unknown-submission");
        ask("x", SLUG, "guess").is_problem(404, "unknown-submission");
        world.post(&format!("/api/v1/submissions/{id}/withdrawal"), &json!({})).is_problem(400, "shape");
        assert_eq!(world.log_length(), 1);
    }
}
