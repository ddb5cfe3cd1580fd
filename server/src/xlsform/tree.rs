//! The rows of the survey as a tree: what stands between `begin` and `end` belongs together.

use super::kinds::{self, Group, Type};
use super::problem::Problems;
use super::table::{Row, Table};

/// Deeper nesting is nobody's questionnaire.
const DEEPEST: usize = 32;

pub(super) struct Node<'t> {
    pub row: Row<'t>,
    pub kind: Type<'t>,
    /// “other” is to be added to the choices.
    pub or_other: bool,
    /// Of a group.
    pub inside: Vec<Node<'t>>,
}

impl Node<'_> {
    pub fn group(&self) -> Option<Group> {
        match self.kind {
            Type::Begin(group) => Some(group),
            _ => None,
        }
    }
}

/// The survey's rows and, apart from them, those that are settings.
#[derive(Default)]
pub(super) struct Tree<'t> {
    pub nodes: Vec<Node<'t>>,
    pub settings: Vec<(&'static str, Row<'t>)>,
}

pub(super) fn tree<'t>(table: &'t Table<'t>, problems: &mut Problems) -> Tree<'t> {
    let mut tree = Tree::default();
    // The groups that are open, the outermost first.
    let mut open: Vec<Node> = Vec::new();
    for row in table.rows() {
        let Some((kind, or_other)) = kind(row, problems) else { continue };
        match kind {
            Type::Setting(key) => tree.settings.push((key, row)),
            Type::Finish(group) => match open.pop() {
                Some(node) if node.group() == Some(group) => {
                    row.pass_all();
                    put(&mut open, &mut tree.nodes, node);
                }
                other => {
                    open.extend(other);
                    let name = group.name();
                    let message = match open.last().and_then(Node::group).map(|group| (group, open.last())) {
                        Some((group, Some(node))) => format!(
                            "end_{name} closes nothing: row {} opened a {}. Write end_{} first",
                            node.row.number(),
                            group.name(),
                            group.name()
                        ),
                        _ => format!("end_{name} closes nothing. Delete it, or write begin_{name} above"),
                    };
                    problems.error(row.place("type"), "end", message);
                }
            },
            Type::Begin(_) if open.len() >= DEEPEST => {
                problems.error(
                    row.place("type"),
                    "begin",
                    "Groups stand too deep in each other. Take out some of them",
                );
                return tree;
            }
            Type::Begin(_) => open.push(Node { row, kind, or_other, inside: Vec::new() }),
            kind => put(&mut open, &mut tree.nodes, Node { row, kind, or_other, inside: Vec::new() }),
        }
    }
    for node in &open {
        let name = node.group().map_or("group", Group::name);
        let message = format!("begin_{name} is never closed. Write end_{name} where it ends");
        problems.error(node.row.place("type"), "begin", message);
    }
    tree
}

fn put<'t>(open: &mut [Node<'t>], top: &mut Vec<Node<'t>>, node: Node<'t>) {
    match open.last_mut() {
        Some(group) => group.inside.push(node),
        None => top.push(node),
    }
}

/// What the row is; `None` for one that is no part of the form.
fn kind<'t>(row: Row<'t>, problems: &mut Problems) -> Option<(Type<'t>, bool)> {
    if let Some(answer) = row.yes("disabled")
        && matches!(answer, Ok(true))
    {
        row.pass_all();
        problems.warning(row.place("disabled"), "disabled", "A disabled row is left out. Delete it");
        return None;
    }
    let Some(written) = row.get("type") else {
        if row.get("name").is_none() && row.words("label").is_none() {
            row.pass_all();
            problems.warning(row.whole(), "comment", "A row without type, name and label is left out");
        } else {
            problems.error(row.place("type"), "type", "The row has no type. Write one, such as text or note");
        }
        return None;
    };
    let (kind, or_other) = kinds::read(written);
    match kind {
        Type::Unknown => {
            let mend = match kinds::meant(written) {
                Some(meant) => format!("Was {meant} meant?"),
                None if written.starts_with("select") || written.starts_with("rank") => {
                    "Write the name of one list behind it, as in select_one yes_no".to_owned()
                }
                None => "Write one such as text, integer or select_one yes_no".to_owned(),
            };
            problems.error(row.place("type"), "type", format!("There is no type {written:?}. {mend}"));
            None
        }
        Type::NoList => {
            let message = format!("{written} names no list. Write the list's name behind it, as in select_one yes_no");
            problems.error(row.place("type"), "type", message);
            None
        }
        Type::NoFile => {
            let message = format!("{written}: a file of choices ends in .csv, .xml or .geojson. Correct its name");
            problems.error(row.place("type"), "type", message);
            None
        }
        kind => Some((kind, or_other)),
    }
}
