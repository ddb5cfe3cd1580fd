//! Two desks and a server: what each sees in the end, and that nothing typed is lost on the way.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::draft::tests::made::{bytes, edit, questionnaire};
use crate::draft::{Holder, Place, Set, apply};
use crate::questionnaire::{Kind, Ownership, Question};

/// The number after a batch, and what became of each of its edits.
type Answered = (i64, Vec<Option<Refusal>>);

/// A server as far as a desk knows one.
struct Server {
    draft: Questionnaire,
    log: Vec<Told>,
    batches: HashMap<(String, String), Answered>,
}

impl Server {
    fn new(draft: Questionnaire) -> Server {
        Server { draft, log: Vec::new(), batches: HashMap::new() }
    }

    fn takes(&mut self, batch: &Batch) -> (i64, Vec<Option<Refusal>>) {
        let name = (batch.client.clone(), batch.batch.clone());
        if let Some(answer) = self.batches.get(&name) {
            return answer.clone();
        }
        let mut results = Vec::new();
        for edit in &batch.edits {
            let done = apply(&mut self.draft, edit, &Bank::default());
            if done == Ok(true) {
                let sequence = self.log.len() as i64 + 1;
                let (client, by) = (batch.client.clone(), format!("{}@example.org", batch.client));
                self.log.push(Told { sequence, client, by, edit: edit.clone() });
            }
            results.push(done.err());
        }
        let answer = (self.log.len() as i64, results);
        self.batches.insert(name, answer.clone());
        answer
    }

    fn news(&self, after: i64) -> News {
        let edits: Vec<Told> = self.log.iter().filter(|told| told.sequence > after).cloned().collect();
        News { sequence: edits.last().map_or(after, |told| told.sequence), published: None, edits, discarded: None }
    }
}

fn desk(client: &str, draft: &Questionnaire) -> Desk {
    Desk::new(client.into(), Bank::default(), 0, draft.clone())
}

/// Sends, loses some answers, brings news, until nothing is left to do.
fn settle(desks: &mut [Desk], server: &mut Server) {
    for round in 0..60 {
        for desk in &mut *desks {
            if let Some(batch) = desk.take() {
                let (sequence, results) = server.takes(&batch);
                if round % 3 == 1 { desk.failed() } else { desk.answered(sequence, results) }
            }
            desk.told(server.news(desk.sequence()));
        }
    }
}

fn wording(words: &str, before: &str) -> Edit {
    let set = Set { property: "label".into(), language: Some("en".into()), before: json!(before), after: json!(words) };
    Edit::Question { id: "Q1".into(), set }
}

fn small() -> Questionnaire {
    let question = |id: &str| {
        json!({"id": id, "type": "single", "kind": "local", "label": "Which?",
        "options": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]})
    };
    normal(
        serde_json::from_value(json!({"slug": "x", "title": "T", "languages": ["en", "pl"], "sections": [
        {"id": "s1", "title": "One", "questions": [question("Q1"), question("Q2")]},
        {"id": "s2", "title": "Two", "questions": [question("Q3")]}]}))
        .unwrap(),
    )
}

fn label(draft: &Questionnaire) -> String {
    draft.question("Q1").unwrap().label.plain().to_owned()
}

#[test]
fn typing_is_one_edit_and_one_step_back() {
    let mut desk = desk("ann", &small());
    desk.act(vec![wording("W", "Which?")]).unwrap();
    desk.act(vec![wording("Wh", "W")]).unwrap();
    desk.act(vec![wording("Why?", "Wh")]).unwrap();
    let batch = desk.take().unwrap();
    assert_eq!(batch.edits, [wording("Why?", "Which?")]);
    assert_eq!(desk.take(), None, "one request at a time");
    desk.act(vec![wording("Why not?", "Why?")]).unwrap();
    desk.undo().unwrap().unwrap();
    assert_eq!((label(desk.shown()), desk.can_undo()), ("Which?".into(), false));
    desk.redo().unwrap().unwrap();
    assert_eq!(label(desk.shown()), "Why not?");
    desk.pause();
    desk.act(vec![wording("Who?", "Why not?")]).unwrap();
    desk.undo().unwrap().unwrap();
    assert_eq!(label(desk.shown()), "Why not?");
}

#[test]
fn two_wordings_of_one_question_are_shown_side_by_side() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    desks[0].act(vec![wording("Ann’s", "Which?")]).unwrap();
    desks[1].act(vec![wording("Be", "Which?")]).unwrap();
    let first = desks[0].take().unwrap();
    let (sequence, results) = server.takes(&first);
    desks[0].answered(sequence, results);
    // Ben’s is under way, and he types on.
    let second = desks[1].take().unwrap();
    desks[1].act(vec![wording("Ben’s", "Be")]).unwrap();
    let (sequence, results) = server.takes(&second);
    desks[1].answered(sequence, results);
    assert!(desks[1].is_behind());
    assert_eq!(label(desks[1].shown()), "Ben’s", "until Ann’s words are here, his own stay");
    settle(&mut desks, &mut server);
    assert_eq!(label(desks[1].shown()), "Ann’s");
    let [clash] = desks[1].clashes() else { panic!("{:?}", desks[1].clashes()) };
    assert_eq!((&clash.mine, clash.by.as_deref()), (&wording("Ben’s", "Which?"), Some("ann@example.org")));
    desks[1].keep_mine(0).unwrap();
    settle(&mut desks, &mut server);
    assert_eq!((label(desks[0].shown()), label(desks[1].shown())), ("Ben’s".into(), "Ben’s".into()));
    assert!(desks.iter().all(|desk| desk.clashes().is_empty() && desk.progress() == Progress::Saved));
}

