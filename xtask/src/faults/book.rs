//! What the devices know, kept apart from them: everything that was finished, and every receipt they believed.

use shared::outbox::Parcel;
use shared::receipt::Receipt;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Id and revision.
pub type Key = (String, u32);

/// A finished survey, as it must lie on the server in the end.
#[derive(Clone, Debug)]
pub struct Promise {
    pub sha256: String,
    /// A later revision carries it in its bytes; exports leave it out.
    pub edit_key: Option<String>,
}

#[derive(Default)]
pub struct Pages {
    pub finished: HashMap<Key, Promise>,
    /// Whose respondents have asked for everything to be erased, and have a receipt for it.
    pub withdrawn: HashMap<String, Receipt>,
    pub receipts: HashMap<Key, Receipt>,
    /// Ids that a page has called arrived, and of which the device has kept nothing.
    pub arrived: HashSet<String>,
    /// Two receipts for the same thing that differ: it was stored twice.
    pub told_twice: Vec<String>,
    /// Anything else that must not be.
    pub complaints: Vec<String>,
}

#[derive(Default)]
pub struct Book(Mutex<Pages>);

impl Book {
    pub fn open(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Before the device sends it for the first time.
    pub fn finished(&self, parcel: &Parcel, edit_key: Option<String>) {
        let promise = Promise { sha256: parcel.sha256.clone(), edit_key };
        self.open().finished.insert((parcel.id.clone(), parcel.revision), promise);
    }

    pub fn complain(&self, words: String) {
        self.open().complaints.push(words);
    }
}

impl Pages {
    /// A receipt that a device has believed.
    pub fn heard(&mut self, receipt: &Receipt) {
        let key = (receipt.id.clone(), receipt.revision);
        match self.receipts.get(&key) {
            Some(known) if known != receipt => {
                let numbers = format!("{} and {}", known.sequence, receipt.sequence);
                self.told_twice.push(format!("{} revision {} has two receipts: {numbers}", key.0, key.1));
            }
            Some(_) => {}
            None => {
                self.receipts.insert(key, receipt.clone());
            }
        }
    }

    /// A receipt for a withdrawal, which is the same however often it is asked for.
    pub fn heard_withdrawn(&mut self, receipt: &Receipt) {
        self.heard(receipt);
        self.withdrawn.insert(receipt.id.clone(), receipt.clone());
    }

    /// The newest number of the log that any device knows of.
    pub fn highest(&self) -> u64 {
        self.receipts.values().map(|receipt| receipt.sequence).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(sequence: u64) -> Receipt {
        Receipt {
            id: "i".into(),
            survey: "s".into(),
            version: 1,
            revision: 1,
            sha256: "00".into(),
            received_at: "2026-11-22T10:14:00.000Z".into(),
            sequence,
            key_id: "k".into(),
            signature: "x".into(),
        }
    }

    #[test]
    fn the_same_receipt_again_is_nothing_new_and_another_is_a_second_copy() {
        let mut pages = Pages::default();
        pages.heard(&receipt(7));
        pages.heard(&receipt(7));
        assert_eq!((pages.told_twice.len(), pages.highest()), (0, 7));
        pages.heard(&receipt(9));
        assert_eq!(pages.told_twice, ["i revision 1 has two receipts: 7 and 9"]);
    }
}
