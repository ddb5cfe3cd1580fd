//! The locked core: nobody hides it, moves it about or changes its codes, and everybody may translate it.

use serde_json::{Value, json};

use crate::draft::{Bank, Edit, Refusal, WHY, apply, locked, normal};
use crate::questionnaire::{Ownership, Questionnaire};

fn bank() -> Bank {
    Bank::built_in().unwrap()
}

fn hackney() -> Questionnaire {
    normal(bank().begin("state-of-the-sector", "hackney").unwrap())
}

fn tried(draft: &mut Questionnaire, json: Value) -> Result<bool, Refusal> {
    let edit: Edit = serde_json::from_value(json).unwrap();
    apply(draft, &edit, &bank())
}

/// The code of the lock and its sentence.
fn is_locked(json: Value) -> String {
    match tried(&mut hackney(), json.clone()) {
        Err(Refusal::Locked { why }) => {
            assert!(why.ends_with(WHY), "{why}");
            why
        }
        other => panic!("{json}: {other:?}"),
    }
}

#[test]
fn the_instruments_are_true_to_themselves() {
    for instrument in &bank().instruments {
        assert_eq!(locked(instrument, &bank()), []);
        let begun = bank().begin(&instrument.slug, "mine").unwrap();
        assert_eq!((locked(&begun, &bank()), begun.standard), (vec![], Some(instrument.slug.clone())));
    }
}

#[test]
fn nothing_of_a_core_question_changes_and_the_designer_says_why() {
    let question = |property: &str, before: Value, after: Value| {
        is_locked(json!({"edit": "question", "id": "F2", "property": property, "before": before, "after": after}))
    };
    let f2 = hackney().question("F2").unwrap().clone();
    assert!(
        question("label", json!(f2.label), json!("Any trouble?")).starts_with("The wording of F2 cannot be changed. ")
    );
    assert!(question("relevant", json!(f2.relevant), json!("false()")).starts_with("The rule when it is asked of F2"));
    question("required", Value::Null, json!(true));
    question("type", json!("multi"), json!("single"));
    question("kind", json!("core"), json!("local"));
    question("max", Value::Null, json!(2));
    question("missing", Value::Null, json!(["dont-know"]));
    let code = is_locked(
        json!({"edit": "add-choice", "of": {"options": "F2"}, "after": "access", "choice": {"code": "cold", "label": "Cold"}}),
    );
    assert!(code.starts_with("The options of F2 cannot be changed."), "{code}");
    is_locked(
        json!({"edit": "choice", "of": {"options": "F2"}, "code": "repair", "property": "label", "before": "They need repair", "after": "Repairs"}),
    );
    is_locked(
        json!({"edit": "move-choice", "of": {"options": "F2"}, "code": "none", "from": "nothing-available", "to": null}),
    );
}

#[test]
fn nobody_hides_a_core_question() {
    let draft = hackney();
    let f2 = draft.question("F2").unwrap();
    let why = is_locked(
        json!({"edit": "remove-question", "id": "F2", "question": f2, "section": "premises-digital", "after": "F1"}),
    );
    assert!(why.starts_with("F2 cannot be left out"), "{why}");
    let section = draft.sections.last().unwrap();
    let before = &draft.sections[draft.sections.len() - 2].id;
    is_locked(json!({"edit": "remove-section", "id": section.id, "section": section, "after": before}));
    let why = is_locked(
        json!({"edit": "section", "id": "premises-digital", "property": "relevant", "after": "${D1} = 'yes'"}),
    );
    assert!(why.starts_with("F1 cannot be hidden, and its section “Premises and digital” has a rule."), "{why}");
    is_locked(json!({"edit": "survey", "property": "short_route", "before": draft.short_route, "after": "true()"}));
    is_locked(json!({"edit": "survey", "property": "languages", "before": ["en"], "after": ["pl", "en"]}));
    // Nor by way of a section or a repeat of one's own.
    let mut draft = hackney();
    let own = json!({"id": "own", "title": "Own", "relevant": "false()", "questions": [
        {"id": "HK9", "type": "repeat", "kind": "local", "label": "Sites", "questions": [{"id": "HK8", "type": "text", "kind": "local", "label": "Name"}]}]});
    assert_eq!(
        tried(&mut draft, json!({"edit": "add-section", "section": own, "after": "premises-digital"})),
        Ok(true)
    );
    let from = json!({"section": "premises-digital", "after": "G1"});
    for to in [json!({"section": "own", "after": null}), json!({"section": "own", "repeat": "HK9", "after": "HK8"})] {
        let moved = tried(&mut draft, json!({"edit": "move-question", "id": "G2", "from": from, "to": to}));
        assert!(matches!(moved, Err(Refusal::Locked { .. })), "{moved:?}");
    }
}

