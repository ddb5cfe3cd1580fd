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
