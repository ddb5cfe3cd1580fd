//! The expressions: readable, about questions that exist, of fitting types, never circular.

use super::known::Around;
use super::{Checker, Fault};
use crate::expression::{self, Names, check_text, parse};
use crate::interview::Form;
use crate::problem::Severity;
use crate::questionnaire::{Question, Questionnaire};

/// What is wrong with an expression at a question, while it is being written. `decides` says that it is one of those
/// from which it follows whether the question is asked, or what is answered: they cannot go round in a circle.
pub fn check_rule(questionnaire: &Questionnaire, question: &str, decides: bool, text: &str) -> Vec<expression::Fault> {
    let form = Form::of_published(questionnaire.clone());
    let mut faults = check_text(text, &Around { form: &form, question: form.question(question) });
    if let Some(ring) = form.ring(question).filter(|_| decides)
        && let Some(at) = ring.get(1).and_then(|next| place_of(text, next))
    {
        faults.push(expression::Fault { at, message: round(&ring), severity: Severity::Error });
    }
    faults
}

/// Where an expression speaks of a question: the byte of its `$`.
fn place_of(text: &str, id: &str) -> Option<usize> {
    let mut dollars = text.match_indices("${");
    dollars.find_map(|(at, _)| {
        let name = text.get(at + 2..)?.split('}').next()?.trim();
        (name == id || name.split('.').next() == Some(id)).then_some(at)
    })
}

/// A circle of rules as a sentence.
fn round(ring: &[String]) -> String {
    let way = ring.join(" → ");
    match ring.len() {
        2 => format!("Its rule asks about its own answer ({way}). Ask about another question"),
        _ => format!("Its rules go round in a circle: {way}. Change one of them"),
    }
}

/// What an expression belongs to.
struct At<'a> {
    question: &'a str,
    /// As in the questionnaire's JSON; also the fault's code.
    property: &'static str,
}

impl Checker<'_> {
    pub(super) fn rules(&mut self, form: &Form) {
        let questionnaire = form.questionnaire();
        if let Some(route) = &questionnaire.short_route {
            self.route(form, route);
        }
        for section in &questionnaire.sections {
            if let Some(rule) = &section.relevant {
                self.rule(form, &At { question: "", property: "relevant" }, rule);
            }
        }
        for question in questionnaire.questions() {
            self.rules_of(form, question);
            question.questions.iter().for_each(|inner| self.rules_of(form, inner));
        }
        for id in form.circular() {
            // What only follows from a circle is mended with it.
            if let Some(ring) = form.ring(id) {
                self.add(id, "circular", &round(&ring));
            }
        }
        self.looks_ahead(form);
    }

    fn rules_of(&mut self, form: &Form, question: &Question) {
        let at = |property| At { question: &question.id, property };
        let rules = [
            (&question.relevant, "relevant"),
            (&question.required_when, "required_when"),
            (&question.calculation, "calculation"),
            (&question.default, "default"),
            (&question.count, "count"),
            (&question.filter, "filter"),
        ];
        for (rule, property) in rules {
            if let Some(rule) = rule {
                self.rule(form, &at(property), rule);
            }
        }
        for constraint in &question.constraints {
            self.rule(form, &at("constraint"), &constraint.test);
        }
        let names = Around { form, question: Some(question) };
        for text in std::iter::once(&question.label).chain(&question.hint) {
            for name in text.mentions().filter(|name| names.known(name).is_none()) {
                self.add(&question.id, "label", &format!("The wording mentions ${{{name}}}, which is not asked"));
            }
        }
    }

    fn rule(&mut self, form: &Form, at: &At, text: &str) {
        let names = Around { form, question: form.question(at.question) };
        for fault in check_text(text, &names) {
            let message = format!("{text}: {} (at {})", fault.message, fault.at + 1);
            let found = Fault::new(at.question, at.property, &message);
            let found = Fault { property: at.property, at: Some(fault.at), ..found };
            self.faults.push(if fault.severity == Severity::Warning { found.odd() } else { found });
        }
    }

    fn route(&mut self, form: &Form, text: &str) {
        // The fault's code is older than the property's name.
        self.rule(form, &At { question: "", property: "short-route" }, text);
        let Ok(expression) = parse(text) else { return };
        let of_everybody = |id: &str| {
            let pages = form.questionnaire().sections.iter().filter(|page| page.relevant.is_none());
            let mut asked = pages.flat_map(|page| &page.questions);
            asked.any(|question| question.id == id && question.short && question.relevant.is_none())
        };
        for reference in expression.references() {
            let id = reference.name.split('.').next().unwrap_or_default();
            if !of_everybody(id) {
                self.add(id, "short-route", "What decides the route must be asked of everybody");
            }
        }
    }

    /// A question that appears on a page that was left already is never seen.
    fn looks_ahead(&mut self, form: &Form) {
        let position = positions(form.questionnaire());
        let place = |id: &str| position.iter().position(|known| known == id);
        for question in form.questionnaire().questions() {
            let Some(rule) = question.relevant.as_deref().and_then(|rule| parse(rule).ok()) else { continue };
            for reference in rule.references() {
                let id = reference.name.split('.').next().unwrap_or_default();
                if place(id) > place(&question.id) {
                    let message = format!("Asks about {id}, which comes later. Move it after {id}, or change its rule");
                    self.consider(&question.id, "asks-ahead", &message);
                }
            }
        }
    }
}

fn positions(questionnaire: &Questionnaire) -> Vec<String> {
    questionnaire
        .questions()
        .flat_map(|question| {
            std::iter::once(question.id.clone()).chain(question.questions.iter().map(|inner| inner.id.clone()))
        })
        .collect()
}
