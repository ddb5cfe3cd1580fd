//! The sheets `choices` and `external_choices`: lists of choices by name, with codes that can be stored.

use std::collections::{HashMap, HashSet};

use shared::questionnaire::Choice;
use shared::rows::Rows;
use shared::text::Text;

use super::expression_text::is_name;
use super::identifiers::{self, Taken};
use super::problem::{Place, Problems};
use super::settings::Settings;
use super::table::{Row, Table};

/// What a list has had so far.
#[derive(Default)]
struct Codes {
    written: HashSet<String>,
    taken: Taken,
}

/// One list, in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct List {
    pub name: String,
    pub choices: Vec<Choice>,
    /// By choice.
    pub rows: Vec<u32>,
    /// Whether a choice has columns of its own.
    pub has_columns: bool,
    /// By choice: the code as written.
    pub written: Vec<String>,
    pub sheet: String,
}

#[derive(Debug, Default)]
pub(super) struct Lists {
    pub all: Vec<List>,
    by_name: HashMap<String, usize>,
    /// Codes that had to be changed, as written: rules that mention them change too.
    pub renamed: HashMap<String, String>,
}

impl Lists {
    pub fn get(&self, name: &str) -> Option<&List> {
        self.all.get(*self.by_name.get(name)?)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut List> {
        self.all.get_mut(*self.by_name.get(name)?)
    }

    pub fn read(&mut self, table: &Table, settings: &Settings, problems: &mut Problems) {
        if table.rows().next().is_none() {
            return;
        }
        for key in ["list_name", "name"] {
            if !table.has(key) {
                let message = format!("The sheet {} has no column {key}. Add it", table.name);
                problems.error(Place::sheet(table.name).row(1), "header", message);
            }
        }
        if problems.has_errors() {
            return;
        }
        let columns = columns(table, problems);
        let mut codes: Vec<Codes> = Vec::new();
        for row in table.rows() {
            self.choice(row, table.name, &columns, settings, &mut codes, problems);
        }
        self.rename_columns();
    }

    fn choice(
        &mut self,
        row: Row,
        sheet: &str,
        columns: &HashSet<String>,
        settings: &Settings,
        codes: &mut Vec<Codes>,
        problems: &mut Problems,
    ) {
        let Some(name) = row.get("list_name") else {
            row.pass_all();
            let message = "A choice without list_name belongs to no list and is left out. Fill in its list_name";
            return problems.warning(row.place("list_name"), "list-name", message);
        };
        let Some(written) = row.get("name") else {
            row.pass_all();
            return problems.error(row.place("name"), "choice-name", "A choice needs a name: the code that is stored");
        };
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = self.place_of(name, sheet);
        codes.resize_with(self.all.len().max(codes.len()), Codes::default);
        let (Some(list), Some(codes)) = (self.all.get_mut(at), codes.get_mut(at)) else { return };
        if !codes.written.insert(written.clone()) && !settings.allow_choice_duplicates {
            let message = format!("The list {name} has {written} twice. Give each choice a name of its own");
            return problems.error(row.place("name"), "choice-twice", message);
        }
        let fitting = identifiers::code(&written);
        let code = codes.taken.take(&fitting);
        if fitting != written {
            self.renamed.insert(written.clone(), code.clone());
        }
        if code != written {
            let message =
                format!("{written:?} cannot be a code here and becomes {code}, also in rules that mention it");
            problems.warning(row.place("name"), "code", message);
        }
        let label = row.words("label").unwrap_or_else(|| {
            let message = format!("The choice {written} has no label: its name is shown. Give it a label");
            problems.warning(row.place("label"), "label", message);
            Text::Plain(written.clone())
        });
        let mut own = Rows::default();
        for (column, value) in row.others().filter(|(column, _)| columns.contains(*column)) {
            own.insert(column.to_owned(), value.to_owned());
            list.has_columns = true;
        }
        list.rows.push(row.number());
        list.written.push(written);
        list.choices.push(Choice {
            code,
            label,
            hint: row.words("sectorwise_hint"),
            exclusive: yes(row, "sectorwise_exclusive", problems),
            apart: yes(row, "sectorwise_apart", problems),
            maps: row.get("sectorwise_maps").map(str::to_owned),
            columns: own,
        });
        unread(row, problems);
    }

    /// The index of a list, which is there from now on.
    fn place_of(&mut self, name: &str, sheet: &str) -> usize {
        if let Some(at) = self.by_name.get(name) {
            return *at;
        }
        self.all.push(List { name: name.to_owned(), sheet: sheet.to_owned(), ..List::default() });
        self.by_name.insert(name.to_owned(), self.all.len() - 1);
        self.all.len() - 1
    }

    /// Columns hold codes of other lists, which may have been changed.
    fn rename_columns(&mut self) {
        if self.renamed.is_empty() {
            return;
        }
        for choice in self.all.iter_mut().flat_map(|list| &mut list.choices) {
            let cells: Vec<(String, String)> = choice
                .columns
                .iter()
                .filter_map(|(column, cell)| Some((column.clone(), self.renamed.get(cell)?.clone())))
                .collect();
            for (column, cell) in cells {
                choice.columns.insert(column, cell);
            }
        }
    }
}

/// The columns that filters can name.
fn columns(table: &Table, problems: &mut Problems) -> HashSet<String> {
    let mut found = HashSet::new();
    for head in table.heads.iter().filter(|head| !head.is_known) {
        if is_name(&head.written) {
            found.insert(head.written.clone());
        } else if !head.written.starts_with('$') {
            let message = format!(
                "{:?} is no name that a filter could use, and the column is left out. Use letters, digits and _",
                head.written
            );
            problems.warning(Place::sheet(table.name).row(1).column(&head.written), "header", message);
        }
    }
    found
}

fn unread(row: Row, problems: &mut Problems) {
    for (key, header) in row.unread() {
        let what = match key {
            "media::image" | "media::big-image" => "Pictures",
            "media::audio" => "Sounds",
            "media::video" => "Films",
            _ => "This column",
        };
        let message = format!("{what} are not supported in choices: {header} is left out");
        problems.warning(row.place(key), "unsupported", message);
    }
}

/// A cell that says yes, or nothing.
pub(super) fn yes(row: Row, key: &str, problems: &mut Problems) -> bool {
    match row.yes(key) {
        None => false,
        Some(Ok(yes)) => yes,
        Some(Err(text)) => {
            problems.error(row.place(key), "yes-or-no", format!("{text:?} is neither yes nor no"));
            false
        }
    }
}
