//! A sheet that is being filled: cells by column and language, laid out when all are known.

use shared::text::Text;

use super::super::book::{Cell, LONGEST_CELL, Line, Sheet, clean};
use super::names::Names;

/// What wordings need to become cells.
pub(super) struct Texts<'a> {
    pub tags: &'a [String],
    /// By language: what stands behind `label::`.
    pub suffixes: &'a [String],
    pub names: &'a Names,
}

impl Texts<'_> {
    /// Whether headers name languages.
    pub fn is_translated(&self) -> bool {
        self.tags.len() > 1
    }
}

#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The headers in their order, of which those are used that have something in them.
    order: Vec<Column>,
    rows: Vec<Vec<(Column, String)>>,
}

/// A column's header, and what belongs together: the languages of one column are all there, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    header: String,
    family: String,
}

impl Grid {
    pub fn new() -> Grid {
        Grid::default()
    }

    /// The next column, if something will be in it.
    pub fn column(&mut self, header: &str) {
        self.order.push(Column { header: header.to_owned(), family: header.to_owned() });
    }

    /// Columns of XLSForm with a language each, `label::Polski (pl)`; one where there is one language.
    pub fn translated(&mut self, key: &str, texts: &Texts) {
        if texts.is_translated() {
            for suffix in texts.suffixes {
                self.order.push(Column { header: format!("{key}::{suffix}"), family: key.to_owned() });
            }
        } else {
            self.column(key);
        }
    }

    /// Columns of our own with a language each: `sectorwise_name`, `sectorwise_name_pl`.
    pub fn own(&mut self, key: &str, texts: &Texts) {
        self.column(key);
        for tag in texts.tags.iter().skip(1) {
            self.order.push(Column { header: format!("{key}_{tag}"), family: key.to_owned() });
        }
    }

    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Puts a text into the last row; an empty one is nothing.
    pub fn put(&mut self, header: &str, text: &str) {
        let text = printable(text);
        let Some(row) = self.rows.last_mut().filter(|_| !text.is_empty()) else { return };
        if let Some(column) = self.order.iter().find(|column| column.header == header) {
            row.push((column.clone(), text));
        }
    }

    pub fn flag(&mut self, header: &str, is_so: bool) {
        if is_so {
            self.put(header, "yes");
        }
    }

    /// Puts a wording, in each language that the headers have.
    pub fn words(&mut self, key: &str, text: &Text, texts: &Texts) {
        let has = |header: &str| self.order.iter().any(|column| column.header == header);
        let mut cells: Vec<(String, String)> = Vec::new();
        for (index, (tag, suffix)) in texts.tags.iter().zip(texts.suffixes).enumerate() {
            let words = match text {
                Text::Plain(words) if index == 0 => words,
                Text::Plain(_) => continue,
                Text::Many(all) => match all.get(tag) {
                    Some(words) => words,
                    None => continue,
                },
            };
            let marked = [format!("{key}::{suffix}"), format!("{key}_{tag}")].into_iter().find(|header| has(header));
            let header = marked.filter(|header| index > 0 || has(header)).unwrap_or_else(|| key.to_owned());
            cells.push((header, texts.names.wording(words)));
        }
        for (header, words) in cells {
            self.put(&header, &words);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The headers that are used, in their order.
    pub fn headers(&self) -> Vec<&str> {
        let used = |column: &&Column| self.rows.iter().flatten().any(|(known, _)| known.family == column.family);
        self.order.iter().filter(used).map(|column| column.header.as_str()).collect()
    }

    /// The cells of each row, by the index of their header.
    pub fn lines(&self) -> impl Iterator<Item = Vec<(usize, &str)>> {
        let headers = self.headers();
        self.rows.iter().map(move |row| {
            let place = |header: &str| headers.iter().position(|known| *known == header);
            let mut cells: Vec<(usize, &str)> =
                row.iter().filter_map(|(column, text)| Some((place(&column.header)?, text.as_str()))).collect();
            cells.sort_by_key(|(place, _)| *place);
            cells
        })
    }

    /// As if it had been written and read.
    pub fn sheet(&self, name: &str) -> Sheet {
        let cell = |(column, text): (usize, &str)| Cell {
            column: u32::try_from(column).unwrap_or(u32::MAX),
            text: text.to_owned(),
            odd: None,
        };
        let headers = Line { number: 1, cells: self.headers().into_iter().enumerate().map(cell).collect() };
        let lines = self.lines().zip(2u32..);
        let rows = lines.map(|(cells, number)| Line { number, cells: cells.into_iter().map(cell).collect() });
        let rows = std::iter::once(headers).chain(rows.filter(|line| !line.cells.is_empty())).collect();
        Sheet { name: name.to_owned(), rows, merged: Vec::new() }
    }
}

/// What a cell can hold of a text, as it is read again.
fn printable(text: &str) -> String {
    let fits = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
    let letters = text.chars().map(|letter| match letter {
        '\u{fffe}' | '\u{ffff}' => ' ',
        letter if fits(letter) => letter,
        _ => ' ',
    });
    clean(&letters.take(LONGEST_CELL).collect::<String>())
}
