//! What a new version would change, and what that would break.

mod choices;
mod order;
mod question;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::all_questions;
use super::texts::words;
use crate::questionnaire::{Ownership, Question, Questionnaire};
use crate::text::Text;

/// How much a change weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Fine,
    /// Nothing is lost; somebody should have thought of it.
    Consider,
    /// Earlier answers and later ones can no longer be compared, or what could be answered cannot be any more.
    Breaks,
    /// It cannot be published.
    Forbidden,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Survey,
    SectionAdded,
    SectionRemoved,
    SectionChanged,
    Added,
    Removed,
    Moved,
    Wording,
    TypeChanged,
    ChoiceAdded,
    ChoiceRemoved,
    ChoiceRelabelled,
    ChoiceMoved,
    RequiredAdded,
    RequiredDropped,
    Narrowed,
    Widened,
    RulesChanged,
    RelevanceChanged,
    Other,
}

/// One change, with a sentence that says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The question's id; empty for the survey as a whole.
    pub question: String,
    pub change: What,
    pub severity: Severity,
    /// The code of an option or a row, the name of a property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Of words: their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    pub message: String,
}

/// Every change from one version to another, those of the survey first, then in the order of the questions.
pub fn changes(old: &Questionnaire, new: &Questionnaire) -> Vec<Change> {
    let mut found = Found { main: new.main_language(), old_main: old.main_language(), changes: Vec::new() };
    found.survey(old, new);
    found.sections(old, new);
    let known: HashMap<&str, &Question> = all_questions(old).map(|question| (question.id.as_str(), question)).collect();
    let moved = order::moved(old, new);
    for question in all_questions(new) {
        match known.get(question.id.as_str()) {
            None => found.added(question),
            Some(before) => {
                found.question(before, question);
                if moved.contains(question.id.as_str()) {
                    found.moved(question);
                }
            }
        }
    }
    let asked: HashSet<&str> = all_questions(new).map(|question| question.id.as_str()).collect();
    all_questions(old).filter(|question| !asked.contains(question.id.as_str())).for_each(|gone| found.removed(gone));
    found.changes
}

/// Whether answers are compared with other surveys' or with earlier years'.
fn is_compared(question: &Question) -> bool {
    question.ownership != Ownership::Local || question.standard.is_some()
}

struct Found<'a> {
    main: &'a str,
    old_main: &'a str,
    changes: Vec<Change>,
}

impl Found<'_> {
    fn push(&mut self, question: &str, change: What, severity: Severity, message: String) -> &mut Change {
        let change = Change {
            question: question.to_owned(),
            change,
            severity,
            of: None,
            language: None,
            before: None,
            after: None,
            message,
        };
        let at = self.changes.len();
        self.changes.push(change);
        &mut self.changes[at]
    }

    /// Words by language, where they differ: language, before, after.
    fn differing(&self, old: Option<&Text>, new: Option<&Text>) -> Vec<(String, Option<String>, Option<String>)> {
        let mut before = old.map(|text| words(text, self.old_main)).unwrap_or_default();
        let after = new.map(|text| words(text, self.main)).unwrap_or_default();
        let mut all = Vec::new();
        for (language, words) in after {
            let known = before.remove(&language);
            if known.as_ref() != Some(&words) {
                all.push((language, known, Some(words)));
            }
        }
        all.extend(before.into_iter().map(|(language, words)| (language, Some(words), None)));
        all
    }

    fn survey(&mut self, old: &Questionnaire, new: &Questionnaire) {
        for (language, before, after) in self.differing(Some(&old.title), Some(&new.title)) {
            let change = self.push("", What::Survey, Severity::Fine, "The title has changed".to_owned());
            (change.of, change.language, change.before, change.after) =
                (Some("title".to_owned()), Some(language), before, after);
        }
        for language in old.languages.iter().filter(|tag| !new.languages.contains(tag)) {
            let message = format!("The survey can no longer be answered in {language}");
            self.push("", What::Survey, Severity::Breaks, message).language = Some(language.clone());
        }
        for language in new.languages.iter().filter(|tag| !old.languages.contains(tag)) {
            let message = format!("The survey can be answered in {language}");
            self.push("", What::Survey, Severity::Fine, message).language = Some(language.clone());
        }
        if old.short_route != new.short_route {
            let message = "Others than before are sent along the short route".to_owned();
            let change = self.push("", What::Survey, Severity::Breaks, message);
            (change.before, change.after) = (old.short_route.clone(), new.short_route.clone());
        }
        if old.notice != new.notice {
            let (severity, message) = if old.notice.version == new.notice.version {
                (
                    Severity::Consider,
                    "The privacy notice has changed and its version has not. Raise it, so that it is known who read what",
                )
            } else {
                (Severity::Fine, "There is a new privacy notice")
            };
            self.push("", What::Survey, severity, message.to_owned()).of = Some("notice".to_owned());
        }
        let rest = [
            ("minutes", "How long it takes has changed", old.minutes != new.minutes),
            ("ready", "What to have to hand has changed", old.ready != new.ready),
            ("help", "Whom to ask for help has changed", old.help != new.help),
        ];
        for (key, message, _) in rest.into_iter().filter(|(_, _, differs)| *differs) {
            self.push("", What::Survey, Severity::Fine, message.to_owned()).of = Some(key.to_owned());
        }
        self.lists(old, new);
    }

    fn sections(&mut self, old: &Questionnaire, new: &Questionnaire) {
        for section in &new.sections {
            let title = section.title.get(self.main, self.main);
            let Some(before) = old.sections.iter().find(|known| known.id == section.id) else {
                let message = format!("The section “{title}” is new");
                self.push("", What::SectionAdded, Severity::Fine, message).of = Some(section.id.clone());
                continue;
            };
            let texts = self.differing(Some(&before.title), Some(&section.title)).into_iter();
            let texts = texts.chain(self.differing(before.intro.as_ref(), section.intro.as_ref()));
            for (language, before, after) in texts.collect::<Vec<_>>() {
                let message = format!("The words at the head of the section “{title}” have changed");
                let change = self.push("", What::SectionChanged, Severity::Fine, message);
                (change.of, change.language) = (Some(section.id.clone()), Some(language));
                (change.before, change.after) = (before, after);
            }
            if before.relevant != section.relevant {
                let compared = section.questions.iter().any(is_compared);
                let severity = if compared { Severity::Breaks } else { Severity::Consider };
                let message = format!("The section “{title}” is shown to others than before");
                let change = self.push("", What::SectionChanged, severity, message);
                change.of = Some(section.id.clone());
                (change.before, change.after) = (before.relevant.clone(), section.relevant.clone());
            }
        }
        for gone in old.sections.iter().filter(|known| !new.sections.iter().any(|section| section.id == known.id)) {
            let message = format!("The section “{}” is gone", gone.title.get(self.old_main, self.old_main));
            self.push("", What::SectionRemoved, Severity::Fine, message).of = Some(gone.id.clone());
        }
    }
}
