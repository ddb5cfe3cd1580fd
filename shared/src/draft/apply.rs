//! Applying an edit: what is there must be what the edit says was there, and the core stays as it is.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::edit::{Edit, Holder, Place, Set};
use super::items::{Keyed, add, before, insert, position, remove, shift};
use super::texts::{Worded, respell};
use super::{Bank, all_questions, locked, normal, property};
use crate::Kind;
use crate::questionnaire::{Choice, Question, Questionnaire, Row, Section};

/// Why an edit was not applied; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Refusal {
    /// Somebody else was first: this is there now. A value for a property, `{"item","after"}` for what was to be
    /// added or removed, a place for what was to be moved.
    Conflict { now: Value },
    /// What it would change, or its neighbour, is not there any more.
    Gone,
    /// London's core stays as it is.
    Locked { why: String },
    /// No such change makes sense.
    Invalid { why: String },
}

impl Refusal {
    pub(super) fn invalid(why: &str) -> Refusal {
        Refusal::Invalid { why: why.to_owned() }
    }
}

/// Applies an edit to a draft in its one spelling (see [`normal`]). `false` where it is so already: nothing is
/// to be told to others then.
pub fn apply(questionnaire: &mut Questionnaire, edit: &Edit, bank: &Bank) -> Result<bool, Refusal> {
    if is_own_business(edit, bank) {
        // A property is set whole or not at all, so nothing need be copied to go back to.
        return change(questionnaire, edit);
    }
    let mut next = questionnaire.clone();
    if !change(&mut next, edit)? {
        return Ok(false);
    }
    let faults = locked(&next, bank);
    if !faults.is_empty() {
        // A draft from before the core was renewed has faults already: edits that mend them must pass.
        let known = locked(questionnaire, bank);
        if let Some(fault) = faults.into_iter().find(|fault| !known.contains(fault)) {
            return Err(Refusal::Locked { why: fault.message });
        }
    }
    *questionnaire = next;
    Ok(true)
}

/// Whether it cannot touch what is London's, so that nobody need look: every keystroke in a local question is one.
fn is_own_business(edit: &Edit, bank: &Bank) -> bool {
    let id = match edit {
        // Whose a question is decides what is locked.
        Edit::Question { set, .. } if set.property == "kind" => return false,
        Edit::Question { id, .. } => id,
        Edit::Choice { of: Holder::Options(id) | Holder::Rows(id), .. } => id,
        _ => return false,
    };
    bank.question(id).is_none()
}

/// Applies edits that belong together: all of them, or none and the reason. The core is looked at once.
pub fn apply_all(questionnaire: &mut Questionnaire, edits: &[Edit], bank: &Bank) -> Result<(), Refusal> {
    let mut next = questionnaire.clone();
    for edit in edits {
        change(&mut next, edit)?;
    }
    let known = locked(questionnaire, bank);
    if let Some(fault) = locked(&next, bank).into_iter().find(|fault| !known.contains(fault)) {
        return Err(Refusal::Locked { why: fault.message });
    }
    *questionnaire = next;
    Ok(())
}

fn change(draft: &mut Questionnaire, edit: &Edit) -> Result<bool, Refusal> {
    let main = draft.main_language().to_owned();
    match edit {
        Edit::Survey { set } => survey(draft, set, &main),
        Edit::Section { id, set } => {
            let section = draft.sections.iter_mut().find(|section| section.id == *id).ok_or(Refusal::Gone)?;
            // Set aside, so that a small edit does not write a large page out and in again.
            let questions = std::mem::take(&mut section.questions);
            let done = property::set(section, set, &main, &["id", "questions"]);
            section.questions = questions;
            done
        }
        Edit::Question { id, set } => {
            let question = find(draft, id)?.question(draft)?;
            let questions = std::mem::take(&mut question.questions);
            let done = property::set(question, set, &main, &["id", "questions"]);
            question.questions = questions;
            done
        }
        Edit::Choice { of, code, set } => match choices(draft, of)? {
            Choices::Options(options) => property::set(one(options, code)?, set, &main, &["code"]),
            Choices::Rows(rows) => property::set(one(rows, code)?, set, &main, &["code"]),
        },
        Edit::List { name, set } => property::set(one(&mut draft.lists, name)?, set, &main, &["name"]),
        Edit::AddSection { section, after } => {
            let section = normalised(section, &main);
            if !draft.sections.contains(&section) {
                fits(draft, Some(&section.id), &section.questions)?;
            }
            add(&mut draft.sections, after.as_deref(), section)
        }
        Edit::RemoveSection { id, section, after } => {
            remove(&mut draft.sections, id, &normalised(section, &main), after.as_deref())
        }
        Edit::MoveSection { id, from, to } => shift(&mut draft.sections, id, from.as_deref(), to.as_deref()),
        Edit::AddQuestion { question, place } => add_question(draft, normalised(&**question, &main), place),
        Edit::RemoveQuestion { id, question, place } => {
            let at = find(draft, id)?;
            let stands = at.place(draft)?;
            let questions = at.siblings(draft)?;
            if (&stands.section, &stands.repeat) != (&place.section, &place.repeat) {
                return Err(Refusal::Conflict { now: json(&stands) });
            }
            remove(questions, id, &normalised(&**question, &main), place.after.as_deref())
        }
        Edit::MoveQuestion { id, from, to } => move_question(draft, id, from, to),
        Edit::AddChoice { of, choice, after } => match choices(draft, of)? {
            Choices::Options(options) => add(options, after.as_deref(), read::<Choice>(choice, &main)?),
            Choices::Rows(rows) => add(rows, after.as_deref(), read::<Row>(choice, &main)?),
        },
        Edit::RemoveChoice { of, code, choice, after } => match choices(draft, of)? {
            Choices::Options(options) => remove(options, code, &read(choice, &main)?, after.as_deref()),
            Choices::Rows(rows) => remove(rows, code, &read(choice, &main)?, after.as_deref()),
        },
        Edit::MoveChoice { of, code, from, to } => match choices(draft, of)? {
            Choices::Options(options) => shift(options, code, from.as_deref(), to.as_deref()),
            Choices::Rows(rows) => shift(rows, code, from.as_deref(), to.as_deref()),
        },
        Edit::AddList { list, .. } if list.name.is_empty() => Err(Refusal::invalid("A list needs a name")),
        Edit::AddList { list, after } => add(&mut draft.lists, after.as_deref(), normalised(list, &main)),
        Edit::RemoveList { name, list, after } => {
            remove(&mut draft.lists, name, &normalised(list, &main), after.as_deref())
        }
        Edit::Replace { before, after } => replace(draft, before, after),
    }
}

