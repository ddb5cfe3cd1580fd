//! One column: what every counted submission said to one measure, in as few bytes as it takes.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Cell, Missing};
use crate::questionnaire::{Kind, Question};

/// Why a row has no value in a column. The numbers are part of snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Open {
    NotShown = 0,
    DontKnow = 1,
    PreferNotToSay = 2,
    Unanswered = 3,
}

impl Open {
    pub(super) const ALL: [Open; 4] = [Open::NotShown, Open::DontKnow, Open::PreferNotToSay, Open::Unanswered];
}

/// Codes above this stand for the four kinds of nothing.
const FIRST_OPEN: u16 = u16::MAX - 3;
/// The bit of a set that says it is one; without it the low bits are an `Open`.
const IS_SET: u64 = 1 << 63;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Column {
    /// Codes in the order in which they were first known; new versions only add.
    pub(super) codes: Vec<String>,
    pub(super) cells: Store,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Store {
    /// Index into `codes`, or `FIRST_OPEN` and above.
    One(Vec<u16>),
    /// A bit for each code, up to 63.
    Set(Vec<u64>),
    /// A number, or a NaN whose low bits are an `Open`.
    Number(Vec<u64>),
}

/// One row of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    Code(u16),
    Codes(u64),
    Number(f64),
    Open(Open),
}

impl Column {
    pub(super) fn for_question(question: &Question, part: Option<&str>) -> Column {
        let codes = || question.options.iter().map(|option| option.code.clone()).collect();
        let answered = || (vec!["answered".to_owned()], Store::One(Vec::new()));
        let (codes, cells) = match (question.kind, part) {
            (Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber, _) | (Kind::Split, Some(_)) => {
                (Vec::new(), Store::Number(Vec::new()))
            }
            (Kind::Multi | Kind::Rank | Kind::Split, _) => (codes(), Store::Set(Vec::new())),
            (Kind::Boroughs, _) => {
                let boroughs = crate::place::BOROUGHS.iter().map(|borough| borough.code.to_owned());
                let more = ["all-london", "outside"].map(str::to_owned);
                (boroughs.chain(more).collect(), Store::Set(Vec::new()))
            }
            (Kind::OrganisationId, _) => {
                let lists = crate::organisation_id::LISTS.iter().map(|list| list.code.to_owned());
                (lists.chain(["none".to_owned()]).collect(), Store::Set(Vec::new()))
            }
            (Kind::Consent, _) => (vec!["true".to_owned()], Store::One(Vec::new())),
            (Kind::Text | Kind::Long | Kind::Date | Kind::Time | Kind::DateTime | Kind::Calculate, _) => answered(),
            // A long list has more codes than a table has columns.
            _ if question.list.is_some() => answered(),
            _ => (codes(), Store::One(Vec::new())),
        };
        Column { codes, cells }
    }

    /// Writes row `row`, filling the rows before it that did not know this column.
    pub(super) fn put(&mut self, row: usize, part: Option<&str>, shown: bool, answer: Option<&Answer>) {
        let said = if shown { self.said(part, answer) } else { Said::Open(Open::NotShown) };
        match &mut self.cells {
            Store::One(cells) => {
                cells.resize(row, open_code(Open::NotShown));
                cells.push(match said {
                    Said::Code(code) => code,
                    Said::Open(open) => open_code(open),
                    _ => open_code(Open::Unanswered),
                });
            }
            Store::Set(cells) => {
                cells.resize(row, Open::NotShown as u64);
                cells.push(match said {
                    Said::Codes(bits) => bits | IS_SET,
                    Said::Open(open) => open as u64,
                    _ => Open::Unanswered as u64,
                });
            }
            Store::Number(cells) => {
                cells.resize(row, open_number(Open::NotShown));
                cells.push(match said {
                    Said::Number(number) => number.to_bits(),
                    Said::Open(open) => open_number(open),
                    _ => open_number(Open::Unanswered),
                });
            }
        }
    }

    /// What row `row` says; rows after the column's end were never asked.
    pub(super) fn get(&self, row: usize) -> Said {
        let found = match &self.cells {
            Store::One(cells) => cells.get(row).map(|cell| match cell.checked_sub(FIRST_OPEN) {
                None => Said::Code(*cell),
                Some(open) => Said::Open(open_of(u64::from(open))),
            }),
            Store::Set(cells) => cells.get(row).map(|cell| match cell & IS_SET {
                0 => Said::Open(open_of(*cell)),
                _ => Said::Codes(cell & !IS_SET),
            }),
            Store::Number(cells) => cells.get(row).map(|cell| {
                let number = f64::from_bits(*cell);
                if number.is_nan() { Said::Open(open_of(cell & 3)) } else { Said::Number(number) }
            }),
        };
        found.unwrap_or(Said::Open(Open::NotShown))
    }

    fn said(&mut self, part: Option<&str>, answer: Option<&Answer>) -> Said {
        match (answer, part) {
            (Some(Answer::Missing(reason)), _) => Said::Open(open_for(*reason)),
            (Some(_), _) if self.counts_answers() => Said::Code(0),
            (Some(Answer::Consent), _) => Said::Code(self.code("true")),
            (Some(Answer::Text(_)), _) => Said::Code(self.code("answered")),
            (Some(Answer::Single(code)), _) => Said::Code(self.code(code)),
            (Some(Answer::Place { borough, .. }), _) => Said::Code(self.code(borough)),
            (Some(Answer::Multi(codes) | Answer::Rank(codes)), _) => self.bits(codes.iter().map(String::as_str)),
            (Some(Answer::Ticked(codes)), None) => self.bits(codes.iter().map(String::as_str)),
            (Some(Answer::Split(parts)), None) => {
                self.bits(parts.iter().filter(|(_, percent)| **percent > 0.0).map(|(part, _)| part.as_str()))
            }
            // A part that was left empty in a split that adds up to 100 is 0, not unknown.
            (Some(Answer::Split(parts)), Some(part)) => Said::Number(parts.get(part).copied().unwrap_or(0.0)),
            (Some(Answer::OrganisationIds(ids)), _) if ids.is_empty() => self.bits(["none"].into_iter()),
            (Some(Answer::OrganisationIds(ids)), _) => self.bits(ids.keys().map(String::as_str)),
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
    fn counts_answers(&self) -> bool {
        matches!(self.codes.as_slice(), [only] if only == "answered")
    }

    fn code(&mut self, code: &str) -> u16 {
        let known = self.codes.iter().position(|known| known == code);
        known.unwrap_or_else(|| {
            self.codes.push(code.to_owned());
            self.codes.len() - 1
        }) as u16
    }

    fn bits<'a>(&mut self, codes: impl Iterator<Item = &'a str>) -> Said {
        Said::Codes(codes.fold(0, |bits, code| bits | (1 << self.code(code).min(62))))
    }
}

fn open_for(reason: Missing) -> Open {
    match reason {
        Missing::DontKnow => Open::DontKnow,
        Missing::PreferNotToSay => Open::PreferNotToSay,
    }
}

fn open_of(number: u64) -> Open {
    Open::ALL.get(number as usize).copied().unwrap_or(Open::Unanswered)
}

fn open_code(open: Open) -> u16 {
    FIRST_OPEN + open as u16
}

fn open_number(open: Open) -> u64 {
    f64::NAN.to_bits() | open as u64
}
