//! What can be known to be wrong with an expression before anybody answers: for the designer, and for publishing.

mod calls;
mod comparisons;

use super::parser::parse_with_places;
use super::{Expression, Fault, Function, Operator, value};
use crate::Severity;

/// What kind of value a question gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    /// Moments too.
    Date,
    Choice,
    Choices,
    Truth,
    Repeat,
    Unknown,
}

/// What is known about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub kind: Kind,
    /// The codes of its choices, where they are known beforehand.
    pub codes: Option<Vec<String>>,
}

impl Known {
    pub fn of(kind: Kind) -> Known {
        Known { kind, codes: None }
    }
}

/// The names that an expression may use where it stands.
pub trait Names {
    /// A question, a part of one (`C1.amount`) or a repeat; `.` asks for the question that the expression is at.
    fn known(&self, name: &str) -> Option<Known>;

    fn has_list(&self, _list: &str) -> bool {
        true
    }

    fn has_column(&self, _list: &str, _column: &str) -> bool {
        true
    }

    /// Whether the choices at hand have this column; there are some only where choices are filtered.
    fn has_choice_column(&self, _column: &str) -> bool {
        false
    }

    /// Why a name never has a value here although it is asked, and what to write; `None` where it may have one.
    fn never(&self, _name: &str) -> Option<String> {
        None
    }

    /// Whether there is an item of a repeat at hand.
    fn is_in_repeat(&self) -> bool {
        true
    }

    /// Whether labels are words of several languages: then no rule may ask for one.
    fn speaks_many(&self) -> bool {
        false
    }
}

/// Every fault of a parsed expression. Places are those in its printed form.
pub fn check(expression: &Expression, known: &dyn Fn(&str) -> Option<Known>) -> Vec<Fault> {
    struct Only<'a>(&'a dyn Fn(&str) -> Option<Known>);
    impl Names for Only<'_> {
        fn known(&self, name: &str) -> Option<Known> {
            self.0(name)
        }
    }
    check_text(&expression.to_string(), &Only(known))
}

/// Every fault of an expression as it is written; one that cannot be read has that fault alone.
pub fn check_text(text: &str, names: &dyn Names) -> Vec<Fault> {
    let (expression, places) = match parse_with_places(text) {
        Ok(parsed) => parsed,
        Err(fault) => return vec![fault],
    };
    let mut checker = Checker { names, places: places.into_iter(), faults: Vec::new(), lists: Vec::new() };
    checker.see(&expression);
    checker.faults.sort_by_key(|fault| fault.at);
    checker.faults
}

/// What to write instead of a label.
const NAME_IT: &str = "ask for the code (name) or for a column of its own";

struct Checker<'a> {
    names: &'a dyn Names,
    /// Where the parts stand that have not been seen yet.
    places: std::vec::IntoIter<usize>,
    faults: Vec<Fault>,
    /// The lists whose rows are at hand, the innermost last.
    lists: Vec<String>,
}

/// A part that has been seen, with all that is in it.
struct Seen<'e> {
    expression: &'e Expression,
    at: usize,
    kind: Kind,
    codes: Option<Vec<String>>,
}

impl Seen<'_> {
    /// How it is called in a message.
    fn name(&self) -> String {
        self.expression.to_string()
    }

    fn is_empty_text(&self) -> bool {
        matches!(self.expression, Expression::Text(text) if text.is_empty())
    }

    /// A text that is written out and is no number.
    fn literal(&self) -> Option<&str> {
        match self.expression {
            Expression::Text(text) if value::of_text(text).is_none() => Some(text),
            _ => None,
        }
    }
}

