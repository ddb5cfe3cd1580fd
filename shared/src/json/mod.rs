//! JSON as the exactly-once promise needs it: strict in what is read, one spelling in what is hashed.

mod canonical;
mod strict;

pub use canonical::canonical;
pub use strict::{Unreadable, read};

use sha2::{Digest, Sha256};

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
