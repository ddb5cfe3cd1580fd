//! What a new version changes and breaks, and what may never come back as something else.

use serde_json::{Value, json};

use crate::draft::{Change, Severity, What, changes, normal, reused};
use crate::questionnaire::Questionnaire;
use crate::standard::state_of_the_sector;

fn survey(version: u32, questions: Value) -> Questionnaire {
    let json = json!({"slug": "x", "title": "T", "version": version, "languages": ["en", "pl"],
        "sections": [{"id": "s", "title": "S", "questions": questions}]});
    normal(serde_json::from_value(json).unwrap())
}

fn question(id: &str, fields: Value) -> Value {
    let mut question = json!({"id": id, "type": "single", "kind": "local", "label": "Which?",
        "options": [{"code": "rooms", "label": "Rooms"}, {"code": "van", "label": "A minibus"}]});
    for (key, value) in fields.as_object().unwrap() {
        question[key] = value.clone();
    }
    question
}

/// What changes in a question from one set of fields to another.
fn between(old: Value, new: Value) -> Vec<Change> {
    changes(&survey(1, json!([question("HK1", old)])), &survey(2, json!([question("HK1", new)])))
}

fn only(changes: Vec<Change>) -> (What, Severity) {
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert!(!changes[0].message.is_empty());
    (changes[0].change, changes[0].severity)
}

#[test]
fn nothing_has_changed_where_nothing_has() {
    let standard = state_of_the_sector().unwrap();
    assert_eq!(changes(&standard, &standard), []);
    assert_eq!(changes(&standard, &normal(standard.clone())), []);
}

#[test]
fn words_of_what_is_compared_break_it_and_translations_do_not() {
    let label = |fields: Value, label: Value| {
        let mut new = fields.clone();
        new["label"] = label;
        only(between(fields, new))
    };
    assert_eq!(label(json!({}), json!("Which of these?")), (What::Wording, Severity::Consider));
    assert_eq!(label(json!({"kind": "core"}), json!("Which of these?")), (What::Wording, Severity::Breaks));
    assert_eq!(label(json!({"standard": "CAF"}), json!("Which of these?")), (What::Wording, Severity::Breaks));
    assert_eq!(
        label(json!({"kind": "core"}), json!({"en": "Which?", "pl": "Które?"})),
        (What::Wording, Severity::Fine)
    );
    let change = &between(json!({}), json!({"label": {"en": "Which?", "pl": "Które?"}}))[0];
    assert_eq!(
        (change.language.as_deref(), &change.before, change.after.as_deref()),
        (Some("pl"), &None, Some("Które?"))
    );
}

#[test]
fn an_option_that_goes_breaks_and_one_that_comes_is_to_be_thought_of() {
    let options =
        |kind: &str, options: Value| only(between(json!({"kind": kind}), json!({"kind": kind, "options": options})));
    let (rooms, van) = (json!({"code": "rooms", "label": "Rooms"}), json!({"code": "van", "label": "A minibus"}));
    assert_eq!(options("local", json!([rooms])), (What::ChoiceRemoved, Severity::Breaks));
    let hall = json!({"code": "hall", "label": "A hall"});
    assert_eq!(options("local", json!([rooms, van, hall])), (What::ChoiceAdded, Severity::Fine));
    assert_eq!(options("module", json!([rooms, van, hall])), (What::ChoiceAdded, Severity::Consider));
    let bus = json!({"code": "van", "label": "A bus"});
    assert_eq!(options("local", json!([rooms, bus])), (What::ChoiceRelabelled, Severity::Consider));
    assert_eq!(options("core", json!([rooms, bus])), (What::ChoiceRelabelled, Severity::Breaks));
    assert_eq!(options("local", json!([van, rooms])), (What::ChoiceMoved, Severity::Fine));
}

