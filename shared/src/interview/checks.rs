//! What is wrong now: at one question, on one page.

use serde_json::Value;

use super::{Interview, Spot, contact};
use crate::WHOLE;
use crate::answer::Answer;
use crate::check;
use crate::json::object;
use crate::problem::{Code, Problem, Severity};
use crate::questionnaire::{Kind, Question};

impl Interview {
    /// What is wrong at one question now; nothing where it is not shown. Of a repeat, in all of its items.
    pub fn problems_at(&self, path: &str) -> Vec<Problem> {
        self.form.spot(path).map_or_else(Vec::new, |spot| self.problems_from(spot))
    }

    /// What is wrong on one page, in the order of its questions; warnings too.
    pub fn problems_in(&self, section: usize) -> Vec<Problem> {
        let section = self.form.questionnaire().sections.get(section);
        let questions = section.map_or(&[][..], |section| &section.questions);
        questions.iter().flat_map(|question| self.problems_at(&question.id)).collect()
    }

    fn problems_from(&self, spot: Spot) -> Vec<Problem> {
        let mut problems = Vec::new();
        for item in 0..self.items_of(spot.node) {
            for node in self.form.inside(spot.node) {
                problems.extend(self.check_entry(Spot { node, item }).err().unwrap_or_default());
            }
        }
        problems.extend(self.check_entry(spot).err().unwrap_or_default());
        problems
    }

    pub(super) fn is_required(&self, spot: Spot, question: &Question) -> bool {
        let rule = self.form.rules(spot.node).and_then(|rules| rules.required.as_ref());
        let is_wanted = question.required || rule.is_some_and(|rule| self.is_true(rule, spot));
        is_wanted && !self.has_nothing_to_choose(spot, question)
    }

    /// Whether a filter leaves no choice and there is no reason to give either: nobody can answer. Of a list that
    /// is not here yet nobody knows.
    fn has_nothing_to_choose(&self, spot: Spot, question: &Question) -> bool {
        let has_filter = self.form.rules(spot.node).is_some_and(|rules| rules.filter.is_some());
        if !WHOLE || !has_filter || !question.missing.is_empty() {
            return false;
        }
        let rows = self.form.choices(question).len();
        rows > 0 && !(0..rows).any(|row| self.offers(spot, question, row))
    }

    /// The value to send, or what is wrong and what is to be asked about.
    pub(super) fn check_entry(&self, spot: Spot) -> Result<Option<Value>, Vec<Problem>> {
        let Some(question) = self.form.at(spot.node).filter(|_| self.shows(spot)) else {
            return Ok(None);
        };
        if question.kind == Kind::Repeat {
            return Ok(None);
        }
        let Some(value) = self.tidied(spot) else {
            let is_open = question.is_asked() && question.calculation.is_none() && self.is_required(spot, question);
            return if is_open { Err(vec![self.problem(spot, Code::Required)]) } else { Ok(None) };
        };
        if question.kind == Kind::Contact {
            let problems = contact::check(&question.id, &value);
            return if problems.is_empty() { Ok(Some(value)) } else { Err(problems) };
        }
        let wrong = self.wrong_with(spot, question, &value);
        if wrong.is_empty() { Ok(Some(value)) } else { Err(wrong) }
    }

    /// What is wrong with a value, and which rules it breaks.
    pub(super) fn wrong_with(&self, spot: Spot, question: &Question, value: &Value) -> Vec<Problem> {
        let path = || self.form.path(spot);
        match check::read(question, value, self.context()) {
            Err(mut problems) => {
                problems.iter_mut().for_each(|problem| problem.question = path());
                problems
            }
            Ok(Answer::Missing(_)) => Vec::new(),
            Ok(answer) => match self.not_offered(spot, question, &answer) {
                Some(code) => vec![self.problem(spot, Code::UnknownOption).detail(code)],
                None => self.broken(spot, question),
            },
        }
    }

    /// Constraints of the question that its answer breaks.
    fn broken(&self, spot: Spot, question: &Question) -> Vec<Problem> {
        let main = self.form.questionnaire().main_language();
        let rules = self.form.rules(spot.node).map_or(&[][..], |rules| &rules.constraints);
        rules
            .iter()
            .zip(&question.constraints)
            .filter(|(rule, _)| !self.is_true(rule, spot))
            .map(|(_, constraint)| {
                let words = self.words(&self.form.path(spot), constraint.message.get(self.language(), main));
                let mut problem = self.problem(spot, Code::Constraint).detail(words);
                problem.severity = constraint.severity;
                problem
            })
            .collect()
    }

    /// A code that a list does not have, or that the filter leaves out.
    fn not_offered(&self, spot: Spot, question: &Question, answer: &Answer) -> Option<String> {
        let has_filter = self.form.rules(spot.node).is_some_and(|rules| rules.filter.is_some());
        let choices = self.form.choices(question);
        // A list that is not on this phone yet is the server's to check.
        if !WHOLE || choices.is_empty() || (question.list.is_none() && !has_filter) {
            return None;
        }
        let codes = match answer {
            Answer::Single(code) => std::slice::from_ref(code),
            Answer::Multi(codes) | Answer::Rank(codes) => codes,
            _ => return None,
        };
        let is_offered = |code: &String| {
            let row = choices.iter().position(|choice| choice.code == *code);
            row.is_some_and(|row| self.offers(spot, question, row))
        };
        codes.iter().find(|code| !is_offered(code)).cloned()
    }

    pub(super) fn problem(&self, spot: Spot, code: Code) -> Problem {
        Problem::new(&self.form.path(spot), code)
    }

    /// The value as it would be sent, whether or not it is right.
    pub(super) fn tidied(&self, spot: Spot) -> Option<Value> {
        let question = self.form.at(spot.node)?;
        let typed = self.cell(spot)?.entry.as_ref()?;
        self.without_hidden_rows(question, check::tidy(question, typed)?)
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

/// Errors without the warnings beside them.
pub fn errors(problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
}
