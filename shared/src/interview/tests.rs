//! Walks through the standard questionnaire as respondents would.

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::problem::{Code, Problem, Severity};
use crate::standard::state_of_the_sector;

const DAY: Stamp = Stamp { millis: 1_795_341_600_000, offset: 0 };

fn form() -> Arc<Form> {
    Arc::new(Form::new(state_of_the_sector().unwrap()).unwrap())
}

fn interview(entries: Value) -> Interview {
    Interview::with_entries(form(), entries.as_object().unwrap().clone(), DAY)
}

/// The seven required answers of a group with staff.
fn required() -> Value {
    json!({"A1": true, "A2": "chief-officer", "D1": "yes", "C2": "100k-250k", "B1": "Night Shelter", "B2": "cio",
           "B4": {"postcode": "e81dy", "borough": "E09000012"}})
}

fn with(extra: Value) -> Value {
    let mut all = required();
    for (key, value) in extra.as_object().unwrap() {
        all[key] = value.clone();
    }
    all
}

fn codes(problems: &[Problem]) -> Vec<(&str, Code)> {
    problems.iter().map(|problem| (problem.question.as_str(), problem.code)).collect()
}

#[test]
fn the_standard_asks_45_questions_and_24_on_the_short_route() {
    let form = form();
    assert_eq!(form.questions().len(), 45);
    assert_eq!(form.questions().iter().filter(|question| question.short).count(), 24);
    let required: Vec<_> = form.questions().iter().filter(|q| q.required).map(|q| q.id.as_str()).collect();
    assert_eq!(required, ["A1", "A2", "D1", "C2", "B1", "B2", "B4"]);
    let first: Vec<_> = form.questions().iter().take(4).map(|question| question.id.as_str()).collect();
    assert_eq!(first, ["A1", "A2", "D1", "C2"]);
}

#[test]
fn no_staff_and_under_10000_takes_the_short_route() {
    for (staff, band, short) in [
        ("no", "0", true),
        ("no", "1-4999", true),
        ("no", "5000-9999", true),
        ("no", "10k-25k", false),
        ("yes", "0", false),
    ] {
        assert_eq!(interview(json!({"D1": staff, "C2": band})).is_short_route(), short, "{staff} {band}");
    }
    let short = interview(json!({"D1": "no", "C2": "0", "L2": "yes"}));
    assert!(!short.is_shown("C1") && !short.is_shown("K3"));
    assert_eq!(short.shown().count(), 24);
    assert!(!interview(json!({"D1": "no"})).is_short_route());
}

#[test]
fn progress_counts_only_what_is_shown() {
    let mut interview = interview(required());
    let before = interview.progress();
    assert_eq!(before.answered, 7);
    assert!(!interview.set("A2", Some(json!("volunteer"))));
    assert!(interview.set("D1", Some(json!("no"))));
    assert_eq!(interview.progress().of, before.of - 1);
    assert!(interview.set("C2", Some(json!("0"))));
    assert_eq!(interview.progress().of, 23);
    assert!(interview.sections_shown().len() < interview.form().questionnaire().sections.len());
}

#[test]
fn finishing_drops_what_is_no_longer_shown() {
    let mut interview =
        interview(with(json!({"D2": {"full-time": "3", "fte": "2.5"}, "E1": {"demand": "up", "costs": "up"}})));
    let finished = interview.finish().unwrap();
    assert_eq!(finished.answers["D2"], json!({"full-time": 3, "fte": 2.5}));
    assert_eq!(finished.answers["B4"]["postcode"], "E8 1DY");
    interview.set("D1", Some(json!("no")));
    interview.set("C2", Some(json!("1-4999")));
    let finished = interview.finish().unwrap();
    assert!(!finished.answers.contains_key("D2"));
    assert_eq!(finished.answers["E1"], json!({"demand": "up"}));
}

#[test]
fn what_the_phone_finishes_the_server_accepts() {
    let finished = interview(with(json!({
        "B3": {"GB-CHC": " 1173575 ", "GB-COH": ""}, "B5": ["E09000012", "outside"], "B6": {"about": "1998"},
        "C1": {"amount": "£182,000", "year_end": "2026-03-31"}, "C3": {"grants-council": "40", "contracts": 60},
        "D4": "12", "D6": {"missing": "dont-know"}, "L2": "yes", "L3": {"name": " Ama ", "email": "ama@example.org"},
        "K1": ["funding-advice"], "K3": "  A roof.  ",
    })));
    let mut interview = finished;
    interview.set("D6", None);
    let finished = interview.finish().unwrap();
    assert_eq!(finished.contact.as_ref().map(|contact| contact.name.as_str()), Some("Ama"));
    assert!(!finished.answers.contains_key("L3"));
    assert_eq!(finished.answers["K3"], "A roof.");
    assert_eq!(finished.answers["C3"], json!({"grants-council": 40, "contracts": 60}));
    let contact = serde_json::to_value(finished.contact).unwrap();
    assert_eq!(check_received(&form(), &finished.answers, Some(&contact), DAY), []);
}

#[test]
fn every_required_answer_is_asked_for_by_name() {
    let problems = interview(json!({})).finish().unwrap_err();
    assert_eq!(problems.len(), 7);
    assert!(problems.iter().all(|problem| problem.code == Code::Required));
}

