//! Live counts: a column store of what can be counted, fed one submission at a time.
//!
//! Every number is computed from the columns when asked for, so a grouping, a filter or a cross-tab
//! needs no counts of its own, and revisions, withdrawals and removals are one flag.

mod cells;
mod column;
mod columns;
mod count;
mod dimension;
mod numbers;
mod pieces;
mod query;
mod rows;
mod table;
mod values;

use columns::Columns;
use rows::Rows;

pub use numbers::Numbers;
pub use pieces::Piece;
pub use query::{Asked, By, Filter};
pub use table::{Cells, MissingCounts, Table};

use crate::answer::Answer;
use crate::interview::{Form, Interview};
use crate::place::{BOROUGHS, OUTSIDE, index_of};
use crate::questionnaire::Question;

/// The counted answers of one survey, all versions together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    rows: Rows,
    columns: Columns,
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
        let id = rows::key(arrival.id);
        let is_old = |newest: rows::Newest| newest.revision >= arrival.revision;
        if arrival.late || self.rows.newest(id).is_some_and(is_old) {
            return;
        }
        let boroughs = interview.form().questions().iter().filter(|question| question.kind == crate::Kind::Boroughs);
        let answers = boroughs.filter_map(|question| interview.answer(&question.id));
        let worked_in = answers.fold(0, |places, answer| places | places_of(answer));
        let row = self.rows.add(id, arrival.revision, arrival.place, worked_in, arrival.demo);
        self.columns.put(row, interview);
    }

    /// Takes a withdrawn submission out; `revision` is the withdrawal's own number.
    pub fn withdraw(&mut self, id: &str, revision: u32) {
        let id = rows::key(id);
        if self.rows.newest(id).is_none_or(|newest| newest.revision < revision) {
            self.rows.withdraw(id, revision);
        }
    }

    /// Takes every demo answer out.
    pub fn remove_demo(&mut self) {
        self.rows.remove_demo();
    }

    /// How many submissions count, and how many of them are demo answers.
    pub fn responses(&self) -> (u64, u64) {
        self.rows.responses()
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
