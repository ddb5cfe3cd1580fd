//! The sheet `sectorwise`: what a survey has as a whole and XLSForm has no place for. Other tools pass over it.
//!
//! Each row says `what` it is about, of which `item`, and its `value`, in several languages where it has words.
//!
//! | what | item | value |
//! |---|---|---|
//! | `version`, `standard`, `short_route` | | as in the questionnaire |
//! | `minutes_full`, `minutes_short` | | such as `12-15` |
//! | `title` | | its translations |
//! | `ready`, `help`, `notice_title`, `notice_heading`, `notice_text` | | words; the repeated ones in their order |
//! | `help_email`, `notice_version` | | |
//! | `language` | a header's suffix | its tag; the main one first |
//! | `list` | the name of a list in `choices` | where a page finds it, if it does not carry it |
//! | `options` | the name of a list in `choices` | it belongs to the questions that use it, whatever its looks |
//! | `list_id` | the name of a list in `choices` | what it is called here |
//! | `exact` | a path of ids and properties | JSON: what the cells say of it, and what it is |

use std::collections::{HashMap, HashSet};

use shared::questionnaire::{Minutes, Notice, NoticePart, Questionnaire};
use shared::text::Text;

use super::problem::Problems;
use super::table::{Row, Table};

#[derive(Debug, Default)]
pub(super) struct Own {
    /// Suffix and tag.
    pub languages: Vec<(String, String)>,
    /// The name in `choices`, and the address.
    pub lists: Vec<(String, Option<String>)>,
    list_names: HashSet<String>,
    pub options: HashSet<String>,
    list_ids: HashMap<String, String>,
    /// Path, JSON, and row.
    pub exact: Vec<(String, String, u32)>,
}

impl Own {
    /// What has to be known before anything else is read.
    pub fn read(table: Option<&Table>) -> Own {
        let mut own = Own::default();
        for row in table.into_iter().flat_map(Table::rows) {
            let text = |key: &str| row.get(key).map(str::to_owned);
            let (item, value) = (text("item"), text("value"));
            match (row.get("what"), item) {
                (Some("language"), Some(item)) => own.languages.extend(value.map(|tag| (item, tag))),
                // One list once, whatever a sheet says.
                (Some("list"), Some(item)) if !own.list_names.insert(item.clone()) => {}
                (Some("list"), Some(item)) => own.lists.push((item, value)),
                (Some("options"), Some(item)) => drop(own.options.insert(item)),
                (Some("list_id"), Some(item)) => own.list_ids.extend(value.map(|id| (item, id))),
                (Some("exact"), Some(item)) => {
                    let value = value.unwrap_or_default();
                    match own.exact.last_mut() {
                        // One cell does not hold everything.
                        Some((path, json, _)) if *path == item => json.push_str(&value),
                        _ => own.exact.push((item, value, row.number())),
                    }
                }
                _ => {}
            }
        }
        own
    }

    /// The files that `select_one_from_file` may name.
    pub fn files(&self) -> HashSet<String> {
        self.lists.iter().map(|(name, _)| format!("{name}.csv")).collect()
    }

    /// The name of a list outside of the workbook.
    pub fn list_id(&self, name: &str) -> String {
        self.list_ids.get(name).map_or_else(|| name.to_owned(), String::clone)
    }

    /// Whether the sheet says that this is a list of its own.
    pub fn has_list(&self, name: &str) -> bool {
        self.list_names.contains(name)
    }
}

/// Puts what the sheet says into the questionnaire; `rule` reads the route's expression.
pub(super) fn put(
    table: Option<&Table>,
    questionnaire: &mut Questionnaire,
    problems: &mut Problems,
    mut rule: impl FnMut(Row, &str, &mut Problems) -> Option<String>,
) {
    for row in table.into_iter().flat_map(Table::rows) {
        let value = || row.get("value").unwrap_or_default().to_owned();
        let words = || row.words("value").unwrap_or_default();
        match row.get("what").unwrap_or_default() {
            "version" => match value().parse() {
                Ok(version) => questionnaire.version = version,
                Err(_) => problems.error(row.place("value"), "number", "The version is a number, such as 3"),
            },
            "standard" => questionnaire.standard = Some(value()),
            "short_route" => questionnaire.short_route = rule(row, &value(), problems),
            "minutes_full" => minutes(row, &mut questionnaire.minutes, |minutes| &mut minutes.full, problems),
            "minutes_short" => minutes(row, &mut questionnaire.minutes, |minutes| &mut minutes.short, problems),
            "title" => questionnaire.title = translated(&questionnaire.title, words(), questionnaire.main_language()),
            "ready" => questionnaire.ready.push(words()),
            "help" => questionnaire.help.text = words(),
            "help_email" => questionnaire.help.email = Some(value()),
            "notice_version" => questionnaire.notice.version = value(),
            "notice_title" => questionnaire.notice.title = words(),
            "notice_heading" => {
                questionnaire.notice.parts.push(NoticePart { heading: words(), text: Text::default() });
            }
            "notice_text" => text_of_notice(&mut questionnaire.notice, words()),
            "language" | "list" | "options" | "list_id" | "exact" => {}
            what => {
                let message = format!("{what:?} is nothing that this sheet can say. Delete the row");
                problems.warning(row.place("what"), "what", message);
            }
        }
    }
}

fn text_of_notice(notice: &mut Notice, words: Text) {
    match notice.parts.last_mut() {
        Some(part) if part.text.is_empty() => part.text = words,
        _ => notice.parts.push(NoticePart { heading: Text::default(), text: words }),
    }
}

/// The main language's title is in the settings.
fn translated(title: &Text, translations: Text, main: &str) -> Text {
    let Text::Many(mut all) = translations else { return title.clone() };
    if let (Text::Plain(text), None) = (title, all.get(main)) {
        all.insert(main.to_owned(), text.clone());
    }
    Text::Many(all)
}

fn minutes(row: Row, all: &mut Minutes, of: fn(&mut Minutes) -> &mut (u32, u32), problems: &mut Problems) {
    let text = row.get("value").unwrap_or_default();
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
    match (from.trim().parse(), to.trim().parse()) {
        (Ok(from), Ok(to)) => *of(all) = (from, to),
        _ => problems.error(row.place("value"), "number", "Write the minutes as two numbers, such as 12-15"),
    }
}
