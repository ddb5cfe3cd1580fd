//! Submissions that pass the checks: the short route of the standard questionnaire.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

pub const SLUG: &str = "state-of-the-sector";

static COUNT: AtomicU64 = AtomicU64::new(1);

/// An id that no other submission of this run has.
pub fn fresh_id() -> String {
    let (count, process) = (COUNT.fetch_add(1, Ordering::Relaxed), u64::from(std::process::id()));
    format!("01930d2e-7c1e-7b3a-{:04x}-{:012x}", 0x8000 | (process & 0x3fff), count)
}

/// A first revision under this id; its edit key is `key of ID`.
pub fn submission(id: &str) -> Value {
    json!({
        "id": id, "survey": SLUG, "version": 1, "revision": 1,
        "started_at": "2026-11-22T10:00:00+00:00", "finished_at": "2026-11-22T10:14:00+00:00", "language": "en",
        "edit_key_sha256": sha256(&format!("key of {id}")),
        "answers": {
            "A1": true, "A2": "committee", "D1": "no", "C2": "1-4999", "B1": "Hackney Night Shelter", "B2": "association",
            "B4": {"postcode": "E8 1DY", "borough": "E09000012"},
        },
    })
}

/// A later revision by whoever made the first.
pub fn revised(first: &Value, number: u32) -> Value {
    let mut later = first.clone();
    later.as_object_mut().unwrap().remove("edit_key_sha256");
    later["revision"] = json!(number);
    later["edit_key"] = json!(format!("key of {}", first["id"].as_str().unwrap()));
    later
}

/// One that gives another base borough and no postcode.
pub fn submission_from(borough: &str) -> Value {
    let mut sent = submission(&fresh_id());
    sent["answers"]["B4"] = json!({"borough": borough});
    sent
}

pub fn sha256(text: &str) -> String {
    shared::json::sha256_hex(text.as_bytes())
}
