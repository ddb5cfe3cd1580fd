//! One answer, typed; `check::read` is the only door through which JSON becomes one.

use serde::{Deserialize, Serialize};

use crate::expression::Value as Term;
use crate::rows::Rows;
use crate::time::Date;

/// Why a question was asked and left open. "Not shown" is not a reason: such answers are absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    DontKnow,
    PreferNotToSay,
}

impl Missing {
    pub const ALL: [Missing; 2] = [Missing::DontKnow, Missing::PreferNotToSay];

    pub fn code(self) -> &'static str {
        match self {
            Missing::DontKnow => "dont-know",
            Missing::PreferNotToSay => "prefer-not-to-say",
        }
    }

    pub fn from_code(code: &str) -> Option<Missing> {
        Missing::ALL.into_iter().find(|missing| missing.code() == code)
    }
}

/// An answer that has the shape of its question's type and uses its codes.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Missing(Missing),
    Consent,
    Single(String),
    /// Multi and boroughs.
    Multi(Vec<String>),
    Rank(Vec<String>),
    /// Number and year.
    Number {
        value: f64,
        about: bool,
    },
    Money {
        amount: f64,
        year_end: Option<Date>,
    },
    /// Percent by part.
    Split(Rows<f64>),
    /// The parts of a split, only ticked.
    Ticked(Vec<String>),
    GridSingle(Rows<Cell>),
    GridNumber(Rows<f64>),
    /// Text and long.
    Text(String),
    Place {
        postcode: Option<String>,
        borough: String,
    },
    /// Number by org-id.guide list; empty says "not registered".
    OrganisationIds(Rows<String>),
}

/// One row of a choice grid.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Code(String),
    Missing(Missing),
}

impl Answer {
    /// What `${id}` (part `None`) or `${id.part}` means in an expression.
    pub fn term(&self, part: Option<&str>) -> Term {
        match (self, part) {
            (Answer::Consent, None) => Term::Truth(true),
            (Answer::Single(code), None) => Term::Text(code.clone()),
            (Answer::Multi(codes) | Answer::Rank(codes) | Answer::Ticked(codes), None) => Term::Text(codes.join(" ")),
            (Answer::Number { value, .. }, None) => Term::Number(*value),
            (Answer::Money { amount, .. }, None | Some("amount")) => Term::Number(*amount),
            (Answer::Money { year_end: Some(day), .. }, Some("year_end")) => Term::Text(day.to_iso()),
            (Answer::Split(parts) | Answer::GridNumber(parts), Some(part)) => {
                parts.get(part).map_or_else(Term::nothing, |number| Term::Number(*number))
            }
            (Answer::GridSingle(rows), Some(row)) => match rows.get(row) {
                Some(Cell::Code(code)) => Term::Text(code.clone()),
                _ => Term::nothing(),
            },
            (Answer::Text(text), None) => Term::Text(text.clone()),
            (Answer::Place { borough, .. }, None | Some("borough")) => Term::Text(borough.clone()),
            (Answer::Place { postcode: Some(postcode), .. }, Some("postcode")) => Term::Text(postcode.clone()),
            (Answer::OrganisationIds(ids), Some(list)) => {
                ids.get(list).map_or_else(Term::nothing, |id| Term::Text(id.clone()))
            }
            _ => Term::nothing(),
        }
    }
}
