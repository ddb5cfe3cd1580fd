//! Columns as dimensions: which cells count for which code, place or kind of nothing.

use super::cells::Cells;
use super::column::{ANSWERED, Column, LANE, OPEN, Store};
use super::count::{Dimension, Lane};
use super::rows::Rows;
use crate::place::PLACES;

impl Column {
    /// Targets: each code, the four kinds of nothing, and last whoever has answered; `None` for numbers, which have no codes.
    pub(super) fn dimension(&self) -> Option<Dimension<'_>> {
        let codes = self.codes.len();
        let answered = codes + OPEN as usize;
        let open = |open: u32| vec![codes + open as usize];
        let lanes = match &self.store {
            Store::Number(_) => return None,
            Store::One(cells) => {
                let each = (0..codes).map(|code| vec![code, answered]);
                vec![Lane { cells, targets: (0..OPEN).map(open).chain(each).collect() }]
            }
            Store::Set { state, lanes } => {
                let states = (0..=ANSWERED).map(open).collect();
                let lanes = lanes.iter().enumerate().map(|(lane, cells)| bits(cells, lane, codes));
                std::iter::once(Lane { cells: state, targets: states }).chain(lanes).collect()
            }
        };
        let is_divided = matches!(self.store, Store::One(_));
        Some(Dimension { lanes, size: answered + 1, is_divided })
    }
}

impl Rows {
    /// Base places; `group` says which target each counts for.
    pub(super) fn by_place(&self, group: impl Fn(usize) -> usize, size: usize) -> Dimension<'_> {
        let targets = (0..PLACES).map(|place| vec![group(place)]).collect();
        Dimension { lanes: vec![Lane { cells: &self.places, targets }], size, is_divided: true }
    }

    /// Places of work: a row counts for each.
    pub(super) fn by_work(&self) -> Dimension<'_> {
        let lanes = self.worked_in.iter().enumerate().map(|(lane, cells)| bits(cells, lane, PLACES));
        Dimension { lanes: lanes.collect(), size: PLACES, is_divided: false }
    }
}

/// A lane of a set: each bit counts for a target of its own.
fn bits(cells: &Cells, lane: usize, targets: usize) -> Lane<'_> {
    let of = |bits: usize| {
        let set = (0..LANE).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| lane * LANE + bit);
        set.filter(|target| *target < targets).collect()
    };
    Lane { cells, targets: (0..1 << LANE).map(of).collect() }
}
