//! The state machine of a finished survey, tried from outside.

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
fn a_wrong_clock_does_not_close_a_survey() {
    const YEARS: Millis = 5 * 365 * 86_400_000;
    let arrived = Stamp::parse("2026-11-22T10:14:00.000Z").map(|stamp| stamp.millis).unwrap();
    let sent = |finished_at: Millis| {
        let State::Sent { receipt } = parcel().answered(
            &yes(&parcel(), &Signer::from_seed([1; 32])),
            &[Signer::from_seed([1; 32]).key()],
            5,
            0.0,
        ) else {
            panic!("no receipt")
        };
        Parcel { finished_at, state: State::Sent { receipt }, ..parcel() }
    };
    let day = 86_400_000;
    // Right, and finished a day before it was sent: the phone's own clock.
    assert_eq!(sent(arrived - day).at_the_server(arrived + 3 * day), arrived + 3 * day);
    assert_eq!(sent(arrived + YEARS).at_the_server(arrived + YEARS + 3 * day), arrived + 3 * day);
    // Behind, or set right since: at least as late as the receipt.
    assert_eq!(sent(arrived - YEARS).at_the_server(arrived - YEARS), arrived);
    assert_eq!(sent(arrived + YEARS).at_the_server(arrived + day), arrived);
    // What has no receipt knows of no other clock.
    assert_eq!(parcel().at_the_server(7), 7);
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
