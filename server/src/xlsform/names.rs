//! Names of the survey: which are allowed, what `${…}` means by them, and what of it is left out.

use std::collections::{HashMap, HashSet};

use super::compound;
use super::expression_text::is_name;
use super::identifiers::{self, Taken};
use super::kinds::{Group, Type};
use super::problem::Problems;
use super::settings::Settings;
use super::table::Row;
use super::tree::Node;

/// What a name in the survey stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A question of this id, or a part of one.
    Question(String),
    /// Not a question here: references to it lead nowhere.
    Group,
    /// What cannot be imported, and why: “a picture”.
    LeftOut(String),
}

#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<String, (Meaning, usize)>,
    /// By row: the id of its question or section.
    ids: HashMap<u32, String>,
    /// By row: what is left out, and why.
    left_out: HashMap<u32, String>,
    /// The ids of pages.
    pub sections: Taken,
}

impl Names {
    /// What a name means, and how many rows are called so.
    pub fn get(&self, name: &str) -> Option<(&Meaning, usize)> {
        self.by_name.get(name).map(|(meaning, count)| (meaning, *count))
    }

    pub fn id(&self, row: Row) -> String {
        self.ids.get(&row.number()).cloned().unwrap_or_default()
    }

    /// Why a row is left out.
    pub fn left_out(&self, row: Row) -> Option<&str> {
        self.left_out.get(&row.number()).map(String::as_str)
    }

    /// A question that cannot be kept after all; `what` is what others are told about it.
    pub fn leave_out(&mut self, row: Row, why: &str, what: &str) {
        self.left_out.insert(row.number(), why.to_owned());
        if let Some((meaning, _)) = row.get("name").and_then(|name| self.by_name.get_mut(name)) {
            *meaning = Meaning::LeftOut(what.to_owned());
        }
    }
}

/// Gives every row its id. `mentioned` are the names that some `${…}` has.
pub(super) fn names(
    nodes: &[Node],
    settings: &Settings,
    mentioned: &HashSet<String>,
    files: &HashSet<String>,
    problems: &mut Problems,
) -> Names {
    let mut naming = Naming {
        names: Names::default(),
        ids: Taken::default(),
        repeats: HashSet::new(),
        root: settings.root.clone(),
        mentioned,
        files,
        problems,
    };
    naming.level(nodes, &Around::default());
    naming.names
}

/// What a row stands in.
#[derive(Clone, Default)]
struct Around {
    depth: usize,
    is_repeat: bool,
    left_out: Option<String>,
    /// Name and id of a question that is a group.
    compound: Option<(String, String)>,
}

struct Naming<'a> {
    names: Names,
    ids: Taken,
    repeats: HashSet<String>,
    root: String,
    mentioned: &'a HashSet<String>,
    /// Files of choices that are known to lie somewhere.
    files: &'a HashSet<String>,
    problems: &'a mut Problems,
}

