//! SHA-256 as the text that file names and stamps carry.

use sha2::{Digest, Sha256};

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Enough of a hash for a file's name.
pub fn short(hash: Sha256) -> String {
    hex(&hash.finalize()).chars().take(10).collect()
}
