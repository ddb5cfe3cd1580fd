//! Answers that are codes: one, several, an order, boroughs, a grid of choices.

use serde_json::Value;

use super::Reader;
use crate::answer::{Answer, Cell, Missing};
use crate::json::plain;
use crate::place::{OUTSIDE, by_code};
use crate::problem::Code;
use crate::rows::Rows;

/// The code that stands for all 33 boroughs.
const ALL_LONDON: &str = "all-london";

impl Reader<'_> {
    pub(super) fn single(&mut self, value: &Value) -> Option<Answer> {
        let Some(code) = value.as_str() else {
            return self.wrong("a code");
        };
        if !self.knows(code) {
            self.add(Code::UnknownOption, code);
        }
        Some(Answer::Single(code.to_owned()))
    }

    pub(super) fn multi(&mut self, value: &Value) -> Option<Answer> {
        let codes = self.codes(value)?;
        for code in &codes {
            match self.question.option(code) {
                None if self.knows(code) => {}
                None => self.add(Code::UnknownOption, code),
                Some(option) if option.exclusive && codes.len() > 1 => self.add(Code::ExclusiveWithOthers, code),
                Some(_) => {}
            }
        }
        Some(Answer::Multi(codes))
    }

    pub(super) fn rank(&mut self, value: &Value) -> Option<Answer> {
        let codes = self.codes(value)?;
        for code in &codes {
            if !self.knows(code) {
                self.add(Code::UnknownOption, code);
            }
        }
        let most = self.question.max.unwrap_or(3.0);
        if codes.len() as f64 > most {
            self.add(Code::TooMany, &plain(most));
        }
        Some(Answer::Rank(codes))
    }

    pub(super) fn boroughs(&mut self, value: &Value) -> Option<Answer> {
        let codes = self.codes(value)?;
        let all = codes.iter().any(|code| code == ALL_LONDON);
        for code in &codes {
            match by_code(code) {
                Some(_) if all => self.add(Code::ExclusiveWithOthers, ALL_LONDON),
                None if code != ALL_LONDON && code != OUTSIDE => self.add(Code::UnknownBorough, code),
                _ => {}
            }
        }
        Some(Answer::Multi(codes))
    }

    pub(super) fn grid_single(&mut self, value: &Value) -> Option<Answer> {
        let Some(rows) = value.as_object() else {
            return self.wrong("an object of row and code");
        };
        let mut answers = Rows::default();
        for (row, value) in rows {
            if !self.row_is_shown(row) {
                continue;
            }
            let reason = value.get("missing").and_then(Value::as_str).and_then(Missing::from_code);
            match (reason, value.as_str()) {
                (Some(reason), _) if self.question.row_missing.contains(&reason) => {
                    answers.insert(row.clone(), Cell::Missing(reason));
                }
                (Some(reason), _) => self.add_at(row, Code::MissingNotOffered, reason.code()),
                (None, Some(code)) if self.question.option(code).is_some() => {
                    answers.insert(row.clone(), Cell::Code(code.to_owned()));
                }
                (None, Some(code)) => self.add_at(row, Code::UnknownOption, code),
                (None, None) => self.add_at(row, Code::WrongType, "a code"),
            }
        }
        self.not_empty(answers.is_empty())?;
        Some(Answer::GridSingle(answers))
    }

    /// A list of different codes, at least one.
    pub(super) fn codes(&mut self, value: &Value) -> Option<Vec<String>> {
        let items = match value.as_array() {
            Some(items) if !items.is_empty() => items,
            _ => return self.wrong("a list of codes"),
        };
        let mut codes: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let Some(code) = item.as_str() else {
                return self.wrong("a list of codes");
            };
            if codes.iter().any(|known| known == code) {
                self.add(Code::Repeated, code);
                return None;
            }
            // A list longer than all options must repeat or be unknown; 64 bounds the work above it.
            if codes.len() >= self.question.options.len().max(64) {
                self.add(Code::TooMany, "");
                return None;
            }
            codes.push(code.to_owned());
        }
        Some(codes)
    }

    /// Whether the code may be chosen; whether a choice list has it is looked up by the interview.
    fn knows(&self, code: &str) -> bool {
        self.question.list.is_some() || self.question.option(code).is_some()
    }

    /// Whether a grid's row exists and is on the respondent's route; adds the problem where not.
    pub(super) fn row_is_shown(&mut self, row: &str) -> bool {
        match self.question.row(row) {
            None => self.add_at(row, Code::UnknownRow, row),
            Some(known) if !self.context.shows(known) => self.add_at(row, Code::NotShown, ""),
            Some(_) => return true,
        }
        false
    }

    /// An object without content is no answer; absent is how "nothing" is said.
    pub(super) fn not_empty(&mut self, empty: bool) -> Option<()> {
        if empty && self.problems.is_empty() { self.wrong("at least one entry") } else { Some(()) }
    }
}
