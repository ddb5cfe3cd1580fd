//! One's own edits on top of what the log says now.

use super::mend::mended;
use super::{Desk, Fate};
use crate::draft::{Refusal, apply};

impl Desk {
    /// Puts one's own edits on top of what the log says now.
    pub(super) fn rebase(&mut self) {
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
                // The log has come to the removal without it, so the answer can only be no: whoever types is told now.
                (Fate::Sent, Err(Refusal::Gone)) if mine.edit.set().is_some() => {
                    self.clash(mine.edit, Refusal::Gone);
                    continue;
                }
                _ => {}
            }
            left.push(mine);
        }
        self.mine = left;
        self.shown = next;
    }
}

/// Nothing that others do would make it fit.
fn is_final(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Locked { .. } | Refusal::Invalid { .. })
}
