//! What holds for every edit.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::made::{any_json, bytes, edit, questionnaire};
use crate::draft::{Bank, Edit, Holder, Place, Refusal, apply, normal};
use crate::questionnaire::Questionnaire;

/// Whether two edits change, or rely on, the same thing.
fn meet(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (touched(one), touched(other));
    one.iter().any(|key| other.iter().any(|with| key.starts_with(with.as_str()) || with.starts_with(key.as_str())))
}

/// What an edit touches, as paths: a path meets every path that it begins.
fn touched(edit: &Edit) -> Vec<String> {
    let home = |place: &Place| format!("in:{}/{}|", place.section, place.repeat.as_deref().unwrap_or_default());
    let of = |of: &Holder| match of {
        Holder::Options(id) => format!("question:{id}|options|"),
        Holder::Rows(id) => format!("question:{id}|rows|"),
        Holder::List(name) => format!("list:{name}|choices|"),
    };
    let property = |thing: String, set: &crate::draft::Set| {
        // The main language decides how every text is read.
        if set.property == "languages" {
            return String::new();
        }
        let top = set.property.split('/').next().unwrap().to_owned();
        format!("{thing}{top}|{}", set.language.as_ref().map(|tag| format!("{tag}|")).unwrap_or_default())
    };
    match edit {
        Edit::Survey { set } => vec![property("survey|".into(), set)],
        Edit::Section { id, set } => vec![property(format!("section:{id}|"), set)],
        Edit::Question { id, set } => vec![property(format!("question:{id}|"), set)],
        Edit::Choice { of: holder, code, set } => vec![property(format!("{}{code}|", of(holder)), set)],
        Edit::AddSection { section, .. } | Edit::RemoveSection { section, .. } => {
            let inside =
                section.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.questions));
            let inside = inside.map(|question| format!("question:{}|", question.id));
            let own = ["in:|".to_owned(), format!("section:{}|", section.id), format!("in:{}/", section.id)];
            inside.chain(own).collect()
        }
        Edit::MoveSection { .. } => vec!["in:|".into()],
        Edit::AddQuestion { question, place } | Edit::RemoveQuestion { question, place, .. } => {
            let inside = question.questions.iter().map(|inner| format!("question:{}|", inner.id));
            let own =
                [home(place), format!("question:{}|", question.id), format!("in:{}/{}|", place.section, question.id)];
            inside.chain(own).collect()
        }
        Edit::MoveQuestion { id, from, to } => {
            vec![home(from), home(to), format!("question:{id}|type|"), format!("in:{}/{id}|", from.section)]
        }
        Edit::AddChoice { of: holder, .. }
        | Edit::RemoveChoice { of: holder, .. }
        | Edit::MoveChoice { of: holder, .. } => {
            vec![of(holder)]
        }
        Edit::List { name, set } => vec![property(format!("list:{name}|"), set)],
        Edit::AddList { list, .. } | Edit::RemoveList { list, .. } => {
            vec!["lists|".into(), format!("list:{}|", list.name)]
        }
        Edit::Replace { .. } => vec![String::new()],
    }
}

