//! Every string of a draft under a stable key: to translate it side by side, to count it, to exchange it as a table.

mod import;
mod progress;
mod spot;

#[cfg(test)]
mod tests;

pub use import::{Column, Line, Odd, Plan, Report, Skipped, Why, digest, plan};
pub use progress::{Progress, of_part, progress, untranslated};
pub use spot::{Of, Part, Role, Spot, each};

use crate::questionnaire::Questionnaire;
use crate::text::Text;

/// The words in this very language; empty where there are none.
pub fn said<'a>(text: &'a Text, language: &str, main: &str) -> &'a str {
    match text {
        Text::Plain(words) if language == main => words,
        Text::Plain(_) => "",
        Text::Many(all) => all.get(language).map_or("", String::as_str),
    }
}

/// Names that the original mentions, such as `${name}`, and the translation does not.
pub fn left_out<'a>(original: &'a str, translation: &str) -> Vec<&'a str> {
    let mut missing: Vec<&str> = Vec::new();
    for name in mentioned(original) {
        if !missing.contains(&name) && mentioned(translation).all(|other| other != name) {
            missing.push(name);
        }
    }
    missing
}

fn mentioned(words: &str) -> impl Iterator<Item = &str> {
    words.split("${").skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.trim()))
}

/// Whether the original has other words than in a published version, and the translation still has the same.
pub fn is_outdated(now: &Text, published: &Text, language: &str, main: &str) -> bool {
    let translation = said(now, language, main);
    !translation.is_empty()
        && translation == said(published, language, main)
        && said(now, main, main) != said(published, main, main)
}

/// The keys of the translations that are older than their original, as far as a published version tells.
pub fn outdated(draft: &Questionnaire, published: &Questionnaire, language: &str) -> Vec<String> {
    outdated_spots(draft, published, language).iter().map(Spot::key).collect()
}

/// Where they stand.
pub fn outdated_spots<'a>(draft: &'a Questionnaire, published: &Questionnaire, language: &str) -> Vec<Spot<'a>> {
    let main = draft.main_language();
    if main != published.main_language() {
        return Vec::new();
    }
    let mut known = std::collections::HashMap::new();
    each(published, &mut |spot, text| drop(known.insert(spot.key(), text.clone())));
    let mut found = Vec::new();
    each(draft, &mut |spot, text| {
        // Without words there is nothing that could be old.
        if said(text, language, main).is_empty() {
            return;
        }
        if known.get(&spot.key()).is_some_and(|published| is_outdated(text, published, language, main)) {
            found.push(spot);
        }
    });
    found
}