#[test]
fn narrower_limits_and_new_rules_break() {
    let change = |old: Value, new: Value| only(between(old, new));
    assert_eq!(change(json!({"max": 9}), json!({"max": 5})), (What::Narrowed, Severity::Breaks));
    assert_eq!(change(json!({}), json!({"min": 0})), (What::Narrowed, Severity::Breaks));
    assert_eq!(change(json!({"max": 5}), json!({})), (What::Widened, Severity::Fine));
    assert_eq!(change(json!({"missing": ["dont-know"]}), json!({})), (What::Narrowed, Severity::Breaks));
    let rule = |severity: &str| json!({"constraints": [{"test": ". != 'van'", "message": "m", "severity": severity}]});
    assert_eq!(change(json!({}), rule("error")), (What::RulesChanged, Severity::Breaks));
    assert_eq!(change(json!({}), rule("warning")), (What::RulesChanged, Severity::Consider));
    assert_eq!(change(rule("error"), json!({})), (What::RulesChanged, Severity::Fine));
    assert_eq!(change(json!({}), json!({"required": true})), (What::RequiredAdded, Severity::Consider));
    assert_eq!(change(json!({"required": true}), json!({})), (What::RequiredDropped, Severity::Fine));
    assert_eq!(change(json!({}), json!({"relevant": "1"})), (What::RelevanceChanged, Severity::Consider));
    assert_eq!(
        change(json!({"kind": "core"}), json!({"kind": "core", "relevant": "1"})),
        (What::RelevanceChanged, Severity::Breaks)
    );
    assert_eq!(change(json!({}), json!({"type": "multi"})), (What::TypeChanged, Severity::Forbidden));
}

#[test]
fn of_questions_that_change_places_only_the_one_that_moved_is_named() {
    let all = |ids: &[&str]| survey(1, ids.iter().map(|id| question(id, json!({}))).collect());
    let found = changes(&all(&["HK1", "HK2", "HK3", "HK4"]), &all(&["HK2", "HK3", "HK1", "HK5"]));
    let named: Vec<(&str, What)> = found.iter().map(|change| (change.question.as_str(), change.change)).collect();
    assert_eq!(named, [("HK1", What::Moved), ("HK5", What::Added), ("HK4", What::Removed)]);
}

#[test]
fn a_code_never_means_something_else() {
    let options = |version: u32, options: Value| survey(version, json!([question("HK1", json!({"options": options}))]));
    let (rooms, van) = (json!({"code": "rooms", "label": "Rooms"}), json!({"code": "van", "label": "A minibus"}));
    let history = [options(1, json!([rooms, van])), options(2, json!([rooms]))];
    let code = |new: Value| {
        let faults = reused(&history, &options(3, new));
        faults.first().map(|fault| (fault.question.clone(), fault.code))
    };
    let bus = json!({"code": "van", "label": "A bus pass"});
    assert_eq!(code(json!([rooms, bus])), Some(("HK1".into(), "code-reused")));
    assert_eq!(code(json!([rooms, {"code": "van", "label": "a  Minibus"}])), None, "it came back as what it was");
    assert_eq!(code(json!([{"code": "rooms", "label": "Meeting rooms"}])), None, "other words are a change, no reuse");
    let swapped = options(2, json!([{"code": "rooms", "label": "A minibus"}, {"code": "van", "label": "Rooms"}]));
    let faults = reused(&history[..1], &swapped);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["code-swapped", "code-swapped"]);
}

#[test]
fn an_id_keeps_its_type_even_after_years() {
    let history = [survey(1, json!([question("HK1", json!({}))])), survey(2, json!([question("HK2", json!({}))]))];
    let back = survey(3, json!([question("HK1", json!({"type": "multi"}))]));
    let faults = reused(&history, &back);
    assert_eq!((faults[0].question.as_str(), faults[0].code), ("HK1", "type-changed"));
    assert!(faults[0].message.contains("version 1"), "{}", faults[0].message);
    assert_eq!(reused(&history, &survey(3, json!([question("HK1", json!({}))]))), []);
}