impl Naming<'_> {
    fn level(&mut self, nodes: &[Node], around: &Around) {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for node in nodes {
            let Some(name) = self.name(node) else { continue };
            let is_alone = self.uniqueness(node, &name, &mut seen);
            let meaning = self.meaning(node, &name, around, is_alone);
            self.inside(node, &name, &meaning, around);
            let known = self.names.by_name.entry(name).or_insert((meaning, 0));
            known.1 += 1;
        }
    }

    fn name(&mut self, node: &Node) -> Option<String> {
        let row = node.row;
        let written = row.get("name").map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let name = match (written, &node.kind) {
            (Some(name), _) => name,
            (None, Type::Note) => format!("generated_note_name_{}", row.number()),
            (None, Type::Unsupported(_)) if row.get("type") == Some("audit") => "audit".to_owned(),
            (None, _) => {
                self.problems.error(row.place("name"), "name", "The row has no name. Give it one, such as age");
                return None;
            }
        };
        if !is_element(&name) {
            let message = format!(
                "{name:?} cannot be a name: it begins with a letter or _ and has letters, digits, _, - and . only"
            );
            self.problems.error(row.place("name"), "name", message);
            return None;
        }
        Some(name)
    }

    /// False where the name is refused for another row's sake.
    fn uniqueness(&mut self, node: &Node, name: &str, seen: &mut HashMap<String, u32>) -> bool {
        let row = node.row;
        let mut is_alone = true;
        if name == "meta" {
            self.problems.error(row.place("name"), "name", "The name meta is taken by the form itself. Choose another");
        }
        if let Some(other) = seen.insert(name.to_owned(), row.number()) {
            let message = format!("Row {other} is called {name} too, in the same group. Rename one of them");
            self.problems.error(row.place("name"), "name-twice", message);
            is_alone = false;
        }
        if node.group() == Some(Group::Repeat) {
            if name == self.root {
                let message = format!("A repeat cannot be called {name}, as the form itself is. Rename it");
                self.problems.error(row.place("name"), "name", message);
            } else if !self.repeats.insert(name.to_owned()) {
                let message = format!("Another repeat is called {name}. Rename one of them");
                self.problems.error(row.place("name"), "name-twice", message);
                is_alone = false;
            }
        }
        is_alone
    }

    fn meaning(&mut self, node: &Node, name: &str, around: &Around, is_alone: bool) -> Meaning {
        let row = node.row;
        if let Some(why) = self.unsupported(node, around) {
            self.names.left_out.insert(row.number(), why.clone());
            return Meaning::LeftOut(why);
        }
        if let Some((group, id)) = &around.compound {
            let part = name.strip_prefix(group.as_str()).and_then(|rest| rest.strip_prefix('.'));
            if part.is_none() {
                let message = format!("Inside of {group} it is to be called {group}.{name}: its name and a dot first");
                self.problems.error(row.place("name"), "name", message);
            }
            return Meaning::Question(format!("{id}.{}", part.unwrap_or_default()));
        }
        let wanted = row.get("sectorwise_id");
        match node.group() {
            Some(Group::Plain) if !compound::is_one(row) => {
                if around.depth == 0 {
                    let id = self.names.sections.take(wanted.unwrap_or(name));
                    self.names.ids.insert(row.number(), id);
                } else {
                    // Its label becomes a note.
                    let id = self.ids.take(&identifiers::id(name));
                    self.names.ids.insert(row.number(), id);
                }
                Meaning::Group
            }
            _ => {
                let id = self.ids.take(&identifiers::id(wanted.unwrap_or(name)));
                let asked_for = wanted.unwrap_or(name);
                if id != asked_for && is_alone {
                    let is_taken = identifiers::id(asked_for) == asked_for;
                    let why = if is_taken { "is another question's id" } else { "cannot be an id" };
                    let message = format!("{asked_for} {why} here: it becomes {id}, also in rules that mention it");
                    let key = if wanted.is_some() { "sectorwise_id" } else { "name" };
                    self.problems.warning(row.place(key), "renamed", message);
                }
                self.names.ids.insert(row.number(), id.clone());
                Meaning::Question(id)
            }
        }
    }

    fn inside(&mut self, node: &Node, name: &str, meaning: &Meaning, around: &Around) {
        let Some(group) = node.group() else { return };
        let compound = match meaning {
            Meaning::Question(id) if group == Group::Plain => Some((name.to_owned(), id.clone())),
            _ => None,
        };
        let left_out = match meaning {
            Meaning::LeftOut(why) => Some(why.clone()),
            _ => None,
        };
        let is_repeat = around.is_repeat || group == Group::Repeat;
        self.level(&node.inside, &Around { depth: around.depth + 1, is_repeat, left_out, compound });
    }

    /// Why a row cannot be imported, by its type and place.
    fn unsupported(&self, node: &Node, around: &Around) -> Option<String> {
        let is_mentioned = || node.row.get("name").is_some_and(|name| self.mentioned.contains(name));
        match &node.kind {
            _ if around.left_out.is_some() => around.left_out.clone(),
            Type::Unsupported(what) => Some((*what).to_owned()),
            Type::File(file, _) if !self.files.contains(*file) => {
                Some(format!("a choice from the file {file}, which is not in the workbook"))
            }
            Type::Answers(_) => Some("a choice from earlier answers".to_owned()),
            Type::Begin(Group::Loop) => Some("a loop".to_owned()),
            Type::Begin(Group::Repeat) if around.is_repeat => Some("a repeat inside of a repeat".to_owned()),
            Type::One(_) | Type::Many(_) if is_heading(node.row) => Some("the heading of a table".to_owned()),
            Type::One(_) | Type::Many(_) if is_search(node.row) => Some("a choice from a file by search()".to_owned()),
            Type::Start | Type::End | Type::Today if !is_mentioned() => Some(KEPT.to_owned()),
            _ => None,
        }
    }
}

/// What every submission says anyway.
pub(super) const KEPT: &str = "the time, which every submission has anyway";

/// A choice that shows its labels only, above others that show only their buttons.
fn is_heading(row: Row) -> bool {
    row.get("appearance").is_some_and(|appearance| appearance.split_whitespace().any(|word| word == "label"))
}

/// The choices that stand in the workbook are not those that are shown.
fn is_search(row: Row) -> bool {
    row.get("appearance").is_some_and(|appearance| appearance.replace(' ', "").contains("search("))
}

/// As XML's names, with one prefix at most.
pub(super) fn is_element(name: &str) -> bool {
    let (first, second) = name.split_once(':').map_or((name, None), |(first, second)| (first, Some(second)));
    is_name(first) && second.is_none_or(is_name)
}
