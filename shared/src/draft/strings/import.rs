//! A table of strings that came back: what of it is set in the draft, and which rows are left aside and why.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::Value;

use super::{each, left_out, said};
use crate::draft::desk::Thing;
use crate::draft::{Edit, Set};
use crate::json::sha256_hex;
use crate::questionnaire::Questionnaire;
use crate::text::Text;

/// One row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// As the workbook counts.
    pub row: u32,
    pub key: String,
    /// The original as the translator saw it.
    pub source: String,
    /// In the order of the languages; an empty one leaves the draft as it is.
    pub words: Vec<String>,
    /// What stood there when the workbook was made, as [`digest`]s by language; nothing where the workbook does not say.
    pub seen: BTreeMap<String, String>,
}

/// What became of one language's column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    pub language: String,
    /// Strings with new words.
    pub set: usize,
    /// Strings that had these words already.
    pub same: usize,
}

/// Why a row is left aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Why {
    /// The draft has no string of this key (any more).
    UnknownKey,
    /// A row above has the same key.
    KeyTwice,
    /// The original has other words by now.
    SourceChanged { now: String },
    /// Somebody has changed the translation since the workbook was made, and so has the workbook.
    TranslationChanged { language: String, now: String },
}

/// A row that is left aside, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    pub row: u32,
    pub key: String,
    #[serde(flatten)]
    pub why: Why,
}

/// Words that are set and are to be looked at: names in the original that they do not mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Odd {
    pub row: u32,
    pub key: String,
    pub language: String,
    pub left_out: Vec<String>,
}

/// What is told of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub languages: Vec<Column>,
    pub skipped: Vec<Skipped>,
    pub odd: Vec<Odd>,
}

/// All edits that a table comes to, and what is told of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub edits: Vec<Edit>,
    pub report: Report,
}

/// Where a key leads.
struct Target<'a> {
    thing: Thing,
    property: String,
    text: &'a Text,
    is_taken: bool,
}

/// Compares a table with a draft. The languages are the draft's, without its main one.
pub fn plan(draft: &Questionnaire, languages: &[String], lines: &[Line]) -> Plan {
    let main = draft.main_language();
    let mut targets: HashMap<String, Target> = HashMap::new();
    each(draft, &mut |spot, text| {
        let target = Target { thing: spot.thing(), property: spot.property(), text, is_taken: false };
        targets.entry(spot.key()).or_insert(target);
    });
    let columns = languages.iter().map(|tag| Column { language: tag.clone(), ..Column::default() });
    let mut report = Report { languages: columns.collect(), ..Report::default() };
    let mut edits = Vec::new();
    for line in lines.iter().filter(|line| line.words.iter().any(|words| !words.trim().is_empty())) {
        let mut skip = |why| report.skipped.push(Skipped { row: line.row, key: line.key.clone(), why });
        let Some(target) = targets.get_mut(&line.key) else {
            skip(Why::UnknownKey);
            continue;
        };
        if std::mem::replace(&mut target.is_taken, true) {
            skip(Why::KeyTwice);
            continue;
        }
        let source = said(target.text, main, main);
        if !is_alike(source, &line.source) {
            skip(Why::SourceChanged { now: source.to_owned() });
            continue;
        }
        for (column, words) in report.languages.iter_mut().zip(&line.words) {
            if words.trim().is_empty() {
                continue;
            }
            let before = said(target.text, &column.language, main);
            let seen = line.seen.get(&column.language);
            // A cell that nobody has touched says nothing, also where the draft has newer words.
            if kept(before) == kept(words) || seen.is_some_and(|seen| *seen == digest(words)) {
                column.same += 1;
                continue;
            }
            if seen.is_some_and(|seen| *seen != digest(before)) {
                let (language, now) = (column.language.clone(), before.to_owned());
                let why = Why::TranslationChanged { language, now };
                report.skipped.push(Skipped { row: line.row, key: line.key.clone(), why });
                continue;
            }
            column.set += 1;
            let missing = left_out(source, words);
            if !missing.is_empty() {
                let left_out = missing.into_iter().map(str::to_owned).collect();
                let (key, language) = (line.key.clone(), column.language.clone());
                report.odd.push(Odd { row: line.row, key, language, left_out });
            }
            let set = Set {
                property: target.property.clone(),
                language: Some(column.language.clone()),
                before: Value::String(before.to_owned()),
                after: Value::String(words.clone()),
            };
            edits.push(target.thing.edit(set));
        }
    }
    Plan { edits, report }
}

/// Tells whether words have changed, in a few letters: eight hex digits of SHA-256.
pub fn digest(words: &str) -> String {
    let mut digest = sha256_hex(kept(words).as_bytes());
    digest.truncate(8);
    digest
}

/// A text as far as a workbook keeps it: without white space around it, which is no change therefore. White space
/// inside is one, as in the editor: a translator may part a long text into lines.
fn kept(words: &str) -> String {
    let around = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
    words.trim_matches(around).replace("\r\n", "\n").replace('\r', "\n")
}

/// Nobody translates anew because the original has other white space.
fn is_alike(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
