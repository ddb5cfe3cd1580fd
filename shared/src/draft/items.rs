//! Lists of things with ids: finding, adding, removing and moving, each against what was there before.

use serde::Serialize;
use serde_json::{Value, json};

use super::Refusal;
use crate::questionnaire::{Choice, List, Question, Row, Section};

/// What is known by an id, a code or a name.
pub(super) trait Keyed: Clone + PartialEq + Serialize {
    fn key(&self) -> &str;
}

macro_rules! keyed {
    ($($kind:ty, $key:ident;)*) => {$(
        impl Keyed for $kind {
            fn key(&self) -> &str {
                &self.$key
            }
        }
    )*};
}

keyed! { Section, id; Question, id; Choice, code; Row, code; List, name; }

pub(super) fn position<T: Keyed>(items: &[T], key: &str) -> Option<usize> {
    items.iter().position(|item| item.key() == key)
}

/// The key of the item before this one.
pub(super) fn before<T: Keyed>(items: &[T], index: usize) -> Option<String> {
    index.checked_sub(1).and_then(|index| items.get(index)).map(|item| item.key().to_owned())
}

/// Puts an item after another; `None` is the first place.
pub(super) fn insert<T: Keyed>(items: &mut Vec<T>, after: Option<&str>, item: T) -> Result<(), Refusal> {
    let index = match after {
        None => 0,
        Some(after) => position(items, after).ok_or(Refusal::Gone)? + 1,
    };
    items.insert(index, item);
    Ok(())
}

/// Adds an item; `false` where the same is there already.
pub(super) fn add<T: Keyed>(items: &mut Vec<T>, after: Option<&str>, item: T) -> Result<bool, Refusal> {
    match position(items, item.key()) {
        None => insert(items, after, item).map(|()| true),
        Some(index) => {
            let same = items.get(index) == Some(&item) && before(items, index).as_deref() == after;
            if same { Ok(false) } else { Err(conflict(items, index)) }
        }
    }
}

/// Removes an item that is still what it was, where it was.
pub(super) fn remove<T: Keyed>(items: &mut Vec<T>, key: &str, was: &T, after: Option<&str>) -> Result<bool, Refusal> {
    let index = position(items, key).ok_or(Refusal::Gone)?;
    if items.get(index) != Some(was) || before(items, index).as_deref() != after {
        return Err(conflict(items, index));
    }
    items.remove(index);
    Ok(true)
}

/// Moves an item from the place where it still stands.
pub(super) fn shift<T: Keyed>(
    items: &mut Vec<T>,
    key: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<bool, Refusal> {
    let index = position(items, key).ok_or(Refusal::Gone)?;
    let now = before(items, index);
    if to == Some(key) {
        return Err(Refusal::invalid("Nothing can stand after itself"));
    }
    if now.as_deref() == to {
        return Ok(false);
    }
    if now.as_deref() != from {
        return Err(Refusal::Conflict { now: json!(now) });
    }
    let item = items.remove(index);
    insert(items, to, item).map(|()| true)
}

/// What is there, and after what.
fn conflict<T: Keyed>(items: &[T], index: usize) -> Refusal {
    let item = items.get(index).and_then(|item| serde_json::to_value(item).ok());
    let now: Value = json!({"item": item, "after": before(items, index)});
    Refusal::Conflict { now }
}
