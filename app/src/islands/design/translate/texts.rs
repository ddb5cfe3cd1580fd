//! The texts of one part of a draft, and where the next one without a translation stands.

use std::collections::HashSet;

use shared::draft::desk::Thing;
use shared::draft::strings::{Of, Part, Role, Spot, each, said};
use shared::questionnaire::Questionnaire;

use crate::islands::design::screen::Open;

/// One text.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: String,
    pub role: Role,
    /// The question around it.
    pub question: Option<String>,
    /// The code of a choice or a row.
    pub code: Option<String>,
    pub is_row: bool,
    pub thing: Thing,
    pub property: String,
    pub original: String,
    pub words: String,
}

/// The id of a text's field.
pub fn field_id(key: &str) -> String {
    format!("t-{}", key.replace(char::is_whitespace, "-"))
}

pub(super) fn opened(part: Part) -> Open {
    match part {
        Part::Survey => Open::Survey,
        Part::Section(id) => Open::Section(id.to_owned()),
        Part::List(name) => Open::List(name.to_owned()),
    }
}

/// A question is translated with its page.
pub(super) fn part_of(draft: &Questionnaire, open: &Open) -> Open {
    let Open::Question(id) = open else { return open.clone() };
    let has_it = |section: &&shared::questionnaire::Section| {
        section.questions.iter().any(|asked| asked.id == *id || asked.questions.iter().any(|inner| inner.id == *id))
    };
    draft.sections.iter().find(has_it).map_or(Open::Survey, |section| Open::Section(section.id.clone()))
}

fn is_in(spot: &Spot, part: &Open) -> bool {
    match (spot.part, part) {
        (Part::Survey, Open::Survey) => true,
        (Part::Section(id), Open::Section(open)) => id == open,
        (Part::List(name), Open::List(open)) => name == open,
        _ => false,
    }
}

pub(super) fn rows(
    draft: &Questionnaire,
    part: &Open,
    tongue: &str,
    most: usize,
    is_shown: impl Fn(&str) -> bool,
) -> Vec<Row> {
    let main = draft.main_language();
    let (mut rows, mut known) = (Vec::new(), HashSet::new());
    each(draft, &mut |spot, text| {
        let original = said(text, main, main);
        if rows.len() >= most || !is_in(&spot, part) || original.trim().is_empty() {
            return;
        }
        let (key, words) = (spot.key(), said(text, tongue, main));
        let is_there = words.trim().is_empty() || is_shown(&key);
        // A code that stands twice is a fault of its own.
        if is_there && known.insert(key.clone()) {
            rows.push(row(&spot, key, original, words));
        }
    });
    rows
}

fn row(spot: &Spot, key: String, original: &str, words: &str) -> Row {
    let code = match spot.of {
        Of::Option(_, code) | Of::Row(_, code) | Of::Choice(_, code) => Some(code.to_owned()),
        _ => None,
    };
    Row {
        key,
        role: spot.role,
        question: spot.question().map(str::to_owned),
        code,
        is_row: matches!(spot.of, Of::Row(..)),
        thing: spot.thing(),
        property: spot.property(),
        original: original.to_owned(),
        words: words.to_owned(),
    }
}

/// Part, key, and how many texts of the part stand before it.
pub(super) fn next_missing(
    draft: &Questionnaire,
    tongue: &str,
    at: &str,
    here: &Open,
) -> Option<(Open, String, usize)> {
    let main = draft.main_language();
    let (mut first, mut next) = (None, None);
    let (mut has_passed, mut before, mut within) = (false, Open::default(), 0);
    each(draft, &mut |spot, text| {
        if next.is_some() || said(text, main, main).trim().is_empty() {
            return;
        }
        let part = opened(spot.part);
        if part != before {
            (before, within) = (part.clone(), 0);
        }
        let (key, index) = (spot.key(), within);
        within += 1;
        let is_missing = said(text, tongue, main).trim().is_empty();
        // Without a place of one's own, the part that is open comes first.
        has_passed |= at.is_empty() && part == *here;
        if is_missing && key != at {
            let found = (part, key.clone(), index);
            if has_passed {
                next = Some(found);
            } else if first.is_none() {
                first = Some(found);
            }
        }
        has_passed |= key == at;
    });
    next.or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft() -> Questionnaire {
        let question = |id: &str, pl: &str| json!({"id": id, "type": "text", "label": {"en": id, "pl": pl}});
        let draft = json!({
            "slug": "try", "title": {"en": "Try", "pl": "Próba"}, "languages": ["en", "pl"],
            "sections": [
                {"id": "one", "title": {"en": "One", "pl": "Jeden"}, "questions": [question("a", "A"), question("b", "")]},
                {"id": "two", "title": "Two", "questions": [question("c", "")]}],
        });
        serde_json::from_value(draft).unwrap()
    }

    #[test]
    fn the_next_missing_text_is_found_in_other_parts_and_from_the_top_again() {
        let next = |at: &str, here: &Open| next_missing(&draft(), "pl", at, here).map(|(_, key, index)| (key, index));
        let found = |key: &str, index| Some((key.to_owned(), index));
        let one = Open::Section("one".into());
        assert_eq!(next("", &Open::Survey), found("question.b.label", 2));
        assert_eq!(next("question.a.label", &one), found("question.b.label", 2));
        assert_eq!(next("question.b.label", &one), found("section.two.title", 0));
        assert_eq!(next("question.c.label", &one), found("question.b.label", 2), "from the top");
        assert_eq!(next("", &Open::Section("two".into())), found("section.two.title", 0));
        assert_eq!(next_missing(&draft(), "en", "", &one), None);
    }

    #[test]
    fn a_part_has_its_own_texts_and_under_the_filter_those_without_words() {
        let draft = draft();
        let part = part_of(&draft, &Open::Question("b".into()));
        assert_eq!(part, Open::Section("one".into()));
        let keys = |most, is_shown: &dyn Fn(&str) -> bool| {
            rows(&draft, &part, "pl", most, is_shown).into_iter().map(|row| row.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(9, &|_| true), ["section.one.title", "question.a.label", "question.b.label"]);
        assert_eq!(keys(2, &|_| true), ["section.one.title", "question.a.label"]);
        assert_eq!(keys(9, &|_| false), ["question.b.label"]);
        assert_eq!(keys(9, &|key| key == "question.a.label"), ["question.a.label", "question.b.label"]);
    }
}
