//! A survey's definition: any JSON, or a good definition after some changes.

#![no_main]

#[path = "../../tests/any_bytes/mod.rs"]
#[expect(dead_code, reason = "each target uses some of it")]
mod any_bytes;

use any_bytes::{mutated::mutated, questionnaire::any_value, submission::forms};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

/// Short ones: the long one would take all the time.
static SEEDS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let short = forms().iter().skip(1);
    short.filter_map(|form| serde_json::to_value(form.questionnaire()).ok()).collect()
});

fuzz_target!(|bytes: &[u8]| {
    match bytes {
        [b'{', ..] => {
            if let Ok(value) = serde_json::from_slice(bytes) {
                any_value(&value);
            }
        }
        [which, changes @ ..] => {
            any_value(&mutated(&SEEDS[usize::from(*which) % SEEDS.len()], changes));
        }
        [] => {}
    }
});
