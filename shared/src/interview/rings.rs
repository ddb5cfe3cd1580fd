//! Rules that go round in a circle, named from question to question, for whoever writes them.

use std::collections::VecDeque;

use super::form::Form;
use super::graph::route_number;

impl Form {
    /// The shortest way by which a question's rules depend on its own answer, from its name to its name again:
    /// `["b1", "HK1", "b1"]`, where `b1` asks about `HK1`, which asks about `b1`. `None` where they do not.
    pub fn ring(&self, id: &str) -> Option<Vec<String>> {
        let start = self.find(id)?;
        // From a question to what follows from it, until it comes round: the way back is what its rules ask.
        let mut came_from: Vec<Option<usize>> = vec![None; self.graph.followers.len()];
        let mut next = VecDeque::from([start]);
        let mut is_round = self.graph.circular.contains(&start) && self.depends_on_itself(start);
        while let Some(number) = next.pop_front().filter(|_| !is_round) {
            for follower in self.graph.followers.get(number).into_iter().flatten() {
                let Some(place) = came_from.get_mut(*follower).filter(|place| place.is_none()) else { continue };
                *place = Some(number);
                is_round |= *follower == start;
                next.push_back(*follower);
            }
        }
        if !is_round {
            return None;
        }
        let mut way = vec![self.called(start)];
        let mut at = start;
        while let Some(before) = came_from.get(at).copied().flatten().filter(|before| *before != start) {
            way.push(self.called(before));
            at = before;
        }
        way.push(self.called(start));
        Some(way)
    }

    fn depends_on_itself(&self, node: usize) -> bool {
        let rules = self.rules(node).into_iter().flat_map(super::rules::Rules::of_state);
        rules.flat_map(crate::expression::Expression::references).any(|reference| reference.slot == node)
    }

    /// A question by its id; the route and the pages in words.
    fn called(&self, number: usize) -> String {
        if let Some(question) = self.at(number) {
            return question.id.clone();
        }
        let route = route_number(self);
        let section = number.checked_sub(route + 1).and_then(|at| self.questionnaire().sections.get(at));
        match section {
            Some(section) => format!("the section {}", section.id),
            None => "the short route".to_owned(),
        }
    }
}