#[test]
fn the_server_refuses_what_the_phone_would_not_send() {
    let check = |extra| codes_owned(&check_received(&form(), with(extra).as_object().unwrap(), None, DAY));
    for (extra, id, code) in [
        (json!({"Z1": "x"}), "Z1", Code::UnknownQuestion),
        (json!({"D1": "no", "D2": {"fte": 1}}), "D2", Code::NotShown),
        (json!({"D1": "no", "C2": "0", "E1": {"demand": "up", "costs": "up"}}), "E1", Code::NotShown),
        (json!({"A2": "astronaut"}), "A2", Code::UnknownOption),
        (json!({"A2": ["chief-officer"]}), "A2", Code::WrongType),
        (json!({"B1": ""}), "B1", Code::WrongType),
        (json!({"B1": null}), "B1", Code::WrongType),
        (json!({"K3": "x".repeat(10_000)}), "K3", Code::TooLong),
        (json!({"B4": {"postcode": "E8 1D", "borough": "E09000012"}}), "B4", Code::NotAPostcode),
        (json!({"B4": {"postcode": "E8 1DY"}}), "B4", Code::BoroughMissing),
        (json!({"B4": {"borough": "E09000099"}}), "B4", Code::UnknownBorough),
        (json!({"B5": ["all-london", "E09000012"]}), "B5", Code::ExclusiveWithOthers),
        (json!({"B6": 2027}), "B6", Code::YearInFuture),
        (json!({"B6": "1998"}), "B6", Code::NotANumber),
        (json!({"C1": {"amount": 10.5}}), "C1", Code::TooManyDecimals),
        (json!({"C1": {"amount": 600_000.49}}), "C1", Code::TooManyDecimals),
        (json!({"C1": {"amount": 10, "year_end": "2026-02-30"}}), "C1", Code::NotADate),
        (json!({"C3": {"contracts": 99}}), "C3", Code::SumNot100),
        (json!({"C3": {"ticked": []}}), "C3", Code::WrongType),
        (json!({"D2": {"fte": 5.5, "full-time": 3}}), "D2", Code::Constraint),
        (json!({"D2": {"full-time": -1}}), "D2", Code::TooSmall),
        (json!({"E1": {"weather": "up"}}), "E1", Code::UnknownRow),
        (json!({"E4": ["none", "cut-hours"]}), "E4", Code::ExclusiveWithOthers),
        (json!({"A2": {"missing": "dont-know"}}), "A2", Code::MissingNotOffered),
        (json!({"E5": {"missing": "no-idea"}}), "E5", Code::WrongType),
        (json!({"K1": ["funding-advice", "funding-advice"]}), "K1", Code::Repeated),
        (json!({"B3": {"GB-CHC": "1"}}), "B3", Code::NotAnOrganisationId),
        (json!({"B3": {"none": true, "GB-CHC": "1173575"}}), "B3", Code::ExclusiveWithOthers),
        (json!({"L3": {"email": "x"}}), "L3", Code::NotShown),
    ] {
        assert!(check(extra.clone()).contains(&(id.to_owned(), code)), "{extra} gives {:?}", check(extra.clone()));
    }
    assert_eq!(check(json!({})), []);
    assert_eq!(check(json!({"E5": {"missing": "prefer-not-to-say"}})), []);
}

fn codes_owned(problems: &[Problem]) -> Vec<(String, Code)> {
    codes(problems).into_iter().map(|(id, code)| (id.to_owned(), code)).collect()
}

#[test]
fn a_constraint_that_only_warns_does_not_stop_the_finish() {
    let interview = interview(with(json!({"C1": {"amount": 5}})));
    let problems = interview.problems_at("C1");
    assert_eq!(problems.iter().map(|problem| problem.severity).collect::<Vec<_>>(), [Severity::Warning]);
    assert!(interview.finish().unwrap().answers.contains_key("C1"));
}

#[test]
fn nothing_typed_is_ever_thrown_away() {
    let interview = interview(with(json!({"D4": "about twelve"})));
    assert_eq!(interview.entry("D4"), Some(json!("about twelve")));
    assert_eq!(codes(&interview.problems_at("D4")), [("D4", Code::NotANumber)]);
    assert_eq!(interview.entries()["D4"], "about twelve");
}

/// Any JSON at all: a list of problems, never a panic.
fn any_json() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![Just("missing"), Just("dont-know"), Just("none"), Just("about"), Just("ticked"), Just("E09000001")]
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("missing|about|amount|ticked|borough|none|demand|[a-z]{1,3}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_json_is_judged_without_a_panic(value in any_json()) {
        let form = form();
        for question in form.questions() {
            let answers = Map::from_iter([(question.id.clone(), value.clone())]);
            let _ = check_received(&form, &answers, Some(&value), DAY);
            let mut interview = Interview::new(form.clone(), DAY);
            interview.set(&question.id, Some(value.clone()));
            let _ = (interview.problems_at(&question.id), interview.progress(), interview.finish());
        }
    }

    /// Tidying is done once: what is tidy stays as it is.
    #[test]
    fn tidying_twice_changes_nothing(value in any_json()) {
        for question in form().questions() {
            if let Some(once) = crate::check::tidy(question, &value) {
                proptest::prop_assert_eq!(crate::check::tidy(question, &once), Some(once));
            }
        }
    }
}
