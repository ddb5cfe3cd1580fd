//! A sheet under its headers: cells by the name of their column, each of which remembers whether anybody read it.

use std::cell::Cell as Flag;
use std::collections::HashMap;

use shared::rows::Rows;
use shared::text::Text;

use super::book::{Cell, Line, Odd, Sheet, letters};
use super::header::{self, Kind};
use super::language::Languages;
use super::problem::{Merged, Place, Problems};

/// After so many empty columns or rows nothing more is looked for, as in pyxform.
const MOST_EMPTY_COLUMNS: u32 = 20;
const MOST_EMPTY_ROWS: u32 = 60;
const MOST_MERGED: usize = 100;

pub(super) struct Table<'b> {
    pub name: &'b str,
    pub heads: Vec<Head>,
    /// The main language.
    main: String,
    lines: Vec<Data<'b>>,
    by_key: HashMap<String, Vec<usize>>,
}

pub(super) struct Head {
    /// As it stands in the sheet.
    pub written: String,
    pub key: String,
    pub suffix: Option<String>,
    /// The language of the suffix; of a column without one the main language.
    pub tag: String,
    pub is_known: bool,
    column: u32,
}

struct Data<'b> {
    number: u32,
    /// In the order of their heads; a sheet may have many columns and little in them.
    slots: Vec<Slot<'b>>,
}

struct Slot<'b> {
    head: usize,
    cell: &'b Cell,
    used: Flag<bool>,
}

/// One row, with what its cells are called.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table<'t>,
    data: &'t Data<'t>,
}

impl<'b> Table<'b> {
    pub fn new(sheet: &'b Sheet, kind: Kind, problems: &mut Problems) -> Table<'b> {
        let mut table = Table {
            name: &sheet.name,
            heads: Vec::new(),
            main: "en".to_owned(),
            lines: Vec::new(),
            by_key: HashMap::new(),
        };
        let first = sheet.rows.first().filter(|line| line.number == 1);
        table.heads = first.map_or_else(Vec::new, |line| heads(&sheet.name, line, kind, problems));
        for (index, head) in table.heads.iter().enumerate() {
            table.by_key.entry(head.key.clone()).or_default().push(index);
        }
        let by_column: HashMap<u32, usize> =
            table.heads.iter().enumerate().map(|(index, head)| (head.column, index)).collect();
        let mut last = 1;
        for line in sheet.rows.iter().filter(|line| line.number > 1) {
            let slot =
                |cell: &'b Cell| Some(Slot { head: *by_column.get(&cell.column)?, cell, used: Flag::new(false) });
            let mut slots: Vec<Slot> = line.cells.iter().filter_map(slot).collect();
            slots.sort_by_key(|slot| slot.head);
            if slots.is_empty() {
                continue;
            }
            if line.number - last > MOST_EMPTY_ROWS + 1 {
                let place = Place::sheet(table.name).row(line.number);
                let message = format!(
                    "More than {MOST_EMPTY_ROWS} empty rows stand before this one: it and what follows is left out. \
                     Delete the empty rows"
                );
                problems.warning(place, "after-empty", message);
                break;
            }
            last = line.number;
            table.lines.push(Data { number: line.number, slots });
        }
        table.report_merged(sheet, problems);
        table.report_odd(kind, problems);
        table
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.lines.iter().map(|data| Row { table: self, data })
    }

    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        self.lines.get(index).map(|data| Row { table: self, data })
    }

    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// The place of a column, in no row.
    pub fn place(&self, key: &str) -> Place {
        let head = self.by_key.get(key).and_then(|heads| heads.first()).and_then(|index| self.heads.get(*index));
        let place = Place::sheet(self.name);
        head.map_or_else(|| place.clone(), |head| place.clone().column(&head.written))
    }

    /// Finds out which languages there are; what had to be made up is told.
    pub fn learn(&mut self, languages: &mut Languages, problems: &mut Problems) {
        for head in self.heads.iter_mut().filter(|head| head.is_known) {
            let Some(suffix) = head.suffix.as_deref().filter(|suffix| *suffix != "default") else { continue };
            if !is_translated(&head.key) {
                continue;
            }
            let (tag, is_made_up) = languages.tag(suffix);
            if is_made_up {
                let place = Place::sheet(self.name).row(1).column(&head.written);
                let message = format!(
                    "The language {suffix:?} is not known here and is called {tag}. Write its tag in brackets, such \
                     as label::Polski (pl)"
                );
                problems.warning(place, "language", message);
            }
            head.tag = tag;
        }
    }

