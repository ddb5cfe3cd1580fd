//! What a survey owes the people who answer it.

use serde_json::{Value, json};

use crate::draft::{Bank, owed};
use crate::questionnaire::Questionnaire;

fn survey(questions: Value, more: Value) -> Questionnaire {
    let mut survey = json!({
        "slug": "fair", "title": "Fair", "languages": ["en", "ur"], "help": {"text": "Ask us"},
        "notice": {"version": "1", "title": "Privacy", "parts": [{"heading": "Who", "text": "We"}]},
        "sections": [{"id": "s", "title": "S", "questions": questions}]});
    for (key, value) in more.as_object().unwrap() {
        survey[key] = value.clone();
    }
    serde_json::from_value(survey).unwrap()
}

/// Code, and whether it stops the publication.
fn codes(survey: &Questionnaire) -> Vec<(&'static str, bool)> {
    owed(survey).iter().map(|fault| (fault.code, !fault.is_odd())).collect()
}

#[test]
fn without_a_notice_only_a_survey_about_nobody_goes_out() {
    let name = json!([{"id": "name", "type": "text", "label": "Name"}]);
    let contact = json!([{"id": "who", "type": "contact", "label": "Who?"}]);
    let bare = json!({"notice": {"version": "", "title": "", "parts": []}, "help": {}});
    assert_eq!(codes(&survey(name.clone(), json!({}))), []);
    assert_eq!(codes(&survey(name.clone(), bare.clone())), [("notice", false), ("help", false)]);
    assert_eq!(codes(&survey(contact, bare)), [("notice", true), ("help", false)]);
    let half = json!({"notice": {"version": "", "title": "Privacy", "parts": [{"heading": "", "text": "We"}]}});
    let found = owed(&survey(name, half));
    let said: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "The privacy notice lacks a version, which every answer names",
            "The privacy notice lacks a heading or a text in one of its parts"
        ]
    );
}

#[test]
fn the_instruments_owe_nothing() {
    for instrument in Bank::built_in().unwrap().instruments {
        assert_eq!(owed(&instrument), [], "{}", instrument.slug);
    }
}

#[test]
fn a_translation_mentions_what_the_original_mentions() {
    let label = json!({"en": "How many work at ${site}?", "ur": "کتنے لوگ؟"});
    let questions =
        json!([{"id": "site", "type": "text", "label": "Site"}, {"id": "staff", "type": "number", "label": label}]);
    let found = owed(&survey(questions, json!({})));
    let [fault] = &found[..] else { panic!("{found:?}") };
    assert_eq!((fault.question.as_str(), fault.code, fault.is_odd()), ("staff", "mention", true));
    assert_eq!(fault.message, "The wording leaves out ${site} in Urdu");
}

#[test]
fn ids_that_only_capitals_tell_apart_are_named() {
    let questions = json!([{"id": "age", "type": "text", "label": "?"}, {"id": "Age", "type": "text", "label": "?"}]);
    let found = owed(&survey(questions, json!({})));
    let [fault] = &found[..] else { panic!("{found:?}") };
    assert_eq!((fault.question.as_str(), fault.code), ("Age", "id-case"));
}
