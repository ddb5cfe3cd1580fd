//! The tally against a plain recount: answer by answer, without columns, lanes or histograms.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::*;
use crate::answer::{Cell, Missing};
use crate::place::Grouping;
use crate::questionnaire::Kind;
use crate::time::{Date, Stamp};

const DAY: Date = Date { year: 2026, month: 11, day: 22 };

/// What one response said to a measure, in the words of a table.
enum Said {
    Codes(BTreeSet<String>),
    Number(f64),
    Nothing(&'static str),
}

/// Twenty options: more than a lane of a set, more than a byte.
fn form() -> Arc<Form> {
    let options =
        |count: usize| (0..count).map(|code| json!({"code": format!("o{code}"), "label": "?"})).collect::<Vec<_>>();
    let open = json!(["dont-know", "prefer-not-to-say"]);
    let questions = json!([
        {"id": "where", "type": "place", "label": "?"},
        {"id": "one", "type": "single", "label": "?", "options": options(3), "missing": open},
        {"id": "many", "type": "multi", "label": "?", "options": options(60), "missing": open},
        {"id": "few", "type": "multi", "label": "?", "options": options(9), "relevant": "${one} = 'o1'"},
        {"id": "grid", "type": "grid-single", "label": "?", "options": options(4),
         "rows": [{"code": "r1", "label": "?"}, {"code": "r2", "label": "?"}]},
        {"id": "sum", "type": "number", "label": "?", "missing": open},
        {"id": "work", "type": "boroughs", "label": "?"},
    ]);
    let survey = json!({"slug": "plain", "title": "Plain", "languages": ["en"],
                        "sections": [{"id": "all", "title": "All", "questions": questions}]});
    Arc::new(Form::new(serde_json::from_value(survey).unwrap()).unwrap())
}

/// A response: which submission, which revision, and what chance says of the rest.
fn responses() -> impl Strategy<Value = Vec<(u8, u32, Vec<u32>)>> {
    prop::collection::vec((0u8..30, 1u32..4, prop::collection::vec(any::<u32>(), 12)), 0..60)
}

fn answers(chance: &[u32]) -> Map<String, Value> {
    let die = |index: usize, sides: u32| chance[index] % sides;
    let set = |index: usize, of: u32| {
        let codes: BTreeSet<u32> = (0..=die(index, 6)).map(|step| chance[index].rotate_left(step * 5) % of).collect();
        json!(codes.iter().map(|code| format!("o{code}")).collect::<Vec<_>>())
    };
    let nothing = |index: usize| json!({"missing": Missing::ALL[die(index, 2) as usize].code()});
    let place = |index: usize| crate::place::place_code(die(index, 34) as usize);
    let all = [
        ("where", json!({"borough": place(0)}), 9),
        ("one", if die(1, 5) == 0 { nothing(1) } else { json!(format!("o{}", die(1, 3))) }, 5),
        ("many", if die(2, 7) == 0 { nothing(2) } else { set(2, 60) }, 5),
        ("few", set(3, 9), 4),
        ("grid", json!({"r1": format!("o{}", die(4, 4)), "r2": format!("o{}", die(5, 4))}), 3),
        (
            "sum",
            if die(6, 6) == 0 {
                nothing(6)
            } else {
                Value::from([-1.5, 0.0, 7.0, 300.0, 1e5, 9e9][die(7, 6) as usize])
            },
            6,
        ),
        ("work", json!([place(8)]), 3),
    ];
    let given = all.into_iter().enumerate().filter(|(index, (.., sides))| die(11, 97) % sides != *index as u32 % 3 + 1);
    given.map(|(_, (id, value, _))| (id.to_owned(), value)).collect()
}

fn said(interview: &Interview, measure: &str) -> Said {
    let form = interview.form().clone();
    let (question, part) = measured(&form, measure).unwrap();
    if !interview.is_shown(&question.id) {
        return Said::Nothing("not-shown");
    }
    let nothing = |missing: Missing| Said::Nothing(missing.code());
    let code = |code: &str| Said::Codes([code.to_owned()].into());
    match (interview.answer(&question.id), part) {
        (None, _) => Said::Nothing("unanswered"),
        (Some(Answer::Missing(missing)), _) => nothing(*missing),
        (Some(Answer::Single(chosen)), _) => code(chosen),
        (Some(Answer::Place { borough, .. }), _) => code(borough),
        (Some(Answer::Multi(codes)), _) => Said::Codes(codes.iter().cloned().collect()),
        (Some(Answer::Number { value, .. }), _) => Said::Number(*value),
        (Some(Answer::GridSingle(rows)), Some(row)) => match rows.get(row) {
            Some(Cell::Code(chosen)) => code(chosen),
            Some(Cell::Missing(missing)) => nothing(*missing),
            None => Said::Nothing("unanswered"),
        },
        (Some(other), _) => panic!("{measure}: {other:?}"),
    }
}

/// The rows of the division that a response belongs to.
fn rows(interview: &Interview, by: &By) -> BTreeSet<String> {
    let place = || crate::place::place_code(chosen_place(interview)).to_owned();
    match by {
        By::Place(Grouping::Borough) => [place()].into(),
        By::Place(_) => unreachable!("not asked here"),
        By::WorkedIn => match interview.answer("work") {
            Some(Answer::Multi(codes)) => codes.iter().cloned().collect(),
            _ => BTreeSet::new(),
        },
        By::Measure(measure) => match said(interview, measure) {
            Said::Codes(codes) => codes,
            Said::Nothing(kind) => [kind.to_owned()].into(),
            Said::Number(_) => BTreeSet::new(),
        },
    }
}

fn plain(counted: &[&Interview], asked: &Asked, row: Option<&str>) -> Cells {
    let is_in = |interview: &&&Interview| {
        let kept = |filter: &Filter| rows(interview, &filter.by).iter().any(|code| filter.codes.contains(code));
        asked.filters.iter().all(kept) && row.is_none_or(|row| rows(interview, &asked.by).contains(row))
    };
    let mut cells = Cells::default();
    let (mut counts, mut numbers): (BTreeMap<String, u64>, Vec<f64>) = Default::default();
    for interview in counted.iter().filter(is_in) {
        cells.responses += 1;
        match said(interview, &asked.measure) {
            Said::Codes(codes) => codes.into_iter().for_each(|code| *counts.entry(code).or_default() += 1),
            Said::Number(number) => numbers.push(number),
            Said::Nothing("not-shown") => cells.missing.not_shown += 1,
            Said::Nothing("dont-know") => cells.missing.dont_know += 1,
            Said::Nothing("prefer-not-to-say") => cells.missing.prefer_not_to_say += 1,
            Said::Nothing(_) => cells.missing.unanswered += 1,
        }
    }
    cells.base = cells.responses - cells.missing.sum();
    let is_number = matches!(measured(counted_form(counted).as_ref(), &asked.measure), Some((question, _)) if question.kind == Kind::Number);
    (cells.counts, cells.numbers) = if is_number { (None, Some(Numbers::of(numbers))) } else { (Some(counts), None) };
    cells
}

fn counted_form(counted: &[&Interview]) -> Arc<Form> {
    counted.first().map_or_else(form, |interview| interview.form().clone())
}

/// Codes that nobody chose are in a table all the same.
fn without_nought(cells: &Cells) -> Cells {
    let mut cells = Cells { code: String::new(), name: String::new(), ..cells.clone() };
    cells.counts.iter_mut().for_each(|counts| counts.retain(|_, count| *count > 0));
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn every_table_is_what_a_plain_recount_says(responses in responses(), chosen in 0u32..60, gone in 0u8..30) {
        let (form, mut tally) = (form(), Tally::new());
        let mut newest: BTreeMap<u8, (u32, Interview)> = BTreeMap::new();
        for (id, revision, chance) in &responses {
            let interview = Interview::with_entries(form.clone(), answers(chance), Stamp { millis: 0, offset: 0 });
            let place = chosen_place(&interview);
            let arrival = Arrival { id: &format!("{id}"), revision: *revision, place, demo: false, late: false };
            tally.add(arrival, &interview);
            if newest.get(id).is_none_or(|(known, _)| known < revision) {
                newest.insert(*id, (*revision, interview));
            }
        }
        tally.withdraw(&format!("{gone}"), 9);
        newest.remove(&gone);
        let counted: Vec<&Interview> = newest.values().map(|(_, interview)| interview).collect();
        prop_assert_eq!(tally.responses().0, counted.len() as u64);
        let mut again = Tally::new();
        for piece in tally.pieces() {
            let text = serde_json::to_string(&piece).unwrap();
            again.put_piece(serde_json::from_str(&text).unwrap());
        }
        prop_assert_eq!(&again, &tally);
        let by = |measure: &str| By::Measure(measure.to_owned());
        let some = |by: By, codes: &[&str]| Filter { by, codes: codes.iter().map(|code| (*code).to_owned()).collect() };
        let code = format!("o{chosen}");
        let filters = [
            vec![],
            vec![some(by("one"), &["o1", "dont-know"])],
            vec![some(by("many"), &[&code, "o3", "o59"]), some(By::Place(Grouping::Borough), &["E09000001", "outside"])],
            vec![some(By::WorkedIn, &["E09000012", "E09000033"])],
            vec![some(by("few"), &["not-shown"])],
        ];
        for measure in form.questions().iter().flat_map(measures) {
            for by in [By::Place(Grouping::Borough), By::WorkedIn, by("one"), by("many"), by("grid.r2")] {
                for filters in &filters {
                    let asked = Asked { measure: measure.clone(), by: by.clone(), filters: filters.clone(), day: DAY };
                    let table = again.table(&form, &asked).unwrap();
                    prop_assert_eq!(without_nought(&table.total), without_nought(&plain(&counted, &asked, None)), "{:?}", asked);
                    for cells in &table.places {
                        let expected = plain(&counted, &asked, Some(&cells.code));
                        prop_assert_eq!(without_nought(cells), without_nought(&expected), "{} of {:?}", cells.code, asked);
                    }
                }
            }
        }
    }
}
