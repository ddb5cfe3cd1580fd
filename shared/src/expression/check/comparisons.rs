//! What can be wrong with operators.

use super::{Checker, Kind, Seen};
use crate::expression::{Expression, Operator, dates, value};

/// More codes than this are not read in a message.
const MOST_NAMED: usize = 12;

impl Checker<'_> {
    pub(super) fn binary(&mut self, operator: Operator, left: &Seen, right: &Seen, at: usize) {
        match operator {
            Operator::And | Operator::Or => {
                self.condition(left);
                self.condition(right);
            }
            Operator::Equal | Operator::NotEqual => {
                self.single(left);
                self.single(right);
                self.equal(left, right);
                self.equal(right, left);
            }
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => {
                if left.kind == Kind::Truth && matches!(left.expression, Expression::Binary(..)) {
                    self.odd(at, &["this compares true or false: write a < b and b < c"]);
                }
                self.reckoned(left, true);
                self.reckoned(right, true);
                self.dated(left, right);
                self.dated(right, left);
            }
            Operator::Add | Operator::Subtract => {
                self.reckoned(left, true);
                self.reckoned(right, true);
            }
            Operator::Multiply | Operator::Divide | Operator::Modulo => {
                self.reckoned(left, false);
                self.reckoned(right, false);
            }
        }
    }

    /// `=` and `!=`, with the question on the left.
    fn equal(&mut self, question: &Seen, other: &Seen) {
        if other.is_empty_text() {
            return;
        }
        let number = match other.expression {
            Expression::Number(number) => Some(value::plain(*number)),
            _ => None,
        };
        let written = match other.expression {
            Expression::Text(text) => Some(text.as_str()),
            _ => number.as_deref(),
        };
        match (question.kind, written) {
            (Kind::Choice, Some(code)) => self.code(question, code, other.at),
            (Kind::Choices, Some(code)) => {
                self.code(question, code, other.at);
                let name = question.name();
                self.odd(question.at, &["more than one can be chosen: write selected(", &name, ", '", code, "')"]);
            }
            (Kind::Number, _) if other.literal().is_some_and(|text| !dates::is_date(text)) => {
                self.error(other.at, &[&other.name(), " is no number, but ", &question.name(), " is one"]);
            }
            (Kind::Date, _) => self.dated(question, other),
            (Kind::Truth, _) if matches!(other.expression, Expression::Text(_)) => {
                self.odd(other.at, &[&question.name(), " is true or false: write true() or false()"]);
            }
            _ => {}
        }
    }

    /// A date beside a text that is none.
    fn dated(&mut self, date: &Seen, other: &Seen) {
        if date.kind == Kind::Date && other.literal().is_some_and(|text| !text.is_empty() && !dates::is_date(text)) {
            self.error(other.at, &[&other.name(), " is no date: write '2026-03-31' for the last day of March 2026"]);
        }
    }

    /// A code that a question should have.
    pub(super) fn code(&mut self, question: &Seen, code: &str, at: usize) {
        let Some(codes) = &question.codes else { return };
        if code.is_empty() || codes.iter().any(|known| known == code) {
            return;
        }
        let named: Vec<&str> = codes.iter().take(MOST_NAMED).map(String::as_str).collect();
        let more = if codes.len() > MOST_NAMED { " and more" } else { "" };
        self.error(at, &[&question.name(), " has no code ", code, ": it has ", &named.join(", "), more]);
    }
}
