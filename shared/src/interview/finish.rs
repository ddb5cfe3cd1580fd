//! The end of an interview: the answers to send, and the server's check of answers received.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Contact, Form, Interview, Spot, contact, errors};
use crate::json::object;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Kind, Question};
use crate::time::Stamp;

/// What is sent: only answers to shown questions, in the contract's shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    pub answers: Map<String, Value>,
    /// Without its salt, which the device adds.
    pub contact: Option<Contact>,
}

impl Interview {
    /// The answers to send, or every error; warnings do not stop anybody.
    pub fn finish(&self) -> Result<Finished, Vec<Problem>> {
        let mut finished = Finished { answers: Map::new(), contact: None };
        let mut problems = Vec::new();
        for (node, question) in self.form.questions().iter().enumerate() {
            match self.settled(Spot { node, item: 0 }, &mut problems) {
                Some(value) if question.kind == Kind::Contact => {
                    finished.contact = Contact::from_value(&trimmed(value));
                }
                Some(value) => {
                    finished.answers.insert(question.id.clone(), value);
                }
                None => {}
            }
        }
        if problems.is_empty() { Ok(finished) } else { Err(problems) }
    }

    /// The value to send; errors are added to `problems`.
    fn settled(&self, spot: Spot, problems: &mut Vec<Problem>) -> Option<Value> {
        if self.is_repeat(spot.node) {
            return self.shows(spot).then(|| self.settled_items(spot.node, problems));
        }
        match self.check_entry(spot) {
            Ok(value) => value,
            Err(found) => {
                let found = errors(found);
                if found.is_empty() {
                    return self.tidied(spot);
                }
                problems.extend(found);
                None
            }
        }
    }

    /// One object an item, empty ones too: how many there are is an answer by itself.
    fn settled_items(&self, repeat: usize, problems: &mut Vec<Problem>) -> Value {
        let mut items = Vec::new();
        for item in 0..self.items_of(repeat) {
            let mut answers = Map::new();
            for node in self.form.inside(repeat) {
                if let Some(value) = self.settled(Spot { node, item }, problems)
                    && let Some(question) = self.form.at(node)
                {
                    answers.insert(question.id.clone(), value);
                }
            }
            items.push(Value::Object(answers));
        }
        Value::Array(items)
    }
}

/// The server's check: the same questions, routing, calculations and constraints, but nothing is tidied or
/// dropped. `finished_at` is the moment that `today()` and `now()` tell.
pub fn check_received(
    form: &Arc<Form>,
    answers: &Map<String, Value>,
    contact: Option<&Value>,
    finished_at: Stamp,
) -> Vec<Problem> {
    let interview = Interview::of_received(form.clone(), answers.clone(), finished_at);
    let mut check = Received { interview: &interview, problems: Vec::new() };
    let is_inside = |node| node >= form.questions().len();
    for id in answers.keys().filter(|id| form.find(id).is_none_or(is_inside)) {
        check.problems.push(Problem::new(id, Code::UnknownQuestion));
    }
    for (node, question) in form.questions().iter().enumerate() {
        let (spot, value) = (Spot { node, item: 0 }, answers.get(&question.id));
        match question.kind {
            Kind::Contact => check.contact(spot, question, value, contact),
            Kind::Repeat => check.items(spot, question, value),
            _ => check.answer(spot, question, value),
        }
    }
    if contact.is_some() && !form.questions().iter().any(|question| question.kind == Kind::Contact) {
        check.problems.push(Problem::whole(Code::NotShown).detail("contact"));
    }
    check.problems
}

struct Received<'a> {
    interview: &'a Interview,
    problems: Vec<Problem>,
}

impl Received<'_> {
    fn add(&mut self, spot: Spot, code: Code, detail: &str) {
        self.problems.push(self.interview.problem(spot, code).detail(detail));
    }

    fn answer(&mut self, spot: Spot, question: &Question, value: Option<&Value>) {
        let is_shown = self.interview.shows(spot);
        match value {
            Some(_) if !is_shown => self.add(spot, Code::NotShown, ""),
            Some(value) if question.calculation.is_some() => self.calculated(spot, value),
            Some(value) => self.problems.extend(errors(self.interview.wrong_with(spot, question, value))),
            None if is_shown && question.calculation.is_some() && self.interview.tidied(spot).is_some() => {
                self.add(spot, Code::Calculation, "");
            }
            None if is_shown && question.is_asked() && self.interview.is_required(spot, question) => {
                self.add(spot, Code::Required, "");
            }
            None => {}
        }
    }

    /// What was worked out on the phone is what is worked out here.
    fn calculated(&mut self, spot: Spot, value: &Value) {
        let own = self.interview.tidied(spot);
        if own.as_ref().map(crate::json::canonical) != Some(crate::json::canonical(value)) {
            self.add(spot, Code::Calculation, "");
        }
    }

    fn items(&mut self, spot: Spot, question: &Question, value: Option<&Value>) {
        let items = match value {
            None => return,
            Some(_) if !self.interview.shows(spot) => return self.add(spot, Code::NotShown, ""),
            Some(Value::Array(items)) => items,
            Some(_) => return self.add(spot, Code::WrongType, "a list of items"),
        };
        if items.len() != self.interview.items_of(spot.node) {
            return self.add(spot, Code::TooMany, &self.interview.items_of(spot.node).to_string());
        }
        for (item, answers) in items.iter().enumerate() {
            let Some(answers) = answers.as_object() else {
                self.add(spot, Code::WrongType, "a list of objects");
                continue;
            };
            for id in answers.keys().filter(|id| !question.questions.iter().any(|inner| inner.id == **id)) {
                self.add(spot, Code::UnknownQuestion, id);
            }
            for (node, inner) in self.interview.form.inside(spot.node).zip(&question.questions) {
                self.answer(Spot { node, item }, inner, answers.get(&inner.id));
            }
        }
    }

    /// Contact details travel beside the answers.
    fn contact(&mut self, spot: Spot, question: &Question, value: Option<&Value>, contact: Option<&Value>) {
        let is_shown = self.interview.shows(spot);
        match value {
            Some(_) if is_shown => self.add(spot, Code::WrongType, "contact travels beside the answers"),
            Some(_) => self.add(spot, Code::NotShown, ""),
            None => {}
        }
        match contact {
            Some(_) if !is_shown => self.add(spot, Code::NotShown, ""),
            Some(contact) => self.problems.extend(contact::check(&question.id, contact)),
            None => {}
        }
    }
}

fn trimmed(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(object(fields.into_iter().map(|(key, value)| match value {
            Value::String(text) => (key, Value::String(text.trim().to_owned())),
            other => (key, other),
        }))),
        other => other,
    }
}
