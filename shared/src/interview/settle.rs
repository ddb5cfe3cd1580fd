//! Works out what follows from an answer: what is shown, what is calculated, how many items there are.

use std::sync::Arc;

use super::graph::{page_number, route_number};
use super::items::MOST_ITEMS;
use super::{Form, Interview, Spot, typed};
use crate::WHOLE;
use crate::check;
use crate::expression::Expression;
use serde_json::Value;

impl Interview {
    /// Everything; true where anything has changed.
    pub(super) fn settle_all(&mut self) -> bool {
        self.dirty.fill(true);
        self.settle(0)
    }

    /// What depends on this question; true where that, or how another is drawn, has changed.
    pub(super) fn settle_after(&mut self, node: usize) -> bool {
        let form = self.form.clone();
        let mentioned = form.graph.mentioned.get(node) == Some(&true);
        let from = self.soil(&form, node);
        self.settle(from) || mentioned
    }

    /// A repeat whose items have come or gone.
    pub(super) fn settle_repeat(&mut self, repeat: usize) -> bool {
        let form = self.form.clone();
        let inside = form.inside(repeat).map(|node| self.soil(&form, node)).min();
        let from = self.soil(&form, repeat).min(inside.unwrap_or(usize::MAX));
        self.settle(from)
    }

    /// Marks what follows from `number`; the first rank to look at.
    fn soil(&mut self, form: &Arc<Form>, number: usize) -> usize {
        let followers = form.graph.followers.get(number).map_or(&[][..], Vec::as_slice);
        let mut first = usize::MAX;
        for rank in followers.iter().filter_map(|follower| form.graph.rank.get(*follower)) {
            if let Some(flag) = self.dirty.get_mut(*rank) {
                *flag = true;
                first = first.min(*rank);
            }
        }
        first
    }

    fn settle(&mut self, from: usize) -> bool {
        let form = self.form.clone();
        let mut changed = false;
        for rank in from..self.dirty.len() {
            let Some(flag) = self.dirty.get_mut(rank).filter(|flag| **flag) else { continue };
            *flag = false;
            let Some(number) = form.graph.order.get(rank).copied() else { continue };
            if self.work_out(&form, number) {
                changed = true;
                self.soil(&form, number);
            }
        }
        changed
    }

    /// One question in all of its items, the route, or a page; true where it has changed.
    fn work_out(&mut self, form: &Arc<Form>, number: usize) -> bool {
        let alone = Spot { node: number, item: 0 };
        if number == route_number(form) {
            let is_short = form.short_route().is_some_and(|rule| self.is_true(rule, alone));
            return self.show(alone, is_short);
        }
        if number > route_number(form) {
            let section = number - page_number(form, 0);
            let is_open = form.page(section).is_none_or(|rule| self.is_true(rule, alone));
            return self.show(alone, is_open);
        }
        let Some(rules) = form.rules(number) else { return false };
        let around = self.is_reached(form, number);
        let mut changed = false;
        for item in 0..self.cells.get(number).map_or(0, Vec::len) {
            let spot = Spot { node: number, item };
            let is_shown = around && rules.relevant.as_ref().is_none_or(|rule| self.is_true(rule, spot));
            changed |= self.show(spot, is_shown);
            if let Some(rule) = &rules.calculation
                && WHOLE
            {
                changed |= self.calculate(spot, is_shown, rule);
            }
        }
        if let Some(rule) = &rules.count
            && WHOLE
        {
            changed |= self.count_items(alone, rule);
        }
        changed
    }

    /// Whether route, page and repeat around it are open.
    fn is_reached(&self, form: &Form, node: usize) -> bool {
        if let Some(repeat) = form.repeat_of(node) {
            return self.is_on(repeat);
        }
        let question = form.at(node);
        let on_route = !self.is_short_route() || question.is_some_and(|question| question.short);
        let section = form.nodes().get(node).map_or(0, |node| node.section);
        on_route && (form.page(section).is_none() || self.is_on(page_number(form, section)))
    }

    fn show(&mut self, spot: Spot, is_shown: bool) -> bool {
        let cell = self.cells.get_mut(spot.node).and_then(|cells| cells.get_mut(spot.item));
        cell.is_some_and(|cell| std::mem::replace(&mut cell.shown, is_shown) != is_shown)
    }

    fn calculate(&mut self, spot: Spot, is_shown: bool, rule: &Expression) -> bool {
        let value = if is_shown { self.typed_term(spot, rule) } else { None };
        let before = self.cell(spot).map(|cell| cell.entry.clone());
        if before.as_ref() == Some(&value) {
            return false;
        }
        self.put(spot, value);
        true
    }

    fn count_items(&mut self, repeat: Spot, rule: &Expression) -> bool {
        let wanted = self.term(rule, repeat).number();
        let items = if wanted >= 1.0 { wanted.min(MOST_ITEMS as f64) as usize } else { 0 };
        let changes = items != self.items_of(repeat.node);
        if changes {
            let before = self.items_of(repeat.node);
            self.resize(repeat.node, items);
            (before..items).for_each(|item| self.put_defaults_in(repeat.node, item));
            let form = self.form.clone();
            // What is inside has a later rank: it depends on the repeat.
            form.inside(repeat.node).for_each(|node| {
                self.soil(&form, node);
            });
        }
        changes
    }

    fn typed_term(&self, spot: Spot, rule: &Expression) -> Option<Value> {
        typed::typed(self.form.at(spot.node)?, &self.term(rule, spot))
    }

    /// What stands in open places before anybody has answered, in the order in which they depend on each other.
    pub(super) fn put_defaults(&mut self) {
        let form = self.form.clone();
        for node in form.graph.order.iter().copied() {
            for item in 0..self.cells.get(node).map_or(0, Vec::len) {
                self.put_default(&form, Spot { node, item });
            }
        }
    }

    pub(super) fn put_defaults_in(&mut self, repeat: usize, item: usize) {
        let form = self.form.clone();
        for node in form.inside(repeat) {
            self.put_default(&form, Spot { node, item });
        }
    }

    fn put_default(&mut self, form: &Form, spot: Spot) {
        let rule = form.rules(spot.node).and_then(|rules| rules.default.as_ref());
        if let Some(rule) = rule
            && self.cell(spot).is_some_and(|cell| cell.entry.is_none())
        {
            let value = self.typed_term(spot, rule);
            self.put(spot, value);
        }
    }

    /// Keeps an entry and reads it.
    pub(super) fn put(&mut self, spot: Spot, value: Option<Value>) {
        let form = self.form.clone();
        if self.is_repeat(spot.node) {
            return self.put_items(spot.node, value);
        }
        let Some(question) = form.at(spot.node) else { return };
        let tidied = value.as_ref().and_then(|typed| check::tidy(question, typed));
        // On the long route every row may be read; what the short one hides is left out at the end.
        let context = check::Context { today: self.now.date(), short_route: false };
        let answer = tidied.and_then(|value| check::read(question, &value, context).ok());
        if let Some(cell) = self.cells.get_mut(spot.node).and_then(|cells| cells.get_mut(spot.item)) {
            cell.entry = value.filter(|value| !value.is_null());
            cell.answer = answer;
        }
    }
}
