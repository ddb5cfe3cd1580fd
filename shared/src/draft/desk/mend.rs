//! Edits whose neighbours have moved: the same wish, put where it fits now.

use super::thing::Thing;
use crate::draft::items::{Keyed, before, position};
use crate::draft::{Edit, Holder, Place, all_questions};
use crate::questionnaire::{Question, Questionnaire};

/// A question anywhere, inside of repeats too.
pub(super) fn find<'a>(draft: &'a Questionnaire, id: &str) -> Option<&'a Question> {
    all_questions(draft).find(|question| question.id == id)
}

/// Where a question stands.
pub fn place_of(draft: &Questionnaire, id: &str) -> Option<Place> {
    for section in &draft.sections {
        let insides = section.questions.iter().map(|question| (Some(&question.id), &question.questions));
        for (repeat, questions) in std::iter::once((None, &section.questions)).chain(insides) {
            if let Some(at) = position(questions, id) {
                let (section, repeat) = (section.id.clone(), repeat.cloned());
                return Some(Place { section, repeat, after: before(questions, at) });
            }
        }
    }
    None
}

/// The code before this one.
pub(super) fn choice_before(draft: &Questionnaire, of: &Holder, code: &str) -> Option<String> {
    let codes = codes(draft, of)?;
    let at = codes.iter().position(|known| *known == code)?;
    at.checked_sub(1).and_then(|at| codes.get(at)).map(|code| (*code).to_owned())
}

fn codes<'a>(draft: &'a Questionnaire, of: &Holder) -> Option<Vec<&'a str>> {
    Some(match of {
        Holder::Options(id) => find(draft, id)?.options.iter().map(|option| option.code.as_str()).collect(),
        Holder::Rows(id) => find(draft, id)?.rows.iter().map(|row| row.code.as_str()).collect(),
        Holder::List(name) => {
            let list = draft.lists.iter().find(|list| list.name == *name)?;
            list.choices.iter().map(|choice| choice.code.as_str()).collect()
        }
    })
}

/// An edit that adds, removes or moves, as it is to be said now; `None` where more than its neighbours has changed.
pub(super) fn mended(edit: &Edit, draft: &Questionnaire) -> Option<Edit> {
    let fits = match edit.clone() {
        Edit::AddQuestion { question, place } => {
            if find(draft, &question.id).is_some() {
                return None;
            }
            Edit::AddQuestion { question, place: near(draft, &place)? }
        }
        Edit::RemoveQuestion { id, question, .. } => {
            if *find(draft, &id)? != *question {
                return None;
            }
            Edit::RemoveQuestion { place: place_of(draft, &id)?, id, question }
        }
        Edit::MoveQuestion { id, to, .. } => {
            Edit::MoveQuestion { from: place_of(draft, &id)?, to: near(draft, &to)?, id }
        }
        Edit::AddSection { section, after } => {
            if position(&draft.sections, &section.id).is_some() {
                return None;
            }
            Edit::AddSection { section, after: or_last(&draft.sections, after) }
        }
        Edit::RemoveSection { id, section, .. } => {
            let at = position(&draft.sections, &id)?;
            if draft.sections.get(at) != Some(&section) {
                return None;
            }
            Edit::RemoveSection { id, section, after: before(&draft.sections, at) }
        }
        Edit::MoveSection { id, to, .. } => {
            let from = before(&draft.sections, position(&draft.sections, &id)?);
            Edit::MoveSection { id, from, to: or_last(&draft.sections, to) }
        }
        Edit::AddList { list, after } => {
            if position(&draft.lists, &list.name).is_some() {
                return None;
            }
            Edit::AddList { list, after: or_last(&draft.lists, after) }
        }
        Edit::RemoveList { name, list, .. } => {
            let at = position(&draft.lists, &name)?;
            if draft.lists.get(at) != Some(&list) {
                return None;
            }
            Edit::RemoveList { name, list, after: before(&draft.lists, at) }
        }
        Edit::AddChoice { of, choice, after } => {
            let known = codes(draft, &of)?;
            let code = choice.get("code")?.as_str()?;
            if known.contains(&code) {
                return None;
            }
            let after = after.filter(|after| known.contains(&after.as_str()));
            let last = known.last().map(|code| (*code).to_owned());
            Edit::AddChoice { of, choice, after: after.or(last) }
        }
        Edit::RemoveChoice { of, code, choice, .. } => {
            if Thing::Choice(of.clone(), code.clone()).json(draft)? != choice {
                return None;
            }
            let after = choice_before(draft, &of, &code);
            Edit::RemoveChoice { of, code, choice, after }
        }
        Edit::MoveChoice { of, code, to, .. } => {
            let known = codes(draft, &of)?;
            if !known.contains(&code.as_str()) {
                return None;
            }
            let from = choice_before(draft, &of, &code);
            let to = to.filter(|to| known.contains(&to.as_str()));
            Edit::MoveChoice { of, code, from, to }
        }
        _ => return None,
    };
    // The same again would be refused again.
    (fits != *edit).then_some(fits)
}

/// The place, or the last of its section where its neighbour has gone.
fn near(draft: &Questionnaire, place: &Place) -> Option<Place> {
    let section = draft.sections.iter().find(|section| section.id == place.section)?;
    let repeat = place.repeat.as_ref().and_then(|repeat| section.questions.iter().find(|known| known.id == *repeat));
    if place.repeat.is_some() && repeat.is_none() {
        return None;
    }
    let siblings = repeat.map_or(&section.questions, |repeat| &repeat.questions);
    Some(Place { after: or_last(siblings, place.after.clone()), ..place.clone() })
}

fn or_last<T: Keyed>(items: &[T], after: Option<String>) -> Option<String> {
    let after = after?;
    if position(items, &after).is_some() { Some(after) } else { items.last().map(|item| item.key().to_owned()) }
}
