//! What has properties, and how a property of it is set from what it is now.

use serde_json::Value;

use super::mend::{find, place_of};
use crate::draft::items::{Keyed, before, position};
use crate::draft::{Edit, Holder, Set};
use crate::questionnaire::{Questionnaire, Section};

/// What an edit of a property names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Survey,
    Section(String),
    Question(String),
    Choice(Holder, String),
    List(String),
}

impl Thing {
    /// As JSON, without the things inside of it that have ids of their own.
    pub fn json(&self, draft: &Questionnaire) -> Option<Value> {
        let json = match self {
            Thing::Survey => serde_json::to_value(bare(draft)),
            Thing::Section(id) => {
                let section = draft.sections.iter().find(|section| section.id == *id)?;
                serde_json::to_value(Section { questions: Vec::new(), ..section.clone() })
            }
            Thing::Question(id) => {
                let mut question = find(draft, id)?.clone();
                question.questions.clear();
                serde_json::to_value(question)
            }
            Thing::Choice(Holder::Rows(id), code) => serde_json::to_value(find(draft, id)?.row(code)?),
            Thing::Choice(of, code) => {
                let choices = match of {
                    Holder::List(name) => &draft.lists.iter().find(|list| list.name == *name)?.choices,
                    Holder::Options(id) | Holder::Rows(id) => &find(draft, id)?.options,
                };
                serde_json::to_value(choices.iter().find(|choice| choice.code == *code)?)
            }
            Thing::List(name) => serde_json::to_value(draft.lists.iter().find(|list| list.name == *name)?),
        };
        json.ok()
    }

    /// Sets a property, or its words in one language.
    pub fn set(&self, draft: &Questionnaire, property: &str, language: Option<&str>, after: Value) -> Option<Edit> {
        let json = self.json(draft)?;
        let now = json.pointer(&["/", property].concat()).cloned().unwrap_or_default();
        let before = match language {
            Some(language) => Value::String(words_at(&now, language, draft.main_language())),
            None => now,
        };
        let set = Set { property: property.to_owned(), language: language.map(str::to_owned), before, after };
        Some(self.edit(set))
    }

    /// The edit that sets a property of this.
    pub fn edit(&self, set: Set) -> Edit {
        match self.clone() {
            Thing::Survey => Edit::Survey { set },
            Thing::Section(id) => Edit::Section { id, set },
            Thing::Question(id) => Edit::Question { id, set },
            Thing::Choice(of, code) => Edit::Choice { of, code, set },
            Thing::List(name) => Edit::List { name, set },
        }
    }

    fn of(edit: &Edit) -> Option<Thing> {
        Some(match edit.clone() {
            Edit::Survey { .. } => Thing::Survey,
            Edit::Section { id, .. } => Thing::Section(id),
            Edit::Question { id, .. } => Thing::Question(id),
            Edit::Choice { of, code, .. } => Thing::Choice(of, code),
            Edit::List { name, .. } => Thing::List(name),
            _ => return None,
        })
    }
}

/// The survey without its questions and lists, which may be many thousands and are not copied.
fn bare(draft: &Questionnaire) -> Questionnaire {
    Questionnaire {
        slug: draft.slug.clone(),
        version: draft.version,
        title: draft.title.clone(),
        standard: draft.standard.clone(),
        languages: draft.languages.clone(),
        short_route: draft.short_route.clone(),
        minutes: draft.minutes,
        ready: draft.ready.clone(),
        help: draft.help.clone(),
        notice: draft.notice.clone(),
        lists: Vec::new(),
        sections: Vec::new(),
    }
}

/// The words of a text's JSON in one language; empty where it has none.
pub fn words_at(text: &Value, language: &str, main: &str) -> String {
    let words = match text {
        Value::String(words) if language == main => Some(words.as_str()),
        Value::Object(all) => all.get(language).and_then(Value::as_str),
        _ => None,
    };
    words.unwrap_or_default().to_owned()
}

/// The same edit over what is there now, whatever was there before.
pub(super) fn anew(edit: &Edit, draft: &Questionnaire) -> Option<Edit> {
    if let Some(set) = edit.set() {
        return Thing::of(edit)?.set(draft, &set.property, set.language.as_deref(), set.after.clone());
    }
    match edit {
        Edit::RemoveQuestion { id, .. } => {
            let question = Box::new(find(draft, id)?.clone());
            Some(Edit::RemoveQuestion { id: id.clone(), question, place: place_of(draft, id)? })
        }
        Edit::RemoveSection { id, .. } => {
            let (section, after) = there(&draft.sections, id)?;
            Some(Edit::RemoveSection { id: id.clone(), section, after })
        }
        Edit::RemoveList { name, .. } => {
            let (list, after) = there(&draft.lists, name)?;
            Some(Edit::RemoveList { name: name.clone(), list, after })
        }
        Edit::RemoveChoice { of, code, .. } => {
            let choice = Thing::Choice(of.clone(), code.clone()).json(draft)?;
            let after = super::mend::choice_before(draft, of, code);
            Some(Edit::RemoveChoice { of: of.clone(), code: code.clone(), choice, after })
        }
        _ => super::mend::mended(edit, draft),
    }
}

fn there<T: Keyed>(items: &[T], key: &str) -> Option<(T, Option<String>)> {
    let at = position(items, key)?;
    Some((items.get(at)?.clone(), before(items, at)))
}
