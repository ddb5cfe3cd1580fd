//! What holds for a survey in several languages.

use serde_json::json;

use super::*;

fn survey(languages: &[&str], calculation: &str) -> Questionnaire {
    serde_json::from_value(json!({
        "slug": "try", "title": "Try", "languages": languages,
        "lists": [{"name": "wards", "choices": [{"code": "w1", "label": "Ward 1", "columns": {"people": "100"}}]}],
        "sections": [{"id": "s", "title": "S", "questions": [
            {"id": "ward", "type": "single", "label": "Which ward?", "list": "wards"},
            {"id": "worked-out", "type": "calculate", "label": "", "calculation": calculation}]}],
    }))
    .unwrap()
}

#[test]
fn a_label_is_no_value_where_the_phone_and_the_server_may_speak_differently() {
    for calculation in [
        "jr:choice-name(${ward}, '${ward}')",
        "pulldata('wards', 'label', 'name', ${ward})",
        "instance('wards')/root/item[name = ${ward}]/label",
    ] {
        let stops = |languages: &[&str]| {
            let faults = check(&survey(languages, calculation)).into_iter();
            faults.filter(|fault| !fault.is_odd()).collect::<Vec<_>>()
        };
        assert_eq!(stops(&["en"]), [], "{calculation}");
        let found = stops(&["en", "ur"]);
        let [fault] = &found[..] else { panic!("{calculation}: {found:?}") };
        assert_eq!((fault.question.as_str(), fault.code), ("worked-out", "calculation"));
        assert!(fault.message.contains("ask for the code (name)"), "{}", fault.message);
        assert!(crate::interview::Form::new(survey(&["en", "ur"], calculation)).is_err(), "it cannot be published");
    }
    let people = survey(&["en", "ur"], "pulldata('wards', 'people', 'name', ${ward})");
    assert!(check(&people).iter().all(Fault::is_odd));
}

#[test]
fn rules_that_can_never_be_true_are_told_where_they_stand() {
    let survey = |relevant: &str, inside: &str| -> Questionnaire {
        serde_json::from_value(json!({
            "slug": "try", "title": "Try", "languages": ["en"],
            "sections": [{"id": "s", "title": "S", "questions": [
                {"id": "E1", "type": "grid-single", "label": "G", "rows": [{"code": "demand", "label": "D"}],
                 "options": [{"code": "up", "label": "Up"}]},
                {"id": "C3", "type": "split", "label": "P", "options": [{"code": "grants", "label": "G"}]},
                {"id": "L3", "type": "contact", "label": "Who?"},
                {"id": "sites", "type": "repeat", "label": "Sites", "questions": [
                    {"id": "n", "type": "calculate", "label": "", "calculation": inside}]},
                {"id": "own", "type": "text", "label": "?", "relevant": relevant}]}],
        }))
        .unwrap()
    };
    for (rule, words) in [
        ("${E1} = 'up'", "${E1} has no answer of its own: name a row, such as ${E1.demand}"),
        ("${C3} > 0", "name a part, such as ${C3.grants}"),
        ("${L3} != ''", "contact details, which no rule can see"),
    ] {
        let found = check(&survey(rule, "1"));
        let [fault] = &found[..] else { panic!("{rule}: {found:?}") };
        assert_eq!(
            (fault.question.as_str(), fault.property, fault.at, fault.is_odd()),
            ("own", "relevant", Some(0), false)
        );
        assert!(fault.message.contains(words), "{}", fault.message);
    }
    assert_eq!(check(&survey("${E1.demand} = 'up' and ${C3.grants} > 0", "position(..)")), []);
    let found = check(&survey("position(..) = 1", "1"));
    let [fault] = &found[..] else { panic!("{found:?}") };
    assert!(fault.is_odd() && fault.message.contains("not asked in a repeat"), "{fault:?}");
}

