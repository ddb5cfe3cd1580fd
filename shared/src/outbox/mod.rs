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
use crate::time::Millis;

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
mod tests {
    use super::*;
    use crate::receipt::Signer;

    pub(super) fn parcel() -> Parcel {
        Parcel {
            id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
            survey: "s".into(),
            title: "S".into(),
            version: 1,
            revision: 1,
            bytes: "{}".into(),
            sha256: "aa".into(),
            finished_at: 0,
            number: 1,
            state: State::fresh(10),
        }
    }

    fn yes(parcel: &Parcel, signer: &Signer) -> Outcome {
        let receipt = signer.sign(Receipt {
            id: parcel.id.clone(),
            survey: parcel.survey.clone(),
            version: 1,
            revision: 1,
            sha256: parcel.sha256.clone(),
            received_at: "2026-11-22T10:14:00.000Z".into(),
            sequence: 1,
            key_id: String::new(),
            signature: String::new(),
        });
        Outcome { id: Some(parcel.id.clone()), outcome: OutcomeKind::Stored, receipt: Some(receipt), problems: vec![] }
    }

    #[test]
    fn only_a_signed_receipt_for_these_bytes_is_a_yes() {
        let (parcel, signer) = (parcel(), Signer::from_seed([1; 32]));
        let good = yes(&parcel, &signer);
        assert!(matches!(parcel.answered(&good, &[signer.key()], 5, 0.0), State::Sent { .. }));
        let forged = yes(&parcel, &Signer::from_seed([2; 32]));
        let other = Parcel { sha256: "bb".into(), ..parcel.clone() };
        for state in [
            parcel.answered(&forged, &[signer.key()], 5, 0.0),
            other.answered(&good, &[signer.key()], 5, 0.0),
            parcel.answered(&Outcome { receipt: None, ..good }, &[signer.key()], 5, 0.0),
        ] {
            assert!(matches!(state, State::Waiting { trouble: Some(Trouble::NotOurs), .. }));
        }
    }

    #[test]
    fn what_is_packed_is_hashed_as_the_server_hashes_it_and_is_due() {
        let cover = Cover {
            id: parcel().id,
            survey: "s".into(),
            version: 4,
            revision: 1,
            started_at: "2026-11-22T10:00:00+00:00".into(),
            finished_at: "2026-11-22T10:14:00+00:00".into(),
            language: "en".into(),
            edit_key: "secret".into(),
            notice: "2026-11".into(),
            salt: "00ff".into(),
        };
        let finished = Finished { answers: serde_json::Map::new(), contact: None };
        let packed = Parcel::packed(cover, &finished, "S", 3, 1_000).unwrap();
        assert_eq!(crate::submission::hash_of(&packed.bytes).as_ref(), Some(&packed.sha256));
        assert!(packed.is_due(1_000) && !packed.is_due(999));
        assert_eq!((packed.version, packed.number), (4, 3));
    }

    #[test]
    fn a_result_that_names_another_submission_is_not_meant() {
        let parcel = parcel();
        let naming = |id: Option<&str>| Outcome {
            id: id.map(str::to_owned),
            outcome: OutcomeKind::Conflict,
            receipt: None,
            problems: vec![],
        };
        assert!(parcel.is_meant_by(&naming(Some(&parcel.id))));
        assert!(parcel.is_meant_by(&naming(None)));
        assert!(!parcel.is_meant_by(&naming(Some("another"))));
    }

    #[test]
    fn the_pause_doubles_up_to_five_minutes() {
        let mut parcel = parcel();
        let mut pauses = Vec::new();
        for _ in 0..12 {
            parcel.state = parcel.failed(Trouble::NoSignal, None, 0, 1.0);
            if let State::Waiting { next_at, .. } = parcel.state {
                pauses.push(next_at / 1000);
            }
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        let asked = parcel.failed(Trouble::Busy, Some(600_000), 0, 0.0);
        assert!(
            matches!(asked, State::Waiting { next_at: 750_000, .. }),
            "all were told the same, and do not come at once"
        );
    }

    #[test]
    fn nobody_can_ask_for_more_than_a_quarter_of_an_hour() {
        for asked in [900_001, 31_536_000_000, Millis::MAX] {
            let state = parcel().failed(Trouble::Busy, Some(asked), 1_000, 0.0);
            assert!(matches!(state, State::Waiting { next_at: 901_000, .. }), "{asked}");
        }
        for asked in [-1, Millis::MIN] {
            let state = parcel().failed(Trouble::Busy, Some(asked), 1_000, 1.0);
            assert!(matches!(state, State::Waiting { next_at: 2_000, .. }), "{asked}");
        }
    }

    #[test]
    fn a_clock_that_was_wrong_keeps_nothing_waiting() {
        let mut parcel = parcel();
        for (next_at, is_due) in
            [(Millis::MIN, true), (1_000, true), (1_001, false), (901_000, false), (901_001, true), (Millis::MAX, true)]
        {
            parcel.state = State::Waiting { attempts: 1, tried_at: None, next_at, trouble: None };
            assert_eq!(parcel.is_due(1_000), is_due, "{next_at}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_happens_without_a_receipt_the_bytes_stay_and_can_be_sent(
            steps in proptest::collection::vec(0u8..5, 0..30), jitter in 0.0f64..1.0,
        ) {
            let mut parcel = parcel();
            let answer = |outcome| Outcome { id: None, outcome, receipt: None, problems: vec![] };
            for (now, step) in steps.into_iter().enumerate() {
                let now = now as i64;
                parcel.state = match step {
                    0 => parcel.failed(Trouble::NoSignal, None, now, jitter),
                    1 => parcel.answered(&answer(OutcomeKind::Stored), &[], now, jitter),
                    2 => parcel.answered(&answer(OutcomeKind::Refused), &[], now, jitter),
                    3 => parcel.answered(&answer(OutcomeKind::Conflict), &[], now, jitter),
                    _ => parcel.hurried(now),
                };
                let is_sent = matches!(parcel.state, State::Sent { .. });
                proptest::prop_assert!(!is_sent);
                let again = Parcel { state: parcel.hurried(now), ..parcel.clone() };
                proptest::prop_assert!(again.is_due(now));
            }
        }
    }
}
