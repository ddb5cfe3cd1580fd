//! Hints that a survey's log has grown: followers look at the log, never at the hint.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// One channel a survey, holding the newest committed number that this process knows of.
#[derive(Default)]
pub struct Commits(Mutex<HashMap<i64, watch::Sender<i64>>>);

impl Commits {
    /// After the commit, never before.
    pub fn announce(&self, survey_id: i64, sequence: i64) {
        self.with(survey_id, |sender| {
            sender.send_if_modified(|newest| {
                let grown = sequence > *newest;
                *newest = sequence.max(*newest);
                grown
            });
        });
    }

    pub fn watch(&self, survey_id: i64) -> watch::Receiver<i64> {
        self.with(survey_id, |sender| sender.subscribe())
    }

    fn with<T>(&self, survey_id: i64, act: impl FnOnce(&watch::Sender<i64>) -> T) -> T {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(senders.entry(survey_id).or_insert_with(|| watch::Sender::new(0)))
    }
}
