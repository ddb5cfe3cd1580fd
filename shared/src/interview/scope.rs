//! What an expression may ask of the interview around it.

use super::{Interview, Spot};
use crate::WHOLE;
use crate::answer::Answer;
use crate::expression::{Expression, Reference, Scope, Table, Value as Term, evaluate, evaluate_for_choice};
use crate::questionnaire::{Choice, Kind, Question};
use crate::time::Stamp;

/// The interview, seen from one question.
struct Here<'a> {
    interview: &'a Interview,
    spot: Spot,
}

impl Interview {
    pub(super) fn term(&self, rule: &Expression, spot: Spot) -> Term {
        evaluate(rule, &Here { interview: self, spot })
    }

    pub(super) fn is_true(&self, rule: &Expression, spot: Spot) -> bool {
        self.term(rule, spot).truth()
    }

    /// Whether a question offers its choice in this row, by its filter.
    pub(super) fn offers(&self, spot: Spot, question: &Question, row: usize) -> bool {
        if !WHOLE {
            return true;
        }
        let Some(filter) = self.form.rules(spot.node).and_then(|rules| rules.filter.as_ref()) else {
            return true;
        };
        evaluate_for_choice(filter, &Here { interview: self, spot }, self.form.choices(question), row).truth()
    }

    /// What a wording shows for a name: a choice's label rather than its code.
    pub(super) fn mentioned(&self, spot: Spot, name: &str) -> String {
        let Some((slot, part)) = self.form.meant(name) else {
            return String::new();
        };
        let near = self.near(spot, slot);
        let term = self.said(near, part.as_deref());
        let choice = |question: &Question| {
            let main = self.form.questionnaire().main_language();
            let choices = self.form.choices(question).iter();
            let label = |code: &str| choices.clone().find(|choice| choice.code == code).map(|choice| &choice.label);
            let text = term.text();
            let labels: Option<Vec<&str>> =
                text.split_whitespace().map(|code| Some(label(code)?.get(self.language(), main))).collect();
            labels.map(|labels| labels.join(", "))
        };
        self.form.at(slot).filter(|_| part.is_none()).and_then(choice).unwrap_or_else(|| term.text())
    }

    /// The spot of `node` that is nearest: in the same item of the same repeat, else the first one.
    fn near(&self, spot: Spot, node: usize) -> Spot {
        let repeat = self.form.repeat_of(node);
        let item = if repeat.is_some() && repeat == self.form.repeat_of(spot.node) { spot.item } else { 0 };
        Spot { node, item }
    }

    /// What an answer means in an expression; nothing for what is hidden or open.
    fn said(&self, spot: Spot, part: Option<&str>) -> Term {
        let Some(cell) = self.cell(spot).filter(|cell| cell.shown) else {
            return Term::nothing();
        };
        let row = part.and_then(|part| self.form.at(spot.node)?.row(part));
        match &cell.answer {
            Some(answer) if row.is_none_or(|row| self.context().shows(row)) => answer.term(part),
            _ => Term::nothing(),
        }
    }
}

impl Scope for Here<'_> {
    fn value(&self, reference: &Reference) -> Term {
        self.interview.said(self.interview.near(self.spot, reference.slot), reference.part.as_deref())
    }

    fn text(&self, reference: &Reference) -> Option<&str> {
        let near = self.interview.near(self.spot, reference.slot);
        let cell = self.interview.cell(near).filter(|cell| cell.shown && reference.part.is_none())?;
        match &cell.answer {
            Some(Answer::Single(text) | Answer::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn each(&self, reference: &Reference) -> Vec<Term> {
        let node = reference.slot;
        let items = self.interview.cells.get(node).map_or(0, Vec::len);
        let shown = (0..items).map(|item| Spot { node, item }).filter(|spot| self.interview.shows(*spot));
        shown.map(|spot| self.interview.said(spot, reference.part.as_deref())).collect()
    }

    fn at(&self, reference: &Reference, item: usize) -> Term {
        match item.checked_sub(1) {
            Some(item) => self.interview.said(Spot { node: reference.slot, item }, reference.part.as_deref()),
            None => Term::nothing(),
        }
    }

    fn count(&self, reference: &Reference) -> usize {
        let node = reference.slot;
        let is_repeat = self.interview.form.at(node).is_some_and(|question| question.kind == Kind::Repeat);
        match (is_repeat, self.interview.is_on(node)) {
            (true, true) => self.interview.items_of(node),
            (true, false) => 0,
            (false, _) => self.each(reference).len(),
        }
    }

    fn here(&self) -> Term {
        // Its own answer, also while it is being decided whether it is shown.
        let answer = self.interview.cell(self.spot).and_then(|cell| cell.answer.as_ref());
        answer.map_or_else(Term::nothing, |answer| answer.term(None))
    }

    fn position(&self) -> usize {
        if self.interview.form.repeat_of(self.spot.node).is_some() { self.spot.item + 1 } else { 0 }
    }

    fn now(&self) -> Stamp {
        self.interview.now
    }

    fn list(&self, name: &str) -> Option<&dyn Table> {
        Some(self.interview.form.list(name)?)
    }

    fn choices(&self, reference: &Reference) -> Option<&dyn Table> {
        Some(self.interview.form.choices(self.interview.form.at(reference.slot)?))
    }
}

impl Table for Vec<Choice> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn cell(&self, row: usize, column: &str) -> Option<&str> {
        let choice = self.get(row)?;
        match column {
            "name" => Some(&choice.code),
            "label" => Some(choice.label.plain()),
            _ => choice.columns.get(column).map(String::as_str),
        }
    }
}
