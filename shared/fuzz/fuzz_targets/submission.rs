//! The body of `POST /api/v1/submissions`: any bytes, or a good submission after some changes.

#![no_main]

#[path = "../../tests/any_bytes/mod.rs"]
#[expect(dead_code, reason = "each target uses some of it")]
mod any_bytes;

use any_bytes::{mutated::mutated, submission::any_item};
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::LazyLock;

/// As the server takes the body apart.
#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow)]
    submissions: Vec<&'a RawValue>,
}

static SEEDS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let seeds = [
        include_str!("../seeds/submission/first.json"),
        include_str!("../seeds/submission/second.json"),
        include_str!("../seeds/submission/third.json"),
    ];
    seeds.iter().filter_map(|seed| serde_json::from_str(seed).ok()).collect()
});

fuzz_target!(|bytes: &[u8]| {
    match bytes {
        // What begins like JSON is taken as it is.
        [b'{', ..] => {
            any_item(bytes);
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            if let Ok(parcel) = serde_json::from_str::<Parcel>(text) {
                parcel.submissions.iter().for_each(|item| _ = any_item(item.get().as_bytes()));
            }
        }
        [which, changes @ ..] => {
            let seed = &SEEDS[usize::from(*which) % SEEDS.len()];
            any_item(mutated(seed, changes).to_string().as_bytes());
        }
        [] => {}
    }
});
