//! What an expression can be, and how one kind becomes another.

use std::borrow::Cow;

use super::{WHOLE, dates};
use crate::number;

/// What an expression can be; a list of codes is their text with spaces between, as in XLSForm.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Truth(bool),
}

impl Value {
    pub fn nothing() -> Value {
        Value::Text(String::new())
    }

    pub fn truth(&self) -> bool {
        match self {
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) => is_truth(*number),
            Value::Truth(truth) => *truth,
        }
    }

    /// As a number, a date as its days; NaN for what is none.
    pub fn number(&self) -> f64 {
        match self {
            Value::Text(text) => {
                of_text(text).or_else(|| if WHOLE { dates::days(text, None) } else { None }).unwrap_or(f64::NAN)
            }
            Value::Number(number) => *number,
            Value::Truth(truth) => f64::from(u8::from(*truth)),
        }
    }

    pub fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => plain(*number),
            Value::Truth(truth) => truth_text(*truth).to_owned(),
        }
    }
}

/// A value on its way, borrowed where it can be: most texts are only compared.
pub(super) enum Term<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Truth(bool),
}

impl<'a> Term<'a> {
    pub const NOTHING: Term<'static> = Term::Text(Cow::Borrowed(""));

    pub fn owned(text: String) -> Term<'a> {
        Term::Text(Cow::Owned(text))
    }

    pub fn truth(&self) -> bool {
        match self {
            Term::Text(text) => !text.is_empty(),
            Term::Number(number) => is_truth(*number),
            Term::Truth(truth) => *truth,
        }
    }

    pub fn text(self) -> Cow<'a, str> {
        match self {
            Term::Text(text) => text,
            Term::Number(number) => Cow::Owned(plain(number)),
            Term::Truth(truth) => Cow::Borrowed(truth_text(truth)),
        }
    }

    /// No text, or no number: what `coalesce` passes over.
    pub fn is_nothing(&self) -> bool {
        match self {
            Term::Text(text) => text.is_empty(),
            Term::Number(number) => number.is_nan(),
            Term::Truth(_) => false,
        }
    }
}

impl From<Value> for Term<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Text(text) => Term::owned(text),
            Value::Number(number) => Term::Number(number),
            Value::Truth(truth) => Term::Truth(truth),
        }
    }
}

impl From<Term<'_>> for Value {
    fn from(term: Term) -> Self {
        match term {
            Term::Text(text) => Value::Text(text.into_owned()),
            Term::Number(number) => Value::Number(number),
            Term::Truth(truth) => Value::Truth(truth),
        }
    }
}

/// The number that a text is; dates are none.
pub(super) fn of_text(text: &str) -> Option<f64> {
    number::read(text.trim_matches(is_space))
}

/// What XML counts as space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The codes of a list, or the words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

fn is_truth(number: f64) -> bool {
    number != 0.0 && !number.is_nan()
}

fn truth_text(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// A number as XPath writes it: JavaScript's digits, but never an exponent.
pub(super) fn plain(number: f64) -> String {
    let text = crate::json::plain(number);
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    match exponent.strip_prefix('-') {
        Some(small) => [sign, "0.", &noughts(small, 1), whole, part].concat(),
        None => [sign, whole, part, &noughts(exponent.trim_start_matches('+'), part.len())].concat(),
    }
}

fn noughts(exponent: &str, less: usize) -> String {
    "0".repeat((number::read(exponent).unwrap_or_default() as usize).saturating_sub(less))
}
