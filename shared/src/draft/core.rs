//! The locked core: what all of London is asked is there, in the same words, codes and order, and hidden by nobody.

use serde_json::Value;

use super::texts::Worded;
use super::{Bank, all_questions, fault};
use crate::Kind;
use crate::questionnaire::{Fault, List, Ownership, Question, Questionnaire, Section};

/// Why the core stays as it is.
pub const WHY: &str = "Everyone in London is asked this in the same words, so that the answers add up.";

/// What differs from the instrument that a questionnaire names, and from the bank's shared questions. Translations,
/// local questions and sections in between, and leaving `module` questions out are everybody's own business.
pub fn locked(questionnaire: &Questionnaire, bank: &Bank) -> Vec<Fault> {
    let instrument = bank.instrument_of(questionnaire);
    let mut faults = Vec::new();
    if let Some(instrument) = instrument {
        faults.extend(frame(questionnaire, instrument));
        for asked in instrument.questions().filter(|question| question.ownership == Ownership::Core) {
            faults.extend(core(questionnaire, instrument, asked));
        }
        faults.extend(order(questionnaire, instrument));
    }
    let main = questionnaire.main_language();
    for question in all_questions(questionnaire) {
        let is_core = |asked: &Question| asked.id == question.id && asked.ownership == Ownership::Core;
        if instrument.is_some_and(|instrument| all_questions(instrument).any(is_core)) {
            continue;
        }
        faults.extend(shared(question, bank, instrument.is_some(), main));
    }
    faults
}

/// A survey that asked an instrument's core goes on doing so: its answers are added up over the years.
pub fn dropped(before: &Questionnaire, new: &Questionnaire, bank: &Bank) -> Option<Fault> {
    let asked = bank.instrument_of(before)?;
    let goes_on = bank.instrument_of(new).is_some_and(|instrument| instrument.slug == asked.slug);
    let message = || {
        format!("This survey asks London’s core questions and goes on doing so: keep its “standard”, {}", asked.slug)
    };
    (!goes_on).then(|| fault("", "standard", message()))
}

/// What holds for the survey as a whole.
fn frame(questionnaire: &Questionnaire, instrument: &Questionnaire) -> Vec<Fault> {
    let mut faults = Vec::new();
    if questionnaire.main_language() != instrument.main_language() {
        let message = format!("The main language stays {}. {WHY}", instrument.main_language());
        faults.push(fault("", "core-language", message));
    }
    if questionnaire.short_route != instrument.short_route {
        let message = format!("What decides the short route stays. {WHY}");
        faults.push(fault("", "core-route", message));
    }
    let main = instrument.main_language();
    for list in &instrument.lists {
        let is_same = |other: &List| other.name == list.name && reduced(other, main) == reduced(list, main);
        if !questionnaire.lists.iter().any(is_same) {
            let message = format!("The choices of the list {} stay. {WHY}", list.name);
            faults.push(fault("", "core-list", message));
        }
    }
    faults
}

/// Whether one core question is asked, of everybody whom the instrument asks, and as it stands there.
fn core(questionnaire: &Questionnaire, instrument: &Questionnaire, asked: &Question) -> Vec<Fault> {
    let id = asked.id.as_str();
    let Some((section, question)) = found(questionnaire, id) else {
        let message = format!("{id} cannot be left out, nor be asked inside of a repeat. {WHY}");
        return vec![fault(id, "core-missing", message)];
    };
    let home = found(instrument, id).and_then(|(home, _)| home.relevant.as_ref());
    let mut faults = Vec::new();
    if section.relevant.as_ref() != home {
        let message = format!("{id} cannot be hidden, and its section “{}” has a rule. {WHY}", section.title.plain());
        faults.push(fault(id, "core-hidden", message));
    }
    for part in differing(question, asked, instrument.main_language()) {
        faults.push(fault(id, "core-changed", format!("{part} of {id} cannot be changed. {WHY}")));
    }
    faults
}

fn found<'a>(questionnaire: &'a Questionnaire, id: &str) -> Option<(&'a Section, &'a Question)> {
    questionnaire.sections.iter().find_map(|section| {
        let question = section.questions.iter().find(|question| question.id == id)?;
        Some((section, question))
    })
}

