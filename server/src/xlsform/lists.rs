//! Which choices stand at their questions, and which in lists of their own.

use std::collections::HashSet;

use shared::Kind;
use shared::questionnaire::{Choice, List, Question, Questionnaire};
use shared::text::Text;

use super::builder::Builder;
use super::kinds::Type;
use super::tree::Node;

/// More are a list of their own.
pub(super) const MOST_OPTIONS: usize = 60;

impl Builder<'_> {
    /// Notes which list the question takes; what it becomes is known only when all questions are.
    pub fn choices(&mut self, node: &Node, question: &mut Question) {
        let row = node.row;
        let (name, needs_codes) = match &node.kind {
            Type::One(name) | Type::External(name) | Type::Rank(name) => (*name, false),
            Type::Many(name) => (*name, true),
            Type::File(file, _) => {
                // One that is not known to lie somewhere has been left out.
                question.list = file.strip_suffix(".csv").map(str::to_owned);
                question.filter = self.filter(node, question);
                return;
            }
            _ => return,
        };
        if matches!(question.kind, Kind::Boroughs | Kind::Calculate) {
            // Which boroughs there are is known; the list is for other tools. What is worked out is not chosen.
            self.for_others.insert(name.to_owned());
            return row.pass(&["choice_filter"]);
        }
        let sheet = if matches!(node.kind, Type::External(_)) { "external_choices" } else { "choices" };
        let Some(list) = self.lists.get(name).filter(|list| list.sheet.to_lowercase() == sheet) else {
            // Nobody reads more suggestions, and each takes a while.
            let some = if self.problems.errors() < 20 { 1_000 } else { 0 };
            let near = self.lists.all.iter().take(some).find(|list| super::near::is_near(&list.name, name));
            let meant = near.map_or_else(String::new, |list| format!(" Was {} meant?", list.name));
            let message = format!(
                "There is no choice list called {name} in the sheet {sheet}.{meant} Add its rows, or correct the name"
            );
            row.pass(&["choice_filter"]);
            return self.problems.error(row.place("type"), "list", message);
        };
        if let Some(at) = list.written.iter().position(|code| needs_codes && code.contains(' ')) {
            let place = super::problem::Place::sheet(&list.sheet).row(list.rows.get(at).copied().unwrap_or_default());
            let message = format!(
                "Several of these can be chosen at once, so that a name has no spaces. Write {}",
                list.written.get(at).map_or_else(String::new, |code| code.replace(' ', "_"))
            );
            self.problems.error(place.column("name"), "choice-name", message);
        }
        if matches!(node.kind, Type::External(_)) {
            let message = "The choices are kept in the survey itself here, not in a file beside it";
            self.problems.warning(row.place("type"), "external", message);
        }
        question.list = Some(name.to_owned());
        question.filter = self.filter(node, question);
        if node.or_other {
            self.other(node, name, question.filter.is_some());
        }
    }

    fn filter(&mut self, node: &Node, question: &Question) -> Option<String> {
        let filter = self.rule(node.row, "choice_filter")?;
        self.filtered.extend(question.list.clone());
        Some(filter)
    }

    fn other(&mut self, node: &Node, name: &str, is_filtered: bool) {
        if is_filtered {
            let message = "“other” cannot be added to choices with a filter. Delete or_other or the choice_filter";
            self.problems.error(node.row.place("type"), "or-other", message);
        }
        let Some(list) = self.lists.get_mut(name) else { return };
        if list.choices.iter().all(|choice| choice.code != "other") {
            let row = list.rows.last().copied().unwrap_or_default();
            list.rows.push(row);
            list.written.push("other".to_owned());
            list.choices.push(Choice { code: "other".to_owned(), label: Text::from("Other"), ..Choice::default() });
        }
    }

    /// Gives every question its options or its list, and the questionnaire its lists.
    pub fn settle(&mut self, questionnaire: &mut Questionnaire) {
        for (name, address) in &self.own.lists {
            let choices = self.lists.get(name).map(|list| list.choices.clone()).unwrap_or_default();
            questionnaire.lists.push(List { name: self.own.list_id(name), choices, address: address.clone() });
        }
        for list in self.lists.all.iter().filter(|list| self.stands_alone(&list.name)) {
            if !self.own.has_list(&list.name) {
                let name = self.own.list_id(&list.name);
                questionnaire.lists.push(List { name, choices: list.choices.clone(), address: None });
            }
        }
        let mut used: HashSet<String> = HashSet::new();
        for question in questionnaire.sections.iter_mut().flat_map(|section| &mut section.questions) {
            self.settle_question(question, &mut used);
            for inner in &mut question.questions {
                self.settle_question(inner, &mut used);
            }
        }
        self.report_unused(&used);
    }

    fn settle_question(&self, question: &mut Question, used: &mut HashSet<String>) {
        let Some(name) = question.list.take() else { return };
        used.insert(name.clone());
        if self.stands_alone(&name) && question.kind != Kind::GridSingle {
            question.list = Some(self.own.list_id(&name));
        } else if let Some(list) = self.lists.get(&name) {
            question.options.clone_from(&list.choices);
        }
    }

    fn stands_alone(&self, name: &str) -> bool {
        if self.own.has_list(name) {
            return true;
        }
        let Some(list) = self.lists.get(name) else { return true };
        let is_special = list.choices.len() > MOST_OPTIONS
            || list.has_columns
            || self.filtered.contains(name)
            || self.looked_up.contains(name);
        is_special && !self.own.options.contains(name)
    }

    /// A list that no question uses is lost, unless rules look things up in it.
    fn report_unused(&mut self, used: &HashSet<String>) {
        for list in &self.lists.all {
            let is_used = used.contains(&list.name)
                || self.looked_up.contains(&list.name)
                || self.for_others.contains(&list.name);
            let row = list.rows.first().copied().unwrap_or_default();
            if !is_used && !self.own.has_list(&list.name) {
                let message = format!("No question uses the list {}: it is left out", list.name);
                let place = super::problem::Place::sheet(&list.sheet).row(row).column("list_name");
                self.problems.warning(place, "unused", message);
            }
        }
    }
}