fn applied(draft: &Questionnaire, edits: &[&Edit]) -> Option<Questionnaire> {
    let mut draft = draft.clone();
    edits.iter().all(|edit| apply(&mut draft, edit, &Bank::default()) == Ok(true)).then_some(draft)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_and_its_inverse_leave_no_trace(made in bytes(200), dice in bytes(60)) {
        let draft = questionnaire(&made);
        let edit = edit(&draft, &dice);
        let mut now = draft.clone();
        match apply(&mut now, &edit, &Bank::default()) {
            Ok(true) => {
                prop_assert_ne!(&now, &draft);
                prop_assert_eq!(&normal(now.clone()), &now, "a draft keeps its spelling");
                let done = now.clone();
                prop_assert_eq!(apply(&mut now, &edit.inverse(), &Bank::default()), Ok(true), "{:?}", edit);
                prop_assert_eq!(&now, &draft);
                prop_assert_eq!(apply(&mut now, &edit.inverse().inverse(), &Bank::default()), Ok(true), "redo");
                prop_assert_eq!(now, done);
            }
            Ok(false) | Err(_) => prop_assert_eq!(now, draft),
        }
    }

    #[test]
    fn edits_to_different_things_come_to_the_same_in_either_order(made in bytes(200), one in bytes(40), other in bytes(40)) {
        let draft = questionnaire(&made);
        let (one, other) = (edit(&draft, &one), edit(&draft, &other));
        prop_assume!(!meet(&one, &other));
        prop_assume!(applied(&draft, &[&one]).is_some() && applied(&draft, &[&other]).is_some());
        let both = applied(&draft, &[&one, &other]);
        prop_assert!(both.is_some(), "{:?} {:?}", one, other);
        prop_assert_eq!(both, applied(&draft, &[&other, &one]), "{:?} {:?}", one, other);
    }

    #[test]
    fn an_edit_that_was_applied_is_applied_once(made in bytes(200), dice in bytes(60)) {
        let mut draft = questionnaire(&made);
        let edit = edit(&draft, &dice);
        if apply(&mut draft, &edit, &Bank::default()) == Ok(true) {
            let done = draft.clone();
            let again = apply(&mut draft, &edit, &Bank::default());
            prop_assert!(matches!(again, Ok(false) | Err(Refusal::Gone)), "{:?}: {:?}", edit, again);
            prop_assert_eq!(draft, done);
        }
    }

    #[test]
    fn an_edit_travels_unchanged(made in bytes(200), dice in bytes(60)) {
        let edit = edit(&questionnaire(&made), &dice);
        let text = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit);
    }

    #[test]
    fn no_json_breaks_anything(made in bytes(60), json in any_json(), kind in any::<prop::sample::Index>()) {
        let kinds = ["survey", "section", "question", "choice", "list", "add-section", "remove-section", "move-section",
            "add-question", "remove-question", "move-question", "add-choice", "remove-choice", "move-choice", "add-list",
            "remove-list", "replace", "?"];
        let mut json = json;
        if let Value::Object(fields) = &mut json {
            fields.insert("edit".into(), json!(kinds[kind.index(kinds.len())]));
        }
        if let Ok(edit) = serde_json::from_value::<Edit>(json) {
            let mut draft = questionnaire(&made);
            let before = draft.clone();
            if apply(&mut draft, &edit, &Bank::default()) != Ok(true) {
                prop_assert_eq!(draft, before);
            }
        }
    }
}

fn edit_of(json: Value) -> Edit {
    serde_json::from_value(json).unwrap()
}

fn small() -> Questionnaire {
    let json = json!({"slug": "x", "title": "T", "languages": ["en", "pl"], "sections": [{"id": "s", "title": "S",
        "questions": [{"id": "HK1", "type": "multi", "kind": "local", "label": "Share?",
            "options": [{"code": "rooms", "label": "Rooms"}, {"code": "van", "label": "Van"}]}]}]});
    normal(serde_json::from_value(json).unwrap())
}

#[test]
fn a_translator_and_a_designer_do_not_collide_and_two_designers_hear_of_each_other() {
    let mut draft = small();
    let label = |language: &str, before: &str, after: &str| {
        edit_of(
            json!({"edit": "question", "id": "HK1", "property": "label", "language": language, "before": before, "after": after}),
        )
    };
    let bank = Bank::default();
    assert_eq!(apply(&mut draft, &label("pl", "", "Podzielić?"), &bank), Ok(true));
    assert_eq!(apply(&mut draft, &label("en", "Share?", "What would you share?"), &bank), Ok(true));
    let second = apply(&mut draft, &label("en", "Share?", "Share what?"), &bank);
    assert_eq!(second, Err(Refusal::Conflict { now: json!("What would you share?") }));
    assert_eq!(json!(draft.question("HK1").unwrap().label), json!({"en": "What would you share?", "pl": "Podzielić?"}));
    // The same wish twice is no conflict.
    assert_eq!(apply(&mut draft, &label("en", "Share?", "What would you share?"), &bank), Ok(false));
    assert!(apply(&mut draft, &label("not a tag", "", "x"), &bank).is_err());
}

