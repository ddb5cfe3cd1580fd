//! A Rust function for each message: the arguments have types, so a missing one does not compile.

use std::fmt::Write;

use crate::{Fault, Message, Piece, Select, Words, arguments, is_fixed};

/// What English may not have, since its functions choose without CLDR's tables.
pub fn faults(english: &Words) -> Vec<Fault> {
    let fault = |message: &Message, words: &str| Fault {
        file: english.file.clone(),
        line: message.line,
        words: format!("{}: {words}", message.key),
    };
    let mut faults = Vec::new();
    for message in &english.messages {
        if KEYWORDS.contains(&name(&message.key).as_str()) {
            faults.push(fault(message, "this name means something to Rust"));
        }
        if has_odd_category(&message.pattern) {
            faults.push(fault(message, "English has only one and other"));
        }
    }
    faults
}

const KEYWORDS: [&str; 12] = ["as", "else", "fn", "for", "if", "in", "let", "loop", "match", "move", "type", "where"];

fn has_odd_category(pattern: &[Piece]) -> bool {
    pattern.iter().any(|piece| match piece {
        Piece::Select(select) => {
            let keys = select.variants.iter().map(|(key, _)| key).chain([&select.default.0]);
            let odd = keys.into_iter().any(|key| matches!(key.as_str(), "zero" | "two" | "few" | "many"));
            (select.by_number && odd)
                || select.variants.iter().any(|(_, pattern)| has_odd_category(pattern))
                || has_odd_category(&select.default.1)
        }
        _ => false,
    })
}

/// The whole module. The module around it has `fixed`, `chosen` and `filled`, which
/// know the language in force, and `shown` for numbers.
pub fn module(english: &Words) -> String {
    let mut code = format!("pub const COUNT: usize = {};\n", english.messages.len());
    for (index, message) in english.messages.iter().enumerate() {
        function(&mut code, index, message);
    }
    code
}

fn function(code: &mut String, index: usize, message: &Message) {
    let arguments = arguments(&message.pattern);
    let typed: Vec<String> = arguments
        .iter()
        .map(|(argument, is_number)| format!("{}: {}", name(argument), if *is_number { "usize" } else { "&str" }))
        .collect();
    let typed = typed.join(", ");
    let names: Vec<String> = arguments.iter().map(|(argument, is_number)| as_text(argument, *is_number)).collect();
    let names = names.join(", ");
    let function = name(&message.key);
    let fixed = is_fixed(&message.pattern);
    // Writing into a String cannot fail.
    let _ = match (fixed, arguments.is_empty()) {
        (true, true) => writeln!(
            code,
            "pub fn {function}() -> &'static str {{ super::fixed({index}, {}) }}",
            fixed_code(&message.pattern)
        ),
        (true, false) => writeln!(
            code,
            "pub fn {function}({typed}) -> &'static str {{\n\
             \x20   if cfg!(feature = \"whole\") && let Some(own) = super::chosen({index}, &[{names}]) {{ return own; }}\n\
             \x20   {}\n}}",
            fixed_code(&message.pattern)
        ),
        (false, _) => writeln!(
            code,
            "pub fn {function}({typed}) -> String {{\n\
             \x20   if cfg!(feature = \"whole\") && let Some(own) = super::filled({index}, &[{names}]) {{ return own; }}\n\
             \x20   {}\n}}",
            filled_code(&message.pattern, &arguments)
        ),
    };
}

fn as_text(argument: &str, is_number: bool) -> String {
    if is_number { format!("&{}.to_string()", name(argument)) } else { name(argument) }
}

/// An expression of type `&'static str`.
fn fixed_code(pattern: &[Piece]) -> String {
    match pattern {
        [Piece::Text(text)] => format!("{text:?}"),
        [Piece::Select(select)] => choice(select, fixed_code),
        _ => "\"\"".to_owned(),
    }
}

/// An expression of type `String`.
fn filled_code(pattern: &[Piece], arguments: &[(String, bool)]) -> String {
    if let [Piece::Select(select)] = pattern {
        return choice(select, |pattern| filled_code(pattern, arguments));
    }
    let is_number = |name: &str| arguments.iter().any(|(known, is_number)| known == name && *is_number);
    let parts: Vec<String> = pattern
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => format!("{text:?}"),
            Piece::Argument(argument) | Piece::Number(argument) if is_number(argument) => {
                format!("&super::shown({})", name(argument))
            }
            Piece::Argument(argument) | Piece::Number(argument) => name(argument),
            Piece::Select(select) if is_fixed(std::slice::from_ref(piece)) => choice(select, fixed_code),
            Piece::Select(select) => format!("&{}", choice(select, |pattern| filled_code(pattern, arguments))),
        })
        .collect();
    format!("[{}].concat()", parts.join(", "))
}

/// A match over a text or a number; English is one where it is 1.
fn choice(select: &Select, each: impl Fn(&[Piece]) -> String) -> String {
    let mut arms = String::new();
    // A number itself goes before its category.
    let exact = |key: &str| key.parse::<f64>().is_ok();
    let ordered = select.variants.iter().filter(|(key, _)| exact(key));
    let ordered = ordered.chain(select.variants.iter().filter(|(key, _)| !exact(key)));
    for (key, pattern) in ordered {
        let key = match (select.by_number, key.as_str()) {
            (true, "one") => "1".to_owned(),
            (true, "other") => continue,
            (true, number) => number.to_owned(),
            (false, text) => format!("{text:?}"),
        };
        let _ = write!(arms, "{key} => {}, ", each(pattern));
    }
    format!("match {} {{ {arms}_ => {} }}", name(&select.argument), each(&select.default.1))
}

/// `pill-saved` → `pill_saved`.
pub fn name(key: &str) -> String {
    key.replace('-', "_")
}
