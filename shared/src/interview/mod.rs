//! An interview in progress: what is shown, how far it is, and the same check at its end on phone and server.

mod contact;
mod finish;
mod form;
mod progress;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use contact::Contact;
pub use finish::{Finished, check_received};
pub use form::Form;
pub use progress::{Progress, SectionProgress};

use crate::answer::Answer;
use crate::check::{self, Context};
use crate::expression::{Expression, Moment, Reference, Scope, Table, Value as Term, evaluate};
use crate::json::object;
use crate::problem::{Code, Problem, Severity};
use crate::questionnaire::{Kind, Question};
use crate::time::Date;

/// Answers as typed so far, and what follows from them.
#[derive(Clone, Debug)]
pub struct Interview {
    form: Arc<Form>,
    today: Date,
    /// By index of the question: as typed, so that nothing typed is ever lost.
    entries: Vec<Option<Value>>,
    /// The same, read; `None` where it is empty or cannot be read.
    answers: Vec<Option<Answer>>,
    shown: Vec<bool>,
    short_route: bool,
}

impl Interview {
    pub fn new(form: Arc<Form>, today: Date) -> Interview {
        Interview::with_entries(form, Map::new(), today)
    }

    /// Takes up an interview again; entries of questions that do not exist are left aside.
    pub fn with_entries(form: Arc<Form>, entries: Map<String, Value>, today: Date) -> Interview {
        let count = form.questions().len();
        let mut interview = Interview {
            form,
            today,
            entries: vec![None; count],
            answers: vec![None; count],
            shown: vec![false; count],
            short_route: false,
        };
        for (id, value) in entries {
            if let Some(index) = interview.form.index_of(&id) {
                interview.place(index, Some(value));
            }
        }
        interview.route();
        interview
    }

    /// Puts an answer as typed, or takes it away; true where other questions appear or vanish.
    pub fn set(&mut self, id: &str, value: Option<Value>) -> bool {
        let Some(index) = self.form.index_of(id) else {
            return false;
        };
        self.place(index, value);
        let before = (self.shown.clone(), self.short_route);
        self.route();
        before != (self.shown.clone(), self.short_route)
    }

    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The answer as typed.
    pub fn entry(&self, id: &str) -> Option<&Value> {
        self.entries.get(self.form.index_of(id)?)?.as_ref()
    }

