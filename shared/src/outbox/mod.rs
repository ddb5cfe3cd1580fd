//! What becomes of a finished survey on its way to the server, as a state machine without IO or clock.

mod batch;
pub mod rows;
mod verdict;

use serde::{Deserialize, Serialize};

pub use batch::{MOST, batch_of, body_of, patient};
pub use verdict::{Answer, Verdict, judge};

use crate::interview::Finished;
use crate::problem::Problem;
use crate::receipt::{Receipt, ReceiptKey};
use crate::submission::{Cover, freeze};
use crate::time::{Millis, Stamp};

/// A finished survey on this device. `bytes` were frozen at the finish and are only ever resent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    pub id: String,
    pub survey: String,
    pub title: String,
    pub version: u32,
    pub revision: u32,
    pub bytes: String,
    /// What a receipt for `bytes` must carry.
    pub sha256: String,
    pub finished_at: Millis,
    /// "Number 3 on this phone": names of organisations are never listed, phones are shared.
    pub number: u32,
    pub state: State,
}

/// Where a parcel is. Only `Sent` lets anything be deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    Waiting {
        attempts: u32,
        tried_at: Option<Millis>,
        next_at: Millis,
        trouble: Option<Trouble>,
    },
    Sent {
        receipt: Receipt,
    },
    /// Taken back after it had arrived: nothing is left of it but the receipt of that.
    Withdrawn {
        receipt: Receipt,
    },
    /// Other answers had arrived under this id first; staff have both.
    Conflict {
        tried_at: Millis,
    },
    /// Kept aside by the server; may be sent again after a mend on either side.
    Refused {
        problems: Vec<Problem>,
        tried_at: Millis,
    },
}

/// Why the last try brought no yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// Nobody answered.
    NoSignal,
    /// A page that is not ours answered: a Wi-Fi sign-in, perhaps.
    NotOurs,
    /// The server asks to come back later.
    Busy,
}

/// One result of the contract's answer to `POST /api/v1/submissions`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub id: Option<String>,
    pub outcome: OutcomeKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeKind {
    Stored,
    Duplicate,
    Conflict,
    Refused,
}

/// The shortest and the longest pause between tries.
const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 300_000;
/// The longest pause that a server, or whoever answers in its name, may ask for.
pub const LONGEST_ASKED: Millis = 900_000;

impl State {
    /// A parcel that has just been finished.
    pub fn fresh(now: Millis) -> State {
        State::Waiting { attempts: 0, tried_at: None, next_at: now, trouble: None }
    }
}

impl Parcel {
    /// The answers as they are sent for ever, due at once. `None` where the bytes have no hash: they could be sent
    /// but never be acknowledged.
    pub fn packed(cover: Cover, finished: &Finished, title: &str, number: u32, now: Millis) -> Option<Parcel> {
        let bytes = freeze(&cover, finished);
        let sha256 = rows::hash_of(&bytes)?;
        Some(Parcel {
            id: cover.id,
            survey: cover.survey,
            title: title.to_owned(),
            version: cover.version,
            revision: cover.revision,
            bytes,
            sha256,
            finished_at: now,
            number,
            state: State::fresh(now),
        })
    }

    /// Whether a result is about this parcel: one that names another submission is none for this one.
    pub fn is_meant_by(&self, outcome: &Outcome) -> bool {
        outcome.id.as_ref().is_none_or(|id| *id == self.id)
    }

    /// Whether a sending round at `now` takes this parcel along. No pause is longer than `LONGEST_ASKED`: what
    /// waits for a later moment got it from a clock that was wrong.
    pub fn is_due(&self, now: Millis) -> bool {
        let is_reached = |next_at: Millis| next_at <= now || next_at.saturating_sub(now) > LONGEST_ASKED;
        matches!(self.state, State::Waiting { next_at, .. } if is_reached(next_at))
    }

    /// The server's clock, as far as this parcel tells while the phone's says `now`: never earlier than its receipt,
    /// and behind a phone that says it finished after the answers had arrived. What closes, closes by this.
    pub fn at_the_server(&self, now: Millis) -> Millis {
        let State::Sent { receipt } = &self.state else { return now };
        let Some(arrived) = Stamp::parse(&receipt.received_at) else { return now };
        let ahead = self.finished_at.saturating_sub(arrived.millis).max(0);
        now.saturating_sub(ahead).max(arrived.millis)
    }

    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Waiting { .. })
    }

    /// The state after our server answered about this parcel. A yes without a valid receipt for exactly
    /// these bytes is no yes.
    pub fn answered(&self, outcome: &Outcome, keys: &[ReceiptKey], now: Millis, jitter: f64) -> State {
        match outcome.outcome {
            OutcomeKind::Stored | OutcomeKind::Duplicate => match &outcome.receipt {
                Some(receipt) if self.is_for_this(receipt) && receipt.is_signed_by(keys) => {
                    State::Sent { receipt: receipt.clone() }
                }
                _ => self.failed(Trouble::NotOurs, None, now, jitter),
            },
            OutcomeKind::Conflict => State::Conflict { tried_at: now },
            OutcomeKind::Refused => State::Refused { problems: outcome.problems.clone(), tried_at: now },
        }
    }

    /// The state after a try that brought no answer of ours: wait 1 s, 2 s, 4 s … 5 min, with `jitter`
    /// (0 to 1) spreading a hall full of phones over half of that; not sooner than `retry_after`, up to a
    /// quarter of an hour, which is spread as well: all were told the same.
    pub fn failed(&self, trouble: Trouble, retry_after: Option<Millis>, now: Millis, jitter: f64) -> State {
        let attempts = match self.state {
            State::Waiting { attempts, .. } => attempts.saturating_add(1),
            _ => 1,
        };
        let pause = (SHORTEST << (attempts - 1).min(20)).min(LONGEST);
        let spread = (pause as f64 * (0.5 + 0.5 * jitter.clamp(0.0, 1.0))) as Millis;
        let asked = retry_after.map_or(0, |asked| asked.clamp(0, LONGEST_ASKED).saturating_add(spread));
        let next_at = now.saturating_add(spread.max(asked.min(LONGEST_ASKED)));
        State::Waiting { attempts, tried_at: Some(now), next_at, trouble: Some(trouble) }
    }

    /// Tried again by hand, or after `online`.
    pub fn hurried(&self, now: Millis) -> State {
        match &self.state {
            State::Waiting { attempts, tried_at, trouble, .. } => {
                State::Waiting { attempts: *attempts, tried_at: *tried_at, next_at: now, trouble: *trouble }
            }
            State::Refused { tried_at, .. } | State::Conflict { tried_at } => {
                State::Waiting { attempts: 0, tried_at: Some(*tried_at), next_at: now, trouble: None }
            }
            State::Sent { .. } | State::Withdrawn { .. } => self.state.clone(),
        }
    }

    fn is_for_this(&self, receipt: &Receipt) -> bool {
        receipt.id == self.id
            && receipt.survey == self.survey
            && receipt.revision == self.revision
            && receipt.sha256 == self.sha256
    }
}

#[cfg(test)]
mod tests;
