//! `SECTORWISE_RATE_LIMIT`: public writes a minute and address.

use serde_json::json;

use super::support::*;

#[test]
fn public_writes_are_counted_by_request_and_reads_are_not() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_RATE_LIMIT", "3")]);
    for _ in 0..3 {
        assert_eq!(world.send(&[submission(&fresh_id()), submission(&fresh_id())]).status, 200);
    }
    world.send(&[submission(&fresh_id())]).is_problem(429, "too-often");
    let withdrawal = format!("/api/v1/submissions/{}/withdrawal", fresh_id());
    world.post(&withdrawal, &json!({"survey": SLUG, "edit_key": "x"})).is_problem(429, "too-often");
    for _ in 0..10 {
        assert_eq!(world.get("/health/live").status, 200);
    }
    assert_eq!(world.log_length(), 6);
}
