//! What depends on what: so that an answer works out again only what follows from it.
//!
//! Questions have the numbers of their nodes; after them come the route and the pages, which are shown or not
//! like questions. Where everything is worked out in `order`, nothing needs a second look.

use super::form::Form;
use super::rules::Rules;
use crate::WHOLE;
use crate::expression::Expression;

#[derive(Debug, Default)]
pub(super) struct Graph {
    /// Every number once, each after what it depends on.
    pub order: Vec<usize>,
    /// The place of a number in `order`.
    pub rank: Vec<usize>,
    /// By number: what depends on it.
    pub followers: Vec<Vec<usize>>,
    /// By number: whether other questions' choices or wordings mention it.
    pub mentioned: Vec<bool>,
    /// Numbers that depend on themselves; a published questionnaire has none.
    pub circular: Vec<usize>,
}

impl Graph {
    pub fn of(form: &Form) -> Graph {
        let sections = form.questionnaire().sections.len();
        let count = page_number(form, sections);
        let mut graph = Graph { followers: vec![Vec::new(); count], mentioned: vec![false; count], ..Graph::default() };
        form.short_route().into_iter().for_each(|rule| graph.add_rule(form, rule, route_number(form)));
        for section in 0..sections {
            form.page(section).into_iter().for_each(|rule| graph.add_rule(form, rule, page_number(form, section)));
        }
        for node in 0..form.nodes().len() {
            graph.add_question(form, node);
        }
        graph.sort();
        graph
    }

    fn add_question(&mut self, form: &Form, node: usize) {
        let Some(rules) = form.rules(node) else { return };
        let section = form.nodes().get(node).map_or(0, |node| node.section);
        rules.of_state().for_each(|rule| self.add_rule(form, rule, node));
        let looks = if WHOLE { Some(rules) } else { None };
        for reference in looks.into_iter().flat_map(Rules::of_looks).flat_map(Expression::references) {
            if let Some(flag) = self.mentioned.get_mut(reference.slot) {
                *flag = true;
            }
        }
        match form.repeat_of(node) {
            Some(repeat) => self.add(repeat, node),
            None => {
                if form.short_route().is_some() && form.at(node).is_some_and(|question| !question.short) {
                    self.add(route_number(form), node);
                }
                if form.page(section).is_some() {
                    self.add(page_number(form, section), node);
                }
            }
        }
    }

    fn add_rule(&mut self, form: &Form, rule: &Expression, follower: usize) {
        for reference in rule.references() {
            self.add(reference.slot, follower);
            let question = form.at(reference.slot);
            let row = question.zip(reference.part.as_deref()).and_then(|(question, part)| question.row(part));
            // A row that the short route leaves out says nothing there.
            if row.is_some_and(|row| !row.short) && form.short_route().is_some() && follower != route_number(form) {
                self.add(route_number(form), follower);
            }
        }
    }

    fn add(&mut self, number: usize, follower: usize) {
        match self.followers.get_mut(number) {
            Some(_) if number == follower => self.circular.push(number),
            // Mentioned twice in a row is mentioned once; another double costs a second look.
            Some(followers) if followers.last() != Some(&follower) => followers.push(follower),
            _ => {}
        }
    }

    /// Kahn's algorithm; what is circular comes last.
    fn sort(&mut self) {
        let count = self.followers.len();
        let mut waiting_for = vec![0usize; count];
        let lower = |number: &usize, waiting_for: &mut Vec<usize>| match waiting_for.get_mut(*number) {
            Some(left) => {
                *left = left.saturating_sub(1);
                *left == 0
            }
            None => false,
        };
        for follower in self.followers.iter().flatten() {
            if let Some(left) = waiting_for.get_mut(*follower) {
                *left += 1;
            }
        }
        self.order = (0..count).filter(|number| waiting_for.get(*number) == Some(&0)).collect();
        let mut next = 0;
        while let Some(number) = self.order.get(next).copied() {
            next += 1;
            for follower in self.followers.get(number).into_iter().flatten() {
                if lower(follower, &mut waiting_for) {
                    self.order.push(*follower);
                }
            }
        }
        let stuck: Vec<usize> =
            (0..count).filter(|number| waiting_for.get(*number).is_some_and(|left| *left > 0)).collect();
        self.order.extend(&stuck);
        self.circular.extend(stuck);
        self.rank = vec![0; count];
        for (rank, number) in self.order.iter().enumerate() {
            if let Some(place) = self.rank.get_mut(*number) {
                *place = rank;
            }
        }
    }
}

/// The number of the route.
pub(super) fn route_number(form: &Form) -> usize {
    form.nodes().len()
}

/// The number of a section's page.
pub(super) fn page_number(form: &Form, section: usize) -> usize {
    form.nodes().len() + 1 + section
}
