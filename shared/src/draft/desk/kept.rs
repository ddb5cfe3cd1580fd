//! What a page keeps of a desk until the server has it, so that closing the page loses nothing.

use serde::{Deserialize, Serialize};

use super::{Clash, Desk, Fate, Mine, UnderWay};
use crate::draft::Edit;

/// As it lies in the browser's storage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub client: String,
    /// The number at which the draft began that it is for.
    #[serde(default)]
    pub begun: i64,
    batches: u64,
    /// The name of the batch whose answer has not come, and its edits.
    #[serde(default)]
    sent: Option<(String, Vec<Edit>)>,
    #[serde(default)]
    waiting: Vec<Edit>,
    #[serde(default)]
    clashes: Vec<Clash>,
}

impl Kept {
    /// Whether it can be thrown away.
    pub fn is_empty(&self) -> bool {
        self.sent.is_none() && self.waiting.is_empty() && self.clashes.is_empty()
    }
}

impl Desk {
    /// What the server does not have yet, as far as this page knows.
    pub fn kept(&self) -> Kept {
        let is_sent =
            |number: u64| self.under_way.as_ref().is_some_and(|under_way| under_way.numbers.contains(&number));
        let sent = self.mine.iter().filter(|mine| is_sent(mine.number)).map(|mine| mine.edit.clone());
        let sent = self.under_way.as_ref().map(|under_way| (under_way.name.clone(), sent.collect()));
        let waits = |mine: &&Mine| !is_sent(mine.number) && !matches!(mine.state, Fate::Accepted(_));
        let waiting = self.mine.iter().filter(waits).map(|mine| mine.edit.clone());
        Kept {
            client: self.client.clone(),
            begun: self.begun,
            batches: self.batches,
            sent,
            waiting: waiting.collect(),
            clashes: self.clashes.clone(),
        }
    }

    /// Takes up what an earlier page kept, under its name.
    pub fn resume(mut self, kept: Kept) -> Desk {
        self.client = kept.client;
        self.batches = kept.batches;
        let put = |desk: &mut Desk, edit: Edit, state: Fate| {
            desk.numbers += 1;
            desk.mine.push(Mine { number: desk.numbers, edit, state });
            desk.numbers
        };
        if let Some((name, edits)) = kept.sent.filter(|(_, edits)| !edits.is_empty()) {
            let numbers = edits.into_iter().map(|edit| put(&mut self, edit, Fate::Sent)).collect();
            self.under_way = Some(UnderWay { name, numbers });
        }
        for edit in kept.waiting {
            put(&mut self, edit, Fate::Waiting);
        }
        self.clashes = kept.clashes;
        self.rebase();
        self
    }
}
