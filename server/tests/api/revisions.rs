//! Later revisions: only who has the edit key can change an answer.

use serde_json::{Value, json};

use super::support::*;

fn revision(first: &Value, number: u32, edit_key: &str) -> Value {
    let mut later = first.clone();
    later.as_object_mut().unwrap().remove("edit_key_sha256");
    later["revision"] = json!(number);
    later["edit_key"] = json!(edit_key);
    later["answers"]["B1"] = json!(format!("Name {number}"));
    later
}

on_both! {
    fn who_has_the_key_may_revise(world: &World) {
        let id = fresh_id();
        let first = submission(&id);
        world.send(std::slice::from_ref(&first));
        let later = revision(&first, 2, &format!("key of {id}"));
        let outcome = world.send(std::slice::from_ref(&later)).outcome();
        assert_eq!(outcome["outcome"], "stored");
        assert_eq!(world.verified(&outcome["receipt"]).revision, 2);
        assert_eq!(world.send(&[later]).outcome()["outcome"], "duplicate");
        assert_eq!(world.send(&[first]).outcome()["outcome"], "duplicate");
        assert_eq!(world.log_length(), 2);
    }

    fn who_merely_knows_the_id_may_not(world: &World) {
        let first = submission(&fresh_id());
        world.send(std::slice::from_ref(&first));
        let mut without = revision(&first, 2, "guess");
        let refused = world.send(std::slice::from_ref(&without)).outcome();
        assert_eq!(refused["problems"], json!([{"code": "wrong-edit-key"}]));
        without.as_object_mut().unwrap().remove("edit_key");
        assert_eq!(world.send(&[without]).outcome()["problems"][0]["code"], "wrong-edit-key");
        assert_eq!((world.log_length(), world.database.count("kept_aside")), (1, 2));
    }

    fn an_unreadable_hash_harms_no_neighbour(world: &World) {
        let [id, other] = [fresh_id(), fresh_id()];
        let first = submission(&id);
        world.send(std::slice::from_ref(&first));
        let mut odd = revision(&first, 2, &format!("key of {id}"));
        odd["edit_key_sha256"] = json!("\u{0}");
        let results = world.send(&[odd, submission(&other)]).json()["results"].clone();
        assert_eq!((&results[0]["outcome"], &results[1]["outcome"]), (&json!("refused"), &json!("stored")));
    }

    fn a_first_revision_without_a_key_can_never_be_revised(world: &World) {
        let mut first = submission(&fresh_id());
        first.as_object_mut().unwrap().remove("edit_key_sha256");
        assert_eq!(world.send(std::slice::from_ref(&first)).outcome()["outcome"], "stored");
        let later = revision(&first, 2, "");
        assert_eq!(world.send(&[later]).outcome()["problems"][0]["code"], "wrong-edit-key");
    }

    fn a_revision_before_the_first_is_refused_until_that_arrives(world: &World) {
        let id = fresh_id();
        let first = submission(&id);
        let later = revision(&first, 2, &format!("key of {id}"));
        let refused = world.send(std::slice::from_ref(&later)).outcome();
        assert_eq!(refused["problems"], json!([{"code": "no-first-revision"}]));
        // Together, their order does not matter.
        let results = world.send(&[later, first]).json()["results"].clone();
        assert_eq!((&results[0]["outcome"], &results[1]["outcome"]), (&json!("stored"), &json!("stored")));
    }
}
