//! Live counts: a column store of what can be counted, fed one submission at a time.
//!
//! Every number is computed from the columns when asked for, so a grouping, a filter or a cross-tab
//! needs no counts of its own, and revisions, withdrawals and removals are one flag.

mod column;
mod numbers;
mod query;
mod table;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use column::Column;

pub use numbers::Numbers;
pub use query::By;
pub use table::{Cells, MissingCounts, Table};

use crate::answer::Answer;
use crate::interview::{Form, Interview};
use crate::place::{BOROUGHS, OUTSIDE, index_of};
use crate::questionnaire::Question;

/// The counted answers of one survey, all versions together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Base place of each row: 0 to 32 the boroughs, 33 outside.
    places: Vec<u8>,
    /// Where each row's organisation works: a bit a place.
    worked_in: Vec<u64>,
    /// False once a newer revision, a withdrawal or a removal took its place.
    counted: Vec<bool>,
    demo: Vec<bool>,
    /// By measure: a question's id or `question.row`.
    columns: HashMap<String, Column>,
    newest: HashMap<String, Newest>,
}

/// The highest revision of a submission seen so far, and its row where it has one that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Newest {
    revision: u32,
    row: Option<u32>,
}

/// One stored submission on its way into the tally.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    pub id: &'a str,
    pub revision: u32,
    /// Base place, already resolved: a loaded postcode table wins over the respondent.
    pub place: usize,
    pub demo: bool,
    /// Late ones wait for staff: they take the place of older revisions only when they count.
    pub late: bool,
}

impl Tally {
    pub fn new() -> Tally {
        Tally::default()
    }

    /// Counts a submission; an older revision than the newest known changes nothing.
    pub fn add(&mut self, arrival: Arrival, interview: &Interview) {
        let known = self.newest.get(arrival.id).copied();
        if arrival.late || known.is_some_and(|newest| newest.revision >= arrival.revision) {
            return;
        }
        self.set_aside(known);
        let row = self.places.len();
        self.newest.insert(arrival.id.to_owned(), Newest { revision: arrival.revision, row: Some(row as u32) });
        self.places.push(arrival.place.min(BOROUGHS.len()) as u8);
        self.counted.push(true);
        self.demo.push(arrival.demo);
        let mut worked_in = 0;
        for question in interview.form().questions() {
            let shown = interview.is_shown(&question.id);
            let answer = interview.answer(&question.id);
            if question.kind == crate::Kind::Boroughs {
                worked_in |= answer.map_or(0, places_of);
            }
            self.put(row, question, shown, answer, interview);
        }
        self.worked_in.push(worked_in);
    }

    /// Takes a withdrawn submission out; `revision` is the withdrawal's own number.
    pub fn withdraw(&mut self, id: &str, revision: u32) {
        let known = self.newest.get(id).copied();
        if known.is_none_or(|newest| newest.revision < revision) {
            self.set_aside(known);
            self.newest.insert(id.to_owned(), Newest { revision, row: None });
        }
    }

    /// Takes every demo answer out.
    pub fn remove_demo(&mut self) {
        for (counted, demo) in self.counted.iter_mut().zip(&self.demo) {
            *counted &= !demo;
        }
    }

    /// How many submissions count, and how many of them are demo answers.
    pub fn responses(&self) -> (u64, u64) {
        let counted = self.counted.iter().filter(|counted| **counted).count();
        let demo = self.counted.iter().zip(&self.demo).filter(|(counted, demo)| **counted && **demo).count();
        (counted as u64, demo as u64)
    }

    fn set_aside(&mut self, newest: Option<Newest>) {
        if let Some(row) = newest.and_then(|newest| newest.row)
            && let Some(counted) = self.counted.get_mut(row as usize)
        {
            *counted = false;
        }
    }

    fn put(&mut self, row: usize, question: &Question, shown: bool, answer: Option<&Answer>, interview: &Interview) {
        for measure in measures(question) {
            let part = measure.split_once('.').map(|(_, part)| part.to_owned());
            let part = part.as_deref();
            let grid_row = part.and_then(|part| question.row(part));
            let shown = shown && grid_row.is_none_or(|known| interview.context().shows(known));
            let column = self.columns.entry(measure).or_insert_with(|| Column::for_question(question, part));
            column.put(row, part, shown, answer);
        }
    }
}

/// What can be counted of a question: itself, the rows of a grid, the parts of a split.
pub fn measures(question: &Question) -> Vec<String> {
    use crate::Kind;
    let parts: Vec<&str> = match question.kind {
        Kind::Contact | Kind::Note | Kind::Repeat => return Vec::new(),
        Kind::GridSingle | Kind::GridNumber => return rows(question).collect(),
        Kind::Split => question.options.iter().map(|option| option.code.as_str()).collect(),
        _ => Vec::new(),
    };
    let own = std::iter::once(question.id.clone());
    own.chain(parts.into_iter().map(|part| format!("{}.{part}", question.id))).collect()
}

fn rows(question: &Question) -> impl Iterator<Item = String> {
    question.rows.iter().map(|row| format!("{}.{}", question.id, row.code))
}

/// The question and part that a measure such as `E1.demand` names, if the form has them.
pub fn measured<'a>(form: &'a Form, measure: &'a str) -> Option<(&'a Question, Option<&'a str>)> {
    let (id, part) = measure.split_once('.').map_or((measure, None), |(id, part)| (id, Some(part)));
    let question = form.question(id)?;
    measures(question).iter().any(|known| known == measure).then_some((question, part))
}

fn places_of(answer: &Answer) -> u64 {
    let Answer::Multi(codes) = answer else {
        return 0;
    };
    codes.iter().fold(0, |bits, code| match code.as_str() {
        "all-london" => bits | ((1 << BOROUGHS.len()) - 1),
        code => bits | index_of(code).map_or(0, |place| 1 << place),
    })
}

/// The base place that the respondent chose; outside where the survey asked for none.
pub fn chosen_place(interview: &Interview) -> usize {
    let places = interview.form().questions().iter().filter(|question| question.kind == crate::Kind::Place);
    places
        .filter_map(|question| match interview.answer(&question.id) {
            Some(Answer::Place { borough, .. }) => index_of(borough),
            _ => None,
        })
        .next()
        .or_else(|| index_of(OUTSIDE))
        .unwrap_or(BOROUGHS.len())
}

/// The postcode that the respondent gave, in its one spelling.
pub fn given_postcode(interview: &Interview) -> Option<&str> {
    interview.form().questions().iter().find_map(|question| match interview.answer(&question.id) {
        Some(Answer::Place { postcode: Some(postcode), .. }) => Some(postcode.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