#[test]
fn what_is_in_another_place_or_language_needs_nobody() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    desks[0].act(vec![wording("Ann’s", "Which?")]).unwrap();
    let place = |section: &str, after: Option<&str>| Place {
        section: section.into(),
        repeat: None,
        after: after.map(str::to_owned),
    };
    desks[0]
        .act(vec![Edit::MoveQuestion { id: "Q2".into(), from: place("s1", Some("Q1")), to: place("s2", None) }])
        .unwrap();
    let polish = Thing::Question("Q1".into()).set(&draft, "label", Some("pl"), json!("Które?")).unwrap();
    let new = Question { id: "HK1".into(), ownership: Ownership::Local, kind: Kind::Text, ..Question::default() };
    desks[1].act(vec![polish]).unwrap();
    // After a question that has gone elsewhere in the meantime.
    desks[1].act(vec![Edit::AddQuestion { question: Box::new(new), place: place("s1", Some("Q2")) }]).unwrap();
    settle(&mut desks, &mut server);
    assert!(desks.iter().all(|desk| desk.clashes().is_empty() && desk.shown() == &server.draft));
    let ids: Vec<&str> = server.draft.questions().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["Q1", "HK1", "Q2", "Q3"]);
    assert_eq!(server.draft.question("Q1").unwrap().label.get("pl", "en"), "Które?");
}

#[test]
fn words_in_a_question_that_somebody_removed_can_bring_it_back() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    let question = Box::new(draft.question("Q1").unwrap().clone());
    desks[0]
        .act(vec![Edit::RemoveQuestion { id: "Q1".into(), question, place: place_of(&draft, "Q1").unwrap() }])
        .unwrap();
    let batch = desks[0].take().unwrap();
    let (sequence, results) = server.takes(&batch);
    desks[0].answered(sequence, results);
    desks[1].act(vec![wording("Ben’s", "Which?")]).unwrap();
    settle(&mut desks, &mut server);
    assert_eq!(desks[1].clashes()[0].why, Refusal::Gone);
    // What is typed after that goes with it.
    desks[1].go_on(0, "Ben’s wording".into());
    desks[1].keep_mine(0).unwrap();
    settle(&mut desks, &mut server);
    assert_eq!((label(desks[0].shown()), label(&server.draft)), ("Ben’s wording".into(), "Ben’s wording".into()));
}

#[test]
fn words_under_way_to_a_question_that_is_gone_are_offered_before_the_answer() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    desks[1].act(vec![wording("Ben’s", "Which?")]).unwrap();
    // On its way, with no signal.
    desks[1].take().unwrap();
    desks[1].failed();
    let question = Box::new(draft.question("Q1").unwrap().clone());
    let remove = Edit::RemoveQuestion { id: "Q1".into(), question, place: place_of(&draft, "Q1").unwrap() };
    desks[0].act(vec![remove]).unwrap();
    let batch = desks[0].take().unwrap();
    server.takes(&batch);
    desks[1].told(server.news(0));
    assert_eq!(desks[1].clashes().len(), 1);
    desks[1].go_on(0, "Ben’s wording".into());
    settle(&mut desks, &mut server);
    assert_eq!(desks[1].clashes().len(), 1, "the answer says nothing new");
    desks[1].keep_mine(0).unwrap();
    settle(&mut desks, &mut server);
    assert_eq!((label(desks[0].shown()), label(&server.draft)), ("Ben’s wording".into(), "Ben’s wording".into()));
}

#[test]
fn a_language_that_was_taken_away_comes_back_with_its_words() {
    let mut desk = desk("ann", &small());
    let polish = Thing::Question("Q1".into()).set(desk.shown(), "label", Some("pl"), json!("Które?")).unwrap();
    desk.act(vec![polish]).unwrap();
    desk.pause();
    let before = desk.shown().clone();
    let gone = Thing::Survey.set(&before, "languages", None, json!(["en"])).unwrap();
    desk.act(vec![gone]).unwrap();
    assert_eq!(desk.shown().languages, ["en"]);
    desk.undo().unwrap().unwrap();
    assert_eq!(desk.shown(), &before);
    assert_eq!(label(desk.shown()), "Which?");
    assert_eq!(desk.shown().question("Q1").unwrap().label.get("pl", "en"), "Które?");
}

#[test]
fn an_undo_can_come_too_late() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    desks[0].act(vec![wording("Ann’s", "Which?")]).unwrap();
    settle(&mut desks, &mut server);
    desks[1].act(vec![wording("Ben’s", "Ann’s")]).unwrap();
    settle(&mut desks, &mut server);
    assert!(matches!(desks[0].undo(), Some(Err(Refusal::Conflict { .. }))));
    assert_eq!((label(desks[0].shown()), desks[0].can_undo()), ("Ben’s".into(), false));
}

