//! Options, rows and lists: codes that can be stored, words for each.

use std::collections::HashSet;

use super::super::{Choice, Kind, Question};
use super::Checker;
use crate::text::Text;

/// A tally keeps the options that somebody chose as the bits of one number.
const MOST_OPTIONS: usize = 60;
/// A phone searches a list in its memory.
const LONGEST_LIST: usize = 50_000;

impl Checker<'_> {
    pub(super) fn codes(&mut self, question: &Question) {
        let id = &question.id;
        let takes_list = matches!(question.kind, Kind::Single | Kind::Multi | Kind::Rank);
        let needs_options = takes_list || matches!(question.kind, Kind::Split | Kind::GridSingle);
        if let Some(list) = &question.list {
            if !self.questionnaire.lists.iter().any(|known| known.name == *list) {
                self.add(id, "list", &format!("There is no choice list called {list}"));
            } else if !takes_list || !question.options.is_empty() {
                self.add(id, "list", "Only a choice without options of its own takes a list");
            }
        } else if needs_options && question.options.is_empty() {
            self.add(id, "options", "Give at least one option");
        }
        if question.options.len() > MOST_OPTIONS {
            self.add(id, "options", &format!("Give at most {MOST_OPTIONS} options, or make them a choice list"));
        }
        if question.is_grid() && question.rows.is_empty() {
            self.add(id, "rows", "Give at least one row");
        }
        let codes = question.options.iter().map(|option| (&option.code, &option.label));
        self.words_and_codes(id, codes.collect());
        let rows = question.rows.iter().map(|row| (&row.code, &row.label));
        self.words_and_codes(id, rows.collect());
    }

    pub(super) fn lists(&mut self) {
        let mut names = HashSet::new();
        for list in &self.questionnaire.lists {
            if !names.insert(&list.name) {
                self.add("", "list-twice", &format!("Two choice lists are called {}", list.name));
            }
            if list.choices.is_empty() && list.address.is_none() {
                self.add("", "list", &format!("The choice list {} is empty", list.name));
            }
            if list.choices.len() > LONGEST_LIST {
                self.add("", "list", &format!("The choice list {} has more than {LONGEST_LIST} rows", list.name));
            }
            let pair = |choice: &'_ Choice| (choice.code.clone(), choice.label.clone());
            let pairs: Vec<(String, Text)> = list.choices.iter().map(pair).collect();
            self.words_and_codes("", pairs.iter().map(|(code, label)| (code, label)).collect());
        }
    }

    fn words_and_codes(&mut self, id: &str, entries: Vec<(&String, &Text)>) {
        let main = self.questionnaire.main_language();
        let (mut seen, mut said) = (HashSet::new(), HashSet::new());
        for (code, label) in entries {
            if !seen.insert(code) {
                self.add(id, "code-twice", &format!("The code {code} stands twice"));
            }
            let reserved = crate::Missing::from_code(code).is_some() || code == "ticked" || code == "missing";
            if !is_code(code) || reserved {
                let message = format!("{code:?} cannot be a code: use letters, digits, hyphens and underscores");
                self.add(id, "code", &message);
            }
            if label.is_empty() {
                self.add(id, "option-label", &format!("The code {code} has no words"));
            } else if !id.is_empty() && !said.insert(label.get(main, main).trim()) {
                // In a list, a filter may choose between two that are called the same.
                let words = label.get(main, main).trim();
                self.consider(
                    id,
                    "option-label-twice",
                    &format!("“{words}” stands there twice. People cannot tell which is which"),
                );
            }
        }
    }
}

/// As XLSForm's choice names: a list of them is written with spaces between.
fn is_code(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}
