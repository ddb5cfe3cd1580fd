//! The columns by name, and for each form which of them its questions write.

use std::collections::HashMap;
use std::sync::Arc;

use super::column::Column;
use super::measures;
use crate::answer::Answer;
use crate::interview::{Form, Interview};

/// Forms whose way into the columns is kept: a survey has few versions at a time.
const FORMS: usize = 4;

/// A column for each measure: a question's id or `question.row`.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    all: Vec<Column>,
    /// Where each measure's column is.
    places: HashMap<String, usize>,
    /// Worked out once a form, since each submission would pay for it again.
    ways: Vec<(Arc<Form>, Arc<[Way]>)>,
}

/// One question's way into its columns.
#[derive(Debug)]
struct Way {
    question: usize,
    /// The part of the question, if it has parts, and the place of its column.
    parts: Vec<(Option<String>, usize)>,
}

impl PartialEq for Columns {
    /// The ways follow from the forms, and places from the order of arrival.
    fn eq(&self, other: &Columns) -> bool {
        self.places.len() == other.places.len()
            && self.iter().all(|(measure, column)| other.get(measure) == Some(column))
    }
}

impl Columns {
    pub fn get(&self, measure: &str) -> Option<&Column> {
        self.all.get(*self.places.get(measure)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Column)> {
        self.places.iter().filter_map(|(measure, place)| Some((measure, self.all.get(*place)?)))
    }

    /// Adds a column, or puts it into the place of the one of that name.
    pub fn insert(&mut self, measure: String, column: Column) {
        let place = self.place(measure, Column::default);
        if let Some(slot) = self.all.get_mut(place) {
            *slot = column;
        }
    }

    /// Writes what an interview says of each measure of its form.
    pub fn put(&mut self, row: usize, interview: &Interview) {
        let form = interview.form();
        let context = interview.context();
        for Way { question, parts } in self.ways(form).iter() {
            let Some(question) = form.questions().get(*question) else { continue };
            let shown = interview.is_shown(&question.id);
            let answer: Option<&Answer> = interview.answer(&question.id);
            for (part, column) in parts {
                let grid_row = part.as_ref().and_then(|part| question.row(part));
                let shown = shown && grid_row.is_none_or(|row| context.shows(row));
                if let Some(column) = self.all.get_mut(*column) {
                    column.put(row, part.as_deref(), shown, answer);
                }
            }
        }
    }

    fn ways(&mut self, form: &Arc<Form>) -> Arc<[Way]> {
        if let Some((_, ways)) = self.ways.iter().find(|(known, _)| Arc::ptr_eq(known, form)) {
            return ways.clone();
        }
        let mut ways = Vec::new();
        for (index, question) in form.questions().iter().enumerate() {
            let mut parts = Vec::new();
            for measure in measures(question) {
                let part = measure.split_once('.').map(|(_, part)| part.to_owned());
                let column = self.place(measure, || Column::for_question(question, part.as_deref()));
                parts.push((part, column));
            }
            if !parts.is_empty() {
                ways.push(Way { question: index, parts });
            }
        }
        let ways: Arc<[Way]> = ways.into();
        self.ways.truncate(FORMS - 1);
        self.ways.insert(0, (form.clone(), ways.clone()));
        ways
    }

    fn place(&mut self, measure: String, fresh: impl FnOnce() -> Column) -> usize {
        *self.places.entry(measure).or_insert_with(|| {
            self.all.push(fresh());
            self.all.len() - 1
        })
    }
}
