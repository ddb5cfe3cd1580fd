//! Any text: what is JSON has one spelling, and a second writer finds the same.

#![no_main]

#[path = "../../tests/any_bytes/mod.rs"]
#[expect(dead_code, reason = "each target uses some of it")]
mod any_bytes;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| any_bytes::canonical::any_text(bytes));