impl Checker<'_> {
    fn add(&mut self, at: usize, severity: Severity, message: &[&str]) {
        self.faults.push(Fault { at, message: message.concat(), severity });
    }

    fn error(&mut self, at: usize, message: &[&str]) {
        self.add(at, Severity::Error, message);
    }

    fn odd(&mut self, at: usize, message: &[&str]) {
        self.add(at, Severity::Warning, message);
    }

    /// In the order in which the parser has noted the places.
    fn see<'e>(&mut self, expression: &'e Expression) -> Seen<'e> {
        let mut codes = None;
        match expression {
            Expression::Not(inner) => {
                let inner = self.see(inner);
                self.condition(&inner);
            }
            Expression::Negative(inner) => {
                let inner = self.see(inner);
                self.reckoned(&inner, false);
            }
            Expression::Binary(operator, left, right) => {
                let (left, right) = (self.see(left), self.see(right));
                let at = self.places.next().unwrap_or_default();
                self.binary(*operator, &left, &right, at);
                let kind = if operator.strength() < Operator::Add.strength() { Kind::Truth } else { Kind::Number };
                return Seen { expression, at, kind, codes };
            }
            Expression::Call(function, arguments) => {
                let seen: Vec<Seen> = arguments.iter().map(|argument| self.see(argument)).collect();
                let at = self.places.next().unwrap_or_default();
                let kind = self.call(*function, &seen, at);
                return Seen { expression, at, kind, codes };
            }
            Expression::Lookup { list, predicate: Some(predicate), .. } => {
                self.lists.push(list.clone());
                self.see(predicate);
                self.lists.pop();
            }
            _ => {}
        }
        let at = self.places.next().unwrap_or_default();
        let kind = match expression {
            Expression::Number(_) | Expression::Negative(_) => Kind::Number,
            Expression::Not(_) => Kind::Truth,
            Expression::Text(_) => Kind::Text,
            Expression::Reference(reference) => {
                let known = self.named(&reference.name, at);
                codes = known.codes;
                known.kind
            }
            Expression::Here => {
                let known = self.names.known(".").unwrap_or(Known::of(Kind::Unknown));
                codes = known.codes;
                known.kind
            }
            Expression::Column(name) => {
                self.column(name, at);
                Kind::Unknown
            }
            Expression::Lookup { list, column, .. } => {
                self.list(list, at);
                self.list_column(list, column, at);
                Kind::Unknown
            }
            Expression::Binary(..) | Expression::Call(..) => Kind::Unknown,
        };
        Seen { expression, at, kind, codes }
    }

    fn named(&mut self, name: &str, at: usize) -> Known {
        if let Some(known) = self.names.known(name) {
            let Some(why) = self.names.never(name) else { return known };
            self.error(at, &[&why]);
            return Known::of(Kind::Unknown);
        }
        match name.split_once('.') {
            Some((question, part)) if self.names.known(question).is_some() => {
                self.error(at, &["${", question, "} has no part ", part]);
            }
            _ => self.error(at, &["${", name, "} is not known here"]),
        }
        Known::of(Kind::Unknown)
    }

    fn column(&mut self, name: &str, at: usize) {
        self.worded(name, at);
        let (has, place) = match self.lists.last() {
            Some(list) => (self.names.has_column(list, name), "the list has no column "),
            None => {
                (self.names.has_choice_column(name), "a bare name is a column of a choice list, and this is none: ")
            }
        };
        if has {
            return;
        }
        if self.names.known(name).is_some() {
            self.error(at, &[place, name, ". For the question write ${", name, "}"]);
        } else if Function::named(name).is_some_and(|(_, fewest, _)| fewest == 0) {
            self.error(at, &[place, name, ". For the function write ", name, "()"]);
        } else {
            self.error(at, &[place, name, ". For a text write '", name, "'"]);
        }
    }

    fn list(&mut self, list: &str, at: usize) {
        if !self.names.has_list(list) {
            self.error(at, &["there is no list ", list]);
        }
    }

    fn list_column(&mut self, list: &str, column: &str, at: usize) {
        self.worded(column, at);
        if !column.is_empty() && self.names.has_list(list) && !self.names.has_column(list, column) {
            self.error(at, &["the list ", list, " has no column ", column]);
        }
    }

    /// A label is another one in each language, and a rule must come to the same for everybody.
    fn worded(&mut self, column: &str, at: usize) {
        if column == "label" && self.names.speaks_many() {
            self.error(at, &["labels differ from language to language, and this survey has several: ", NAME_IT]);
        }
    }

    /// Where only true or false matters.
    fn condition(&mut self, seen: &Seen) {
        self.single(seen);
        if matches!(seen.expression, Expression::Text(_)) {
            self.odd(seen.at, &["a text alone is always the same: compare something with ", &seen.name()]);
        }
    }

    /// What has one value: all but a repeat.
    fn single(&mut self, seen: &Seen) {
        if seen.kind == Kind::Repeat {
            self.error(
                seen.at,
                &[&seen.name(), " is a repeat: write count(", &seen.name(), "), or name a question in it"],
            );
        }
        if matches!(seen.expression, Expression::Lookup { column, .. } if column.is_empty()) {
            self.error(seen.at, &["name a column after the ]: /name or /label"]);
        }
    }

    /// What is reckoned with: a number, or a date where days are added or compared.
    fn reckoned(&mut self, seen: &Seen, may_be_date: bool) {
        self.single(seen);
        if let Some(text) = seen.literal() {
            if !(may_be_date && (text.is_empty() || super::dates::is_date(text))) {
                self.error(seen.at, &[&seen.name(), " is no number", if may_be_date { " and no date" } else { "" }]);
            }
            return;
        }
        let is_text = match seen.kind {
            Kind::Choices => true,
            Kind::Text => !matches!(seen.expression, Expression::Text(_)),
            Kind::Choice => {
                seen.codes.as_ref().is_some_and(|codes| codes.iter().any(|code| value::of_text(code).is_none()))
            }
            _ => false,
        };
        if is_text {
            self.odd(seen.at, &[&seen.name(), " is no number: number() makes one of a text"]);
        } else if seen.kind == Kind::Date && !may_be_date {
            self.odd(seen.at, &[&seen.name(), " is a date: only days can be added to it"]);
        }
    }
}

#[cfg(all(test, feature = "regex", feature = "words"))]
mod tests;