    /// Columns without a language are in the main one.
    pub fn set_main(&mut self, main: &str) {
        main.clone_into(&mut self.main);
        for head in self.heads.iter_mut().filter(|head| head.tag.is_empty()) {
            main.clone_into(&mut head.tag);
        }
    }

    fn report_merged(&self, sheet: &Sheet, problems: &mut Problems) {
        // More of them than anybody reads are not looked at.
        for ((row, column), (last_row, last_column)) in sheet.merged.iter().take(MOST_MERGED) {
            let place = Place::sheet(self.name).row(row + 1).column(&self.called(*column));
            let (from, to) = (letters(*column), letters(*last_column));
            let message = format!(
                "The cells {from}{} to {to}{} are merged: only the first of them counts, the others are empty. Unmerge \
                 them and fill in each",
                row + 1,
                last_row + 1
            );
            problems.warning(place, "merged", message);
            problems.merged(Merged {
                sheet: self.name.to_owned(),
                rows: (row + 1, last_row + 1),
                columns: self
                    .heads
                    .iter()
                    .filter(|head| (*column..=*last_column).contains(&head.column))
                    .map(|head| head.written.clone())
                    .collect(),
                called: format!("{from}{} to {to}{}", row + 1, last_row + 1),
            });
        }
    }

    fn report_odd(&self, kind: Kind, problems: &mut Problems) {
        for row in self.rows() {
            for (head, cell) in row.slots() {
                let Some(odd) = cell.odd else { continue };
                // Notes in columns of their own may have what they like.
                if !head.is_known && kind == Kind::Survey {
                    continue;
                }
                let place = Place::sheet(self.name).row(row.number()).column(&head.written);
                match odd {
                    Odd::Formula => {
                        let message = "A formula: what it gave when the file was saved is taken. Paste it as a value";
                        problems.warning(place, "formula", message);
                    }
                    Odd::FormulaWithoutValue => {
                        let message = "A formula without a value. Open and save the file in Excel, or paste a value";
                        problems.error(place, "formula", message);
                    }
                    Odd::Fault => {
                        let message = format!("The cell has the fault {}. Mend its formula", cell.text);
                        problems.error(place, "formula", message);
                    }
                    Odd::TooLong => problems.error(place, "too-long", "The text has more than 32,767 characters"),
                }
            }
        }
    }

    /// A column's header, or its letters.
    fn called(&self, column: u32) -> String {
        let head = self.heads.iter().find(|head| head.column == column);
        head.map_or_else(|| letters(column), |head| head.written.clone())
    }
}

/// Columns that have one text for each language.
fn is_translated(key: &str) -> bool {
    ["label", "hint", "guidance_hint", "constraint_message", "required_message", "value"].contains(&key)
        || key.starts_with("media::")
        || header::TRANSLATED.contains(&key)
}