#[test]
fn what_never_changes_and_what_is_not_there_is_refused() {
    let bank = Bank::default();
    let refused = |json: Value| apply(&mut small(), &edit_of(json), &bank).unwrap_err();
    let invalid = |json: Value| assert!(matches!(refused(json.clone()), Refusal::Invalid { .. }), "{json}");
    let question =
        |property: &str, after: Value| json!({"edit": "question", "id": "HK1", "property": property, "after": after});
    invalid(question("id", json!("HK2")));
    invalid(question("colour", json!("red")));
    invalid(question("type", json!("picture")));
    invalid(question("options/0/label", json!("x")));
    invalid(json!({"edit": "survey", "property": "slug", "before": "x", "after": "y"}));
    invalid(json!({"edit": "survey", "property": "standard", "after": "needs-pulse"}));
    invalid(
        json!({"edit": "move-question", "id": "HK1", "from": {"section": "s"}, "to": {"section": "s", "after": "HK1"}}),
    );
    let repeat = |inside: Value| {
        json!({"edit": "add-question", "section": "s",
        "question": {"id": "R", "type": "repeat", "label": "R", "questions": [inside]}})
    };
    invalid(repeat(json!({"id": "R", "type": "text", "label": "twice"})));
    invalid(repeat(json!({"id": "R2", "type": "repeat", "label": "inside"})));
    assert_eq!(refused(json!({"edit": "question", "id": "HK9", "property": "label", "after": "x"})), Refusal::Gone);
    assert_eq!(
        refused(json!({"edit": "add-question", "section": "s", "after": "HK9",
        "question": {"id": "HK2", "type": "text", "label": "x"}})),
        Refusal::Gone
    );
    let choice = json!({"code": "van", "label": "Bus"});
    let removed = refused(
        json!({"edit": "remove-choice", "of": {"options": "HK1"}, "code": "van", "choice": choice, "after": "rooms"}),
    );
    let now = json!({"item": {"code": "van", "label": "Van"}, "after": "rooms"});
    assert_eq!(removed, Refusal::Conflict { now }, "somebody renamed it: it is not removed");
    assert_eq!(
        json!(removed),
        json!({"outcome": "conflict", "now": {"item": {"code": "van", "label": "Van"}, "after": "rooms"}})
    );
}

#[test]
fn every_text_of_the_model_is_known() {
    // Words in a language of their own wherever the model has a text, told by what its reader accepts.
    let text = json!({"xx": "words"});
    let choice = json!({"code": "a", "label": text, "hint": text});
    let question = json!({"id": "Q", "type": "repeat", "label": text, "name": text, "hint": text, "options": [choice],
        "rows": [{"code": "a", "label": text}], "constraints": [{"test": "1", "message": text}]});
    let mut outer = question.clone();
    outer["questions"] = json!([question]);
    let json = json!({"slug": "x", "title": text, "languages": ["en"], "ready": [text], "help": {"text": text},
        "notice": {"version": "1", "title": text, "parts": [{"heading": text, "text": text}]},
        "lists": [{"name": "l", "choices": [choice]}],
        "sections": [{"id": "s", "title": text, "intro": text, "questions": [outer]}]});
    let mut all: Questionnaire = serde_json::from_value(json).unwrap();
    assert!(serde_json::to_string(&all).unwrap().contains("\"xx\""));
    crate::draft::texts::respell(&mut all, "en", "xx");
    assert!(!serde_json::to_string(&all).unwrap().contains("\"xx\""), "{all:?}");
}
