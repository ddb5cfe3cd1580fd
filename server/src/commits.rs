//! Hints that a survey's log has grown: followers look at the log, never at the hint.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Notify, watch};

/// One channel a survey, holding the newest committed number that this process knows of.
#[derive(Default)]
pub struct Commits {
    newest: Mutex<HashMap<i64, watch::Sender<i64>>>,
    /// What other processes have not been told.
    untold: Mutex<HashMap<i64, i64>>,
    more: Notify,
}

impl Commits {
    /// This process has committed something; after the commit, never before.
    pub fn announce(&self, survey_id: i64, sequence: i64) {
        self.heard(survey_id, sequence);
        self.untold.lock().unwrap_or_else(PoisonError::into_inner).insert(survey_id, sequence);
        self.more.notify_one();
    }

    /// Another process has.
    pub fn heard(&self, survey_id: i64, sequence: i64) {
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

    /// Returns as soon as there is something that others have not been told.
    pub async fn untold(&self) {
        self.more.notified().await;
    }

    /// The newest number of each survey that has something to tell.
    pub fn take_untold(&self) -> HashMap<i64, i64> {
        std::mem::take(&mut self.untold.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn with<T>(&self, survey_id: i64, act: impl FnOnce(&watch::Sender<i64>) -> T) -> T {
        let mut senders = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        act(senders.entry(survey_id).or_insert_with(|| watch::Sender::new(0)))
    }
}
