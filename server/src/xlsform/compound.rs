//! Questions that are groups elsewhere: grids, splits, money, places, registration numbers, contact.
//!
//! `sectorwise_type` at the group says what it is. A grid's rows and a split's parts are the rows inside of it, by
//! the names behind the dot; what stands inside of the others is for other tools.

use shared::Kind;
use shared::questionnaire::{Choice, Question, Row as GridRow};

use super::builder::Builder;
use super::kinds::{Group, Type};
use super::table::Row;
use super::tree::Node;

/// Our kinds that XLSForm has no type for.
const KINDS: [(&str, Kind); 9] = [
    ("money", Kind::Money),
    ("split", Kind::Split),
    ("grid-single", Kind::GridSingle),
    ("grid-number", Kind::GridNumber),
    ("place", Kind::Place),
    ("organisation-id", Kind::OrganisationId),
    ("contact", Kind::Contact),
    ("year", Kind::Year),
    ("boroughs", Kind::Boroughs),
];

/// Whether a group is one question.
pub(super) fn is_one(row: Row) -> bool {
    row.get("sectorwise_type").is_some()
}

/// The kind that a word means, where it goes with the type.
pub(super) fn kind(word: &str, type_: &Type) -> Option<Kind> {
    words_for(type_).contains(&word).then(|| KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind))?
}

/// What may be said about a row of this type.
pub(super) fn words_for(type_: &Type) -> Vec<&'static str> {
    match type_ {
        Type::Begin(Group::Plain) => KINDS.iter().map(|(word, _)| *word).take(7).collect(),
        Type::Integer | Type::Decimal => vec!["year", "money"],
        Type::Text => vec!["place", "organisation-id", "contact"],
        Type::Many(_) => vec!["boroughs"],
        _ => Vec::new(),
    }
}

/// The word for a kind, where the type does not say it.
pub(super) fn word(kind: Kind) -> Option<&'static str> {
    KINDS.iter().find(|(_, known)| *known == kind).map(|(word, _)| *word)
}

impl Builder<'_> {
    pub fn compound(&mut self, node: &Node, question: &mut Question) {
        let group = node.row.get("name").unwrap_or_default();
        let mut list: Option<&str> = None;
        for inside in &node.inside {
            let row = inside.row;
            let code = row.get("name").and_then(|name| name.strip_prefix(group)?.strip_prefix('.')).unwrap_or_default();
            self.rows.insert(format!("{}.{code}", question.id), row.number());
            match (question.kind, &inside.kind) {
                (Kind::GridSingle, Type::One(name)) => {
                    if list.is_some_and(|list| list != *name) {
                        let message = format!(
                            "All rows of a grid have the same choices. Write select_one {}",
                            list.unwrap_or_default()
                        );
                        self.problems.error(row.place("type"), "type", message);
                    }
                    list = Some(name);
                    let row = self.grid_row(row, code, 0);
                    question.rows.push(row);
                }
                (Kind::GridNumber, Type::Integer | Type::Decimal) => {
                    let decimals = self.decimals(inside);
                    let row = self.grid_row(row, code, decimals);
                    question.rows.push(row);
                }
                (Kind::Split, Type::Integer | Type::Decimal) => {
                    let label = self.words(row, "label").unwrap_or_default();
                    let hint = self.words(row, "hint");
                    question.options.push(Choice { code: code.to_owned(), label, hint, ..Choice::default() });
                }
                (Kind::GridSingle, _) => {
                    self.problems.error(row.place("type"), "type", "A row of this grid is a select_one");
                }
                (Kind::GridNumber | Kind::Split, _) => {
                    self.problems.error(row.place("type"), "type", "What stands in here is an integer or a decimal");
                }
                (_, Type::One(name)) => drop(self.for_others.insert((*name).to_owned())),
                _ => {}
            }
            row.pass_all();
        }
        if question.kind == Kind::GridSingle {
            question.list = list.map(str::to_owned);
        }
    }

    fn grid_row(&mut self, row: Row, code: &str, decimals: u32) -> GridRow {
        GridRow {
            code: code.to_owned(),
            label: self.words(row, "label").unwrap_or_default(),
            short: self.yes(row, "sectorwise_short"),
            decimals,
        }
    }
}
