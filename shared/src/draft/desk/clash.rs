//! Where two people changed the same: both sides, and which of them stays.

use serde::{Deserialize, Serialize};

use super::own::back;
use super::{Desk, merge, thing};
use crate::draft::{Edit, Refusal};

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

impl Desk {
    /// A second one in the same place continues the first.
    pub(super) fn clash(&mut self, mine: Edit, why: Refusal) {
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

    /// Whoever was typing goes on in their own side of a clash.
    pub fn go_on(&mut self, index: usize, words: String) {
        if let Some(set) = self.clashes.get_mut(index).and_then(|clash| clash.mine.set_mut()) {
            set.after = words.into();
        }
    }

    /// The other side of a clash: what is there stays.
    pub fn take_theirs(&mut self, index: usize) {
        if index < self.clashes.len() {
            self.clashes.remove(index);
        }
    }
}
