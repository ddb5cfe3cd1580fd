//! Strings have stable keys, are all there, are counted, and come back from a table.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::draft::tests::made::{Dice, question};
use crate::draft::texts::Worded;
use crate::draft::{Bank, apply, apply_all, locked, normal};
use crate::questionnaire::{Questionnaire, Section};

fn draft() -> Questionnaire {
    let draft: Questionnaire = serde_json::from_value(json!({
        "slug": "try", "title": {"en": "Try", "pl": "Próba"}, "languages": ["en", "pl", "ur"],
        "ready": ["Your accounts"], "help": {"text": "Ask us"},
        "notice": {"version": "1", "title": "Privacy", "parts": [{"heading": "Who", "text": "We"}]},
        "lists": [{"name": "l.1", "choices": [{"code": "a", "label": {"en": "A", "ur": "الف"}}]}],
        "sections": [{"id": "s", "title": "Page", "intro": "Read this", "questions": [
            {"id": "q", "type": "single", "kind": "local", "label": "Which of ${x}?", "name": "Which", "hint": "One",
             "options": [{"code": "o.1", "label": "One", "hint": "1"}],
             "constraints": [{"test": "true()", "message": "No"}, {"test": "true()", "message": "Sure?", "severity": "warning"}]},
            {"id": "g", "type": "repeat", "kind": "local", "label": {"en": "Sites", "pl": "Miejsca"}, "questions": [
                {"id": "r", "type": "grid-single", "kind": "local", "label": "Grid", "rows": [{"code": "up", "label": "Up"}]},
                {"id": "c", "type": "calculate", "kind": "local", "label": "never shown", "calculation": "1"}]}]}],
    }))
    .unwrap();
    normal(draft)
}

fn keys(draft: &Questionnaire) -> Vec<String> {
    let mut keys = Vec::new();
    each(draft, &mut |spot, text| {
        if !text.is_empty() {
            keys.push(spot.key());
        }
    });
    keys
}

#[test]
fn every_string_has_a_key_that_says_what_it_is() {
    let expected = "survey.title survey.ready.0 survey.help.text survey.notice.title survey.notice.parts.0.heading \
        survey.notice.parts.0.text section.s.title section.s.intro question.q.label question.q.name question.q.hint \
        question.q.option.o.1.label question.q.option.o.1.hint question.q.constraints.0.message \
        question.q.constraints.1.message question.g.label question.r.label question.r.row.up.label \
        list.l.1.choice.a.label";
    assert_eq!(keys(&draft()).join(" "), expected);
    let mut roles = Vec::new();
    let whole = draft();
    each(&whole, &mut |spot, _| roles.push(spot.role));
    assert!(roles.contains(&Role::Message(0)) && roles.contains(&Role::Warning(1)));
}

#[test]
fn the_standard_has_every_key_once_and_every_key_leads_back_to_its_string() {
    for instrument in &Bank::built_in().unwrap().instruments {
        let draft = normal(instrument.clone());
        let keys = keys(&draft);
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        let main = draft.main_language().to_owned();
        each(&draft, &mut |spot, text| {
            let json = spot.thing().json(&draft).unwrap();
            let found = json.pointer(&format!("/{}", spot.property()));
            let words = found.map(|found| crate::draft::desk::words_at(found, &main, &main)).unwrap_or_default();
            assert_eq!(words, said(text, &main, &main), "{}", spot.key());
        });
    }
}

#[test]
fn it_is_counted_as_a_whole_and_by_parts() {
    let draft = draft();
    let (whole, parts) = progress(&draft, "pl");
    assert_eq!((whole, whole.percent(), whole.missing()), (Progress { done: 2, of: 19 }, 10, 17));
    assert_eq!(
        parts,
        [
            (Part::Survey, Progress { done: 1, of: 6 }),
            (Part::Section("s"), Progress { done: 1, of: 12 }),
            (Part::List("l.1"), Progress { done: 0, of: 1 }),
        ]
    );
    assert_eq!(of_part(&parts, Part::List("l.1")), Progress { done: 0, of: 1 });
    assert_eq!(of_part(&parts, Part::List("none")).percent(), 100);
    let tags: Vec<(String, usize)> =
        untranslated(&draft).into_iter().map(|(tag, counted)| (tag, counted.missing())).collect();
    assert_eq!(tags, [("pl".to_owned(), 17), ("ur".to_owned(), 18)]);
    assert_eq!(progress(&draft, "en").0.percent(), 100);
    assert_eq!(Progress { done: 199, of: 200 }.percent(), 99, "nothing is whole before it is");
}

#[test]
fn what_a_translation_forgets_and_what_is_older_than_its_original() {
    assert_eq!(left_out("${a} and ${ b } and ${a}", "tylko ${b}"), ["a"]);
    assert_eq!(left_out("${a", "nic"), Vec::<&str>::new());
    let published = draft();
    let mut now = published.clone();
    now.title = serde_json::from_value(json!({"en": "Try again", "pl": "Próba"})).unwrap();
    assert_eq!(outdated(&now, &published, "pl"), ["survey.title"]);
    assert_eq!(outdated(&now, &published, "ur"), Vec::<String>::new());
    now.title = serde_json::from_value(json!({"en": "Try again", "pl": "Jeszcze raz"})).unwrap();
    assert_eq!(outdated(&now, &published, "pl"), Vec::<String>::new());
}

fn line(row: u32, key: &str, source: &str, words: [&str; 2]) -> Line {
    Line { row, key: key.into(), source: source.into(), words: words.map(str::to_owned).into(), ..Line::default() }
}

