//! Interviews with repeats, calculations, lists and filters; and what must hold in any order of answers.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::problem::{Code, Problem};
use crate::questionnaire::Questionnaire;

const NOW: Stamp = Stamp { millis: 1_795_341_600_000, offset: 60 };

fn form(questions: Value) -> Arc<Form> {
    let questionnaire: Questionnaire = serde_json::from_value(json!({
        "slug": "try", "title": "Try", "languages": ["en"],
        "lists": [{"name": "wards", "choices": [
            {"code": "w1", "label": "Dalston", "columns": {"borough": "hackney", "people": "12000"}},
            {"code": "w2", "label": "Clissold", "columns": {"borough": "hackney", "people": "11000"}},
            {"code": "w3", "label": "Bow", "columns": {"borough": "tower-hamlets", "people": "15000"}},
        ]}],
        "sections": [{"id": "one", "title": "One", "questions": questions}],
    }))
    .unwrap();
    Arc::new(Form::new(questionnaire).unwrap_or_else(|faults| panic!("{faults:?}")))
}

fn codes(problems: &[Problem]) -> Vec<(&str, Code)> {
    problems.iter().map(|problem| (problem.question.as_str(), problem.code)).collect()
}

fn paths(interview: &Interview) -> Vec<String> {
    interview.spots().into_iter().map(|spot| interview.form().path(spot)).collect()
}

