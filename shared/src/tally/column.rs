//! One column: what every counted submission said to one measure, in as few bytes as it takes.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::values::Values;
use crate::answer::{Answer, Cell, Missing};
use crate::questionnaire::{Kind, Question};

/// Why a row has no value in a column. The numbers are part of snapshots, and rows that a column does not reach are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Open {
    NotShown = 0,
    DontKnow = 1,
    PreferNotToSay = 2,
    Unanswered = 3,
}

/// How many kinds of nothing there are; a cell below this is one of them.
pub(super) const OPEN: u32 = 4;
/// What the state of a set says when it is none of them.
pub(super) const ANSWERED: u32 = OPEN;
/// Codes in one lane of a set.
pub(super) const LANE: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Column {
    /// Codes in the order in which they were first known; new versions only add.
    pub(super) codes: Vec<String>,
    pub(super) store: Store,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Store {
    /// An `Open`, or `OPEN` and the index into `codes`.
    One(Cells),
    /// An `Open` or `ANSWERED`, and a bit for each code, eight a lane.
    Set {
        state: Cells,
        lanes: Vec<Cells>,
    },
    Number(Values),
}

impl Default for Store {
    fn default() -> Store {
        Store::One(Cells::default())
    }
}

/// One row of a column.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Code(usize),
    Codes(Vec<usize>),
    Number(f64),
    Open(Open),
}

impl Column {
    pub(super) fn for_question(question: &Question, part: Option<&str>) -> Column {
        let codes = || question.options.iter().map(|option| option.code.clone()).collect();
        let one = || Store::One(Cells::default());
        let set = || Store::Set { state: Cells::default(), lanes: Vec::new() };
        let answered = || (vec!["answered".to_owned()], one());
        let (codes, store) = match (question.kind, part) {
            (Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber, _) | (Kind::Split, Some(_)) => {
                (Vec::new(), Store::Number(Values::default()))
            }
            (Kind::Multi | Kind::Rank | Kind::Split, _) => (codes(), set()),
            (Kind::Boroughs, _) => {
                let boroughs = crate::place::BOROUGHS.iter().map(|borough| borough.code.to_owned());
                let more = ["all-london", "outside"].map(str::to_owned);
                (boroughs.chain(more).collect(), set())
            }
            (Kind::OrganisationId, _) => {
                let lists = crate::organisation_id::LISTS.iter().map(|list| list.code.to_owned());
                (lists.chain(["none".to_owned()]).collect(), set())
            }
            (Kind::Consent, _) => (vec!["true".to_owned()], one()),
            (Kind::Text | Kind::Long | Kind::Date | Kind::Time | Kind::DateTime | Kind::Calculate, _) => answered(),
            // A long list has more codes than a table has columns.
            _ if question.list.is_some() => answered(),
            _ => (codes(), one()),
        };
        Column { codes, store }
    }

    /// Writes row `row`; the rows before it that did not know this column were not shown it.
    pub(super) fn put(&mut self, row: usize, part: Option<&str>, shown: bool, answer: Option<&Answer>) {
        let said = if shown { self.said(part, answer) } else { Said::Open(Open::NotShown) };
        match (&mut self.store, said) {
            (Store::One(cells), Said::Code(code)) => cells.put(row, code as u32 + OPEN),
            (Store::One(cells), said) => cells.put(row, said.open() as u32),
            (Store::Set { state, lanes }, Said::Codes(codes)) => {
                state.put(row, ANSWERED);
                for code in codes {
                    let (lane, bit) = (code / LANE, code % LANE);
                    if lanes.len() <= lane {
                        lanes.resize_with(lane + 1, Cells::default);
                    }
                    if let Some(lane) = lanes.get_mut(lane) {
                        let bits = lane.get(row) | 1 << bit;
                        if lane.len() > row { lane.set(row, bits) } else { lane.put(row, bits) }
                    }
                }
            }
            (Store::Set { state, .. }, said) => state.put(row, said.open() as u32),
            (Store::Number(values), Said::Number(number)) => values.put(row, Ok(number)),
            (Store::Number(values), said) => values.put(row, Err(said.open())),
        }
    }

    fn said(&mut self, part: Option<&str>, answer: Option<&Answer>) -> Said {
        match (answer, part) {
            (Some(Answer::Missing(reason)), _) => Said::Open(open_for(*reason)),
            (Some(_), _) if self.is_counting() => Said::Code(0),
            (Some(Answer::Consent), _) => Said::Code(self.code("true")),
            (Some(Answer::Text(_)), _) => Said::Code(self.code("answered")),
            (Some(Answer::Single(code)), _) => Said::Code(self.code(code)),
            (Some(Answer::Place { borough, .. }), _) => Said::Code(self.code(borough)),
            (Some(Answer::Multi(codes) | Answer::Rank(codes)), _) => self.codes(codes.iter().map(String::as_str)),
            (Some(Answer::Ticked(codes)), None) => self.codes(codes.iter().map(String::as_str)),
            (Some(Answer::Split(parts)), None) => {
                self.codes(parts.iter().filter(|(_, percent)| **percent > 0.0).map(|(part, _)| part.as_str()))
            }
            // A part that was left empty in a split that adds up to 100 is 0, not unknown.
            (Some(Answer::Split(parts)), Some(part)) => Said::Number(parts.get(part).copied().unwrap_or(0.0)),
            (Some(Answer::OrganisationIds(ids)), _) if ids.is_empty() => self.codes(["none"].into_iter()),
            (Some(Answer::OrganisationIds(ids)), _) => self.codes(ids.keys().map(String::as_str)),
            (Some(Answer::Number { value, .. } | Answer::Money { amount: value, .. }), _) => Said::Number(*value),
            (Some(Answer::GridSingle(rows)), Some(row)) => match rows.get(row) {
                Some(Cell::Code(code)) => Said::Code(self.code(code)),
                Some(Cell::Missing(reason)) => Said::Open(open_for(*reason)),
                None => Said::Open(Open::Unanswered),
            },
            (Some(Answer::GridNumber(rows)), Some(row)) => {
                rows.get(row).map_or(Said::Open(Open::Unanswered), |number| Said::Number(*number))
            }
            // Only ticked: how much came from each part is not known.
            (Some(Answer::Ticked(_)), Some(_)) | (None, _) => Said::Open(Open::Unanswered),
            // A grid without its row, a number with one: no measure asks for these.
            (Some(_), _) => Said::Open(Open::Unanswered),
        }
    }

    /// Whether it only says how many have answered, not what.
    pub(super) fn is_counting(&self) -> bool {
        matches!(self.codes.as_slice(), [only] if only == "answered")
    }

    fn code(&mut self, code: &str) -> usize {
        let known = self.codes.iter().position(|known| known == code);
        known.unwrap_or_else(|| {
            self.codes.push(code.to_owned());
            self.codes.len() - 1
        })
    }

    fn codes<'a>(&mut self, codes: impl Iterator<Item = &'a str>) -> Said {
        Said::Codes(codes.map(|code| self.code(code)).collect())
    }
}

impl Said {
    /// What a column of another kind makes of it.
    fn open(&self) -> Open {
        match self {
            Said::Open(open) => *open,
            _ => Open::Unanswered,
        }
    }
}

fn open_for(reason: Missing) -> Open {
    match reason {
        Missing::DontKnow => Open::DontKnow,
        Missing::PreferNotToSay => Open::PreferNotToSay,
    }
}
