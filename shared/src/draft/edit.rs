//! One edit of a draft: what it changes, what was there, what shall be there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::questionnaire::{List, Question, Questionnaire, Section};

/// An edit as it travels and as it is kept in the draft's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum Edit {
    /// A property of the survey as a whole, but for its sections and lists.
    Survey {
        #[serde(flatten)]
        set: Set,
    },
    Section {
        id: String,
        #[serde(flatten)]
        set: Set,
    },
    Question {
        id: String,
        #[serde(flatten)]
        set: Set,
    },
    /// An option, a row of a grid or a choice of a list.
    Choice {
        of: Holder,
        code: String,
        #[serde(flatten)]
        set: Set,
    },
    List {
        name: String,
        #[serde(flatten)]
        set: Set,
    },
    AddSection {
        section: Section,
        after: Option<String>,
    },
    /// With the questions in it.
    RemoveSection {
        id: String,
        section: Section,
        after: Option<String>,
    },
    MoveSection {
        id: String,
        from: Option<String>,
        to: Option<String>,
    },
    AddQuestion {
        question: Box<Question>,
        #[serde(flatten)]
        place: Place,
    },
    RemoveQuestion {
        id: String,
        question: Box<Question>,
        #[serde(flatten)]
        place: Place,
    },
    MoveQuestion {
        id: String,
        from: Place,
        to: Place,
    },
    /// `choice` is a `Choice`, or a `Row` where it is added to rows.
    AddChoice {
        of: Holder,
        choice: Value,
        after: Option<String>,
    },
    RemoveChoice {
        of: Holder,
        code: String,
        choice: Value,
        after: Option<String>,
    },
    MoveChoice {
        of: Holder,
        code: String,
        from: Option<String>,
        to: Option<String>,
    },
    AddList {
        list: List,
        after: Option<String>,
    },
    RemoveList {
        name: String,
        list: List,
        after: Option<String>,
    },
    /// The whole of it, as an uploaded file brings it.
    Replace {
        before: Box<Questionnaire>,
        after: Box<Questionnaire>,
    },
}

/// A property from one value to another. Nothing is `null`; of a text in one language, an empty string is too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// A key of the JSON object; what lies deeper is named by a path, such as `constraints/0/message`.
    pub property: String,
    /// Of a text: the language whose words change, so that a translator and a designer never collide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default)]
    pub before: Value,
    #[serde(default)]
    pub after: Value,
}

/// Where a question stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub section: String,
    /// The repeat that asks it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// The question before it; `None` is the first place.
    #[serde(default)]
    pub after: Option<String>,
}

/// Whose choices: `{"options":"B2"}`, `{"rows":"E1"}` or `{"list":"areas"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    Options(String),
    Rows(String),
    List(String),
}

impl Set {
    fn inverse(&self) -> Set {
        Set { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }
}

/// The same for a look and for a change.
macro_rules! set_in {
    ($edit:expr) => {
        match $edit {
            Edit::Survey { set }
            | Edit::Section { set, .. }
            | Edit::Question { set, .. }
            | Edit::Choice { set, .. }
            | Edit::List { set, .. } => Some(set),
            _ => None,
        }
    };
}

impl Edit {
    /// What it sets, where it sets one property.
    pub fn set(&self) -> Option<&Set> {
        set_in!(self)
    }

    pub(super) fn set_mut(&mut self) -> Option<&mut Set> {
        set_in!(self)
    }

    /// What takes this edit back, once it has been applied: undo is the inverse, redo the inverse of that.
    pub fn inverse(&self) -> Edit {
        match self.clone() {
            Edit::Survey { set } => Edit::Survey { set: set.inverse() },
            Edit::Section { id, set } => Edit::Section { id, set: set.inverse() },
            Edit::Question { id, set } => Edit::Question { id, set: set.inverse() },
            Edit::Choice { of, code, set } => Edit::Choice { of, code, set: set.inverse() },
            Edit::List { name, set } => Edit::List { name, set: set.inverse() },
            Edit::AddSection { section, after } => Edit::RemoveSection { id: section.id.clone(), section, after },
            Edit::RemoveSection { section, after, .. } => Edit::AddSection { section, after },
            Edit::MoveSection { id, from, to } => Edit::MoveSection { id, from: to, to: from },
            Edit::AddQuestion { question, place } => Edit::RemoveQuestion { id: question.id.clone(), question, place },
            Edit::RemoveQuestion { question, place, .. } => Edit::AddQuestion { question, place },
            Edit::MoveQuestion { id, from, to } => Edit::MoveQuestion { id, from: to, to: from },
            Edit::AddChoice { of, choice, after } => {
                let code = choice.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
                Edit::RemoveChoice { of, code, choice, after }
            }
            Edit::RemoveChoice { of, choice, after, .. } => Edit::AddChoice { of, choice, after },
            Edit::MoveChoice { of, code, from, to } => Edit::MoveChoice { of, code, from: to, to: from },
            Edit::AddList { list, after } => Edit::RemoveList { name: list.name.clone(), list, after },
            Edit::RemoveList { list, after, .. } => Edit::AddList { list, after },
            Edit::Replace { before, after } => Edit::Replace { before: after, after: before },
        }
    }
}
