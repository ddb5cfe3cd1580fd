//! `GET /api/v1/surveys/{slug}/receipts/{id}`.

use serde_json::json;

use super::support::*;

on_both! {
    fn the_newest_receipt_can_be_looked_up(world: &World) {
        let id = fresh_id();
        let path = format!("/api/v1/surveys/{SLUG}/receipts/{id}");
        world.get(&path).is_problem(404, "unknown-submission");
        let mut sent = submission(&id);
        let first = world.send(std::slice::from_ref(&sent)).outcome();
        assert_eq!(world.get(&path).json(), first["receipt"]);
        sent["revision"] = json!(2);
        sent["edit_key"] = json!(format!("key of {id}"));
        let second = world.send(&[sent]).outcome();
        assert_eq!(world.get(&path).json(), second["receipt"]);
        for path in [format!("/api/v1/surveys/other/receipts/{id}"), format!("/api/v1/surveys/{SLUG}/receipts/%00")] {
            world.get(&path).is_problem(404, "unknown-submission");
        }
    }

    fn receipts_of_an_older_root_stay_good(world: &World) {
        let id = fresh_id();
        let old = world.send(&[submission(&id)]).outcome()["receipt"].clone();
        let root = [("SECTORWISE_SECRET_KEY", "another root, long enough to be one")];
        let program = Program::serve(&world.database, &root);
        let get = |path: &str| -> serde_json::Value {
            let answer = world.agent.get(format!("{}/api/v1/surveys/{SLUG}{path}", program.address)).call().unwrap();
            answer.into_body().read_json().unwrap()
        };
        assert_eq!(get(&format!("/receipts/{id}")), old);
        let survey = get("");
        let keys: Vec<shared::receipt::ReceiptKey> = serde_json::from_value(survey["receipt_keys"].clone()).unwrap();
        assert_eq!(keys.len(), 2);
        let old: shared::receipt::Receipt = serde_json::from_value(old).unwrap();
        assert!(old.is_signed_by(&keys));
    }
}
