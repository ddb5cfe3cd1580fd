//! Repeats: the same questions for each site, funder, … ; added, taken away, counted by a rule.

use serde_json::{Map, Value};

use super::{Cell, Interview, Spot};
use crate::WHOLE;
use crate::json::object;

/// More items than this are nobody's sites, and would slow a phone down.
pub const MOST_ITEMS: usize = 100;

impl Interview {
    /// How many items a repeat has.
    pub fn items(&self, repeat: &str) -> usize {
        self.form.spot(repeat).map_or(0, |spot| self.items_of(spot.node))
    }

    /// Whether respondents decide how many items there are.
    pub fn may_add(&self, repeat: &str) -> bool {
        let Some(spot) = self.form.spot(repeat).filter(|spot| self.is_repeat(spot.node)) else {
            return false;
        };
        let is_counted = self.form.rules(spot.node).is_some_and(|rules| rules.count.is_some());
        !is_counted && self.items_of(spot.node) < MOST_ITEMS
    }

    /// One more item at the end; false where that is not for the respondent to decide.
    pub fn add_item(&mut self, repeat: &str) -> bool {
        let may = self.may_add(repeat);
        if let Some(spot) = self.form.spot(repeat).filter(|_| may) {
            let last = self.items_of(spot.node);
            self.resize(spot.node, last + 1);
            self.settle_repeat(spot.node);
            self.put_defaults_in(spot.node, last);
            self.settle_repeat(spot.node);
        }
        may
    }

    /// Takes an item away, by its number from 0; the ones after it move up.
    pub fn remove_item(&mut self, repeat: &str, item: usize) -> bool {
        let Some(spot) = self.form.spot(repeat).filter(|spot| self.is_repeat(spot.node)) else {
            return false;
        };
        let is_counted = self.form.rules(spot.node).is_some_and(|rules| rules.count.is_some());
        if is_counted || item >= self.items_of(spot.node) {
            return false;
        }
        self.each_inside(spot.node, |cells| {
            if item < cells.len() {
                cells.remove(item);
            }
        });
        self.settle_repeat(spot.node);
        true
    }

    pub(super) fn items_of(&self, repeat: usize) -> usize {
        if !WHOLE {
            return 0;
        }
        let first = self.form.inside(repeat).next();
        first.and_then(|node| self.cells.get(node)).map_or(0, Vec::len)
    }

    pub(super) fn resize(&mut self, repeat: usize, items: usize) {
        self.each_inside(repeat, |cells| cells.resize(items.min(MOST_ITEMS), Cell::default()));
    }

    fn each_inside(&mut self, repeat: usize, act: impl Fn(&mut Vec<Cell>)) {
        for node in self.form.inside(repeat) {
            if let Some(cells) = self.cells.get_mut(node) {
                act(cells);
            }
        }
    }

    /// What was typed: of a repeat, a list with an object for each item.
    pub(super) fn entry_at(&self, spot: Spot) -> Option<Value> {
        if !self.is_repeat(spot.node) {
            return self.cell(spot)?.entry.clone();
        }
        let items = (0..self.items_of(spot.node)).map(|item| {
            let inside = self.form.inside(spot.node).map(|node| Spot { node, item });
            Value::Object(object(
                inside.filter_map(|spot| Some((self.form.at(spot.node)?.id.clone(), self.cell(spot)?.entry.clone()?))),
            ))
        });
        Some(Value::Array(items.collect()))
    }

    /// Puts all items of a repeat at once.
    pub(super) fn put_items(&mut self, repeat: usize, value: Option<Value>) {
        let items = match value {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        self.resize(repeat, 0);
        self.resize(repeat, items.len());
        for (item, entries) in items.into_iter().enumerate() {
            let entries = if let Value::Object(entries) = entries { entries } else { Map::new() };
            for (id, value) in entries {
                let node = self.form.find(&id).filter(|node| self.form.repeat_of(*node) == Some(repeat));
                if let Some(node) = node {
                    self.put(Spot { node, item }, Some(value));
                }
            }
        }
    }
}