#[test]
fn a_page_that_is_opened_again_sends_what_it_kept_once() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut first = desk("ann", &draft);
    first.act(vec![wording("Ann’s", "Which?")]).unwrap();
    let batch = first.take().unwrap();
    server.takes(&batch);
    first.act(vec![wording("Ann’s own", "Ann’s")]).unwrap();
    // The answer never comes; the page is closed and opened again.
    let kept: Kept = serde_json::from_value(serde_json::to_value(first.kept()).unwrap()).unwrap();
    let again = Desk::new("new".into(), Bank::default(), server.log.len() as i64, server.draft.clone()).resume(kept);
    assert_eq!((label(again.shown()), again.client()), ("Ann’s own".into(), "ann"));
    let mut desks = [again];
    settle(&mut desks, &mut server);
    assert_eq!((label(&server.draft), server.log.len()), ("Ann’s own".into(), 2));
    assert!(desks[0].kept().is_empty() && desks[0].clashes().is_empty());
}

/// Where words were set, and to what.
fn typed(edit: &Edit) -> Option<(String, Value)> {
    let set = edit.set().filter(|set| set.language.is_some())?;
    Some((format!("{} {} {:?}", merge::thing(edit), set.property, set.language), set.after.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn two_desks_and_a_server_come_to_the_same_and_lose_nothing(
        made in bytes(120), moves in proptest::collection::vec((0u8..2, 0u8..9, bytes(60)), 1..30)
    ) {
        let draft = questionnaire(&made);
        let mut server = Server::new(draft.clone());
        let mut desks = [desk("ann", &draft), desk("ben", &draft)];
        let mut last: [Vec<(Edit, bool)>; 2] = Default::default();
        let mut answers: [Option<(i64, Vec<Option<Refusal>>)>; 2] = Default::default();
        for (who, what, dice) in moves {
            let who = usize::from(who);
            let desk = &mut desks[who];
            match what {
                0..=3 if !desk.shown().sections.is_empty() && !desk.shown().lists.is_empty() => {
                    let edit = edit(desk.shown(), &dice);
                    if !matches!(edit, Edit::Replace { .. }) && desk.act(vec![edit.clone()]) == Ok(true) {
                        last[who].push((edit, true));
                    }
                }
                4 => {
                    if let Some(batch) = desk.take() {
                        answers[who] = Some(server.takes(&batch));
                    }
                }
                5 => {
                    if let Some((sequence, results)) = answers[who].take() {
                        desk.answered(sequence, results);
                    }
                }
                6 => desk.told(server.news(desk.sequence())),
                7 => {
                    desk.pause();
                    // What is taken back is not missed.
                    if let Some(Ok(done)) = desk.undo()
                        && !done.is_empty()
                    {
                        last[who].clear();
                    }
                }
                8 => drop(desk.redo()),
                _ => {}
            }
        }
        for (desk, answer) in desks.iter_mut().zip(answers) {
            match answer {
                Some((sequence, results)) => desk.answered(sequence, results),
                None => desk.failed(),
            }
        }
        settle(&mut desks, &mut server);
        for (desk, typed_here) in desks.iter().zip(&last) {
            prop_assert_eq!(desk.progress(), Progress::Saved);
            prop_assert_eq!(desk.shown(), &server.draft);
            prop_assert!(!desk.is_behind());
            // The last words in each place are in the log, were so already, or lie in a clash.
            let mut newest: HashMap<String, Value> = HashMap::new();
            for (edit, _) in typed_here {
                if let Some((place, value)) = typed(edit) {
                    newest.insert(place, value);
                }
            }
            let known: Vec<(String, Value)> = server.log.iter().map(|told| &told.edit)
                .chain(desk.clashes().iter().map(|clash| &clash.mine)).filter_map(typed).collect();
            for (place, value) in newest {
                let is_known = known.iter().any(|(other, seen)| *other == place && *seen == value);
                let is_first = server.log.iter().all(|told| typed(&told.edit).is_none_or(|(other, _)| other != place));
                prop_assert!(is_known || is_first, "{place} {value}");
            }
        }
    }
}

#[test]
fn options_added_by_two_people_are_both_there() {
    let draft = small();
    let mut server = Server::new(draft.clone());
    let mut desks = [desk("ann", &draft), desk("ben", &draft)];
    for (desk, code) in desks.iter_mut().zip(["c", "d"]) {
        let of = Holder::Options("Q1".into());
        let choice = json!({"code": code, "label": code});
        desk.act(vec![Edit::AddChoice { of, choice, after: Some("b".into()) }]).unwrap();
    }
    settle(&mut desks, &mut server);
    let codes: Vec<&str> = server.draft.question("Q1").unwrap().options.iter().map(|o| o.code.as_str()).collect();
    assert_eq!(codes.len(), 4, "{codes:?}");
    assert!(desks.iter().all(|desk| desk.shown() == &server.draft && desk.clashes().is_empty()));
}