fn survey(draft: &mut Questionnaire, set: &Set, main: &str) -> Result<bool, Refusal> {
    let (sections, lists) = (std::mem::take(&mut draft.sections), std::mem::take(&mut draft.lists));
    let fixed = ["slug", "version", "standard", "sections", "lists"];
    let done = property::set(draft, set, main, &fixed);
    (draft.sections, draft.lists) = (sections, lists);
    let new = draft.main_language().to_owned();
    if new != main {
        respell(draft, main, &new);
    }
    done
}

fn add_question(draft: &mut Questionnaire, question: Question, place: &Place) -> Result<bool, Refusal> {
    if let Ok(at) = find(draft, &question.id) {
        let there = at.question(draft)?.clone();
        let stands = at.place(draft)?;
        let now = serde_json::json!({"item": there, "after": stands.after});
        return if there == question && stands == *place { Ok(false) } else { Err(Refusal::Conflict { now }) };
    }
    let ids = std::slice::from_ref(&question);
    fits(draft, None, ids)?;
    let siblings = siblings(draft, place, question.kind)?;
    insert(siblings, place.after.as_deref(), question).map(|()| true)
}

fn move_question(draft: &mut Questionnaire, id: &str, from: &Place, to: &Place) -> Result<bool, Refusal> {
    let at = find(draft, id)?;
    let now = at.place(draft)?;
    if to.after.as_deref() == Some(id) || to.repeat.as_deref() == Some(id) {
        return Err(Refusal::invalid("Nothing can stand after itself or inside of itself"));
    }
    if now == *to {
        return Ok(false);
    }
    if now != *from {
        return Err(Refusal::Conflict { now: json(&now) });
    }
    let question = at.question(draft)?.clone();
    at.siblings(draft)?.retain(|other| other.id != id);
    insert(siblings(draft, to, question.kind)?, to.after.as_deref(), question).map(|()| true)
}

fn replace(draft: &mut Questionnaire, before: &Questionnaire, after: &Questionnaire) -> Result<bool, Refusal> {
    let (before, after) = (normal(before.clone()), normal(after.clone()));
    if after == *draft {
        return Ok(false);
    }
    if before != *draft {
        return Err(Refusal::Conflict { now: Value::Null });
    }
    if (&after.slug, after.version, &after.standard) != (&draft.slug, draft.version, &draft.standard) {
        return Err(Refusal::invalid("The address, the version and the standard of a draft stay"));
    }
    well_formed(&after)?;
    *draft = after;
    Ok(true)
}

/// Whether every section and question can be named: ids stand once, and repeats do not nest.
pub fn well_formed(draft: &Questionnaire) -> Result<(), Refusal> {
    let mut bare = Questionnaire { sections: Vec::new(), ..draft.clone() };
    for section in &draft.sections {
        fits(&bare, Some(&section.id), &section.questions)?;
        bare.sections.push(section.clone());
    }
    Ok(())
}

