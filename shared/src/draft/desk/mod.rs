//! The designer's desk: a draft as one person sees it while others change it too.
//!
//! `base` is what the server's log says up to `sequence`; what is shown is that with this person's own edits on
//! top, until the log has them as well. Others' edits go under one's own. What does not fit any more becomes a
//! [`Clash`], with both sides in it: nothing that was typed is lost, and nothing is overwritten unseen.

mod clash;
mod exchange;
mod kept;
mod mend;
mod merge;
mod own;
mod rebase;
mod thing;

#[cfg(test)]
mod tests;

pub use clash::Clash;
pub use exchange::{Batch, News, Told};
pub use kept::Kept;
pub use mend::place_of;
pub use thing::{Thing, words_at};

use super::{Bank, Edit, Refusal, normal};
use crate::questionnaire::Questionnaire;

/// One person's open draft.
#[derive(Clone, Debug)]
pub struct Desk {
    client: String,
    bank: Bank,
    /// The number at which the draft began.
    begun: i64,
    sequence: i64,
    base: Questionnaire,
    shown: Questionnaire,
    mine: Vec<Mine>,
    under_way: Option<UnderWay>,
    flying: bool,
    batches: u64,
    undo: Vec<Step>,
    redo: Vec<Step>,
    clashes: Vec<Clash>,
    recent: Vec<(String, Edit)>,
    numbers: u64,
    lost: bool,
}

/// An edit of one's own that the log does not have yet, as far as this page knows.
#[derive(Clone, Debug)]
struct Mine {
    number: u64,
    edit: Edit,
    state: Fate,
}

#[derive(Clone, Debug, PartialEq)]
enum Fate {
    Waiting,
    Sent,
    /// It is in the log at this number or before.
    Accepted(i64),
    /// What stood in its way is in the log at this number or before.
    Refused(i64, Refusal),
}

/// A batch that the server has not answered; sent again under the same name, it is applied once.
#[derive(Clone, Debug)]
struct UnderWay {
    name: String,
    numbers: Vec<u64>,
}

/// What one press of undo takes back.
#[derive(Clone, Debug)]
struct Step {
    /// To be applied in this order.
    edits: Vec<Edit>,
    /// Further typing in the same place belongs to it.
    open: bool,
}

/// Where one's edits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Saved,
    Waiting,
    UnderWay,
}

impl Desk {
    /// `client` is random, and its own for each open page.
    pub fn new(client: String, bank: Bank, sequence: i64, draft: Questionnaire) -> Desk {
        let base = normal(draft);
        Desk {
            client,
            bank,
            begun: 0,
            sequence,
            shown: base.clone(),
            base,
            mine: Vec::new(),
            under_way: None,
            flying: false,
            batches: 0,
            undo: Vec::new(),
            redo: Vec::new(),
            clashes: Vec::new(),
            recent: Vec::new(),
            numbers: 0,
            lost: false,
        }
    }

    /// For the draft that began at this number of its log, and for no other under the same address.
    pub fn begun_at(self, begun: i64) -> Desk {
        Desk { begun, ..self }
    }

    pub fn client(&self) -> &str {
        &self.client
    }

    /// The draft with one's own edits in it.
    pub fn shown(&self) -> &Questionnaire {
        &self.shown
    }

    pub fn bank(&self) -> &Bank {
        &self.bank
    }

    /// Up to where the log is known.
    pub fn sequence(&self) -> i64 {
        self.sequence
    }

    pub fn clashes(&self) -> &[Clash] {
        &self.clashes
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    pub fn progress(&self) -> Progress {
        let waits = |mine: &Mine| mine.state == Fate::Waiting;
        match self.under_way {
            Some(_) => Progress::UnderWay,
            None if self.mine.iter().any(waits) => Progress::Waiting,
            None => Progress::Saved,
        }
    }

    /// Whether the page and the log have come apart: the draft is to be read anew.
    pub fn is_lost(&self) -> bool {
        self.lost
    }

    /// Whether something was refused because of an edit that the stream has not brought yet.
    pub fn is_behind(&self) -> bool {
        self.lost || self.mine.iter().any(|mine| matches!(mine.state, Fate::Refused(until, _) if until > self.sequence))
    }
}
