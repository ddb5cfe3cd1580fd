//! The header of a workbook of strings: where the keys, the originals and the languages stand.

use shared::language::{english_name, own_name, plain_english_name};
use shared::questionnaire::Questionnaire;

use super::book::{Line, letters};
use super::{KEY, NOTE, Place, Problems, SEEN, SHEET, SOURCE, WHERE};

/// Columns from 0.
#[derive(Debug)]
pub(super) struct Header {
    pub key: u32,
    pub source: u32,
    /// Older workbooks and those of other programs have none.
    pub seen: Option<u32>,
    /// Column, tag, and the header as it is written.
    pub languages: Vec<(u32, String, String)>,
}

/// What is over a language's column.
pub(super) fn over(tag: &str) -> String {
    format!("{} ({tag})", plain_english_name(tag).unwrap_or(tag))
}

/// `None` where there is no reading the rest.
pub(super) fn read(line: &Line, draft: &Questionnaire, problems: &mut Problems) -> Option<Header> {
    let main = draft.main_language();
    let (mut key, mut source, mut seen) = (None, None, None);
    let mut languages = Vec::<(u32, String, String)>::new();
    for cell in &line.cells {
        let place = || Place::sheet(SHEET).row(line.number).column(&letters(cell.column));
        let small = cell.text.to_lowercase();
        match small.as_str() {
            KEY => key = key.or(Some(cell.column)),
            WHERE | NOTE => {}
            SEEN => seen = seen.or(Some(cell.column)),
            _ if small.starts_with(SOURCE) => source = source.or(Some(cell.column)),
            _ => match tag_of(&cell.text, &draft.languages) {
                Some(tag) if tag == main => {
                    let message = format!(
                        "{} is the survey’s main language: its words are changed in the designer. Delete this column",
                        english_name(main)
                    );
                    problems.error(place(), "main-language", message);
                }
                Some(tag) if languages.iter().any(|(_, known, _)| *known == tag) => {
                    let message = format!("“{}” stands twice. Delete one of the two columns", cell.text);
                    problems.error(place(), "language-twice", message);
                }
                Some(tag) => languages.push((cell.column, tag, cell.text.clone())),
                None => {
                    let message = format!(
                        "“{}” is no language of this survey. Add the language to the survey first, or delete this column",
                        cell.text
                    );
                    problems.error(place(), "unknown-language", message);
                }
            },
        }
    }
    let place = || Place::sheet(SHEET).row(line.number);
    for (found, name) in [(key, KEY), (source, SOURCE)] {
        if found.is_none() {
            let message = format!("There is no column “{name}”. Download the strings again and type into that file");
            problems.error(place(), "column-missing", message);
        }
    }
    if languages.is_empty() && !problems.has_errors() {
        let message = match draft.languages.get(1) {
            Some(tag) => format!("There is no column for a language, such as “{}”", over(tag)),
            None => "The survey has one language only. Add the one that you translate into first".to_owned(),
        };
        problems.error(place(), "no-language", message);
    }
    Some(Header { key: key?, source: source?, seen, languages })
}

/// `Polish (pl)`, `pl`, `Polish` or `polski`.
fn tag_of(header: &str, tags: &[String]) -> Option<String> {
    let bracketed = header.trim_end().strip_suffix(')').and_then(|head| head.rsplit_once('(')).map(|(_, tag)| tag);
    let named = |known: &&String| {
        let is = |name: &str| name.to_lowercase() == header.trim().to_lowercase();
        is(known) || plain_english_name(known).is_some_and(is) || is(&own_name(known))
    };
    let by_tag = bracketed.and_then(|tag| tags.iter().find(|known| known.eq_ignore_ascii_case(tag.trim())));
    by_tag.or_else(|| tags.iter().find(named)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_or_its_name() {
        let tags = ["en", "pl", "pt-BR"].map(str::to_owned);
        for (header, tag) in [
            ("Polish (pl)", Some("pl")),
            ("PL", Some("pl")),
            ("polski", Some("pl")),
            ("Portuguese (pt-br)", Some("pt-BR")),
            ("German (de)", None),
            ("(", None),
        ] {
            assert_eq!(tag_of(header, &tags).as_deref(), tag, "{header}");
        }
    }
}
