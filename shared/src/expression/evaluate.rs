//! Works out what an expression says, given the answers.

use std::borrow::Cow;

use super::value::{Term, is_space, of_text, words};
use super::{Expression, Function, Operator, Scope, Table, Value, WHOLE, dates, lookups, numbers, patterns, texts};

/// The value of `expression`.
pub fn evaluate(expression: &Expression, scope: &dyn Scope) -> Value {
    Around { scope, row: None }.term(expression).into()
}

/// As [`evaluate`], with a choice at hand: bare names are its columns.
pub fn evaluate_for_choice(expression: &Expression, scope: &dyn Scope, table: &dyn Table, row: usize) -> Value {
    Around { scope, row: Some((table, row)) }.term(expression).into()
}

/// What is around the expression.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub scope: &'a dyn Scope,
    /// The choice at hand.
    pub row: Option<(&'a dyn Table, usize)>,
}

impl<'a> Around<'a> {
    pub fn term(self, expression: &'a Expression) -> Term<'a> {
        match expression {
            Expression::Text(text) => Term::Text(Cow::Borrowed(text)),
            Expression::Number(number) => Term::Number(*number),
            Expression::Reference(reference) => match self.scope.text(reference) {
                Some(text) => Term::Text(Cow::Borrowed(text)),
                None => self.scope.value(reference).into(),
            },
            Expression::Here => self.scope.here().into(),
            Expression::Column(_) | Expression::Lookup { .. } if !WHOLE => Term::NOTHING,
            Expression::Column(name) => Term::Text(Cow::Borrowed(lookups::cell(self.row, name))),
            Expression::Negative(inner) => Term::Number(-self.number(inner)),
            Expression::Not(_) => Term::Truth(self.truth(expression)),
            Expression::Binary(operator, left, right) => match self.arithmetic(*operator, left, right) {
                Some(number) => Term::Number(number),
                None => Term::Truth(self.truth(expression)),
            },
            Expression::Call(function, arguments) => self.call(*function, arguments),
            Expression::Lookup { .. } => lookups::first(self, expression),
        }
    }

    pub fn truth(self, expression: &'a Expression) -> bool {
        match expression {
            Expression::Not(inner) => !self.truth(inner),
            Expression::Binary(Operator::And, left, right) => self.truth(left) && self.truth(right),
            Expression::Binary(Operator::Or, left, right) => self.truth(left) || self.truth(right),
            Expression::Binary(Operator::Equal, left, right) => self.equal(left, right),
            Expression::Binary(Operator::NotEqual, left, right) => !self.equal(left, right),
            Expression::Binary(Operator::Less, left, right) => self.number(left) < self.number(right),
            Expression::Binary(Operator::LessEqual, left, right) => self.number(left) <= self.number(right),
            Expression::Binary(Operator::Greater, left, right) => self.number(left) > self.number(right),
            Expression::Binary(Operator::GreaterEqual, left, right) => self.number(left) >= self.number(right),
            _ => self.term(expression).truth(),
        }
    }

    /// As a number, a date as its days on the clock of whoever answers; NaN for what is none.
    pub fn number(self, expression: &'a Expression) -> f64 {
        self.as_number(&self.term(expression))
    }

    pub fn as_number(self, term: &Term) -> f64 {
        match term {
            Term::Number(number) => *number,
            Term::Truth(truth) => f64::from(u8::from(*truth)),
            Term::Text(text) => of_text(text)
                .or_else(|| if WHOLE { dates::days(text, Some(self.scope)) } else { None })
                .unwrap_or(f64::NAN),
        }
    }

    pub fn text(self, expression: &'a Expression) -> Cow<'a, str> {
        self.term(expression).text()
    }

    fn arithmetic(self, operator: Operator, left: &'a Expression, right: &'a Expression) -> Option<f64> {
        if operator.strength() < Operator::Add.strength() {
            return None;
        }
        let (a, b) = (self.number(left), self.number(right));
        Some(match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            _ => a % b,
        })
    }

    /// XPath 1.0, section 3.4: truths compare as truths, numbers as numbers, the rest as text; moments as moments,
    /// since one can be written with several offsets.
    fn equal(self, left: &'a Expression, right: &'a Expression) -> bool {
        match (self.term(left), self.term(right)) {
            (Term::Text(a), Term::Text(b)) => a == b || (WHOLE && dates::same_moment(&a, &b)),
            (Term::Truth(a), b) | (b, Term::Truth(a)) => a == b.truth(),
            (a, b) => self.as_number(&a) == self.as_number(&b),
        }
    }

    fn call(self, function: Function, arguments: &'a [Expression]) -> Term<'a> {
        let argument = |index: usize| arguments.get(index).map_or(Term::NOTHING, |argument| self.term(argument));
        let is_true = |index: usize| arguments.get(index).is_some_and(|argument| self.truth(argument));
        match function {
            Function::Selected => {
                let (list, code) = (argument(0).text(), argument(1).text());
                Term::Truth(selected(&list, code.trim_matches(is_space)))
            }
            Function::SelectedAt => {
                let (list, place) = (argument(0).text(), self.as_number(&argument(1)).trunc());
                let code = words(&list).enumerate().find(|(at, _)| *at as f64 == place);
                code.map_or(Term::NOTHING, |(_, code)| Term::owned(code.to_owned()))
            }
            Function::CountSelected => Term::Number(words(&argument(0).text()).count() as f64),
            Function::If => argument(if is_true(0) { 1 } else { 2 }),
            Function::Coalesce => {
                let mut terms = arguments.iter().map(|argument| self.term(argument));
                terms.find(|term| !term.is_nothing()).unwrap_or(Term::NOTHING)
            }
            Function::Once => match Term::from(self.scope.here()) {
                here if here.is_nothing() => argument(0),
                here => here,
            },
            Function::True => Term::Truth(true),
            Function::False => Term::Truth(false),
            Function::Boolean => Term::Truth(is_true(0)),
            Function::Number => Term::Number(self.as_number(&argument(0))),
            Function::String => Term::Text(argument(0).text()),
            _ if !WHOLE => Term::NOTHING,
            Function::BooleanFromString => Term::Truth(matches!(argument(0).text().as_ref(), "true" | "1")),
            Function::Position => Term::Number(self.scope.position() as f64),
            Function::Row => Term::Number(self.row.map_or(self.scope.position(), |(_, row)| row + 1) as f64),
            Function::Checklist => {
                let count = (2..arguments.len()).filter(|index| is_true(*index)).count();
                self.between(arguments, count as f64)
            }
            Function::WeightedChecklist => {
                let weight = |index: usize| if is_true(index) { self.as_number(&argument(index + 1)) } else { 0.0 };
                self.between(arguments, (2..arguments.len()).step_by(2).map(weight).sum())
            }
            Function::Round
            | Function::Int
            | Function::Abs
            | Function::Pow
            | Function::Min
            | Function::Max
            | Function::Sum
            | Function::Count
            | Function::CountNonEmpty
            | Function::IndexedRepeat => numbers::call(self, function, arguments),
            Function::Concat
            | Function::Join
            | Function::StringLength
            | Function::Substr
            | Function::Contains
            | Function::StartsWith
            | Function::EndsWith
            | Function::SubstringBefore
            | Function::SubstringAfter
            | Function::Translate
            | Function::NormalizeSpace
            | Function::UpperCase
            | Function::LowerCase => texts::call(self, function, arguments),
            Function::Regex => Term::Truth(patterns::matches(&argument(0).text(), &argument(1).text())),
            Function::Today
            | Function::Now
            | Function::Date
            | Function::DateTime
            | Function::FormatDate
            | Function::FormatDateTime
            | Function::DecimalDateTime
            | Function::DecimalTime => dates::call(self, function, arguments),
            Function::PullData => lookups::pull(self, arguments),
            Function::ChoiceName => lookups::choice_name(self, arguments),
        }
    }

    /// Whether a count is within the first two arguments; a negative one is no limit.
    fn between(self, arguments: &'a [Expression], count: f64) -> Term<'a> {
        let limit = |index: usize| arguments.get(index).map_or(f64::NAN, |argument| self.number(argument));
        let (least, most) = (limit(0), limit(1));
        Term::Truth((least < 0.0 || count >= least) && (most < 0.0 || count <= most))
    }

    /// Every value of the arguments from `first` on: a reference alone is all items of its repeat, and so is each of
    /// several, except within a repeat, where they are the item's own.
    pub fn each(self, arguments: &'a [Expression], first: usize, see: &mut dyn FnMut(Term<'a>)) {
        self.spread(arguments, first, arguments.len() == first + 1, see);
    }

    /// The same; a reference alone is all items only if `alone` says so.
    pub fn spread(self, arguments: &'a [Expression], first: usize, alone: bool, see: &mut dyn FnMut(Term<'a>)) {
        let all = alone || self.scope.position() == 0;
        for argument in arguments.iter().skip(first) {
            match argument {
                Expression::Reference(reference) if all => {
                    self.scope.each(reference).into_iter().for_each(|value| see(value.into()));
                }
                Expression::Lookup { .. } => lookups::each(self, argument, see),
                _ => see(self.term(argument)),
            }
        }
    }
}

/// Whether a list of codes has this one; `''` is selected where nothing is.
fn selected(list: &str, code: &str) -> bool {
    let mut codes = words(list);
    if code.is_empty() { codes.next().is_none() } else { codes.any(|chosen| chosen == code) }
}