    /// The answer as it would be sent; `None` where it is empty or cannot be read.
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(self.form.index_of(id)?)?.as_ref()
    }

    /// Every entry by question id.
    pub fn entries(&self) -> Map<String, Value> {
        let pairs = self.form.questions().iter().zip(&self.entries);
        object(pairs.filter_map(|(question, entry)| Some((question.id.clone(), entry.clone()?))))
    }

    pub fn is_shown(&self, id: &str) -> bool {
        self.form.index_of(id).and_then(|index| self.shown.get(index)).copied().unwrap_or(false)
    }

    /// The shown questions in order.
    pub fn shown(&self) -> impl Iterator<Item = &Question> {
        self.form.questions().iter().zip(&self.shown).filter_map(|(question, shown)| shown.then_some(question))
    }

    pub fn is_short_route(&self) -> bool {
        self.short_route
    }

    pub fn context(&self) -> Context {
        Context { today: self.today, short_route: self.short_route }
    }

    /// What is wrong at one question now; nothing where it is not shown.
    pub fn problems_at(&self, id: &str) -> Vec<Problem> {
        match self.form.index_of(id) {
            Some(index) => self.check_entry(index).err().unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// What is wrong on one page, in the order of its questions; warnings too.
    pub fn problems_in(&self, section: usize) -> Vec<Problem> {
        let section = self.form.questionnaire().sections.get(section);
        let questions = section.map_or(&[][..], |section| &section.questions);
        questions.iter().flat_map(|question| self.problems_at(&question.id)).collect()
    }

    fn place(&mut self, index: usize, value: Option<Value>) {
        let Some(question) = self.form.questions().get(index) else {
            return;
        };
        let tidied = value.as_ref().and_then(|typed| check::tidy(question, typed));
        let context = Context { today: self.today, short_route: false };
        let answer = tidied.and_then(|value| check::read(question, &value, context).ok());
        if let (Some(entry), Some(slot)) = (self.entries.get_mut(index), self.answers.get_mut(index)) {
            *entry = value.filter(|value| !value.is_null());
            *slot = answer;
        }
    }

    /// Works out the route and what is shown. Relevance looks back only, so one pass is enough.
    fn route(&mut self) {
        // The route's own questions are on both routes (checked by the form).
        self.short_route = false;
        self.shown.fill(true);
        let form = self.form.clone();
        self.short_route = form.short_route().is_some_and(|rule| self.is_true(rule));
        for (index, question) in form.questions().iter().enumerate() {
            let on_route = !self.short_route || question.short;
            let relevant = form.relevant(index).is_none_or(|rule| self.is_true(rule));
            if let Some(shown) = self.shown.get_mut(index) {
                *shown = on_route && relevant;
            }
        }
    }

    fn is_true(&self, rule: &Expression) -> bool {
        evaluate(rule, self).truth()
    }

    /// What a reference means; nothing for what is hidden or open.
    fn term(&self, name: &str) -> Term {
        let (id, part) = name.split_once('.').map_or((name, None), |(id, part)| (id, Some(part)));
        let Some(index) = self.form.index_of(id) else {
            return Term::nothing();
        };
        let shown = self.shown.get(index).copied().unwrap_or(false);
        let question = self.form.questions().get(index);
        let row = question.zip(part).and_then(|(question, part)| question.row(part));
        let row_shown = row.is_none_or(|row| self.context().shows(row));
        match self.answers.get(index) {
            Some(Some(answer)) if shown && row_shown => answer.term(part),
            _ => Term::nothing(),
        }
    }

    /// The value to send and its warnings (as `Ok`), or what is wrong.
    fn check_entry(&self, index: usize) -> Result<Option<Value>, Vec<Problem>> {
        let (Some(question), Some(true)) = (self.form.questions().get(index), self.shown.get(index)) else {
            return Ok(None);
        };
        let typed = self.entries.get(index).and_then(Option::as_ref);
        let tidied = typed.and_then(|typed| check::tidy(question, typed));
        let tidied = tidied.and_then(|value| self.without_hidden_rows(question, value));
        let Some(value) = tidied else {
            let open = question.required.then(|| vec![Problem::new(&question.id, Code::Required)]);
            return open.map_or(Ok(None), Err);
        };
        if question.kind == Kind::Contact {
            let problems = contact::check(&question.id, &value);
            return if problems.is_empty() { Ok(Some(value)) } else { Err(problems) };
        }
        let answer = check::read(question, &value, self.context())?;
        let broken = if matches!(answer, Answer::Missing(_)) { Vec::new() } else { self.broken(index, question) };
        if broken.is_empty() { Ok(Some(value)) } else { Err(broken) }
    }

    /// Constraints of the question that its answer breaks.
    fn broken(&self, index: usize, question: &Question) -> Vec<Problem> {
        let rules = self.form.constraints(index).iter().zip(&question.constraints);
        rules
            .filter(|(rule, _)| !self.is_true(rule))
            .map(|(_, constraint)| {
                let mut problem = Problem::new(&question.id, Code::Constraint).detail(constraint.message.plain());
                problem.severity = constraint.severity;
                problem
            })
            .collect()
    }

    fn without_hidden_rows(&self, question: &Question, value: Value) -> Option<Value> {
        if !question.is_grid() || value.get("missing").is_some() {
            return Some(value);
        }
        let Value::Object(rows) = value else {
            return Some(value);
        };
        let context = self.context();
        let kept = object(rows.into_iter().filter(|(row, _)| question.row(row).is_none_or(|row| context.shows(row))));
        (!kept.is_empty()).then_some(Value::Object(kept))
    }
}

impl Scope for Interview {
    fn value(&self, reference: &Reference) -> Term {
        self.term(&reference.name)
    }

    fn each(&self, reference: &Reference) -> Vec<Term> {
        vec![self.value(reference)]
    }

    fn at(&self, reference: &Reference, _: usize) -> Term {
        self.value(reference)
    }

    fn count(&self, _: &Reference) -> usize {
        1
    }

    fn here(&self) -> Term {
        Term::nothing()
    }

    fn position(&self) -> usize {
        0
    }

    fn now(&self) -> Moment {
        Moment { millis: self.today.days() * 86_400_000, offset: 0 }
    }

    fn list(&self, _: &str) -> Option<&dyn Table> {
        None
    }
}

/// Errors without the warnings beside them.
pub fn errors(problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
}

#[cfg(test)]
mod tests;
