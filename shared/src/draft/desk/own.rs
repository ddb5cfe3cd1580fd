//! One's own edits: made, queued for the server, taken back and done again.

use super::mend::mended;
use super::{Desk, Fate, Mine, Step, merge};
use crate::draft::{Edit, Refusal, apply};

impl Desk {
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

    /// Applies edits to what is shown and puts them into the queue; `mend` where others may have moved things.
    pub(super) fn perform(&mut self, edits: Vec<Edit>, mend: bool) -> Result<Vec<Edit>, Refusal> {
        // A copy of a large draft takes longer than the change of a letter, and one edit is made whole or not at all.
        if let ([edit], false) = (&edits[..], mend) {
            let is_change = apply(&mut self.shown, edit, &self.bank)?;
            let done: Vec<Edit> = if is_change { edits } else { Vec::new() };
            done.iter().for_each(|edit| self.queue(edit));
            return Ok(done);
        }
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
}

/// What takes these back.
pub(super) fn back(done: &[Edit]) -> Step {
    Step { edits: done.iter().rev().map(Edit::inverse).collect(), open: false }
}