fn sites() -> Arc<Form> {
    form(json!([
        {"id": "many", "type": "single", "label": "More than one site?", "options": [
            {"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]},
        {"id": "sites", "type": "repeat", "label": "Sites", "relevant": "${many} = 'yes'", "questions": [
            {"id": "name", "type": "text", "label": "Its name", "required": true},
            {"id": "staff", "type": "number", "label": "People at ${name}",
             "constraints": [{"test": ". < 100", "message": "Fewer than 100 at ${name}"}]},
            {"id": "lead", "type": "text", "label": "Who leads?", "relevant": "${staff} > 5"},
            {"id": "share", "type": "calculate", "label": "", "calculation": "round(${staff} div sum(${staff}) * 100)"},
        ]},
        {"id": "all", "type": "calculate", "label": "", "calculation": "sum(${staff})"},
        {"id": "big", "type": "text", "label": "Big: ${all} people, ${many}", "relevant": "${all} > 10 and count(${sites}) > 1"},
    ]))
}

#[test]
fn a_repeat_starts_with_one_item_and_each_item_has_its_own_answers() {
    let mut interview = Interview::new(sites(), NOW);
    assert_eq!(paths(&interview), ["many", "all"]);
    assert!(interview.set("many", Some(json!("yes"))));
    assert_eq!(paths(&interview), ["many", "sites[1].name", "sites[1].staff", "sites[1].share", "all"]);
    assert!(interview.add_item("sites"));
    interview.set("sites[1].name", Some(json!("North")));
    interview.set("sites[1].staff", Some(json!("6")));
    interview.set("sites[2].staff", Some(json!(2)));
    assert!(interview.is_shown("sites[1].lead") && !interview.is_shown("sites[2].lead"));
    assert_eq!(interview.value("all"), Some(json!(8)));
    assert_eq!(interview.value("sites[1].share"), Some(json!(75)));
    assert_eq!(interview.words("sites[1].staff", "People at ${name}"), "People at North");
    interview.set("sites[2].staff", Some(json!(200)));
    let problems = interview.problems_at("sites[2].staff");
    assert_eq!(codes(&problems), [("sites[2].staff", Code::Constraint)]);
    assert_eq!(problems[0].detail, "Fewer than 100 at ");
    assert_eq!(interview.words("big", "Big: ${all} people, ${many}"), "Big: 206 people, Yes");
    assert_eq!(
        codes(&interview.finish().unwrap_err()),
        [("sites[2].name", Code::Required), ("sites[2].staff", Code::Constraint)]
    );
    assert!(interview.remove_item("sites", 0));
    assert_eq!(interview.entry("sites"), Some(json!([{"staff": 200, "share": 100}])));
    assert!(!interview.is_shown("big"));
    assert!(!interview.remove_item("sites", 5) && !interview.add_item("many"));
}

#[test]
fn what_the_phone_sends_of_repeats_and_calculations_is_what_the_server_works_out() {
    let mut interview = Interview::new(sites(), NOW);
    interview.set("many", Some(json!("yes")));
    interview.add_item("sites");
    for (path, value) in [("sites[1].name", json!("A")), ("sites[1].staff", json!(20)), ("sites[2].name", json!("B"))] {
        interview.set(path, Some(value));
    }
    let answers = interview.finish().unwrap().answers;
    assert_eq!(
        Value::Object(answers.clone()),
        json!({"many": "yes", "all": 20, "sites": [{"name": "A", "staff": 20, "share": 100}, {"name": "B"}]})
    );
    assert_eq!(check_received(&sites(), &answers, None, NOW), []);
    for (change, expected) in [
        (json!({"all": 21}), ("all", Code::Calculation)),
        (json!({"sites": [{"name": "A", "staff": 20, "share": 99}]}), ("sites[1].share", Code::Calculation)),
        (json!({"sites": [{"staff": 20, "share": 100}]}), ("sites[1].name", Code::Required)),
        (
            json!({"sites": [{"name": "A", "staff": 1, "lead": "Z", "share": 100}], "all": 1}),
            ("sites[1].lead", Code::NotShown),
        ),
        (json!({"sites": [{"name": "A", "colour": "red"}], "all": 0}), ("sites", Code::UnknownQuestion)),
        (json!({"sites": {"name": "A"}, "all": 0}), ("sites", Code::WrongType)),
        (json!({"sites": ["A"], "all": 0}), ("sites", Code::WrongType)),
        (json!({"name": "A"}), ("name", Code::UnknownQuestion)),
        (json!({"sites[1].name": "A"}), ("sites[1].name", Code::UnknownQuestion)),
        (json!({"many": "no", "all": 0}), ("sites", Code::NotShown)),
    ] {
        let mut changed = answers.clone();
        changed.extend(change.as_object().unwrap().clone());
        let found = check_received(&sites(), &changed, None, NOW);
        assert!(codes(&found).contains(&expected), "{change}: {found:?}");
    }
}

#[test]
fn filters_leave_choices_and_lists_are_looked_up_in() {
    let form = form(json!([
        {"id": "borough", "type": "single", "label": "Borough", "options": [
            {"code": "hackney", "label": "Hackney"}, {"code": "tower-hamlets", "label": "Tower Hamlets"}]},
        {"id": "ward", "type": "single", "label": "Ward", "list": "wards", "filter": "borough = ${borough}"},
        {"id": "people", "type": "calculate", "label": "", "calculation": "pulldata('wards', 'people', 'name', ${ward})"},
        {"id": "first", "type": "text", "label": "First", "default": "concat('W-', 1 + 1)"},
        {"id": "when", "type": "date", "label": "When", "default": "today()", "constraints": [
            {"test": ". <= today()", "message": "Not after today"}]},
    ]));
    let mut interview = Interview::new(form.clone(), NOW);
    assert_eq!(interview.entry("first"), Some(json!("W-2")));
    assert_eq!(interview.entry("when"), Some(json!("2026-11-22")));
    assert_eq!(interview.offered("ward"), Some(vec![]));
    assert!(interview.set("borough", Some(json!("hackney"))));
    assert_eq!(interview.offered("ward"), Some(vec!["w1", "w2"]));
    interview.set("ward", Some(json!("w3")));
    assert_eq!(codes(&interview.problems_at("ward")), [("ward", Code::UnknownOption)]);
    interview.set("ward", Some(json!("w2")));
    assert_eq!(interview.value("people"), Some(json!("11000")));
    interview.set("when", Some(json!("2026-11-23")));
    assert_eq!(codes(&interview.problems_at("when")), [("when", Code::Constraint)]);
    interview.set("when", Some(json!("2026-02-30")));
    assert_eq!(codes(&interview.problems_at("when")), [("when", Code::NotADate)]);
    let answers = json!({"borough": "hackney", "ward": "w9"});
    let found = check_received(&form, answers.as_object().unwrap(), None, NOW);
    assert_eq!(codes(&found), [("ward", Code::UnknownOption)]);
}

#[test]
fn where_a_filter_leaves_nothing_nobody_has_to_choose() {
    let survey = |missing: Value| {
        form(json!([
            {"id": "borough", "type": "single", "label": "Borough", "options": [
                {"code": "hackney", "label": "Hackney"}, {"code": "barnet", "label": "Barnet"}]},
            {"id": "ward", "type": "single", "label": "Ward", "list": "wards", "required": true,
             "filter": "borough = ${borough}", "missing": missing},
        ]))
    };
    let in_borough = |form: &Arc<Form>, borough: &str| {
        let mut interview = Interview::new(form.clone(), NOW);
        interview.set("borough", Some(json!(borough)));
        interview
    };
    let form = survey(json!([]));
    let mut interview = in_borough(&form, "barnet");
    assert!(!interview.needs("ward"));
    let sent = interview.finish().unwrap().answers;
    assert_eq!(check_received(&form, &sent, None, NOW), [], "the server says the same");
    // What was chosen before stands in the way until it is taken back.
    interview.set("ward", Some(json!("w1")));
    assert_eq!(codes(&interview.finish().unwrap_err()), [("ward", Code::UnknownOption)]);

    let interview = in_borough(&form, "hackney");
    assert!(interview.needs("ward"));
    assert_eq!(codes(&interview.finish().unwrap_err()), [("ward", Code::Required)]);
    let answers = json!({"borough": "hackney"});
    let found = check_received(&form, answers.as_object().unwrap(), None, NOW);
    assert_eq!(codes(&found), [("ward", Code::Required)]);

    // Who may say that they do not know can answer.
    assert!(in_borough(&survey(json!(["dont-know"])), "barnet").needs("ward"));
}

#[test]
fn a_counted_repeat_has_as_many_items_as_the_rule_says() {
    let mut interview = Interview::new(
        form(json!([
            {"id": "n", "type": "number", "label": "How many?"},
            {"id": "funders", "type": "repeat", "label": "Funders", "count": "${n}", "questions": [
                {"id": "funder", "type": "text", "label": "Funder", "default": "concat('Funder ', position(..))"}]},
        ])),
        NOW,
    );
    assert_eq!(interview.items("funders"), 0);
    assert!(interview.set("n", Some(json!(3))) && !interview.may_add("funders"));
    assert_eq!(interview.value("funders[3].funder"), Some(json!("Funder 3")));
    interview.set("n", Some(json!(1e9)));
    assert_eq!(interview.items("funders"), MOST_ITEMS);
    interview.set("n", Some(json!(-1)));
    assert_eq!(interview.items("funders"), 0);
}

#[test]
fn circular_rules_are_named_and_hang_nobody() {
    let questionnaire: Questionnaire = serde_json::from_value(json!({
        "slug": "try", "title": "Try", "languages": ["en"],
        "sections": [{"id": "one", "title": "One", "questions": [
            {"id": "a", "type": "text", "label": "A", "relevant": "${c} = 'x'"},
            {"id": "b", "type": "text", "label": "B", "relevant": "${a} = 'x'"},
            {"id": "c", "type": "text", "label": "C", "relevant": "${b} = 'x'"},
            {"id": "self", "type": "calculate", "label": "", "calculation": "${self} + 1"},
            {"id": "fine", "type": "text", "label": "D"},
        ]}],
    }))
    .unwrap();
    let faults = Form::new(questionnaire.clone()).unwrap_err();
    let circular: Vec<_> =
        faults.iter().filter(|fault| fault.code == "circular").map(|f| f.question.as_str()).collect();
    assert_eq!(circular, ["self", "a", "b", "c"]);
    let mut interview = Interview::new(Arc::new(Form::of_published(questionnaire)), NOW);
    interview.set("a", Some(json!("x")));
}

/// Twelve questions whose rules look at any others that come before them in a shuffled order.
fn chained(picks: Vec<(usize, usize, u8)>) -> Arc<Form> {
    let questions: Vec<Value> = picks
        .iter()
        .enumerate()
        .map(|(index, (one, other, shape))| {
            let mut question = json!({"id": format!("q{index}"), "type": "number", "label": "?"});
            if index > 0 {
                let (one, other) = (one % index, other % index);
                let rule = match shape % 4 {
                    0 => format!("${{q{one}}} > 2"),
                    1 => format!("${{q{one}}} != ${{q{other}}}"),
                    2 => format!("not(${{q{one}}} = 3) or ${{q{other}}} < 4"),
                    _ => format!("coalesce(${{q{one}}}, 0) + coalesce(${{q{other}}}, 0) mod 3 = 1"),
                };
                let key = if shape % 5 == 0 { "calculation" } else { "relevant" };
                question[key] = json!(rule.replace(" > 2", if key == "relevant" { " > 2" } else { " * 2" }));
            }
            question
        })
        .collect();
    form(json!(questions))
}

proptest! {
    #[test]
    fn incremental_equals_full_and_order_does_not_matter(
        picks in prop::collection::vec((0usize..12, 0usize..12, any::<u8>()), 12),
        answers in prop::collection::vec((0usize..12, prop::option::of(0u32..6)), 1..30),
    ) {
        let form = chained(picks);
        let mut step_by_step = Interview::new(form.clone(), NOW);
        let mut last: Map<String, Value> = Map::new();
        for (index, value) in &answers {
            let (id, value) = (format!("q{index}"), value.map(|value| json!(value)));
            if form.question(&id).is_some_and(|question| question.calculation.is_some()) {
                continue;
            }
            step_by_step.set(&id, value.clone());
            match value {
                Some(value) => last.insert(id, value),
                None => last.remove(&id),
            };
        }
        let at_once = Interview::with_entries(form.clone(), last.clone(), NOW);
        prop_assert_eq!(paths(&step_by_step), paths(&at_once));
        prop_assert_eq!(step_by_step.entries(), at_once.entries());
        let mut backwards = Interview::new(form, NOW);
        for (id, value) in last.into_iter().rev() {
            backwards.set(&id, Some(value));
        }
        prop_assert_eq!(backwards.entries(), at_once.entries());
        if let Ok(finished) = at_once.finish() {
            prop_assert_eq!(check_received(at_once.form(), &finished.answers, None, NOW), vec![]);
        }
    }
}
