//! A translation as a table in JSON, in the order of the English messages.
//!
//! `null` falls back to English; a text stands as it is; a list is put together from texts and arguments (a
//! number `n` is the n-th argument as it is, `[n]` the same with its digits grouped); an object chooses, by
//! the plural category of argument `n` (`{"number": n}`) or by its text (`{"text": n}`), among `of`, or takes
//! `else`.

use serde_json::{Map, Value, json};

use crate::{Fault, Piece, Select, Words, arguments, is_fixed};

/// Where a translation does not fit its English.
pub fn faults(english: &Words, words: &Words) -> Vec<Fault> {
    let mut faults = Vec::new();
    for message in &words.messages {
        let key = &message.key;
        let mut fault = |what: String| {
            faults.push(Fault { file: words.file.clone(), line: message.line, words: what });
        };
        let Some(original) = english.messages.iter().find(|original| original.key == *key) else {
            fault(format!("{key} is not in {}", english.file));
            continue;
        };
        let known = arguments(&original.pattern);
        let used = arguments(&message.pattern);
        for (argument, is_number) in &used {
            match known.iter().find(|(known, _)| known == argument) {
                None => fault(format!("{key}: the English has no ${argument}")),
                Some((_, false)) if *is_number => {
                    fault(format!("{key}: ${argument} is a text; write NUMBER(${argument}) in {}", english.file));
                }
                Some(_) => {}
            }
        }
        for (argument, _) in &known {
            if !used.iter().any(|(used, _)| used == argument) && !is_fixed(&original.pattern) {
                fault(format!("{key}: ${argument} is missing"));
            }
        }
        if is_fixed(&original.pattern) && !is_fixed(&message.pattern) {
            fault(format!("{key}: nothing may be put into these words, as in English"));
        }
    }
    faults
}

/// The table; its words fit.
pub fn table(english: &Words, words: &Words) -> String {
    let entries = english.messages.iter().map(|original| {
        let Some(message) = words.messages.iter().find(|message| message.key == original.key) else {
            return Value::Null;
        };
        let arguments = arguments(&original.pattern);
        entry(&message.pattern, &arguments)
    });
    Value::Array(entries.collect()).to_string()
}

type Arguments = [(String, bool)];

fn index(name: &str, arguments: &Arguments) -> usize {
    arguments.iter().position(|(known, _)| known == name).unwrap_or_default()
}

fn entry(pattern: &[Piece], arguments: &Arguments) -> Value {
    match pattern {
        [] => json!(""),
        [Piece::Text(text)] => json!(text),
        [Piece::Select(select)] => choice(select, arguments),
        pieces => pieces.iter().map(|piece| part(piece, arguments)).collect(),
    }
}

/// What English shows as a number, every language does.
fn part(piece: &Piece, arguments: &Arguments) -> Value {
    match piece {
        Piece::Text(text) => json!(text),
        Piece::Argument(name) | Piece::Number(name) => {
            let at = index(name, arguments);
            if arguments.get(at).is_some_and(|(_, is_number)| *is_number) { json!([at]) } else { json!(at) }
        }
        Piece::Select(select) => choice(select, arguments),
    }
}

fn choice(select: &Select, arguments: &Arguments) -> Value {
    let variants: Map<String, Value> =
        select.variants.iter().map(|(key, pattern)| (key.clone(), entry(pattern, arguments))).collect();
    let by = if select.by_number { "number" } else { "text" };
    json!({ by: index(&select.argument, arguments), "of": variants, "else": entry(&select.default.1, arguments) })
}
