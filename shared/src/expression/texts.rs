//! What can be done with texts. Places in them are counted in characters.

use std::borrow::Cow;

use super::evaluate::Around;
use super::value::{Term, is_space};
use super::{Expression, Function};

pub(super) fn call<'a>(around: Around<'a>, function: Function, arguments: &'a [Expression]) -> Term<'a> {
    let text = |index: usize| arguments.get(index).map_or(Cow::Borrowed(""), |argument| around.text(argument));
    let place = |index: usize| arguments.get(index).map(|argument| around.number(argument));
    let (a, b) = match function {
        Function::Concat => {
            let mut joined = String::new();
            around.spread(arguments, 0, false, &mut |term| joined.push_str(&term.text()));
            return Term::owned(joined);
        }
        Function::Join => return Term::owned(join(around, &text(0), arguments)),
        _ => (text(0), text(1)),
    };
    Term::owned(match function {
        Function::StringLength => return Term::Number(a.chars().count() as f64),
        Function::Contains => return Term::Truth(a.contains(b.as_ref())),
        Function::StartsWith => return Term::Truth(a.starts_with(b.as_ref())),
        Function::EndsWith => return Term::Truth(a.ends_with(b.as_ref())),
        Function::SubstringBefore => a.split_once(b.as_ref()).map_or("", |(before, _)| before).to_owned(),
        Function::SubstringAfter => a.split_once(b.as_ref()).map_or("", |(_, after)| after).to_owned(),
        Function::Substr => substr(&a, place(1).unwrap_or_default(), place(2)),
        Function::Translate => translate(&a, &b, &text(2)),
        Function::NormalizeSpace => {
            let words: Vec<&str> = a.split(is_space).filter(|word| !word.is_empty()).collect();
            words.join(" ")
        }
        Function::UpperCase => a.to_uppercase(),
        _ => a.to_lowercase(),
    })
}

fn join<'a>(around: Around<'a>, separator: &str, arguments: &'a [Expression]) -> String {
    let mut joined = String::new();
    let mut first = true;
    around.each(arguments, 1, &mut |term| {
        if !first {
            joined.push_str(separator);
        }
        first = false;
        joined.push_str(&term.text());
    });
    joined
}

/// From `start` to before `end`, counted from 0; negative ones are counted from the end.
fn substr(text: &str, start: f64, end: Option<f64>) -> String {
    let length = text.chars().count() as f64;
    let place = |place: f64| {
        let place = if place.is_nan() { 0.0 } else { place.trunc() };
        if place < 0.0 { (length + place).max(0.0) } else { place.min(length) }
    };
    let (start, end) = (place(start) as usize, end.map_or(length, place) as usize);
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// Each character of `from` becomes the one at its place in `to`, or goes where there is none.
fn translate(text: &str, from: &str, to: &str) -> String {
    let changed = |c: char| match from.chars().position(|other| other == c) {
        Some(place) => to.chars().nth(place),
        None => Some(c),
    };
    text.chars().filter_map(changed).collect()
}
