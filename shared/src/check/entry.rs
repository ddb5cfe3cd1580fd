//! What people type becomes what the contract wants, where the meaning is certain; the rest is kept as typed.

use serde_json::{Map, Value};

use crate::json::object;
use crate::organisation_id;
use crate::place::Postcode;
use crate::questionnaire::{Kind, Question};

/// The value as it is sent: `"18,400"` → `18400`, `" e81dy"` → `"E8 1DY"`, emptied fields gone.
/// `None` where nothing is left. Text that cannot be read stays, so that `read` can say so.
pub fn tidy(question: &Question, typed: &Value) -> Option<Value> {
    if typed.get("missing").is_some() {
        return Some(typed.clone());
    }
    match (question.kind, typed) {
        (Kind::Consent, value) => (*value == Value::Bool(true)).then(|| value.clone()),
        (Kind::Number | Kind::Year, Value::Object(typed)) => {
            let number = typed.get("about").and_then(number)?;
            Some(Value::Object(object([("about".to_owned(), number)])))
        }
        (Kind::Number | Kind::Year, value) => number(value),
        (Kind::Money, Value::Object(object)) => {
            let mut money = Map::new();
            if let Some(amount) = object.get("amount").and_then(number) {
                money.insert("amount".to_owned(), amount);
            }
            if let Some(year_end) = object.get("year_end").and_then(text) {
                money.insert("year_end".to_owned(), year_end);
            }
            (!money.is_empty()).then_some(Value::Object(money))
        }
        (Kind::Split, Value::Object(typed)) if typed.contains_key("ticked") => {
            let ticked = typed.get("ticked")?.as_array().filter(|list| !list.is_empty())?;
            Some(Value::Object(object([("ticked".to_owned(), Value::Array(ticked.clone()))])))
        }
        // Nothing from a source may be left empty or typed as 0: both say the same.
        (Kind::Split, Value::Object(object)) => {
            entries(object, |_, value| number(value).filter(|n| n.as_f64() != Some(0.0)))
        }
        (Kind::GridNumber, Value::Object(object)) => entries(object, |_, value| number(value)),
        (Kind::Text | Kind::Long, value) => text(value),
        (Kind::Place, Value::Object(object)) => entries(object, |key, value| {
            let trimmed = text(value)?;
            let postcode = trimmed.as_str().filter(|_| key == "postcode").and_then(Postcode::parse);
            Some(postcode.map_or(trimmed, |postcode| Value::String(postcode.as_str().to_owned())))
        }),
        (Kind::OrganisationId, Value::Object(object)) if !object.contains_key("none") => {
            entries(object, |list, value| {
                let trimmed = text(value)?;
                let id = trimmed.as_str().and_then(|typed| organisation_id::normalise(list, typed));
                Some(id.map_or(trimmed, Value::String))
            })
        }
        (_, Value::Array(list)) => (!list.is_empty()).then(|| typed.clone()),
        (_, Value::Object(object)) => (!object.is_empty()).then(|| typed.clone()),
        (_, Value::Null) => None,
        (_, other) => Some(other.clone()),
    }
}

fn entries(entries: &Map<String, Value>, each: impl Fn(&str, &Value) -> Option<Value>) -> Option<Value> {
    let kept = object(entries.iter().filter_map(|(key, value)| each(key, value).map(|value| (key.clone(), value))));
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// A typed number without its signs and separators; what is no number stays as typed.
fn number(value: &Value) -> Option<Value> {
    let Value::String(typed) = value else {
        return (!value.is_null()).then(|| value.clone());
    };
    let bare: String =
        typed.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '£' | '%')).collect();
    if bare.is_empty() {
        return text(value);
    }
    Some(match crate::number::read(&bare).filter(|number| number.is_finite()) {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => Value::from(whole as i64),
        Some(fraction) => Value::from(fraction),
        None => value.clone(),
    })
}

fn text(value: &Value) -> Option<Value> {
    match value {
        Value::String(typed) => {
            let trimmed = typed.trim();
            (!trimmed.is_empty()).then(|| Value::String(trimmed.to_owned()))
        }
        Value::Null => None,
        other => Some(other.clone()),
    }
}
