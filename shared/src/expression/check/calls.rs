//! What can be wrong with the arguments of functions.

use super::{Checker, Kind, Seen};
use crate::expression::{Expression, Function, dates, patterns};

impl Checker<'_> {
    /// The kind of its value.
    pub(super) fn call(&mut self, function: Function, seen: &[Seen], at: usize) -> Kind {
        match function {
            // These take a repeat or a whole column.
            Function::Count | Function::CountNonEmpty | Function::Join => {}
            Function::IndexedRepeat => self.indexed(seen),
            _ => seen.iter().for_each(|argument| self.single(argument)),
        }
        let kind_of = |index: usize| seen.get(index).map_or(Kind::Unknown, |argument| argument.kind);
        match function {
            Function::Selected | Function::SelectedAt | Function::CountSelected => self.selected(function, seen),
            Function::Round
            | Function::Int
            | Function::Abs
            | Function::Pow
            | Function::Sum
            | Function::Checklist
            | Function::WeightedChecklist => self.numeric(function, seen),
            Function::Min | Function::Max => seen.iter().for_each(|argument| self.reckoned(argument, true)),
            Function::If => {
                if let Some(condition) = seen.first() {
                    self.condition(condition);
                }
            }
            Function::Regex => self.pattern(seen),
            Function::FormatDate | Function::FormatDateTime => {
                self.date(seen);
                self.format(seen);
            }
            Function::Date | Function::DateTime | Function::DecimalDateTime => self.date(seen),
            Function::PullData => self.pulled(seen, at),
            // Forms in the wild have it there, where it is always the same.
            Function::Position if !self.names.is_in_repeat() => {
                self.odd(
                    at,
                    &["position(..) is the number of an item, and this is not asked in a repeat: it is always 0"],
                );
            }
            Function::ChoiceName => {
                if let Some(question) = seen.get(1) {
                    self.choice(function, question);
                }
                self.worded("label", at);
            }
            _ => {}
        }
        match function {
            Function::Selected
            | Function::True
            | Function::False
            | Function::Boolean
            | Function::BooleanFromString
            | Function::Checklist
            | Function::WeightedChecklist
            | Function::Contains
            | Function::StartsWith
            | Function::EndsWith
            | Function::Regex => Kind::Truth,
            Function::CountSelected
            | Function::Number
            | Function::Round
            | Function::Int
            | Function::Abs
            | Function::Pow
            | Function::Min
            | Function::Max
            | Function::Sum
            | Function::Count
            | Function::CountNonEmpty
            | Function::Position
            | Function::Row
            | Function::StringLength
            | Function::DecimalDateTime
            | Function::DecimalTime => Kind::Number,
            Function::Today | Function::Now | Function::Date | Function::DateTime => Kind::Date,
            Function::If if kind_of(1) == kind_of(2) => kind_of(1),
            Function::Coalesce if kind_of(0) == kind_of(1) => kind_of(0),
            Function::Once | Function::IndexedRepeat => kind_of(0),
            // What is put together from texts may well be a number, and is compared as one.
            _ => Kind::Unknown,
        }
    }

    fn choice(&mut self, function: Function, question: &Seen) {
        let is_none = matches!(question.kind, Kind::Number | Kind::Text | Kind::Date | Kind::Truth);
        if is_none && !matches!(question.expression, Expression::Text(_)) {
            self.error(
                question.at,
                &[&question.name(), " is no choice: ", function.name(), "() has nothing to look at"],
            );
        }
    }

    fn selected(&mut self, function: Function, seen: &[Seen]) {
        let Some(question) = seen.first() else { return };
        self.choice(function, question);
        if let (Function::Selected, Some(code)) = (function, seen.get(1))
            && let Expression::Text(text) = code.expression
        {
            self.code(question, text.trim(), code.at);
        }
    }

    fn numeric(&mut self, function: Function, seen: &[Seen]) {
        for (index, argument) in seen.iter().enumerate() {
            // Of the conditions of checklists only the weights are numbers.
            let is_condition = match function {
                Function::Checklist => index >= 2,
                Function::WeightedChecklist => index >= 2 && index % 2 == 0,
                _ => false,
            };
            if !is_condition {
                self.reckoned(argument, false);
            }
        }
    }

    fn indexed(&mut self, seen: &[Seen]) {
        if let Some(repeat) = seen.get(1)
            && !matches!(repeat.kind, Kind::Repeat | Kind::Unknown)
        {
            self.error(repeat.at, &[&repeat.name(), " is no repeat"]);
        }
        if let Some(number) = seen.get(2) {
            self.reckoned(number, false);
        }
    }

    fn pattern(&mut self, seen: &[Seen]) {
        if let Some(pattern) = seen.get(1)
            && let Expression::Text(text) = pattern.expression
            && let Some(reason) = patterns::fault(text)
        {
            self.error(pattern.at, &[&reason]);
        }
    }

    fn date(&mut self, seen: &[Seen]) {
        if let Some(date) = seen.first()
            && let Some(text) = date.literal()
            && !text.is_empty()
            && !dates::is_date(text)
        {
            self.error(date.at, &[&date.name(), " is no date: write '2026-03-31' for the last day of March 2026"]);
        }
    }

    fn format(&mut self, seen: &[Seen]) {
        let Some((format, Expression::Text(text))) = seen.get(1).map(|format| (format, format.expression)) else {
            return;
        };
        if let Some(sign) = dates::foreign_sign(text) {
            self.error(
                format.at,
                &["%", &sign, " is no part of a date here: there are %Y %y %m %n %b %d %e %a %H %h %M %S %3"],
            );
        }
    }

    fn pulled(&mut self, seen: &[Seen], at: usize) {
        let text = |index: usize| match seen.get(index).map(|argument| argument.expression) {
            Some(Expression::Text(text)) => text.as_str(),
            _ => "",
        };
        self.list(text(0), at);
        self.list_column(text(0), text(1), at);
        self.list_column(text(0), text(2), at);
        let is_worked_out =
            |index: usize| seen.get(index).is_some_and(|argument| !matches!(argument.expression, Expression::Text(_)));
        if is_worked_out(1) || is_worked_out(2) {
            // It may come to a label.
            self.worded("label", at);
        }
    }
}
