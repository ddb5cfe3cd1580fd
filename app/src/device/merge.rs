//! A draft, and what it is when IndexedDB and the journal are read together. Pure.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::time::Millis;

/// An unfinished survey on this device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// UUIDv7, made at the beginning; it stays the submission's id.
    pub id: String,
    pub survey: String,
    pub title: String,
    pub version: u32,
    pub language: String,
    /// The version of the privacy notice that was shown.
    pub notice: String,
    /// RFC 3339 with the device's offset.
    pub started_at: String,
    /// Grows with every change, also where the clock goes back.
    pub changed_at: Millis,
    /// The page that is open.
    pub section: u32,
    /// "Number 3 on this phone."
    pub number: u32,
    pub edit_key: String,
    pub salt: String,
    pub revision: u32,
    /// As typed, by question.
    pub entries: Map<String, Value>,
    pub answered: u32,
    pub of: u32,
}

/// What the journal holds about one draft.
#[derive(Debug, Default)]
pub struct Notes {
    /// The draft without its entries, while IndexedDB may not have it.
    pub head: Option<Draft>,
    pub entries: Vec<Note>,
}

/// One answer in the journal; `null` says that it was taken away.
#[derive(Debug)]
pub struct Note {
    pub question: String,
    pub changed_at: Millis,
    pub value: Value,
}

impl Draft {
    /// A moment that is later than every change so far.
    pub fn next_change(&self, now: Millis) -> Millis {
        now.max(self.changed_at + 1)
    }

    /// Puts an answer as typed, or takes it away.
    pub fn put(&mut self, question: &str, value: Option<&Value>) {
        match value {
            Some(value) if !value.is_null() => {
                self.entries.insert(question.to_owned(), value.clone());
            }
            _ => {
                self.entries.remove(question);
            }
        }
    }
}

/// The newest of everything. What is stored holds all changes up to its `changed_at`, so only later notes
/// count: an older one is what was left when the journal had no room. `None` where nothing says which
/// survey the notes belong to.
pub fn merge(stored: Option<Draft>, notes: Notes) -> Option<Draft> {
    let known = stored.as_ref().map_or(Millis::MIN, |draft| draft.changed_at);
    let mut draft = match (stored, notes.head) {
        (Some(stored), Some(head)) if head.changed_at > known => Draft { entries: stored.entries, ..head },
        (Some(stored), _) => stored,
        (None, head) => head?,
    };
    for note in notes.entries {
        if note.changed_at > known {
            draft.put(&note.question, Some(&note.value));
            draft.changed_at = draft.changed_at.max(note.changed_at);
        }
    }
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(changed_at: Millis, section: u32, entries: Value) -> Draft {
        let entries = entries.as_object().cloned().unwrap_or_default();
        Draft { id: "d".into(), survey: "s".into(), changed_at, section, entries, ..Draft::default() }
    }

    fn note(question: &str, changed_at: Millis, value: Value) -> Note {
        Note { question: question.into(), changed_at, value }
    }

    #[test]
    fn a_tab_killed_after_its_first_keystroke_has_lost_nothing() {
        let notes = Notes { head: Some(draft(5, 0, json!({}))), entries: vec![note("A1", 6, json!(true))] };
        let merged = merge(None, notes);
        assert_eq!(merged, Some(draft(6, 0, json!({"A1": true}))));
    }

    #[test]
    fn the_newest_value_wins_and_a_cleared_answer_stays_cleared() {
        let stored = draft(10, 1, json!({"A1": true, "B1": "old", "B2": "kept"}));
        let notes = Notes {
            head: Some(draft(13, 2, json!({}))),
            entries: vec![note("B1", 11, json!("new")), note("A1", 12, Value::Null), note("B2", 9, json!("stale"))],
        };
        assert_eq!(merge(Some(stored), notes), Some(draft(13, 2, json!({"B1": "new", "B2": "kept"}))));
    }

    #[test]
    fn an_old_head_does_not_turn_the_page_back() {
        let notes = Notes { head: Some(draft(4, 0, json!({}))), entries: vec![] };
        assert_eq!(merge(Some(draft(10, 7, json!({}))), notes), Some(draft(10, 7, json!({}))));
    }

    #[test]
    fn notes_without_a_draft_are_none() {
        assert_eq!(merge(None, Notes { head: None, entries: vec![note("A1", 1, json!(1))] }), None);
    }

    #[test]
    fn changes_are_in_order_even_where_the_clock_goes_back() {
        assert_eq!(draft(100, 0, json!({})).next_change(50), 101);
        assert_eq!(draft(100, 0, json!({})).next_change(200), 200);
    }
}
