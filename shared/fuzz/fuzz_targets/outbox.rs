//! What a phone reads: an answer from whoever sent it, and a row of its own storage.

#![no_main]

#[path = "../../tests/any_bytes/mod.rs"]
#[expect(dead_code, reason = "each target uses some of it")]
mod any_bytes;

use any_bytes::{answer, mutated::mutated};
use libfuzzer_sys::fuzz_target;
use shared::outbox::rows;

fuzz_target!(|input: (u16, i64, Option<i64>, &[u8])| {
    let (status, now, retry_after, bytes) = input;
    if let Ok(text) = std::str::from_utf8(bytes) {
        answer::any_body(status % 600, text, now, retry_after);
        answer::any_row(text, now);
    }
    answer::any_body(200, &mutated(&answer::yes(), bytes).to_string(), now, retry_after);
    answer::any_row(&mutated(&rows::of_parcel(&answer::parcel()), bytes).to_string(), now);
});
