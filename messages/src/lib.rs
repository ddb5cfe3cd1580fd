//! The interface's words, from Fluent to what a program needs: a function for each English message, with the
//! English baked in, and for each other language a table of the same messages.
//!
//! Only as much of Fluent is understood as the words use; anything else is a fault with its file and line, and
//! so is a translation that does not fit its English.

mod functions;
mod read;
mod tables;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

pub use read::read;

/// What is wrong in a file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `pl.ftl`
    pub file: String,
    /// From 1.
    pub line: usize,
    pub words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.words)
    }
}

/// One language's messages, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub file: String,
    pub messages: Vec<Message>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub key: String,
    pub line: usize,
    pub pattern: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    /// `{ $name }`
    Argument(String),
    /// `{ NUMBER($count) }`, or a number that a selector names.
    Number(String),
    Select(Select),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    pub argument: String,
    /// Chosen by the plural category of a number, or by the number itself; else by a text.
    pub by_number: bool,
    /// By key, without the default.
    pub variants: Vec<(String, Vec<Piece>)>,
    /// The key of the default, and its pattern.
    pub default: (String, Vec<Piece>),
}

/// The plural categories of CLDR.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Everything that a build makes of the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// A Rust module's text.
    pub functions: String,
    /// Language → JSON: the messages in the order of the English ones, `null` where there is none.
    pub tables: BTreeMap<String, String>,
}

/// Compiles `en.ftl` and its translations, by language.
pub fn compile(english: &str, translations: &BTreeMap<String, String>) -> Result<Compiled, Vec<Fault>> {
    let english = read("en.ftl", english)?;
    let mut faults = functions::faults(&english);
    let mut tables = BTreeMap::new();
    for (language, text) in translations {
        match read(&format!("{language}.ftl"), text) {
            Ok(words) => {
                faults.extend(tables::faults(&english, &words));
                tables.insert(language.clone(), tables::table(&english, &words));
            }
            Err(more) => faults.extend(more),
        }
    }
    if faults.is_empty() { Ok(Compiled { functions: functions::module(&english), tables }) } else { Err(faults) }
}

/// Compiles a folder of `<language>.ftl`.
pub fn compile_folder(folder: &Path) -> Result<Compiled, Vec<Fault>> {
    let fault = |file: &Path, words: String| vec![Fault { file: file.display().to_string(), line: 0, words }];
    let mut texts = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map_err(|error| fault(folder, error.to_string()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(language) = name.strip_suffix(".ftl") {
            let text = std::fs::read_to_string(&path).map_err(|error| fault(&path, error.to_string()))?;
            texts.insert(language.to_owned(), text);
        }
    }
    let english = texts.remove("en").ok_or_else(|| fault(folder, "There is no en.ftl".to_owned()))?;
    compile(&english, &texts)
}

/// The arguments of a pattern in the order of their first use; whether each is a number.
pub fn arguments(pattern: &[Piece]) -> Vec<(String, bool)> {
    fn collect(pattern: &[Piece], found: &mut Vec<(String, bool)>) {
        for piece in pattern {
            let (name, is_number) = match piece {
                Piece::Text(_) => continue,
                Piece::Argument(name) => (name, false),
                Piece::Number(name) => (name, true),
                Piece::Select(select) => (&select.argument, select.by_number),
            };
            match found.iter_mut().find(|(known, _)| known == name) {
                Some(known) => known.1 |= is_number,
                None => found.push((name.clone(), is_number)),
            }
            if let Piece::Select(select) = piece {
                select.variants.iter().for_each(|(_, pattern)| collect(pattern, found));
                collect(&select.default.1, found);
            }
        }
    }
    let mut found = Vec::new();
    collect(pattern, &mut found);
    found
}

/// Whether it is always one of its texts as it stands, with nothing put into it.
pub fn is_fixed(pattern: &[Piece]) -> bool {
    match pattern {
        [] | [Piece::Text(_)] => true,
        [Piece::Select(select)] => {
            select.variants.iter().map(|(_, pattern)| pattern).chain([&select.default.1]).all(|one| is_fixed(one))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
