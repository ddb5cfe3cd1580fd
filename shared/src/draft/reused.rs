//! Ids and codes are never used for something else: looked up in every version that was ever published.

use std::collections::{BTreeMap, HashMap};

use super::{all_questions, fault};
use crate::Kind;
use crate::questionnaire::{Fault, Question, Questionnaire};
use crate::text::Text;

/// What a code meant in the versions so far.
struct Past {
    /// The words it had last.
    label: String,
    /// The number of the last version that had it.
    version: u32,
}

/// What a question was in the versions so far.
#[derive(Default)]
struct History {
    kind: Kind,
    version: u32,
    /// By `options` or `rows`, and code.
    codes: BTreeMap<(&'static str, String), Past>,
}

/// Faults of a new version after `history`, the published ones in their order: an id that comes back with another
/// type, a code that was taken away and comes back with another meaning, a code that took over another's words.
pub fn reused(history: &[Questionnaire], new: &Questionnaire) -> Vec<Fault> {
    let mut known: HashMap<&str, History> = HashMap::new();
    for version in history {
        for question in all_questions(version) {
            let past = known.entry(&question.id).or_default();
            (past.kind, past.version) = (question.kind, version.version);
            for (part, code, label) in codes(version, question) {
                let label = label.get(version.main_language(), version.main_language()).to_owned();
                past.codes.insert((part, code.to_owned()), Past { label, version: version.version });
            }
        }
    }
    let pairs = all_questions(new).filter_map(|question| Some((question, known.get(question.id.as_str())?)));
    pairs.flat_map(|(question, past)| compared(new, question, past)).collect()
}

fn compared(new: &Questionnaire, question: &Question, past: &History) -> Vec<Fault> {
    let main = new.main_language();
    let id = question.id.as_str();
    if question.kind != past.kind {
        let message = format!(
            "{id} had another type in version {}. An id keeps its type for ever: give this question a new id",
            past.version
        );
        return vec![fault(id, "type-changed", message)];
    }
    let mut faults = Vec::new();
    for (part, code, label) in codes(new, question) {
        let label = label.get(main, main);
        let Some(before) = past.codes.get(&(part, code.to_owned())) else { continue };
        if same(&before.label, label) {
            continue;
        }
        if before.version != past.version {
            faults.push(fault(id, "code-reused", format!(
                "The code {code} meant “{}” until version {} and was taken away. Codes are never used again: give “{label}” a new one",
                before.label, before.version
            )));
            continue;
        }
        let is_others = |(other, was): (&(&'static str, String), &Past)| {
            other.0 == part && other.1 != code && was.version == past.version && same(&was.label, label)
        };
        if past.codes.iter().any(is_others) {
            faults.push(fault(id, "code-swapped", format!(
                "The code {code} has taken the words of another code (“{label}”). Earlier answers would change their meaning: keep each code with its words"
            )));
        }
    }
    faults
}

/// Spaces and capitals do not make another meaning.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}

/// The codes of a question, also those of the choice list that it names.
fn codes<'a>(
    questionnaire: &'a Questionnaire,
    question: &'a Question,
) -> impl Iterator<Item = (&'static str, &'a str, &'a Text)> {
    let list = questionnaire.lists.iter().find(|list| Some(&list.name) == question.list.as_ref());
    let choices = question.options.iter().chain(list.into_iter().flat_map(|list| &list.choices));
    let options = choices.map(|choice| ("options", choice.code.as_str(), &choice.label));
    options.chain(question.rows.iter().map(|row| ("rows", row.code.as_str(), &row.label)))
}
