//! Where a string stands: what it belongs to, what it is there, and the key that says both.

use crate::draft::Holder;
use crate::draft::desk::Thing;
use crate::problem::Severity;
use crate::questionnaire::{Choice, Kind, Question, Questionnaire};
use crate::text::Text;

/// What is translated in one go: the start of the survey, a page, a list of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Survey,
    Section(&'a str),
    List(&'a str),
}

/// What a string belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    Survey,
    Section(&'a str),
    Question(&'a str),
    Option(&'a str, &'a str),
    Row(&'a str, &'a str),
    /// A choice of a list.
    Choice(&'a str, &'a str),
}

/// What a string is where it stands; numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Ready(usize),
    Help,
    NoticeTitle,
    NoticeHeading(usize),
    NoticeText(usize),
    Intro,
    Label,
    Name,
    Hint,
    /// What is said where a rule is broken.
    Message(usize),
    /// What is asked about where a rule is broken.
    Warning(usize),
}

/// One string's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot<'a> {
    pub part: Part<'a>,
    pub of: Of<'a>,
    pub role: Role,
}

impl<'a> Spot<'a> {
    /// Stable as long as ids and codes are: `question.C3.label`, `question.C3.option.grants.label`.
    pub fn key(&self) -> String {
        let property = self.property().replace('/', ".");
        match self.of {
            Of::Survey => format!("survey.{property}"),
            Of::Section(id) => format!("section.{id}.{property}"),
            Of::Question(id) => format!("question.{id}.{property}"),
            Of::Option(id, code) => format!("question.{id}.option.{code}.{property}"),
            Of::Row(id, code) => format!("question.{id}.row.{code}.{property}"),
            Of::Choice(list, code) => format!("list.{list}.choice.{code}.{property}"),
        }
    }

    /// As an edit names it.
    pub fn property(&self) -> String {
        match self.role {
            Role::Title => "title".to_owned(),
            Role::Ready(index) => format!("ready/{index}"),
            Role::Help => "help/text".to_owned(),
            Role::NoticeTitle => "notice/title".to_owned(),
            Role::NoticeHeading(index) => format!("notice/parts/{index}/heading"),
            Role::NoticeText(index) => format!("notice/parts/{index}/text"),
            Role::Intro => "intro".to_owned(),
            Role::Label => "label".to_owned(),
            Role::Name => "name".to_owned(),
            Role::Hint => "hint".to_owned(),
            Role::Message(index) | Role::Warning(index) => format!("constraints/{index}/message"),
        }
    }

    pub fn thing(&self) -> Thing {
        match self.of {
            Of::Survey => Thing::Survey,
            Of::Section(id) => Thing::Section(id.to_owned()),
            Of::Question(id) => Thing::Question(id.to_owned()),
            Of::Option(id, code) => Thing::Choice(Holder::Options(id.to_owned()), code.to_owned()),
            Of::Row(id, code) => Thing::Choice(Holder::Rows(id.to_owned()), code.to_owned()),
            Of::Choice(list, code) => Thing::Choice(Holder::List(list.to_owned()), code.to_owned()),
        }
    }

    /// Which text of its question it is, or of the survey, as the beginning of a sentence.
    pub fn in_words(&self) -> String {
        let role = match self.role {
            Role::Title | Role::NoticeTitle => "title",
            Role::Ready(_) => "line of what to have to hand",
            Role::Help => "help",
            Role::NoticeHeading(_) => "heading of the privacy notice",
            Role::NoticeText(_) => "privacy notice",
            Role::Intro => "introduction",
            Role::Label => "wording",
            Role::Name => "short name",
            Role::Hint => "hint",
            Role::Message(_) | Role::Warning(_) => "message of a rule",
        };
        match self.of {
            Of::Survey | Of::Question(_) => format!("The {role}"),
            Of::Section(id) => format!("The {role} of the section {id}"),
            Of::Option(_, code) => format!("The {role} of the option {code}"),
            Of::Row(_, code) => format!("The {role} of the row {code}"),
            Of::Choice(list, code) => format!("The {role} of the choice {code} in the list {list}"),
        }
    }

    /// The question around it.
    pub fn question(&self) -> Option<&'a str> {
        match self.of {
            Of::Question(id) | Of::Option(id, _) | Of::Row(id, _) => Some(id),
            _ => None,
        }
    }
}

/// Shows every string that people may see, in the order in which they come by it; the lists stand last.
pub fn each<'a>(draft: &'a Questionnaire, see: &mut dyn FnMut(Spot<'a>, &'a Text)) {
    let mut survey = |role, text| see(Spot { part: Part::Survey, of: Of::Survey, role }, text);
    survey(Role::Title, &draft.title);
    for (index, line) in draft.ready.iter().enumerate() {
        survey(Role::Ready(index), line);
    }
    survey(Role::Help, &draft.help.text);
    survey(Role::NoticeTitle, &draft.notice.title);
    for (index, part) in draft.notice.parts.iter().enumerate() {
        survey(Role::NoticeHeading(index), &part.heading);
        survey(Role::NoticeText(index), &part.text);
    }
    for section in &draft.sections {
        let part = Part::Section(&section.id);
        let of = Of::Section(&section.id);
        see(Spot { part, of, role: Role::Title }, &section.title);
        if let Some(intro) = &section.intro {
            see(Spot { part, of, role: Role::Intro }, intro);
        }
        section.questions.iter().for_each(|question| of_question(question, part, see));
    }
    for list in &draft.lists {
        let of = |choice: &'a Choice| Of::Choice(&list.name, &choice.code);
        list.choices.iter().for_each(|choice| of_choice(choice, of(choice), Part::List(&list.name), see));
    }
}

fn of_question<'a>(question: &'a Question, part: Part<'a>, see: &mut dyn FnMut(Spot<'a>, &'a Text)) {
    // What is worked out is never shown.
    if question.kind != Kind::Calculate {
        let of = Of::Question(&question.id);
        see(Spot { part, of, role: Role::Label }, &question.label);
        see(Spot { part, of, role: Role::Name }, &question.name);
        if let Some(hint) = &question.hint {
            see(Spot { part, of, role: Role::Hint }, hint);
        }
        for option in &question.options {
            of_choice(option, Of::Option(&question.id, &option.code), part, see);
        }
        for row in &question.rows {
            see(Spot { part, of: Of::Row(&question.id, &row.code), role: Role::Label }, &row.label);
        }
        for (index, constraint) in question.constraints.iter().enumerate() {
            let is_warning = constraint.severity == Severity::Warning;
            let role = if is_warning { Role::Warning(index) } else { Role::Message(index) };
            see(Spot { part, of, role }, &constraint.message);
        }
    }
    question.questions.iter().for_each(|inner| of_question(inner, part, see));
}

fn of_choice<'a>(choice: &'a Choice, of: Of<'a>, part: Part<'a>, see: &mut dyn FnMut(Spot<'a>, &'a Text)) {
    see(Spot { part, of, role: Role::Label }, &choice.label);
    if let Some(hint) = &choice.hint {
        see(Spot { part, of, role: Role::Hint }, hint);
    }
}
