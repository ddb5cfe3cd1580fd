//! The tally against a plain recount, and the ways in which an answer can stop counting.

mod plain;

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::*;
use crate::place::Grouping;
use crate::standard::state_of_the_sector;
use crate::time::Date;

const DAY: Date = Date { year: 2026, month: 11, day: 22 };

fn form() -> Arc<Form> {
    Arc::new(Form::new(state_of_the_sector().unwrap()).unwrap())
}

fn answers(borough: &str, extra: Value) -> Map<String, Value> {
    let mut answers = json!({
        "A1": true, "A2": "chief-officer", "D1": "yes", "C2": "100k-250k", "B1": "X", "B2": "cio",
        "B4": {"borough": borough}, "B5": [borough, "E09000001"],
    });
    for (key, value) in extra.as_object().unwrap() {
        answers[key] = value.clone();
    }
    answers.as_object().unwrap().clone()
}

fn add(tally: &mut Tally, form: &Arc<Form>, id: &str, revision: u32, answers: Map<String, Value>) {
    let interview = Interview::with_entries(
        form.clone(),
        answers,
        crate::time::Stamp { millis: DAY.days() * 86_400_000, offset: 0 },
    );
    let place = chosen_place(&interview);
    tally.add(Arrival { id, revision, place, demo: false, late: false }, &interview);
}

fn ask(tally: &Tally, form: &Form, measure: &str, by: By) -> Option<Table> {
    tally.table(form, &Asked { measure: measure.into(), by, filters: Vec::new(), day: DAY })
}

fn total(tally: &Tally, form: &Form, measure: &str) -> Cells {
    ask(tally, form, measure, By::Place(Grouping::Borough)).unwrap().total
}

#[test]
fn responses_are_the_base_plus_everything_missing() {
    let (form, mut tally) = (form(), Tally::new());
    add(
        &mut tally,
        &form,
        "a",
        1,
        answers("E09000012", json!({"E5": {"missing": "prefer-not-to-say"}, "C3": {"ticked": ["contracts"]}})),
    );
    add(&mut tally, &form, "b", 1, answers("E09000012", json!({"E1": {"demand": "up"}})));
    add(&mut tally, &form, "c", 1, answers("outside", json!({"D1": "no", "C2": "0", "E5": "not-at-risk"})));
    for question in form.questions() {
        for measure in measures(question) {
            for by in [By::Place(Grouping::Borough), By::Place(Grouping::Icb), By::Measure("A2".into())] {
                let table = ask(&tally, &form, &measure, by.clone()).unwrap();
                for cells in table.places.iter().chain([&table.total]) {
                    assert_eq!(cells.responses, cells.base + cells.missing.sum(), "{measure}");
                }
                assert_eq!(table.places.iter().map(|cells| cells.responses).sum::<u64>(), 3, "{measure}");
                assert_eq!(table.total.responses, 3);
            }
        }
    }
    let demand = total(&tally, &form, "E1.demand");
    assert_eq!((demand.base, demand.missing.unanswered), (1, 2));
    let costs = total(&tally, &form, "E1.costs");
    assert_eq!((costs.missing.not_shown, costs.missing.unanswered), (1, 2));
    assert_eq!(total(&tally, &form, "E5").missing.prefer_not_to_say, 1);
}

#[test]
fn worked_in_counts_an_organisation_in_every_borough() {
    let (form, mut tally) = (form(), Tally::new());
    add(&mut tally, &form, "a", 1, answers("E09000012", json!({"B5": ["all-london", "outside"]})));
    let table = ask(&tally, &form, "A1", By::WorkedIn).unwrap();
    assert_eq!(table.places.iter().map(|cells| cells.responses).sum::<u64>(), 34);
    assert_eq!(table.total.responses, 1);
}

#[test]
fn the_newest_revision_counts_and_a_withdrawal_ends_it() {
    let (form, mut tally) = (form(), Tally::new());
    add(&mut tally, &form, "a", 2, answers("E09000012", json!({"A2": "volunteer"})));
    add(&mut tally, &form, "a", 1, answers("E09000001", json!({})));
    assert_eq!(total(&tally, &form, "A2").counts.unwrap()["volunteer"], 1);
    assert_eq!(tally.responses(), (1, 0));
    tally.withdraw("a", 3);
    assert_eq!(tally.responses(), (0, 0));
    add(&mut tally, &form, "a", 2, answers("E09000012", json!({})));
    assert_eq!(tally.responses(), (0, 0));
}

#[test]
fn numbers_answer_with_numbers() {
    let (form, mut tally) = (form(), Tally::new());
    for (id, income) in [("a", 10), ("b", 20), ("c", 60)] {
        add(&mut tally, &form, id, 1, answers("E09000012", json!({"C1": {"amount": income}})));
    }
    let numbers = total(&tally, &form, "C1").numbers.unwrap();
    assert_eq!((numbers.sum, numbers.mean, numbers.median), (90.0, Some(30.0), Some(20.0)));
    assert!(ask(&tally, &form, "A2", By::Measure("C1".into())).is_none());
    assert!(ask(&tally, &form, "Z9", By::WorkedIn).is_none());
}

proptest::proptest! {
    /// Whatever order revisions and withdrawals come in, the end is the same.
    #[test]
    fn order_does_not_matter(order in proptest::sample::subsequence(vec![0usize, 1, 2, 3, 4, 5], 6).prop_shuffle()) {
        let form = form();
        let count = |order: &[usize]| {
            let mut tally = Tally::new();
            for step in order {
                let borough = crate::place::place_code(*step);
                match step {
                    0..=3 => add(&mut tally, &form, if step % 2 == 0 { "a" } else { "b" }, *step as u32 / 2 + 1, answers(borough, json!({}))),
                    4 => tally.withdraw("b", 3),
                    _ => add(&mut tally, &form, "c", 1, answers(borough, json!({}))),
                }
            }
            ask(&tally, &form, "A2", By::Place(Grouping::Borough))
        };
        proptest::prop_assert_eq!(count(&order), count(&[0, 1, 2, 3, 4, 5]));
    }
}
use proptest::strategy::Strategy;
