//! The journal: each change in localStorage before its handler returns, so a killed tab loses nothing.
//!
//! `sw:j:<draft>` is the draft without its answers, `sw:j:<draft>:<question>` is `<moment> <answer as JSON>`.

use gloo_storage::{LocalStorage, Storage};
use serde_json::Value;
use shared::json::canonical;
use shared::time::Millis;

use super::merge::{Draft, Note, Notes};
use super::rows;

const PREFIX: &str = "sw:j:";
/// A UUID's length: where a draft's id ends in a key.
const ID: usize = 36;

/// A line of the journal as it was written.
pub type Line = (String, String);

/// localStorage, unless the browser forbids it (then merely asking for it throws, and `gloo` with it).
pub fn storage() -> Option<web_sys::Storage> {
    thread_local! {
        static KEPT: Option<web_sys::Storage> = {
            let is_allowed = web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))));
            is_allowed.then(LocalStorage::raw)
        };
    }
    KEPT.with(Option::clone)
}

/// Writes one answer; `None` where there was no room (the older line is gone then, it would be stale).
pub fn write(draft: &str, question: &str, changed_at: Millis, value: Option<&Value>) -> Option<Line> {
    let json = canonical(value.unwrap_or(&Value::Null));
    let key = [PREFIX, draft, ":", question].concat();
    put(key, [&changed_at.to_string(), " ", &json].concat())
}

/// Writes the draft's head.
pub fn write_head(draft: &Draft) -> Option<Line> {
    put([PREFIX, &draft.id].concat(), canonical(&rows::of_draft(draft, false)))
}

fn put(key: String, line: String) -> Option<Line> {
    let storage = storage()?;
    if storage.set_item(&key, &line).is_err() {
        let _ = storage.remove_item(&key);
        storage.set_item(&key, &line).ok()?;
    }
    Some((key, line))
}

/// Removes these lines, but not one that has changed since.
pub fn forget(lines: &[Line]) {
    let Some(storage) = storage() else { return };
    for (key, line) in lines {
        if matches!(storage.get_item(key), Ok(Some(now)) if now == *line) {
            let _ = storage.remove_item(key);
        }
    }
}

/// Removes everything about a draft.
pub fn clear(draft: &str) {
    forget(&lines(draft));
}

/// Every line about a draft; about all drafts where `draft` is empty.
pub fn lines(draft: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let Some(storage) = storage() else { return lines };
    let prefix = [PREFIX, draft].concat();
    for index in 0..storage.length().unwrap_or_default() {
        let key = storage.key(index).ok().flatten().filter(|key| key.starts_with(&prefix));
        if let Some(key) = key
            && let Ok(Some(line)) = storage.get_item(&key)
        {
            lines.push((key, line));
        }
    }
    lines
}

/// The draft that a line is about.
pub fn draft_of(line: &Line) -> &str {
    line.0.get(PREFIX.len()..PREFIX.len() + ID).unwrap_or_default()
}

/// What the lines say about a draft; what cannot be read is left aside.
pub fn read(lines: &[Line], draft: &str) -> Notes {
    let mut notes = Notes::default();
    for line in lines.iter().filter(|line| draft_of(line) == draft) {
        match line.0.get(PREFIX.len() + ID + 1..) {
            None => notes.head = shared::json::read_own(&line.1).and_then(|head| rows::to_draft(&head)),
            Some(question) => notes.entries.extend(note(question, &line.1)),
        }
    }
    notes
}

fn note(question: &str, line: &str) -> Option<Note> {
    let (changed_at, json) = line.split_once(' ')?;
    let value = shared::json::read_own(json)?;
    Some(Note { question: question.to_owned(), changed_at: changed_at.parse().ok()?, value })
}
