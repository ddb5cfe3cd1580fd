//! An answer to the phone, whoever sent it: only a valid receipt for exactly these bytes is a yes, and whatever the
//! clocks say, the parcel is due again within a quarter of an hour.

use serde_json::Value;
use shared::json::read_own;
use shared::outbox::{Answer, LONGEST_ASKED, Parcel, State, Trouble, Verdict, judge, rows};
use shared::receipt::{Receipt, Signer};
use shared::time::Millis;

pub fn signer() -> Signer {
    Signer::from_seed([7; 32])
}

pub fn parcel() -> Parcel {
    Parcel {
        id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
        survey: "needs-pulse".into(),
        title: "London needs pulse".into(),
        version: 1,
        revision: 1,
        bytes: "{}".into(),
        sha256: "00".repeat(32),
        finished_at: 0,
        number: 1,
        state: State::fresh(0),
    }
}

/// Our server's yes, as the body of an answer.
pub fn yes() -> Value {
    let parcel = parcel();
    let receipt = signer().sign(Receipt {
        id: parcel.id.clone(),
        survey: parcel.survey,
        version: 1,
        revision: 1,
        sha256: parcel.sha256,
        received_at: "2026-11-22T10:14:00.000Z".into(),
        sequence: 1,
        key_id: String::new(),
        signature: String::new(),
    });
    serde_json::json!({"results": [{"id": parcel.id, "outcome": "stored", "receipt": receipt}]})
}

/// The furthest that the clock of a browser can be set (ECMA-262, time range).
const FURTHEST: Millis = 8_640_000_000_000_000;

/// Whether the body is a yes.
pub fn any_body(status: u16, body: &str, now: Millis, retry_after: Option<Millis>) -> bool {
    let now = now.clamp(-FURTHEST, FURTHEST);
    let (parcel, keys) = (parcel(), [signer().key()]);
    let answer = Answer { status, body: body.to_owned(), retry_after };
    let state = match judge(Some(&answer), 1) {
        Verdict::Results(results) => match &results[..] {
            [Some(outcome)] if parcel.is_meant_by(outcome) => parcel.answered(outcome, &keys, now, 0.5),
            _ => parcel.failed(Trouble::NotOurs, None, now, 0.5),
        },
        Verdict::TooMuch => parcel.failed(Trouble::NotOurs, None, now, 0.5),
        Verdict::Failed(trouble, retry_after) => parcel.failed(trouble, retry_after, now, 1.0),
    };
    let after = Parcel { state, ..parcel };
    if let State::Waiting { .. } = after.state {
        comes_again(&after, now);
    }
    let row = rows::of_parcel(&after);
    assert_eq!(rows::to_parcel(&row).as_ref(), Some(&after), "what is stored on the phone is read back");
    let State::Sent { receipt } = &after.state else { return false };
    assert!(status == 200 && receipt.is_signed_by(&keys) && receipt.sha256 == after.sha256, "{receipt:?}");
    true
}

/// A row of the phone's own storage, as an older or newer build may have left it.
pub fn any_row(text: &str, now: Millis) {
    let Some(parcel) = read_own(text).as_ref().and_then(rows::to_parcel) else { return };
    let row = rows::of_parcel(&parcel);
    assert_eq!(rows::to_parcel(&row), Some(parcel.clone()));
    if parcel.is_waiting() {
        comes_again(&parcel, now);
        let later = parcel.failed(Trouble::Busy, Some(Millis::MAX), now, f64::NAN);
        comes_again(&Parcel { state: later, ..parcel }, now);
    }
}

fn comes_again(parcel: &Parcel, now: Millis) {
    const YEARS: Millis = 5 * 366 * 86_400_000;
    // Whatever the clock is set to: it is due at once, or when a quarter of an hour of that clock has passed.
    for clock in [now, now.saturating_sub(YEARS), now.saturating_add(YEARS)] {
        let is_due = parcel.is_due(clock) || parcel.is_due(clock.saturating_add(LONGEST_ASKED + 1));
        assert!(is_due, "{:?} at {clock}", parcel.state);
    }
}
