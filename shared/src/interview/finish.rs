//! The end of an interview: the answers to send, and the server's check of answers received.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Contact, Form, Interview, contact, errors};
use crate::check;
use crate::json::object;
use crate::problem::{Code, Problem};
use crate::questionnaire::Kind;
use crate::time::Date;

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
        for (index, question) in self.form.questions().iter().enumerate() {
            let value = match self.check_entry(index) {
                Ok(value) => value,
                Err(found) => {
                    let found = errors(found);
                    if !found.is_empty() {
                        problems.extend(found);
                        continue;
                    }
                    self.tidied(index)
                }
            };
            match value {
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

    fn tidied(&self, index: usize) -> Option<Value> {
        let question = self.form.questions().get(index)?;
        let typed = self.entries.get(index)?.as_ref()?;
        self.without_hidden_rows(question, check::tidy(question, typed)?)
    }
}

/// The server's check: the same questions, routing and constraints, but nothing is tidied or dropped.
/// `today` is the day of `finished_at`.
pub fn check_received(
    form: &Arc<Form>,
    answers: &Map<String, Value>,
    contact: Option<&Value>,
    today: Date,
) -> Vec<Problem> {
    let interview = Interview::with_entries(form.clone(), answers.clone(), today);
    let mut problems = Vec::new();
    for id in answers.keys() {
        match form.question(id) {
            None => problems.push(Problem::new(id, Code::UnknownQuestion)),
            Some(_) if !interview.is_shown(id) => problems.push(Problem::new(id, Code::NotShown)),
            Some(_) => {}
        }
    }
    for (index, question) in form.questions().iter().enumerate() {
        if question.kind == Kind::Contact {
            if answers.contains_key(&question.id) && interview.is_shown(&question.id) {
                problems.push(Problem::new(&question.id, Code::WrongType).detail("contact travels beside the answers"));
            }
            match contact {
                Some(_) if !interview.is_shown(&question.id) => {
                    problems.push(Problem::new(&question.id, Code::NotShown))
                }
                Some(value) => problems.extend(contact::check(&question.id, value)),
                None => {}
            }
            continue;
        }
        if !interview.is_shown(&question.id) {
            continue;
        }
        match answers.get(&question.id) {
            None if question.required => problems.push(Problem::new(&question.id, Code::Required)),
            None => {}
            Some(value) => match check::read(question, value, interview.context()) {
                Err(found) => problems.extend(found),
                Ok(crate::Answer::Missing(_)) => {}
                Ok(_) => problems.extend(errors(interview.broken(index, question))),
            },
        }
    }
    if contact.is_some() && !form.questions().iter().any(|question| question.kind == Kind::Contact) {
        problems.push(Problem::whole(Code::NotShown).detail("contact"));
    }
    problems
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