#[test]
fn the_core_keeps_its_order_and_local_questions_stand_in_between() {
    let mut draft = hackney();
    let why = is_locked(json!({"edit": "move-question", "id": "F1", "from": {"section": "premises-digital"},
        "to": {"section": "premises-digital", "after": "F2"}}));
    assert!(why.starts_with("F1 comes before F2."), "{why}");
    let local = json!({"id": "HK1", "type": "text", "kind": "local", "label": "Which networks?"});
    let at = |after: &str| json!({"section": "premises-digital", "after": after});
    assert_eq!(
        tried(
            &mut draft,
            json!({"edit": "add-question", "question": local, "section": "premises-digital", "after": "F1"})
        ),
        Ok(true)
    );
    assert_eq!(
        tried(&mut draft, json!({"edit": "move-question", "id": "HK1", "from": at("F1"), "to": at("G1")})),
        Ok(true)
    );
    // A core question may begin a section of its own, as long as the order stays.
    assert_eq!(
        tried(
            &mut draft,
            json!({"edit": "add-section", "section": {"id": "digital", "title": "Digital", "questions": []}, "after": "premises-digital"})
        ),
        Ok(true)
    );
    assert_eq!(
        tried(
            &mut draft,
            json!({"edit": "move-question", "id": "G2", "from": at("HK1"), "to": {"section": "digital"}})
        ),
        Ok(true)
    );
    assert_eq!(locked(&draft, &bank()), []);
}

#[test]
fn everybody_may_translate_the_core() {
    let mut draft = hackney();
    for edit in [
        json!({"edit": "survey", "property": "languages", "before": ["en"], "after": ["en", "tr"]}),
        json!({"edit": "question", "id": "F2", "property": "label", "language": "tr", "after": "Mekânınızla ilgili sorun var mı?"}),
        json!({"edit": "question", "id": "C1", "property": "constraints/0/message", "language": "tr", "after": "İkisine de bakın"}),
        json!({"edit": "choice", "of": {"options": "F2"}, "code": "repair", "property": "label", "language": "tr", "after": "Onarım gerekiyor"}),
        json!({"edit": "choice", "of": {"rows": "E1"}, "code": "demand", "property": "label", "language": "tr", "after": "Talep"}),
    ] {
        assert_eq!(tried(&mut draft, edit.clone()), Ok(true), "{edit}");
    }
    assert_eq!(locked(&draft, &bank()), []);
}

#[test]
fn shared_questions_come_as_they_are_and_may_leave_again() {
    let (mut draft, bank) = (hackney(), bank());
    let offers = bank.questions(&draft);
    let ids: Vec<&str> = offers.iter().map(|offer| offer.question.id.as_str()).collect();
    assert_eq!(ids, ["N1", "N2"], "what the draft has not yet");
    assert!(
        offers.iter().all(|offer| offer.question.ownership == Ownership::Module && offer.instrument == "needs-pulse")
    );
    let question = json!(offers[1].question);
    let add = json!({"edit": "add-question", "section": "support", "after": "K3", "question": question});
    assert_eq!(tried(&mut draft, add.clone()), Ok(true));
    assert_eq!(locked(&draft, &bank), []);
    let why =
        match tried(&mut draft, json!({"edit": "question", "id": "N2", "property": "max", "before": 3, "after": 5})) {
            Err(Refusal::Locked { why }) => why,
            other => panic!("{other:?}"),
        };
    assert!(why.starts_with("The limits of N2 cannot be changed: London shares this question."), "{why}");
    assert_eq!(
        tried(
            &mut draft,
            json!({"edit": "remove-question", "id": "N2", "question": question, "section": "support", "after": "K3"})
        ),
        Ok(true)
    );
    // Not under another flag either.
    for (kind, id) in [("core", "HK1"), ("module", "HK1"), ("local", "N2"), ("core", "N2")] {
        let own = json!({"id": id, "type": "text", "kind": kind, "label": "x"});
        let added =
            tried(&mut draft, json!({"edit": "add-question", "section": "support", "after": "K3", "question": own}));
        assert!(matches!(added, Err(Refusal::Locked { .. })), "{kind} {id}: {added:?}");
    }
    // A survey that asks nothing of London's is offered everything, and leaves London's ids alone.
    let blank = |id: &str| -> Questionnaire {
        serde_json::from_value(json!({"slug": "fair", "title": "Fair", "languages": ["en"], "sections": [
        {"id": "s", "title": "S", "questions": [{"id": id, "type": "text", "kind": "local", "label": "Name"}]}]}))
        .unwrap()
    };
    assert_eq!(locked(&blank("HK1"), &bank), []);
    assert_eq!(bank.questions(&blank("HK1")).len(), 45 + 2);
    for id in ["A1", "a1"] {
        let found = locked(&blank(id), &bank);
        let [fault] = &found[..] else { panic!("{id}: {found:?}") };
        assert_eq!((fault.question.as_str(), fault.code), (id, "bank-id"));
    }
}

#[test]
fn a_draft_from_before_the_core_was_renewed_can_be_mended() {
    let (mut draft, bank) = (hackney(), bank());
    let question =
        draft.sections.iter_mut().flat_map(|section| &mut section.questions).find(|question| question.id == "K1");
    question.unwrap().label = "The old wording".into();
    assert_eq!(locked(&draft, &bank)[0].code, "core-changed");
    let renewed = &bank.question("K1").unwrap().label;
    let label = |before: &str, after: Value| json!({"edit": "question", "id": "K1", "property": "label", "before": before, "after": after});
    assert!(matches!(
        tried(&mut draft, json!({"edit": "question", "id": "K1", "property": "max", "before": 3, "after": 4})),
        Err(Refusal::Locked { .. })
    ));
    assert_eq!(tried(&mut draft, label("The old wording", json!(renewed))), Ok(true));
    assert_eq!(locked(&draft, &bank), []);
}
