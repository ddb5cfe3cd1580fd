//! What can differ, as data with codes, and in plain words.

use std::collections::HashMap;
use std::fmt::{Display, Formatter, Result};
use std::mem::{Discriminant, discriminant};

use serde::Serialize;

use crate::tally::recount::Moved;

/// Of each kind in one survey so many are told one by one.
const TOLD: u64 = 50;

/// Something that cannot be true.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The survey's address.
    pub survey: String,
    #[serde(flatten)]
    pub what: What,
}

/// `sequence` is a number of the survey's log.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum What {
    /// Numbers that are not there.
    Gap { from: i64, to: i64 },
    /// The survey's counter and its log disagree.
    Counter { counter: i64, last: i64 },
    /// The bytes are not those that the receipt is for.
    Hash { sequence: i64 },
    /// Nobody withdrew the bytes, and they are not there.
    Gone { sequence: i64 },
    /// Withdrawn, and still there.
    Left { sequence: i64 },
    /// A column says otherwise than the bytes.
    Field { sequence: i64, field: &'static str },
    /// The receipt is not signed by a key that is listed here.
    Signature { sequence: i64 },
    /// An entry of an unknown kind.
    Kind { sequence: i64, kind: String },
    /// An answer to a version that is not there or cannot be read.
    Version { sequence: i64, version: i32 },
    /// Contact details that the bytes speak of are not there.
    ContactGone { sequence: i64 },
    /// Contact details are others than those that the bytes speak of.
    ContactHash { sequence: i64 },
    /// Contact details of which no entry speaks.
    ContactStray { count: u64 },
    /// The snapshot of the tallies, followed to the end of the log, and a recount of the log disagree.
    Tally { measure: String, place: String, what: String, snapshot: u64, recount: u64 },
}

impl From<Moved> for What {
    fn from(Moved { measure, place, what, snapshot, recount }: Moved) -> What {
        What::Tally { measure, place, what, snapshot, recount }
    }
}

impl Display for Difference {
    fn fmt(&self, to: &mut Formatter) -> Result {
        write!(to, "{}: ", self.survey)?;
        match &self.what {
            What::Gap { from, to: last } if from == last => write!(to, "number {from} of the log is missing"),
            What::Gap { from, to: last } => write!(to, "numbers {from} to {last} of the log are missing"),
            What::Counter { counter, last } => {
                write!(to, "the survey counts {counter} entries, and its log ends at number {last}")
            }
            What::Hash { sequence } => write!(to, "the bytes of number {sequence} are not those its receipt is for"),
            What::Gone { sequence } => {
                write!(to, "the bytes of number {sequence} are gone, and nobody took them away")
            }
            What::Left { sequence } => write!(to, "number {sequence} was withdrawn, and its bytes are still there"),
            What::Field { sequence, field } => {
                write!(to, "number {sequence} lies under another {field} than its bytes say")
            }
            What::Signature { sequence } => {
                write!(to, "the receipt of number {sequence} is not signed by a key that is listed here")
            }
            What::Kind { sequence, kind } => {
                write!(to, "number {sequence} is of the kind {kind:?}, which this program does not know")
            }
            What::Version { sequence, version } => {
                write!(to, "number {sequence} answers version {version}, which is not there or cannot be read")
            }
            What::ContactGone { sequence } => {
                write!(to, "the contact details of number {sequence} are gone, and nobody took them away")
            }
            What::ContactHash { sequence } => {
                write!(to, "the contact details of number {sequence} are not those its receipt is for")
            }
            What::ContactStray { count } => write!(to, "{count} contact details belong to nothing in the log"),
            What::Tally { measure, place, what, snapshot, recount } => {
                write!(to, "{measure}, {place}, {what}: the snapshot comes to {snapshot}, a recount to {recount}")
            }
        }
    }
}

/// Gathers differences, and merely counts those of a kind that fills pages.
#[derive(Default)]
pub struct Differences {
    told: Vec<Difference>,
    counts: HashMap<(String, Discriminant<What>), u64>,
    more: u64,
}

impl Differences {
    pub fn add(&mut self, survey: &str, what: What) {
        let count = self.counts.entry((survey.to_owned(), discriminant(&what))).or_default();
        *count += 1;
        if *count > TOLD {
            self.more += 1;
        } else {
            self.told.push(Difference { survey: survey.to_owned(), what });
        }
    }

    /// Those to tell, and how many there are beside them.
    pub fn into_parts(self) -> (Vec<Difference>, u64) {
        (self.told, self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_of_one_kind_do_not_hide_the_others() {
        let mut differences = Differences::default();
        for sequence in 1..=1_000 {
            differences.add("camden", What::Hash { sequence });
        }
        differences.add("camden", What::Gap { from: 7, to: 9 });
        let (told, more) = differences.into_parts();
        assert_eq!((told.len() as u64, more), (TOLD + 1, 1_000 - TOLD));
        let words: Vec<String> = told.iter().map(Difference::to_string).collect();
        assert_eq!(words.last().map(String::as_str), Some("camden: numbers 7 to 9 of the log are missing"));
        let json = serde_json::to_string(&told.last()).unwrap_or_default();
        assert_eq!(json, r#"{"survey":"camden","code":"gap","from":7,"to":9}"#);
    }
}
