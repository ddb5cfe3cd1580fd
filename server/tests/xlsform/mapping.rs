//! What becomes of a form: pages, questions, rules, lists.

use serde_json::{Value, json};
use server::xlsform;
use shared::questionnaire::Questionnaire;

use crate::corpus::{all, workbook};

/// The questionnaire of a form of the corpus.
fn of(name: &str) -> Questionnaire {
    let case = all().find(|case| case.name == name).unwrap();
    xlsform::read(&workbook(case.form)).questionnaire.unwrap()
}

/// Its questions, without what is the same for all of them.
fn questions(name: &str) -> Vec<Value> {
    let questionnaire = of(name);
    questionnaire.questions().map(|question| bare(serde_json::to_value(question).unwrap())).collect()
}

fn bare(mut question: Value) -> Value {
    let map = question.as_object_mut().unwrap();
    assert_eq!((map.remove("version"), map.remove("name")), (Some(1.into()), Some("".into())));
    if map["kind"] == "local" {
        map.remove("kind");
    }
    if let Some(Value::Array(inner)) = map.get_mut("questions") {
        inner.iter_mut().for_each(|question| *question = bare(question.take()));
    }
    question
}

#[test]
fn constraints_become_limits_where_nobody_explains_them() {
    let rule = |test: &str, message: &str| json!([{"test": test, "message": message, "severity": "error"}]);
    assert_eq!(
        questions("constraints"),
        [
            json!({"id": "q1", "type": "number", "label": "A", "min": 0.0, "max": 120.0}),
            json!({"id": "q2", "type": "number", "label": "B", "constraints": rule(". >= 0 and . <= 120", "Not so old")}),
            json!({"id": "q3", "type": "number", "label": "C", "constraints": rule(". >= 0 and . mod 2 = 0", "Even")}),
            json!({"id": "q4", "type": "text", "label": "D", "max": 10.0}),
            json!({"id": "q5", "type": "text", "label": "E",
            "constraints": rule("regex(., '[a-z]+')", "This answer is not possible here. Check it")}),
            json!({"id": "q6", "type": "date", "label": "F", "constraints": rule(". <= today()", "Not in the future")}),
            json!({"id": "q7", "type": "text", "label": "G"}),
        ]
    );
}

#[test]
fn defaults_are_literals_or_expressions() {
    let defaults: Vec<Value> = questions("defaults").into_iter().map(|question| question["default"].clone()).collect();
    assert_eq!(
        defaults,
        [
            "'New York'",
            "\"it's\"",
            "5",
            "'2024-01-02'",
            "today()",
            "'a'",
            "${q3} + 1",
            "1 + 2",
            "'well-known (so to speak)'"
        ]
    );
    let fixed = questions("what nobody can change");
    assert_eq!(fixed[0], json!({"id": "q1", "type": "text", "label": "A", "calculation": "'fixed'"}));
    assert_eq!(fixed[1]["calculation"], "concat(${q1}, '!')");
    assert_eq!(fixed[4]["default"], "'y'");
}

#[test]
fn groups_are_pages_and_what_stands_between_them_is_too() {
    let pages = of("pages");
    let brief: Vec<_> = pages
        .sections
        .iter()
        .map(|page| (page.id.as_str(), page.title.plain(), page.relevant.as_deref(), page.questions.len()))
        .collect();
    assert_eq!(
        brief,
        [
            ("page-1", "", None, 1),
            ("g1", "First", None, 1),
            ("page-2", "", None, 2),
            ("g2", "Second", Some("${q1} = 'x'"), 1)
        ]
    );
}

#[test]
fn groups_in_groups_lend_their_rules_to_what_is_in_them() {
    let inner = "(${q1} = 'x') and (${q2} = 'z' or ${q2} = 'w')";
    assert_eq!(
        questions("groups in groups"),
        [
            json!({"id": "q1", "type": "text", "label": "A"}),
            json!({"id": "q2", "type": "text", "label": "B", "relevant": "(${q1} = 'x') and (${q1} != 'y')"}),
            json!({"id": "g3", "type": "note", "label": "A heading", "relevant": inner}),
            json!({"id": "q3", "type": "text", "label": "C", "relevant": inner}),
        ]
    );
}

#[test]
fn repeats_ask_what_is_in_them() {
    assert_eq!(
        questions("repeats"),
        [
            json!({"id": "n", "type": "number", "label": "How many"}),
            json!({"id": "r1", "type": "repeat", "label": "Sites", "questions": [
                {"id": "q1", "type": "text", "label": "Name"},
                {"id": "q2", "type": "number", "label": "Size of ${q1}", "relevant": "${q1} != ''"},
            ]}),
            json!({"id": "r2", "type": "repeat", "label": "Trips", "count": "${n}", "questions": [
                {"id": "q3", "type": "text", "label": "Where"},
            ]}),
            json!({"id": "r3", "type": "repeat", "label": "More", "count": "${n} + 1", "relevant": "${n} > 0", "questions": [
                {"id": "q4", "type": "text", "label": "What", "relevant": "${n} > 1"},
                {"id": "q5", "type": "calculate", "label": "", "calculation": "position(..)"},
            ]}),
        ]
    );
}

