//! The designer's desk: a draft as one person sees it while others change it too.
//!
//! `base` is what the server's log says up to `sequence`; what is shown is that with this person's own edits on
//! top, until the log has them as well. Others' edits go under one's own. What does not fit any more becomes a
//! [`Clash`], with both sides in it: nothing that was typed is lost, and nothing is overwritten unseen.

mod kept;
mod mend;
mod merge;
mod thing;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use kept::Kept;
pub use mend::place_of;
pub use thing::{Thing, words_at};

use super::{Bank, Edit, Refusal, apply, normal};
use crate::questionnaire::Questionnaire;
use mend::mended;

/// Edits that go to the server together.
const MOST: usize = 200;
/// Others' edits that are remembered, to say whose a change was.
const RECENT: usize = 100;

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

/// One's own edit and what stands in its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clash {
    pub mine: Edit,
    pub why: Refusal,
    /// Who was first, where that is known.
    #[serde(default)]
    pub by: Option<String>,
    /// What that person did.
    #[serde(default)]
    pub theirs: Option<Edit>,
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

    /// Makes edits that belong together: all of them, or none and the reason. `false` where nothing changes.
    pub fn act(&mut self, edits: Vec<Edit>) -> Result<bool, Refusal> {
        let done = self.perform(edits, false)?;
        if done.is_empty() {
            return Ok(false);
        }
        self.redo.clear();
        self.remember(&done);
        Ok(true)
    }

    /// Typing has paused: what comes next is a step of its own.
    pub fn pause(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.open = false;
        }
    }

    /// Takes back the newest step. `None` where there is none; an error where somebody has changed the same since,
    /// and then the step is gone.
    pub fn undo(&mut self) -> Option<Result<Vec<Edit>, Refusal>> {
        let step = self.undo.pop()?;
        let done = self.perform(step.edits, true);
        Some(done.inspect(|done| self.redo.push(back(done))))
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> Option<Result<Vec<Edit>, Refusal>> {
        let step = self.redo.pop()?;
        let done = self.perform(step.edits, true);
        Some(done.inspect(|done| self.undo.push(back(done))))
    }

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

    /// Applies edits to what is shown and puts them into the queue; `mend` where others may have moved things.
    fn perform(&mut self, edits: Vec<Edit>, mend: bool) -> Result<Vec<Edit>, Refusal> {
        let mut next = self.shown.clone();
        let mut done = Vec::new();
        for edit in edits {
            let edit = match apply(&mut next, &edit, &self.bank) {
                Ok(true) => edit,
                Ok(false) => continue,
                Err(refusal) => {
                    let mended = mended(&edit, &next).filter(|_| mend).ok_or(refusal)?;
                    if !apply(&mut next, &mended, &self.bank)? {
                        continue;
                    }
                    mended
                }
            };
            done.push(edit);
        }
        self.shown = next;
        done.iter().for_each(|edit| self.queue(edit));
        Ok(done)
    }

    fn queue(&mut self, edit: &Edit) {
        let last = self.mine.last_mut().filter(|last| last.state == Fate::Waiting);
        if let Some(last) = last
            && let Some(one) = merge::one(&last.edit, edit)
        {
            if merge::is_nothing(&one) {
                self.mine.pop();
            } else {
                last.edit = one;
            }
            return;
        }
        self.numbers += 1;
        self.mine.push(Mine { number: self.numbers, edit: edit.clone(), state: Fate::Waiting });
    }

    fn remember(&mut self, done: &[Edit]) {
        let step = back(done);
        if let (Some(last), [edit]) = (self.undo.last_mut().filter(|last| last.open), &step.edits[..])
            && let [before] = &last.edits[..]
            && let Some(one) = merge::one(edit, before)
        {
            if merge::is_nothing(&one) {
                self.undo.pop();
            } else {
                last.edits = vec![one];
            }
            return;
        }
        self.undo.push(Step { open: true, ..step });
    }

    /// Puts one's own edits on top of what the log says now.
    fn rebase(&mut self) {
        let mut next = self.base.clone();
        let mut left = Vec::new();
        for mut mine in std::mem::take(&mut self.mine) {
            match &mine.state {
                Fate::Accepted(until) if *until <= self.sequence => continue,
                Fate::Refused(until, refusal) if *until <= self.sequence || is_final(refusal) => {
                    let refusal = refusal.clone();
                    match mended(&mine.edit, &self.base).filter(|_| !is_final(&refusal)) {
                        Some(edit) => (mine.edit, mine.state) = (edit, Fate::Waiting),
                        None => {
                            self.clash(mine.edit, refusal);
                            continue;
                        }
                    }
                }
                _ => {}
            }
            let done = apply(&mut next, &mine.edit, &self.bank);
            match (&mine.state, done) {
                // It is so already: somebody did the same.
                (Fate::Waiting, Ok(false)) => continue,
                (Fate::Waiting, Err(refusal)) => match mended(&mine.edit, &next) {
                    Some(edit) if apply(&mut next, &edit, &self.bank) == Ok(true) => mine.edit = edit,
                    _ => {
                        self.clash(mine.edit, refusal);
                        continue;
                    }
                },
                _ => {}
            }
            left.push(mine);
        }
        self.mine = left;
        self.shown = next;
    }

    /// A second one in the same place continues the first.
    fn clash(&mut self, mine: Edit, why: Refusal) {
        for clash in &mut self.clashes {
            if let Some(one) = merge::one(&clash.mine, &mine) {
                clash.mine = one;
                return;
            }
        }
        let found = self.recent.iter().rev().find(|(_, theirs)| merge::meets(theirs, &mine));
        let (by, theirs) = found.map_or((None, None), |(by, edit)| (Some(by.clone()), Some(edit.clone())));
        self.clashes.push(Clash { mine, why, by, theirs });
    }

    /// One's own side of a clash after all, over what is there now.
    pub fn keep_mine(&mut self, index: usize) -> Result<(), Refusal> {
        let Some(clash) = self.clashes.get(index).cloned() else { return Ok(()) };
        let again = thing::anew(&clash.mine, &self.shown);
        let edits = match (again, clash.theirs) {
            (Some(edit), _) => vec![edit],
            // What it was in has been removed: it comes back first.
            (None, Some(theirs)) => vec![theirs.inverse(), clash.mine],
            (None, None) => return Err(clash.why),
        };
        let done = self.perform(edits, true)?;
        self.redo.clear();
        if !done.is_empty() {
            self.undo.push(back(&done));
        }
        self.clashes.remove(index);
        Ok(())
    }

    /// The other side of a clash: what is there stays.
    pub fn take_theirs(&mut self, index: usize) {
        if index < self.clashes.len() {
            self.clashes.remove(index);
        }
    }
}

/// Nothing that others do would make it fit.
fn is_final(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Locked { .. } | Refusal::Invalid { .. })
}

/// What takes these back.
fn back(done: &[Edit]) -> Step {
    Step { edits: done.iter().rev().map(Edit::inverse).collect(), open: false }
}
