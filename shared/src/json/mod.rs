//! JSON as the exactly-once promise needs it: strict in what is read, one spelling in what is hashed.

mod canonical;
pub mod fields;
mod own;
mod strict;

pub use canonical::canonical;
pub use own::read_own;
pub use strict::{Unreadable, read};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// An object from its entries, put in one by one: to collect them would bring a sort onto the phone.
pub fn object(entries: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (key, value) in entries {
        object.insert(key, value);
    }
    object
}

/// A number as people and JSON write it, without needless decimals: `90`, `99.5`.
pub fn plain(number: f64) -> String {
    ryu_js::Buffer::new().format(number).to_owned()
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(four.into(), 16);
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect()
}