fn heads(sheet: &str, line: &Line, kind: Kind, problems: &mut Problems) -> Vec<Head> {
    let mut cells: Vec<(&Cell, String)> = Vec::new();
    let mut last = None;
    for cell in line.cells.iter().filter(|cell| !cell.text.is_empty()) {
        let empty = cell.column - last.map_or(0, |last| last + 1);
        if empty > MOST_EMPTY_COLUMNS {
            let place = Place::sheet(sheet).row(1).column(&letters(cell.column));
            let message = format!(
                "More than {MOST_EMPTY_COLUMNS} empty columns stand before this one: it and what follows is left out"
            );
            problems.warning(place, "after-empty", message);
            break;
        }
        last = Some(cell.column);
        cells.push((cell, cell.text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let written: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
    let meanings = header::meanings(kind, &written);
    let mut heads: Vec<Head> = Vec::new();
    for ((cell, written), meaning) in cells.iter().zip(meanings) {
        let place = Place::sheet(sheet).row(1).column(written);
        let same = |head: &&mut Head| head.key == meaning.key && head.suffix == meaning.suffix;
        if let Some(other) = heads.iter_mut().find(same) {
            if kind == Kind::Settings && meaning.key == "id_string" {
                problems.warning(place, "header-twice", "form_id counts, and id_string is left out. Delete one");
                if *written != "id_string" {
                    (other.written, other.column) = (written.clone(), cell.column);
                }
                continue;
            }
            let message = match other.written == *written {
                true => format!("Two columns are called {written}. Delete or rename one"),
                false => format!("The columns {} and {written} mean the same. Delete one", other.written),
            };
            problems.error(place, "header-twice", message);
            continue;
        }
        if let Some(meant) = header::meant(kind, written).filter(|_| !meaning.is_known && kind != Kind::Choices) {
            let message = format!("The column {written} is not known and left out. Was {meant} meant?");
            problems.warning(place, "header", message);
        }
        heads.push(Head {
            written: written.clone(),
            key: meaning.key,
            suffix: meaning.suffix,
            tag: String::new(),
            is_known: meaning.is_known,
            column: cell.column,
        });
    }
    heads
}

impl<'t> Row<'t> {
    /// As Excel counts.
    pub fn number(self) -> u32 {
        self.data.number
    }

    /// The cell of a column without a language.
    pub fn get(self, key: &str) -> Option<&'t str> {
        let heads = self.table.by_key.get(key)?;
        heads.iter().find_map(|index| self.text(*index))
    }

    /// The wording in all languages; one that is in the main language only is plain.
    pub fn words(self, key: &str) -> Option<Text> {
        let heads = self.table.by_key.get(key)?;
        let mut found = Rows::default();
        // What says its language wins over what does not.
        for is_marked in [false, true] {
            for index in heads {
                let Some(head) = self.table.heads.get(*index).filter(|head| head.suffix.is_some() == is_marked) else {
                    continue;
                };
                if let Some(text) = self.text(*index) {
                    found.insert(head.tag.clone(), text.to_owned());
                }
            }
        }
        let main = self.table.main.as_str();
        match (found.get(main), found.keys().count()) {
            (_, 0) => None,
            (Some(text), 1) => Some(Text::Plain(text.clone())),
            _ => Some(Text::Many(found)),
        }
    }

    /// As `get`, for somebody who only wants to know.
    pub fn peek(self, key: &str) -> Option<&'t str> {
        let heads = self.table.by_key.get(key)?;
        let cell = heads.iter().find_map(|index| self.slot(*index))?.cell;
        (!cell.text.is_empty()).then_some(cell.text.as_str())
    }

    pub fn has(self, key: &str) -> bool {
        self.peek(key).is_some()
    }

    /// Its cells, for somebody who only wants to know.
    pub fn cells(self) -> impl Iterator<Item = (&'t Head, &'t str)> {
        self.slots().map(|(head, cell)| (head, cell.text.as_str()))
    }

    /// The names that its cells mention as `${name}`.
    pub fn mentions(self) -> impl Iterator<Item = &'t str> {
        let texts = self.cells().map(|(_, text)| text).filter(|text| text.contains("${"));
        texts.flat_map(|text| super::expression_text::references(text).unwrap_or_default())
    }

    /// A cell that says yes; `None` where it is empty, the text where it is neither yes nor no.
    pub fn yes(self, key: &str) -> Option<Result<bool, &'t str>> {
        let text = self.get(key)?;
        Some(match text.to_lowercase().as_str() {
            "yes" | "true" | "true()" | "1" => Ok(true),
            "no" | "false" | "false()" | "0" => Ok(false),
            _ => Err(text),
        })
    }

    pub fn place(self, key: &str) -> Place {
        self.table.place(key).row(self.number())
    }

    /// The row as a whole.
    pub fn whole(self) -> Place {
        Place::sheet(self.table.name).row(self.number())
    }

    /// The cells under headers that are not known: choices have columns of their own.
    pub fn others(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let indices = self.data.slots.iter().map(|slot| slot.head);
        indices.filter_map(move |index| {
            let head = self.table.heads.get(index).filter(|head| !head.is_known)?;
            Some((head.written.as_str(), self.text(index)?))
        })
    }

    /// The known columns in which something stands that nobody has read: key and header.
    pub fn unread(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.data.slots.iter().filter_map(|slot| {
            let head = self.table.heads.get(slot.head)?;
            let is_left = head.is_known && !slot.used.get() && !slot.cell.text.is_empty();
            is_left.then_some((head.key.as_str(), head.written.as_str()))
        })
    }

    /// Nothing more is to be said about the cells of these columns.
    pub fn pass(self, keys: &[&str]) {
        for key in keys {
            for index in self.table.by_key.get(*key).into_iter().flatten() {
                self.text(*index);
            }
        }
    }

    pub fn pass_all(self) {
        self.data.slots.iter().for_each(|slot| slot.used.set(true));
    }

    fn text(self, index: usize) -> Option<&'t str> {
        let slot = self.slot(index)?;
        slot.used.set(true);
        (!slot.cell.text.is_empty()).then_some(slot.cell.text.as_str())
    }

    fn slot(self, head: usize) -> Option<&'t Slot<'t>> {
        self.data.slots.binary_search_by_key(&head, |slot| slot.head).ok().and_then(|at| self.data.slots.get(at))
    }

    fn slots(self) -> impl Iterator<Item = (&'t Head, &'t Cell)> {
        self.data.slots.iter().filter_map(|slot| Some((self.table.heads.get(slot.head)?, slot.cell)))
    }
}
