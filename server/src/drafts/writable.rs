//! What keeps a draft from being written as a workbook, looked for once for each number of its log.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::Draft;
use super::workbook::{Failed, beside};
use crate::xlsform::{self, Problem};

/// Drafts that are remembered; nobody has more open at a time.
const MOST: usize = 64;

/// A survey and the number of its log: nothing about a draft changes without the number.
type Key = (i64, i64);

/// What has been found, the oldest first.
#[derive(Debug, Default)]
pub struct Writable {
    known: Mutex<VecDeque<(Key, Vec<Problem>)>>,
}

impl Writable {
    /// What must be mended first; nothing where the draft can be written. No workbook is made for it.
    pub async fn problems(&self, draft: &Draft) -> Result<Vec<Problem>, Failed> {
        let key = (draft.survey.id, draft.sequence);
        if let Some(known) = self.find(key) {
            return Ok(known);
        }
        let questionnaire = draft.questionnaire.clone();
        let problems = match beside(move || xlsform::can_be_written(&questionnaire)).await? {
            Ok(()) => Vec::new(),
            Err(xlsform::Error::Unsound(problems)) => problems,
            Err(error) => return Err(Failed::Unwritable(error)),
        };
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_back((key, problems.clone()));
        if all.len() > MOST {
            all.pop_front();
        }
        Ok(problems)
    }

    fn find(&self, key: Key) -> Option<Vec<Problem>> {
        let all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|(known, _)| *known == key).map(|(_, problems)| problems.clone())
    }
}