#[test]
fn a_table_comes_back_with_what_is_new_and_leaves_the_rest_aside() {
    let mut draft = draft();
    let languages = ["pl".to_owned(), "ur".to_owned()];
    let lines = [
        line(2, "survey.title", " Try\n", ["Próba", "کوشش"]),
        line(3, "question.q.label", "Which of ${x}?", ["Które?", ""]),
        line(4, "question.q.hint", "Another hint", ["Jedno", "ایک"]),
        line(5, "question.zz.label", "?", ["?", ""]),
        line(6, "survey.title", "Try", ["Inaczej", ""]),
        line(7, "question.q.option.o.1.label", "One", ["  ", ""]),
        line(8, "list.l.1.choice.a.label", "A", ["Aa", ""]),
        line(9, "question.q.constraints.0.message", "No", ["Nie", ""]),
    ];
    let Plan { edits, report } = plan(&draft, &languages, &lines);
    assert_eq!(
        report.languages,
        [Column { language: "pl".into(), set: 3, same: 1 }, Column { language: "ur".into(), set: 1, same: 0 },]
    );
    let skipped: Vec<(u32, &Why)> = report.skipped.iter().map(|skipped| (skipped.row, &skipped.why)).collect();
    let changed = Why::SourceChanged { now: "One".into() };
    assert_eq!(skipped, [(4, &changed), (5, &Why::UnknownKey), (6, &Why::KeyTwice)]);
    assert_eq!((report.odd.len(), report.odd[0].row, &report.odd[0].left_out), (1, 3, &vec!["x".to_owned()]));
    let bank = Bank::default();
    let mut one_by_one = draft.clone();
    for edit in &edits {
        assert_eq!(apply(&mut one_by_one, edit, &bank), Ok(true));
    }
    apply_all(&mut draft, &edits, &bank).unwrap();
    assert_eq!(draft, one_by_one);
    assert_eq!(draft.title.get("ur", "en"), "کوشش");
    assert_eq!(plan(&draft, &languages, &lines).edits, [], "a second time there is nothing left");
}

#[test]
fn the_core_may_be_translated_and_nothing_else_and_all_or_nothing() {
    let bank = Bank::built_in().unwrap();
    let mut draft = normal(bank.begin("state-of-the-sector", "hackney").unwrap());
    draft.languages.push("pl".into());
    let mut lines = Vec::new();
    each(&draft, &mut |spot, text| {
        let words = vec![format!("pl {}", text.plain())];
        lines.push(Line { row: 2, key: spot.key(), source: text.plain().to_owned(), words, ..Line::default() });
    });
    let Plan { edits, report } = plan(&draft, &["pl".to_owned()], &lines);
    assert!(report.skipped.is_empty() && edits.len() > 300, "{}", edits.len());
    let before = draft.clone();
    apply_all(&mut draft, &edits, &bank).unwrap();
    assert_eq!(locked(&draft, &bank), []);
    let mut again = before.clone();
    let wording = crate::draft::desk::Thing::Question("F2".into());
    let own = wording.set(&before, "label", None, json!("Mine")).unwrap();
    let edits: Vec<_> = edits.into_iter().take(3).chain([own]).collect();
    assert!(matches!(apply_all(&mut again, &edits, &bank), Err(crate::draft::Refusal::Locked { .. })));
    assert_eq!(again, before);
}

proptest! {
    #[test]
    fn no_text_is_forgotten(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let mut dice = Dice::new(&bytes);
        let questions = (0..4).map(|index| question(&format!("Q{index}"), &mut dice)).collect();
        let section = Section { id: "s".into(), questions, ..Section::default() };
        let mut draft = normal(Questionnaire { languages: vec!["en".into()], sections: vec![section], ..Questionnaire::default() });
        let (mut seen, mut slots) = (0, 0);
        each(&draft, &mut |_, text| seen += usize::from(text != &Text::default()));
        draft.each_slot(&mut |slot| {
            let text = match slot {
                crate::draft::texts::Slot::Must(text) => text.clone(),
                crate::draft::texts::Slot::May(text) => text.clone().unwrap_or_default(),
            };
            slots += usize::from(text != Text::default());
        });
        prop_assert_eq!(seen, slots);
    }
}

#[test]
fn white_space_around_a_text_is_no_change_and_white_space_inside_is_one() {
    let draft = draft();
    let line = |words: &str| Line {
        row: 2,
        key: "survey.title".to_owned(),
        source: " Try\r\n".to_owned(),
        words: vec![words.to_owned()],
        seen: [("pl".to_owned(), digest("Próba"))].into(),
    };
    let set = |words: &str| {
        let Plan { edits, report } = plan(&draft, &["pl".to_owned()], &[line(words)]);
        (edits.len(), report.languages[0].set, report.languages[0].same, report.skipped.len())
    };
    assert_eq!(set("\u{a0} Próba\r\n"), (0, 0, 1, 0));
    assert_eq!(set("Pró\nba"), (1, 1, 0, 0));
    // Only the white space differs, and it is told as what it is.
    let spaced = "Próba  druga";
    let Plan { edits, .. } = plan(&draft, &["pl".to_owned()], &[line(spaced)]);
    let mut changed = draft.clone();
    apply_all(&mut changed, &edits, &Bank::default()).unwrap();
    let again = plan(&changed, &["pl".to_owned()], &[Line { seen: Default::default(), ..line("Próba druga") }]);
    assert_eq!((again.edits.len(), again.report.languages[0].set), (1, 1));
    assert_eq!((digest("a\r\nb"), digest(" a b ")), (digest("a\nb "), digest("a b")));
    assert_ne!(digest("a\nb"), digest("a b"));
}