/// The core's own order; what stands between is free.
fn order(questionnaire: &Questionnaire, instrument: &Questionnaire) -> Vec<Fault> {
    let core: Vec<&str> = instrument
        .questions()
        .filter(|question| question.ownership == Ownership::Core)
        .map(|question| question.id.as_str())
        .collect();
    let places = questionnaire.questions().filter_map(|question| core.iter().position(|id| *id == question.id));
    let places: Vec<usize> = places.collect();
    let falls = places.windows(2).filter_map(|pair| match pair {
        [first, second] if first > second => Some((core.get(*first)?, core.get(*second)?)),
        _ => None,
    });
    falls
        .map(|(later, sooner)| {
            fault(
                sooner,
                "core-order",
                format!("{sooner} comes before {later}. The order is part of the question. {WHY}"),
            )
        })
        .collect()
}

/// A question that is not of the instrument's core: shared ones stay as the bank has them, others are local.
fn shared(question: &Question, bank: &Bank, names_instrument: bool, main: &str) -> Vec<Fault> {
    let id = question.id.as_str();
    let one = |code: &'static str, message: String| vec![fault(id, code, message)];
    let known = match question.ownership {
        Ownership::Local => bank.question_in_any_case(id),
        _ => bank.question(id),
    };
    match (question.ownership, known) {
        (Ownership::Module, Some(known)) => {
            // What is core in its own instrument is a module elsewhere.
            let known = Question { ownership: Ownership::Module, ..known.clone() };
            let sentence = |part: String| {
                format!(
                    "{part} of {id} cannot be changed: London shares this question. Leave it out, or ask a local one"
                )
            };
            let parts = differing(question, &known, main).into_iter();
            parts.map(|part| fault(id, "module-changed", sentence(part))).collect()
        }
        (Ownership::Local, None) => Vec::new(),
        (Ownership::Local, Some(known)) => one(
            "bank-id",
            format!("{id} is a question of London’s bank. Give yours another id, or answers get mixed up")
                + if known.id == id { "" } else { ": capitals and small letters do not tell them apart" },
        ),
        _ if !names_instrument => Vec::new(),
        (Ownership::Core, _) => one("not-core", format!("{id} is not in London’s core. Make it a local question")),
        (Ownership::Module, None) => {
            one("not-module", format!("{id} is not in London’s bank. Make it a local question"))
        }
    }
}

/// What of a question is not as it was asked for, as the beginning of a sentence. The words of other languages
/// are not looked at.
fn differing(question: &Question, asked: &Question, main: &str) -> Vec<String> {
    if question == asked {
        return Vec::new();
    }
    let fields = |question: &Question| match serde_json::to_value(reduced(question, main)) {
        Ok(Value::Object(fields)) => fields,
        _ => Default::default(),
    };
    let (ours, theirs) = (fields(question), fields(asked));
    let differs = |key: &&String| ours.get(*key) != theirs.get(*key);
    let mut keys: Vec<&String> = ours.keys().chain(theirs.keys()).filter(differs).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| said(key, asked.kind)).collect()
}

fn said(key: &str, kind: Kind) -> String {
    let words = match key {
        "type" => "The type",
        "label" => "The wording",
        "name" => "The short name",
        "hint" => "The hint",
        "options" if kind == Kind::Split => "The parts",
        "options" => "The options",
        "rows" => "The rows",
        "relevant" => "The rule when it is asked",
        "constraints" => "The rules for answers",
        "required" | "required_when" => "Whether an answer is required",
        "short" => "The place on the short route",
        "missing" | "row_missing" => "The reasons for leaving it open",
        "min" | "max" | "decimals" => "The limits",
        "version" => "The version",
        "kind" => "The ownership",
        "questions" => "The questions inside",
        key => return format!("“{key}”"),
    };
    words.to_owned()
}

fn reduced<T: Worded + Clone>(thing: &T, main: &str) -> T {
    let mut thing = thing.clone();
    thing.reduce(main);
    thing
}
