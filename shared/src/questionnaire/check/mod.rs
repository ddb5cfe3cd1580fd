//! Whether a questionnaire can be published: faults name the question and what to mend.

mod codes;
mod known;
mod lengths;
mod rules;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::Serialize;

pub use rules::check_rule;

use super::{Kind, Question, Questionnaire};
use crate::interview::Form;
use crate::language::is_tag;
use crate::problem::Severity;

/// One thing to mend before publishing, or to consider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The question's id; empty for the survey as a whole.
    pub question: String,
    /// The property at which it is, as in the questionnaire's JSON; empty for the question as a whole.
    pub property: &'static str,
    pub code: &'static str,
    pub message: String,
    /// A warning stops nobody.
    pub severity: Severity,
    /// The byte of an expression at which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
}

impl Fault {
    pub fn new(question: &str, code: &'static str, message: &str) -> Fault {
        let (question, message) = (question.to_owned(), message.to_owned());
        Fault { question, property: "", code, message, severity: Severity::Error, at: None }
    }

    /// Only something to consider.
    pub fn odd(self) -> Fault {
        Fault { severity: Severity::Warning, ..self }
    }

    pub fn is_odd(&self) -> bool {
        self.severity == Severity::Warning
    }
}

/// Every fault; where all are odd at most, the questionnaire is sound.
pub fn check(questionnaire: &Questionnaire) -> Vec<Fault> {
    let mut checker = Checker { faults: Vec::new(), questionnaire };
    checker.survey();
    checker.lists();
    checker.lengths();
    let mut ids = HashSet::new();
    for question in questionnaire.questions() {
        checker.question(question, &mut ids, false);
        for inner in &question.questions {
            checker.question(inner, &mut ids, true);
        }
    }
    // All at once: whoever has mended the first must not find others behind them. Only what stands inside of two repeats
    // has no name yet, and would be missing everywhere.
    if checker.faults.iter().all(|fault| fault.code != "nested-repeat") {
        let form = Form::of_published(questionnaire.clone());
        checker.rules(&form);
    }
    checker.faults
}

struct Checker<'a> {
    faults: Vec<Fault>,
    questionnaire: &'a Questionnaire,
}

impl Checker<'_> {
    fn add(&mut self, question: &str, code: &'static str, message: &str) {
        self.faults.push(Fault::new(question, code, message));
    }

    fn consider(&mut self, question: &str, code: &'static str, message: &str) {
        self.faults.push(Fault::new(question, code, message).odd());
    }

    fn survey(&mut self) {
        let questionnaire = self.questionnaire;
        if !is_slug(&questionnaire.slug) {
            self.add("", "slug", "The address may have small letters, digits and hyphens only");
        }
        if questionnaire.title.is_empty() {
            self.add("", "title", "Give the survey a title");
        }
        if questionnaire.languages.is_empty() {
            self.add("", "languages", "Name at least one language");
        }
        let mut tags = HashSet::new();
        for tag in &questionnaire.languages {
            if !is_tag(tag) {
                self.add("", "languages", &format!("{tag:?} is no language tag, such as en or pt-BR"));
            }
            if !tags.insert(tag) {
                self.add("", "languages", &format!("The language {tag} stands twice"));
            }
        }
        let mut sections = HashSet::new();
        for (number, section) in questionnaire.sections.iter().enumerate() {
            if section.title.is_empty() {
                let message =
                    format!("Section {} has no title. Give it one, so that people know where they are", number + 1);
                self.consider("", "section-title", &message);
            }
            if !sections.insert(section.id.as_str()) {
                self.add("", "section-twice", &format!("Two sections are called {}", section.id));
            }
        }
        if questionnaire.questions().next().is_none() {
            self.add("", "no-questions", "Ask at least one question");
        }
    }

    fn question<'q>(&mut self, question: &'q Question, ids: &mut HashSet<&'q str>, in_repeat: bool) {
        let id = question.id.as_str();
        if !is_id(id) {
            self.add(id, "id", "An id begins with a letter and has letters, digits, hyphens and underscores only");
        }
        if !ids.insert(id) {
            self.add(id, "id-twice", "Another question has this id");
        }
        if question.label.is_empty() && question.kind != Kind::Calculate {
            self.add(id, "label", "Give the question its wording");
        }
        if let (Some(min), Some(max)) = (question.min, question.max)
            && min > max
        {
            self.add(id, "limits", "The least is more than the most");
        }
        for constraint in &question.constraints {
            if constraint.message.is_empty() {
                self.add(id, "constraint-message", "Say what to do when the rule is broken");
            }
        }
        match question.kind {
            Kind::Calculate if question.calculation.is_none() => {
                self.add(id, "calculation", "Say how it is worked out");
            }
            Kind::Repeat if in_repeat => {
                self.add(id, "nested-repeat", "A repeat cannot stand inside of a repeat. Put it after it");
            }
            Kind::Repeat if question.questions.is_empty() => {
                self.add(id, "repeat", "Ask at least one question of each item");
            }
            Kind::Contact if in_repeat => {
                self.add(id, "contact", "Contact details are asked for once. Move the question out of the repeat");
            }
            _ if question.kind != Kind::Repeat && !question.questions.is_empty() => {
                self.add(id, "repeat", "Only a repeat has questions inside of it");
            }
            _ => {}
        }
        self.codes(question);
        self.translations(question);
    }

    /// A missing translation is shown in the main language, so it is something to consider.
    fn translations(&mut self, question: &Question) {
        let main = self.questionnaire.main_language();
        let labels = std::iter::once(&question.label).chain(question.options.iter().map(|option| &option.label));
        let labels: Vec<_> = labels.chain(question.rows.iter().map(|row| &row.label)).collect();
        for language in self.questionnaire.languages.iter().skip(1) {
            let missing = labels.iter().filter(|text| !text.is_empty() && !text.has(language)).count();
            if missing > 0 {
                let texts = if missing == 1 { "1 text has".to_owned() } else { format!("{missing} texts have") };
                let message = format!("{texts} no translation ({language}) yet. {main} is shown in its place");
                self.consider(&question.id, "translation", &message);
            }
        }
    }
}

/// Why a text cannot become a survey's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongSlug {
    Signs,
    TooLong,
    /// A hyphen at an end, or two in a row.
    Hyphens,
}

impl WrongSlug {
    /// What to do instead, as a sentence without its full stop.
    pub fn words(self) -> &'static str {
        match self {
            WrongSlug::Signs => "Choose an address of small letters, digits and hyphens, for example hackney-2027",
            WrongSlug::TooLong => "Choose a shorter address: 64 letters, digits and hyphens at most",
            WrongSlug::Hyphens => {
                "Choose an address that begins and ends with a letter or digit, with single hyphens between"
            }
        }
    }
}

/// For new surveys: an address that one has already may be older than these rules.
pub fn wrong_with_slug(text: &str) -> Option<WrongSlug> {
    if text.len() > LONGEST_SLUG && text.bytes().all(fits_slug) {
        return Some(WrongSlug::TooLong);
    }
    if !is_slug(text) {
        return Some(WrongSlug::Signs);
    }
    text.split('-').any(str::is_empty).then_some(WrongSlug::Hyphens)
}

const LONGEST_SLUG: usize = 64;

fn fits_slug(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Small letters, digits and hyphens.
fn is_slug(text: &str) -> bool {
    (1..=LONGEST_SLUG).contains(&text.len()) && text.bytes().all(fits_slug)
}

/// As XLSForm's names, without the dots that name a part here.
pub(crate) fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    begins && text.len() <= 64 && text.bytes().all(fits)
}
