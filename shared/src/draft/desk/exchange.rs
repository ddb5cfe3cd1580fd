//! Between the desk and the server's log: what is sent, what is answered, what is heard.

use serde::{Deserialize, Serialize};

use super::{Desk, Fate, Mine, UnderWay};
use crate::draft::{Edit, Refusal, apply, normal};
use crate::questionnaire::Questionnaire;

/// Edits that go to the server together.
const MOST: usize = 200;
/// Others' edits that are remembered, to say whose a change was.
const RECENT: usize = 100;

/// As `POST …/edits` takes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Batch {
    pub client: String,
    pub batch: String,
    /// The number at which the draft began that they are meant for.
    pub begun: i64,
    pub edits: Vec<Edit>,
}

/// What the stream tells.
#[derive(Clone, Debug, Deserialize)]
pub struct News {
    pub sequence: i64,
    #[serde(default)]
    pub published: Option<u32>,
    #[serde(default)]
    pub edits: Vec<Told>,
    /// Who discarded the draft.
    #[serde(default)]
    pub discarded: Option<String>,
}

/// One edit of somebody's, one's own among them.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    pub sequence: i64,
    pub client: String,
    /// An e-mail address, or the name of a token.
    pub by: String,
    pub edit: Edit,
}

impl Desk {
    /// What is to be sent now; nothing while a request is under way.
    pub fn take(&mut self) -> Option<Batch> {
        if self.flying {
            return None;
        }
        if self.under_way.is_none() {
            let waiting = self.mine.iter_mut().filter(|mine| mine.state == Fate::Waiting).take(MOST);
            let numbers: Vec<u64> = waiting
                .map(|mine| {
                    mine.state = Fate::Sent;
                    mine.number
                })
                .collect();
            if numbers.is_empty() {
                return None;
            }
            self.batches += 1;
            self.under_way = Some(UnderWay { name: self.batches.to_string(), numbers });
        }
        let under_way = self.under_way.as_ref()?;
        let edits = self.mine.iter().filter(|mine| under_way.numbers.contains(&mine.number));
        let edits: Vec<Edit> = edits.map(|mine| mine.edit.clone()).collect();
        let name = under_way.name.clone();
        if edits.is_empty() {
            // The stream has brought all of it before the answer came.
            self.under_way = None;
            return self.take();
        }
        self.flying = true;
        Some(Batch { client: self.client.clone(), batch: name, begun: self.begun, edits })
    }

    /// Nobody answered; the same batch goes again.
    pub fn failed(&mut self) {
        self.flying = false;
        if let Some(under_way) = &mut self.under_way {
            // The stream may have brought some of it.
            under_way.numbers.retain(|number| self.mine.iter().any(|mine| mine.number == *number));
        }
    }

    /// The server's answer to the batch: the number of its log, and for each edit nothing or why not.
    pub fn answered(&mut self, sequence: i64, results: Vec<Option<Refusal>>) {
        self.flying = false;
        let Some(under_way) = self.under_way.take() else { return };
        let mut results = results.into_iter();
        for number in under_way.numbers {
            let Some(mine) = self.mine.iter_mut().find(|mine| mine.number == number) else {
                continue;
            };
            mine.state = match results.next() {
                Some(Some(refusal)) => Fate::Refused(sequence, refusal),
                Some(None) => Fate::Accepted(sequence),
                None => Fate::Waiting,
            };
        }
        self.rebase();
    }

    /// Others' edits, and one's own as they stand in the log.
    pub fn told(&mut self, news: News) {
        for told in news.edits {
            if told.sequence <= self.sequence {
                continue;
            }
            self.lost |= apply(&mut self.base, &told.edit, &self.bank).is_err();
            self.sequence = told.sequence;
            if told.client == self.client {
                self.arrived(&told.edit);
            } else {
                self.recent.push((told.by, told.edit));
            }
        }
        self.sequence = self.sequence.max(news.sequence);
        let surplus = self.recent.len().saturating_sub(RECENT);
        self.recent.drain(..surplus);
        self.rebase();
    }

    /// The whole draft as the server has it.
    pub fn caught_up(&mut self, sequence: i64, draft: Questionnaire) {
        if sequence >= self.sequence {
            (self.base, self.sequence, self.lost) = (normal(draft), sequence, false);
            self.rebase();
        }
    }

    fn arrived(&mut self, edit: &Edit) {
        let is_it = |mine: &Mine| mine.edit == *edit && matches!(mine.state, Fate::Sent | Fate::Accepted(_));
        if let Some(at) = self.mine.iter().position(is_it) {
            let gone = self.mine.remove(at);
            // Its result is not waited for: results are told in the order of what is left.
            if let Some(under_way) = &mut self.under_way
                && !self.flying
            {
                under_way.numbers.retain(|number| *number != gone.number);
            }
        }
    }
}
