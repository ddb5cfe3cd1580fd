//! What holds for any bytes from outside, tried with a few thousand made from good ones, the same each time. The
//! fuzzer (`docs/fuzzing.md`) tries the same functions for as long as one lets it.

#[path = "any_bytes/mod.rs"]
mod any_bytes;

use any_bytes::{answer, canonical, mutated::mutated, questionnaire, submission};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

const SEEDS: [&str; 3] = [
    include_str!("../fuzz/seeds/submission/first.json"),
    include_str!("../fuzz/seeds/submission/second.json"),
    include_str!("../fuzz/seeds/submission/third.json"),
];

/// Every seed with so many sets of changes.
fn each_changed(seeds: &[Value], times: u32, holds: impl Fn(&Value)) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[4; 32]);
    let config = Config { cases: times, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(&proptest::collection::vec(any::<u8>(), 0..64), |bytes| {
        seeds.iter().for_each(|seed| holds(&mutated(seed, &bytes)));
        Ok(())
    });
    assert_eq!(outcome, Ok(()));
}

fn seeds() -> Vec<Value> {
    SEEDS.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

#[test]
fn the_seeds_are_taken_as_they_are() {
    assert_eq!(SEEDS.map(|text| submission::any_item(text.as_bytes())), [1, 1, 1]);
    assert_eq!(submission::forms().len(), 3);
    assert!(answer::any_body(200, &answer::yes().to_string(), 0, None));
}

#[test]
fn any_submission_is_judged() {
    each_changed(&seeds(), 300, |value| {
        submission::any_item(value.to_string().as_bytes());
    });
}

#[test]
fn any_json_has_one_spelling() {
    each_changed(&seeds(), 300, canonical::any_value);
    for text in ["[1e21,1e-7,123456789.125,-5e-324,1.7976931348623157e308,0.1,100]", r#"{"😀":1,"\ufb33":2,"":3}"#] {
        canonical::any_text(text.as_bytes());
    }
}

#[test]
fn any_definition_is_linted_or_usable() {
    let forms = submission::forms().iter();
    let definitions: Vec<Value> = forms.filter_map(|form| serde_json::to_value(form.questionnaire()).ok()).collect();
    assert!(definitions.iter().all(questionnaire::any_value));
    // The long one would take all the time.
    each_changed(&definitions[1..], 150, |value| {
        questionnaire::any_value(value);
    });
}

#[test]
fn only_a_receipt_is_a_yes_and_no_clock_holds_a_parcel_back() {
    let clock = [0, 1_795_320_563_548, -1, i64::MIN, i64::MAX, i64::MAX - 900_000];
    each_changed(&[answer::yes()], 2_000, |value| {
        let body = value.to_string();
        let is_yes = answer::any_body(200, &body, clock[body.len() % clock.len()], Some(body.len() as i64 * 1_000));
        // Whatever was changed in the receipt itself, or left out of it, breaks it.
        let receipt = |value: &Value| value["results"][0]["receipt"].clone();
        assert!(!is_yes || receipt(value).as_object().is_some_and(|of| of.len() >= 9), "{body}");
    });
    for status in [0, 204, 400, 401, 403, 404, 410, 413, 429, 500, 503] {
        assert!(!answer::any_body(status, &answer::yes().to_string(), 0, Some(i64::MIN)), "{status}");
    }
}

#[test]
fn any_row_of_the_phone_is_read_or_left_alone() {
    let state = json!({"state": "waiting", "attempts": 3, "tried_at": 5, "next_at": 6, "trouble": "busy"});
    let mut row = shared::outbox::rows::of_parcel(&answer::parcel());
    row["state"] = state;
    each_changed(&[row], 2_000, |value| answer::any_row(&value.to_string(), 1_795_320_563_548));
}
