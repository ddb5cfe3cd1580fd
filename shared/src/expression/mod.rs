//! The expression language of XLSForm: what ODK and Kobo users know works here, from relevance to choice filters.
//!
//! Semantics are those of the ODK XForms specification, and XPath 1.0's where it is silent: nothing is `''`, `''` as
//! a number is NaN, and a comparison with NaN is false except `!=`. A date is its text (`2026-11-22`) and as a number
//! whole days since 1970-01-01; a moment (`2026-11-22T10:14:00+00:00`) has a fraction, on the clock of whoever
//! answers. What other engines do differently is in `differences.md`, with the reasons.
//!
//! What an answer is in an expression:
//!
//! | Question | `${name}` | `${name.part}` |
//! |---|---|---|
//! | of any kind, hidden or open | nothing | nothing |
//! | left open with a reason (`{"missing": …}`) | nothing: who does not know has given no answer | nothing |
//! | consent | true | |
//! | one choice | its code | |
//! | several choices, a ranking | the codes with spaces between, for `selected()` | |
//! | number, year | the number | |
//! | text | the text | |
//! | money | the amount | `amount`, and `year_end` as a date |
//! | grid | nothing | by row (`${E1.demand}`): its code or number; nothing where the row is open |
//! | split | nothing, or the codes of the parts that are only ticked | by part: its percentage |
//! | place | the code of its borough | `borough`, `postcode` |
//! | organisation's numbers | nothing | by list (`${A1.GB-CHC}`): the number as text |
//! | repeat | only for `count()` and `indexed-repeat()` | |
//!
//! In a repeat a name means the answer of the same item; `sum()`, `min()`, `max()`, `join()`, `count()` and
//! `count-non-empty()` with one name alone take those of all items. A calculation that gives NaN has given nothing.
//!
//! An expression is parsed once, its names become slots ([`Expression::resolve`]), and an evaluation then copies no
//! text that it only compares. Nothing that anybody can write ends the stack, hangs or panics: nesting and length have
//! limits, patterns take linear time, and what has no value is nothing or NaN.

mod check;
mod dates;
mod evaluate;
mod function;
mod letters;
mod lexer;
mod lookups;
mod mend;
mod numbers;
mod parser;
mod patterns;
mod print;
mod scope;
mod texts;
mod value;

pub use crate::time::Stamp as Moment;
pub use check::{Kind, Known, Names, check, check_text};
pub use evaluate::{evaluate, evaluate_for_choice};
pub use function::Function;
pub use parser::parse;
pub use scope::{Scope, Table};
pub use value::Value;

use crate::{Severity, WHOLE};

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Text(String),
    Number(f64),
    Reference(Reference),
    /// `.`: the question's own answer.
    Here,
    /// A bare name: a column of the choice at hand.
    Column(String),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    Call(Function, Vec<Expression>),
    /// `instance('list')/root/item[predicate]/column`; without a column the rows themselves, for `count()`.
    Lookup {
        list: String,
        predicate: Option<Box<Expression>>,
        column: String,
    },
}

/// `${C1.amount}`: `name` as written; `slot` and `part` are filled in by [`Expression::resolve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub name: String,
    pub part: Option<String>,
    /// `usize::MAX` until resolved.
    pub slot: usize,
}

/// The slot and the part of a [`Reference`].
pub type Place = (usize, Option<String>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// Why an expression cannot be used, or is merely odd (a warning), and where (byte offset).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
    pub message: String,
    pub severity: Severity,
}

impl Fault {
    fn new(at: usize, message: impl Into<String>) -> Fault {
        // Nobody reads it on a phone.
        let message = if cfg!(feature = "words") { message.into() } else { String::new() };
        Fault { at, message, severity: Severity::Error }
    }
}

impl Reference {
    pub fn new(name: &str) -> Reference {
        Reference { name: name.to_owned(), part: None, slot: usize::MAX }
    }
}

impl Expression {
    /// Every reference in it, in order of appearance.
    pub fn references(&self) -> Vec<&Reference> {
        let mut found = Vec::new();
        self.walk(&mut |expression| {
            if let Expression::Reference(reference) = expression {
                found.push(reference);
            }
        });
        found
    }

    /// Fills in slots and parts: `find` gives them for a name. What it does not find stays unresolved.
    pub fn resolve(&mut self, find: &dyn Fn(&str) -> Option<Place>) {
        match self {
            Expression::Reference(reference) => {
                if let Some((slot, part)) = find(&reference.name) {
                    (reference.slot, reference.part) = (slot, part);
                }
            }
            Expression::Text(_) | Expression::Number(_) | Expression::Here | Expression::Column(_) => {}
            Expression::Not(inner) | Expression::Negative(inner) => inner.resolve(find),
            Expression::Binary(_, left, right) => {
                left.resolve(find);
                right.resolve(find);
            }
            Expression::Call(_, arguments) => arguments.iter_mut().for_each(|argument| argument.resolve(find)),
            Expression::Lookup { predicate, .. } => {
                if let Some(predicate) = predicate {
                    predicate.resolve(find);
                }
            }
        }
    }

    /// Whether its value can change with the clock alone.
    pub fn depends_on_time(&self) -> bool {
        self.has(&|expression| matches!(expression, Expression::Call(Function::Today | Function::Now, _)))
    }

    /// Whether it looks at the question's own answer.
    pub fn depends_on_here(&self) -> bool {
        self.has(&|expression| matches!(expression, Expression::Here | Expression::Call(Function::Once, _)))
    }

    /// The names of the lists it looks into.
    pub fn lists(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.walk(&mut |expression| match expression {
            Expression::Lookup { list, .. } => found.push(list.as_str()),
            Expression::Call(Function::PullData, arguments) => {
                if let Some(Expression::Text(list)) = arguments.first() {
                    found.push(list);
                }
            }
            _ => {}
        });
        found
    }

    /// Every part of it, itself too.
    pub fn parts(&self) -> impl Iterator<Item = &Expression> {
        let mut found = Vec::new();
        self.walk(&mut |expression| found.push(expression));
        found.into_iter()
    }

    fn has(&self, wanted: &dyn Fn(&Expression) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |expression| found |= wanted(expression));
        found
    }

    /// Shows every part, what is inside before what it is in, from left to right.
    fn walk<'a>(&'a self, see: &mut dyn FnMut(&'a Expression)) {
        match self {
            Expression::Text(_)
            | Expression::Number(_)
            | Expression::Reference(_)
            | Expression::Here
            | Expression::Column(_) => {}
            Expression::Not(inner) | Expression::Negative(inner) => inner.walk(see),
            Expression::Binary(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
            Expression::Call(_, arguments) => arguments.iter().for_each(|argument| argument.walk(see)),
            Expression::Lookup { predicate, .. } => {
                if let Some(predicate) = predicate {
                    predicate.walk(see);
                }
            }
        }
        see(self);
    }
}

#[cfg(test)]
mod tests;
