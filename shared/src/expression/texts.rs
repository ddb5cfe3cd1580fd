//! What can be done with texts. Places in them are counted in characters.

use std::borrow::Cow;

use super::evaluate::Around;
use super::value::{Term, words};
use super::{Expression, Function, letters};

pub(super) fn call<'a>(around: Around<'a>, function: Function, arguments: &'a [Expression]) -> Term<'a> {
    let text = |index: usize| arguments.get(index).map_or(Cow::Borrowed(""), |argument| around.text(argument));
    let place = |index: usize| arguments.get(index).map(|argument| around.number(argument));
    let (a, b) = match function {
        Function::Concat => return Term::owned(join(around, "", arguments, 0)),
        Function::Join => return Term::owned(join(around, &text(0), arguments, 1)),
        _ => (text(0), text(1)),
    };
    let before = || a.get(..find(&a, &b)?);
    let after = || a.get(find(&a, &b)? + b.len()..);
    Term::owned(match function {
        Function::StringLength => return Term::Number(length(&a)),
        Function::Contains => return Term::Truth(find(&a, &b).is_some()),
        Function::StartsWith => return Term::Truth(a.starts_with(b.as_ref())),
        Function::EndsWith => return Term::Truth(a.ends_with(b.as_ref())),
        Function::SubstringBefore => before().unwrap_or_default().to_owned(),
        Function::SubstringAfter => after().unwrap_or_default().to_owned(),
        Function::Substr => substr(&a, place(1).unwrap_or_default(), place(2)),
        Function::Translate => translate(&a, &b, &text(2)),
        Function::NormalizeSpace => {
            let mut tidy = String::new();
            for word in words(&a) {
                tidy.push_str(if tidy.is_empty() { "" } else { " " });
                tidy.push_str(word);
            }
            tidy
        }
        Function::UpperCase => letters::upper(&a),
        _ => a.chars().map(letters::lower).collect(),
    })
}

/// Where a text stands in another. The standard library's search is quicker for long texts, and larger.
fn find(text: &str, wanted: &str) -> Option<usize> {
    (0..=text.len()).find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(wanted)))
}

/// In characters: every byte but those inside of one.
fn length(text: &str) -> f64 {
    text.bytes().filter(|byte| byte & 0b1100_0000 != 0b1000_0000).count() as f64
}

/// The values of the arguments from `first` on.
fn join<'a>(around: Around<'a>, separator: &str, arguments: &'a [Expression], first: usize) -> String {
    let (mut joined, mut begun) = (String::new(), false);
    // With one name alone `join` takes all items of its repeat; `concat` takes those only outside of it.
    around.spread(arguments, first, first > 0 && arguments.len() == first + 1, &mut |term| {
        joined.push_str(if begun { separator } else { "" });
        begun = true;
        joined.push_str(&term.text());
    });
    joined
}

/// From `start` to before `end`, counted from 0; negative ones are counted from the end.
fn substr(text: &str, start: f64, end: Option<f64>) -> String {
    let length = length(text);
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