#[test]
fn a_text_that_nobody_reads_is_something_to_consider_at_its_place() {
    let long = |letters: usize| json!({"en": "Which?", "ur": "ک".repeat(letters)});
    let survey = |letters: usize| -> Questionnaire {
        serde_json::from_value(json!({
            "slug": "try", "title": "Try", "languages": ["en", "ur"],
            "notice": {"version": "1", "title": "N", "parts": [{"heading": "H", "text": "x".repeat(9_000)}]},
            "lists": [{"name": "wards", "choices": [{"code": "w1", "label": "x".repeat(letters)}]}],
            "sections": [{"id": "s", "title": "S", "questions": [
                {"id": "q", "type": "single", "label": long(letters), "options": [
                    {"code": "a", "label": long(letters)}, {"code": "b", "label": "B"}]},
                {"id": "ward", "type": "single", "label": "W", "list": "wards"}]}],
        }))
        .unwrap()
    };
    let of = |letters: usize| {
        let faults = check(&survey(letters)).into_iter().filter(|fault| fault.code == "long-text");
        faults.map(|fault| (fault.question, fault.property, fault.message)).collect::<Vec<_>>()
    };
    assert_eq!(of(2_000), []);
    let found = of(2_001);
    let [question, option, choice] = &found[..] else { panic!("{found:?}") };
    assert_eq!((question.0.as_str(), question.1, option.1, choice.0.as_str()), ("q", "label", "options", ""));
    assert!(question.2.starts_with("The wording has 2001 characters in Urdu"), "{question:?}");
    assert!(choice.2.starts_with("The wording of the choice w1 in the list wards has"), "{choice:?}");
    assert!(crate::interview::Form::new(survey(2_001)).is_ok(), "it stops nobody");
}

/// Texts and a number, each with a rule where it is not empty.
fn with_rules(rules: &[(&str, &str)]) -> Questionnaire {
    let question = |(id, rule): &(&str, &str)| match rule.is_empty() {
        true => json!({"id": id, "type": "number", "label": "How many?"}),
        false => json!({"id": id, "type": "number", "label": "How many?", "relevant": rule}),
    };
    let questions: Vec<_> = rules.iter().map(question).collect();
    serde_json::from_value(json!({
        "slug": "try", "title": "Try", "languages": ["en"],
        "sections": [{"id": "s", "title": "S", "questions": questions}],
    }))
    .unwrap()
}

#[test]
fn faults_of_rules_are_told_beside_all_others() {
    let mut survey =
        with_rules(&[("b1", "${HK1} > 1"), ("HK1", "${b1} > 1"), ("c", "${nobody} = 1"), ("after", "${b1} > 2")]);
    survey.sections[0].questions[3].label = "".into();
    let faults = check(&survey);
    let of = |id: &str, code: &str| faults.iter().find(|fault| fault.question == id && fault.code == code);
    assert!(of("after", "label").is_some() && of("c", "relevant").is_some(), "{faults:?}");
    let ring = of("b1", "circular").map(|fault| fault.message.as_str());
    assert_eq!(ring, Some("Its rules go round in a circle: b1 → HK1 → b1. Change one of them"));
    assert!(of("HK1", "circular").is_some_and(|fault| fault.message.contains("HK1 → b1 → HK1")));
    assert_eq!(of("after", "circular"), None, "it only follows from the circle");
}

#[test]
fn a_rule_that_asks_about_its_own_question_is_marked_where_it_does() {
    let text = "${b} > 1 and ${a} > 2";
    let survey = with_rules(&[("a", text), ("b", "")]);
    let found = check_rule(&survey, "a", true, text);
    let [fault] = &found[..] else { panic!("{found:?}") };
    assert_eq!((fault.at, fault.message.contains("its own answer (a → a)")), (13, true), "{fault:?}");
    assert_eq!(check_rule(&survey, "a", false, ". > 1"), [], "a rule for the answer may ask about it");
    assert_eq!(check_rule(&survey, "b", true, "1 = 1"), []);
}

#[test]
fn what_people_cannot_tell_apart_is_something_to_consider() {
    let survey: Questionnaire = serde_json::from_value(json!({
        "slug": "try", "title": "Try", "languages": ["en"],
        "lists": [{"name": "w", "choices": [{"code": "a", "label": "High Street"}, {"code": "b", "label": "High Street"}]}],
        "sections": [{"id": "s", "title": "", "questions": [
            {"id": "q", "type": "single", "label": "Which?", "options": [
                {"code": "a", "label": "Yes"}, {"code": "b", "label": "Yes "}, {"code": "c", "label": "No"}]},
            {"id": "ward", "type": "single", "label": "W", "list": "w"}]}],
    }))
    .unwrap();
    let found: Vec<_> = check(&survey).into_iter().map(|fault| (fault.is_odd(), fault.question, fault.code)).collect();
    let wanted = [("", "section-title"), ("q", "option-label-twice")].map(|(id, code)| (true, id.to_owned(), code));
    assert_eq!(found, wanted);
}
