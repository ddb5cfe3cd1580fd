//! The answer to a question of the coordinators: rows of counts that add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Numbers;

/// One measure by one line of division, in the contract's shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub question: String,
    /// The last number of the log that is counted here.
    pub sequence: u64,
    /// How many of the responses are demo answers.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub demo: u64,
    pub places: Vec<Cells>,
    pub total: Cells,
}

/// One row, or the total.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cells {
    pub code: String,
    pub name: String,
    /// Submissions: `base` plus everything in `missing`.
    pub responses: u64,
    /// Those who gave an answer.
    pub base: u64,
    pub missing: MissingCounts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<BTreeMap<String, u64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Numbers>,
}

/// Four different kinds of nothing, never one blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MissingCounts {
    pub not_shown: u64,
    pub dont_know: u64,
    pub prefer_not_to_say: u64,
    pub unanswered: u64,
}

impl MissingCounts {
    pub fn sum(&self) -> u64 {
        self.not_shown + self.dont_know + self.prefer_not_to_say + self.unanswered
    }
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}
