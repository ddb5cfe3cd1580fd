//! What stops nobody from answering and is owed to them all the same: a privacy notice, somebody to ask, translations
//! that mention what the original mentions, and ids that every program can tell apart.

use std::collections::HashMap;

use super::strings::{each, left_out, said};
use super::{all_questions, fault};
use crate::Kind;
use crate::language::english_name;
use crate::questionnaire::{Fault, Questionnaire};

/// What a notice says, after articles 13 and 14 of the UK GDPR.
const NOTICE: &str = "say who asks and why, on which legal basis, what is published, who receives the answers, how long \
                      they are kept, and which rights people have";

/// Looked at before publishing; a version that is published already may lack any of it.
pub fn owed(questionnaire: &Questionnaire) -> Vec<Fault> {
    let mut faults = Vec::new();
    notice(questionnaire, &mut faults);
    if questionnaire.help.text.is_empty() && questionnaire.help.email.is_none() {
        let message = "Nobody is named whom people can ask: write a line of help, and an e-mail address".to_owned();
        faults.push(fault("", "help", message).odd());
    }
    faults.extend(alike(questionnaire));
    mentions(questionnaire, &mut faults);
    faults
}

/// Contact details are about people, so whoever asks for them must say what becomes of them; of anything else only the
/// designer knows.
fn notice(questionnaire: &Questionnaire, faults: &mut Vec<Fault>) {
    let notice = &questionnaire.notice;
    if notice.parts.iter().all(|part| part.text.is_empty()) {
        let contact = all_questions(questionnaire).find(|question| question.kind == Kind::Contact);
        faults.push(match contact {
            Some(question) => {
                let id = &question.id;
                let message = format!("There is no privacy notice, and {id} asks for contact details: {NOTICE}");
                fault("", "notice", message)
            }
            None => {
                let message = format!(
                    "There is no privacy notice. A survey that asks nothing about people can do without; else {NOTICE}"
                );
                fault("", "notice", message).odd()
            }
        });
        return;
    }
    let headless = notice.parts.iter().any(|part| part.heading.is_empty() || part.text.is_empty());
    let missing = [
        (notice.title.is_empty(), "a title"),
        (notice.version.trim().is_empty(), "a version, which every answer names"),
        (headless, "a heading or a text in one of its parts"),
    ];
    for (_, what) in missing.into_iter().filter(|(is_missing, _)| *is_missing) {
        faults.push(fault("", "notice", format!("The privacy notice lacks {what}")).odd());
    }
}

/// Ids that only capitals tell apart are one column to many programs.
fn alike(questionnaire: &Questionnaire) -> Vec<Fault> {
    let mut known: HashMap<String, &str> = HashMap::new();
    let mut faults = Vec::new();
    for id in all_questions(questionnaire).map(|question| question.id.as_str()) {
        match known.get(&id.to_ascii_lowercase()) {
            Some(other) if *other != id => {
                let message =
                    format!("Only capitals tell {id} from {other}, and Excel takes them for one: rename {id}");
                faults.push(fault(id, "id-case", message).odd());
            }
            Some(_) => {}
            None => drop(known.insert(id.to_ascii_lowercase(), id)),
        }
    }
    faults
}

/// Translations without an answer that the original mentions: “How many people work at ${name}?”
fn mentions(questionnaire: &Questionnaire, faults: &mut Vec<Fault>) {
    let main = questionnaire.main_language();
    each(questionnaire, &mut |spot, text| {
        let original = said(text, main, main);
        if !original.contains("${") {
            return;
        }
        for language in questionnaire.languages.iter().skip(1) {
            let translation = said(text, language, main);
            let missing = left_out(original, translation);
            if translation.is_empty() || missing.is_empty() {
                continue;
            }
            let names: Vec<String> = missing.iter().map(|name| format!("${{{name}}}")).collect();
            let message =
                format!("{} leaves out {} in {}", spot.in_words(), names.join(" and "), english_name(language));
            faults.push(fault(spot.question().unwrap_or_default(), "mention", message).odd());
        }
    });
}