#[test]
fn codes_and_names_are_changed_wherever_they_are_mentioned() {
    let choices = json!([{"code": "New_York", "label": "A"}, {"code": "ja_nein", "label": "B"},
        {"code": "gr__e", "label": "C"}, {"code": "missing_", "label": "D"}]);
    assert_eq!(
        questions("codes that have other letters"),
        [
            json!({"id": "q1", "type": "single", "label": "A", "default": "'New_York'", "options": choices}),
            json!({"id": "q2", "type": "text", "label": "B",
            "relevant": "${q1} = 'New_York' or selected(${q1}, 'ja_nein')"}),
        ]
    );
    let names = questions("names that are spelt otherwise here");
    assert_eq!((&names[1]["relevant"], &names[2]["label"]), (&json!("${a_b} = 'x'"), &json!("You live in ${stra_e}")));
    let same = questions("names that differ in capitals");
    assert_eq!((&same[0]["id"], &same[1]["id"]), (&json!("q"), &json!("Q")));
}

#[test]
fn round_quotation_marks_stay_in_words_and_go_from_rules() {
    let asked = questions("quotation marks and spaces of word processors");
    assert_eq!(asked[0]["label"], "“What’s\u{a0}this?”");
    assert_eq!((&asked[1]["relevant"], &asked[2]["relevant"]), (&json!("${q1} = 'x'"), &json!("${q1} = 'it’s'")));
}

#[test]
fn choices_stand_at_their_questions_or_in_lists() {
    let cascade = of("a cascade");
    let lists: Vec<_> = cascade.lists.iter().map(|list| (list.name.as_str(), list.choices.len())).collect();
    assert_eq!(lists, [("place", 2)]);
    assert_eq!(cascade.lists[0].choices[0].columns.get("region").unwrap(), "n");
    let questions = questions("a cascade");
    assert_eq!(questions[0]["options"][1]["code"], "s");
    assert_eq!((&questions[1]["list"], &questions[1]["filter"]), (&json!("place"), &json!("region = ${region}")));
    assert_eq!(of("look-ups").lists[0].name, "fruit");
    assert_eq!(of("choices in the sheet external_choices").lists[0].choices[1].columns.get("state").unwrap(), "y");
}

#[test]
fn other_is_added_and_asked_about() {
    assert_eq!(
        questions("other to be specified")[..2],
        [
            json!({"id": "q1", "type": "single", "label": "A",
            "options": [{"code": "a", "label": "A"}, {"code": "other", "label": "Other"}]}),
            json!({"id": "q1_other", "type": "text", "label": "Specify other.", "relevant": "selected(${q1}, 'other')"}),
        ]
    );
}

#[test]
fn londons_questions_can_be_one_row_each() {
    let asked = questions("London's questions in one row each");
    assert_eq!(
        asked[0],
        json!({"id": "b4", "type": "place", "kind": "core", "label": "Where", "short": true,
        "missing": ["prefer-not-to-say"]})
    );
    assert_eq!(
        asked[2]["constraints"],
        json!([{"test": "${c1} < 1000000", "message": "So much?", "severity": "warning"}])
    );
    let types: Vec<&Value> = asked.iter().map(|question| &question["type"]).collect();
    assert_eq!(types, ["place", "organisation-id", "money", "year", "contact", "boroughs"]);
}

#[test]
fn languages_are_tags_and_the_main_one_is_first() {
    for (name, tags) in [
        ("three languages", &["en", "pl", "bn"][..]),
        ("one language that is not English", &["pl"]),
        ("unmarked beside marked", &["en", "pl"]),
        ("names of languages without tags", &["en", "fr", "so"]),
        ("one colon", &["en", "fr"]),
        ("a language that nobody knows", &["en", "und-x-elvish"]),
        ("nothing says which language is the main one", &["pl", "en"]),
    ] {
        assert_eq!(of(name).languages, tags, "{name}");
    }
    assert_eq!(questions("unmarked beside marked")[0]["label"], json!({"en": "Name", "pl": "Imię"}));
    assert_eq!(questions("a translation is missing")[0]["label"], "Name");
}

#[test]
fn what_cannot_be_worked_out_is_left_out_with_what_follows_from_it() {
    assert_eq!(
        questions("functions that there are not here"),
        [
            json!({"id": "q1", "type": "text", "label": "A"}),
            json!({"id": "q2", "type": "text", "label": "B"}),
            json!({"id": "n", "type": "note", "label": "It is …"}),
            json!({"id": "q3", "type": "text", "label": "C"}),
            json!({"id": "q4", "type": "text", "label": "D"}),
        ]
    );
    let said = questions("what every submission has anyway");
    assert_eq!(said[0], json!({"id": "today", "type": "calculate", "label": "", "calculation": "today()"}));
}

#[test]
fn titles_and_addresses_come_from_the_settings() {
    let pair = |name: &str| (of(name).title.plain().to_owned(), of(name).slug);
    assert_eq!(pair("settings"), ("My Form".to_owned(), "my-form-2".to_owned()));
    assert_eq!(pair("settings among the questions"), ("Harvest".to_owned(), "harvest".to_owned()));
    assert_eq!(pair("an address from the title"), ("Größe & Gewicht".to_owned(), "gr-e-gewicht".to_owned()));
    assert_eq!(pair("only one sheet, whatever it is called"), ("Survey".to_owned(), "survey".to_owned()));
}
