//! Whether a questionnaire can be published: faults name the question and what to mend.

use std::collections::HashSet;

use serde::Serialize;

use super::{Kind, Question, Questionnaire};
use crate::expression::{Expression, parse};

/// A tally keeps the options that somebody chose as the bits of one number.
const MOST_OPTIONS: usize = 60;

/// One thing to mend before publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The question's id; empty for the survey as a whole.
    pub question: String,
    pub code: &'static str,
    pub message: String,
}

/// Every fault; none means that the questionnaire is sound.
pub fn check(questionnaire: &Questionnaire) -> Vec<Fault> {
    let mut checker = Checker { faults: Vec::new(), asked: Vec::new() };
    if !is_slug(&questionnaire.slug) {
        checker.add("", "slug", "The address may have small letters, digits and hyphens only");
    }
    if questionnaire.title.is_empty() {
        checker.add("", "title", "Give the survey a title");
    }
    if questionnaire.languages.is_empty() {
        checker.add("", "languages", "Name at least one language");
    }
    let mut sections = HashSet::new();
    for section in &questionnaire.sections {
        if !sections.insert(section.id.as_str()) {
            checker.add("", "section-twice", &format!("Two sections are called {}", section.id));
        }
        for question in &section.questions {
            checker.question(question);
        }
    }
    if checker.asked.is_empty() {
        checker.add("", "no-questions", "Ask at least one question");
    }
    if let Some(route) = &questionnaire.short_route {
        checker.route(route);
    }
    checker.faults
}

struct Checker<'a> {
    faults: Vec<Fault>,
    asked: Vec<&'a Question>,
}

impl<'a> Checker<'a> {
    fn add(&mut self, question: &str, code: &'static str, message: &str) {
        self.faults.push(Fault { question: question.to_owned(), code, message: message.to_owned() });
    }

    fn question(&mut self, question: &'a Question) {
        let id = question.id.as_str();
        let fits = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if id.is_empty() || !fits {
            self.add(id, "id", "An id has letters, digits, hyphens and underscores only");
        }
        if self.asked.iter().any(|other| other.id == id) {
            self.add(id, "id-twice", "Another question has this id");
        }
        if question.label.is_empty() {
            self.add(id, "label", "Give the question its wording");
        }
        self.codes(question);
        if let Some(rule) = &question.relevant {
            self.rule(id, "relevant", rule);
        }
        self.asked.push(question);
        for constraint in &question.constraints {
            self.rule(id, "constraint", &constraint.test);
            if constraint.message.is_empty() {
                self.add(id, "constraint-message", "Say what to do when the rule is broken");
            }
        }
    }

    fn codes(&mut self, question: &Question) {
        let id = &question.id;
        let needs_options =
            matches!(question.kind, Kind::Single | Kind::Multi | Kind::Rank | Kind::Split | Kind::GridSingle);
        if needs_options && question.options.is_empty() {
            self.add(id, "options", "Give at least one option");
        }
        if question.options.len() > MOST_OPTIONS {
            self.add(id, "options", &format!("Give at most {MOST_OPTIONS} options"));
        }
        if question.is_grid() && question.rows.is_empty() {
            self.add(id, "rows", "Give at least one row");
        }
        let codes = question.options.iter().map(|option| (&option.code, &option.label));
        self.list(id, codes.collect());
        let rows = question.rows.iter().map(|row| (&row.code, &row.label));
        self.list(id, rows.collect());
    }

    fn list(&mut self, id: &str, entries: Vec<(&String, &crate::text::Text)>) {
        let mut seen = HashSet::new();
        for (code, label) in entries {
            if !seen.insert(code) {
                self.add(id, "code-twice", &format!("The code {code} stands twice"));
            }
            let reserved = crate::Missing::from_code(code).is_some() || code == "ticked" || code == "missing";
            if !is_slug(code) || reserved {
                self.add(id, "code", &format!("{code} cannot be a code"));
            }
            if label.is_empty() {
                self.add(id, "option-label", &format!("The code {code} has no words"));
            }
        }
    }

    /// Relevance may only look back: so nothing is circular, and one pass on the phone is enough.
    fn rule(&mut self, id: &str, code: &'static str, text: &str) {
        match parse(text) {
            Err(fault) => self.add(id, code, &format!("{text}: {} (at {})", fault.message, fault.at + 1)),
            Ok(expression) => {
                for name in self.unknown(&expression) {
                    self.add(id, code, &format!("{text}: ${{{name}}} is not asked before this"));
                }
            }
        }
    }

    fn route(&mut self, text: &str) {
        self.rule("", "short-route", text);
        let Ok(expression) = parse(text) else { return };
        for name in expression.references() {
            let id = name.name.split('.').next().unwrap_or_default();
            let both =
                self.asked.iter().any(|question| question.id == id && question.short && question.relevant.is_none());
            if !both {
                self.add(id, "short-route", "What decides the route must be asked of everybody");
            }
        }
    }

    fn unknown(&self, expression: &Expression) -> Vec<String> {
        let known = |name: &str| {
            let (id, part) = name.split_once('.').map_or((name, None), |(id, part)| (id, Some(part)));
            self.asked.iter().any(|question| {
                question.id == id
                    && part.is_none_or(|part| match question.kind {
                        Kind::GridSingle | Kind::GridNumber => question.row(part).is_some(),
                        Kind::Split => question.option(part).is_some(),
                        Kind::Money => part == "amount",
                        Kind::Place => part == "borough" || part == "postcode",
                        Kind::OrganisationId => true,
                        _ => false,
                    })
            })
        };
        let names = expression.references().into_iter().map(|reference| reference.name.as_str());
        names.filter(|name| !known(name)).map(str::to_owned).collect()
    }
}

/// Small letters, digits and hyphens.
fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}