/// Whether a section of this id, if one is meant, and questions may come into a draft.
fn fits(draft: &Questionnaire, section: Option<&str>, questions: &[Question]) -> Result<(), Refusal> {
    let byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let is_id = |id: &str| (1..=64).contains(&id.len()) && id.bytes().all(byte);
    if let Some(section) = section {
        if !is_id(section) {
            return Err(Refusal::invalid("An id has letters, digits, hyphens and underscores only"));
        }
        if let Some(index) = position(&draft.sections, section) {
            return Err(Refusal::Conflict { now: json(&draft.sections.get(index)) });
        }
    }
    let mut known: HashSet<&str> = all_questions(draft).map(|question| question.id.as_str()).collect();
    for question in questions.iter().flat_map(|question| std::iter::once(question).chain(&question.questions)) {
        if !is_id(&question.id) {
            return Err(Refusal::invalid("An id has letters, digits, hyphens and underscores only"));
        }
        if !known.insert(&question.id) {
            return Err(Refusal::Invalid { why: format!("Another question has the id {}", question.id) });
        }
    }
    let nests = |inner: &Question| inner.kind == Kind::Repeat || !inner.questions.is_empty();
    if questions.iter().any(|question| question.questions.iter().any(nests)) {
        return Err(Refusal::invalid("A repeat cannot ask another repeat"));
    }
    Ok(())
}

/// Where a question was found.
#[derive(Clone, Copy)]
struct At {
    section: usize,
    repeat: Option<usize>,
    index: usize,
}

fn find(draft: &Questionnaire, id: &str) -> Result<At, Refusal> {
    for (section, page) in draft.sections.iter().enumerate() {
        for (index, question) in page.questions.iter().enumerate() {
            if question.id == id {
                return Ok(At { section, repeat: None, index });
            }
            if let Some(inner) = position(&question.questions, id) {
                return Ok(At { section, repeat: Some(index), index: inner });
            }
        }
    }
    Err(Refusal::Gone)
}

impl At {
    fn siblings(self, draft: &mut Questionnaire) -> Result<&mut Vec<Question>, Refusal> {
        let section = draft.sections.get_mut(self.section).ok_or(Refusal::Gone)?;
        match self.repeat {
            None => Ok(&mut section.questions),
            Some(repeat) => Ok(&mut section.questions.get_mut(repeat).ok_or(Refusal::Gone)?.questions),
        }
    }

    fn question(self, draft: &mut Questionnaire) -> Result<&mut Question, Refusal> {
        self.siblings(draft)?.get_mut(self.index).ok_or(Refusal::Gone)
    }

    fn place(self, draft: &Questionnaire) -> Result<Place, Refusal> {
        let section: &Section = draft.sections.get(self.section).ok_or(Refusal::Gone)?;
        let repeat = self.repeat.and_then(|repeat| section.questions.get(repeat));
        let siblings = repeat.map_or(&section.questions, |repeat| &repeat.questions);
        Ok(Place {
            section: section.id.clone(),
            repeat: repeat.map(|repeat| repeat.id.clone()),
            after: before(siblings, self.index),
        })
    }
}

/// The questions beside which one of this kind may be put.
fn siblings<'a>(draft: &'a mut Questionnaire, place: &Place, kind: Kind) -> Result<&'a mut Vec<Question>, Refusal> {
    let section = one(&mut draft.sections, &place.section)?;
    let Some(repeat) = &place.repeat else { return Ok(&mut section.questions) };
    let repeat = one(&mut section.questions, repeat)?;
    if repeat.kind != Kind::Repeat || kind == Kind::Repeat {
        return Err(Refusal::invalid("Only a repeat asks questions of its own, and no other repeat"));
    }
    Ok(&mut repeat.questions)
}

enum Choices<'a> {
    Options(&'a mut Vec<Choice>),
    Rows(&'a mut Vec<Row>),
}

fn choices<'a>(draft: &'a mut Questionnaire, of: &Holder) -> Result<Choices<'a>, Refusal> {
    Ok(match of {
        Holder::Options(id) => Choices::Options(&mut find(draft, id)?.question(draft)?.options),
        Holder::Rows(id) => Choices::Rows(&mut find(draft, id)?.question(draft)?.rows),
        Holder::List(name) => Choices::Options(&mut one(&mut draft.lists, name)?.choices),
    })
}

fn one<'a, T: Keyed>(items: &'a mut [T], key: &str) -> Result<&'a mut T, Refusal> {
    items.iter_mut().find(|item| item.key() == key).ok_or(Refusal::Gone)
}

fn normalised<T: Worded + Clone>(thing: &T, main: &str) -> T {
    let mut thing = thing.clone();
    thing.normalise(main);
    thing
}

fn read<T: Worded + serde::de::DeserializeOwned + Keyed>(value: &Value, main: &str) -> Result<T, Refusal> {
    let mut item: T = serde_json::from_value(value.clone()).map_err(|_| Refusal::invalid("This is no choice"))?;
    if item.key().is_empty() {
        return Err(Refusal::invalid("A choice needs a code"));
    }
    item.normalise(main);
    Ok(item)
}

fn json<T: Serialize>(thing: &T) -> Value {
    serde_json::to_value(thing).unwrap_or_default()
}
