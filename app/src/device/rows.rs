//! Drafts as JSON, field by field. Pure.
//!
//! The shape is the one that `serde` derives, as the tests see to.

use serde_json::Value;
use shared::json::fields::{Object, number, small, text};

use super::Draft;

/// A draft; a field that an older or newer version of this program left out is empty.
pub fn to_draft(value: &Value) -> Option<Draft> {
    let words = |name: &str| text(value, name).unwrap_or_default();
    let count = |name: &str| small(value, name).unwrap_or_default();
    Some(Draft {
        id: text(value, "id")?,
        survey: text(value, "survey")?,
        title: words("title"),
        version: count("version"),
        language: words("language"),
        notice: words("notice"),
        started_at: words("started_at"),
        changed_at: number(value, "changed_at").unwrap_or_default(),
        section: count("section"),
        number: count("number"),
        edit_key: words("edit_key"),
        salt: words("salt"),
        revision: count("revision").max(1),
        entries: value.get("entries").and_then(Value::as_object).cloned().unwrap_or_default(),
        answered: count("answered"),
        of: count("of"),
    })
}

/// With its entries, or only its head.
pub fn of_draft(draft: &Draft, with_entries: bool) -> Value {
    let mut row = Object::default();
    row.text("id", &draft.id);
    row.text("survey", &draft.survey);
    row.text("title", &draft.title);
    row.number("version", draft.version.into());
    row.text("language", &draft.language);
    row.text("notice", &draft.notice);
    row.text("started_at", &draft.started_at);
    row.number("changed_at", draft.changed_at);
    row.number("section", draft.section.into());
    row.number("number", draft.number.into());
    row.text("edit_key", &draft.edit_key);
    row.text("salt", &draft.salt);
    row.number("revision", draft.revision.into());
    row.number("answered", draft.answered.into());
    row.number("of", draft.of.into());
    if with_entries {
        row.put("entries", Value::Object(draft.entries.clone()));
    }
    row.into_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, json, to_value};

    #[test]
    fn a_draft_has_the_derived_shape() {
        let entries = json!({"A1": true, "E1": {"demand": "up"}, "C1": {"amount": 5.5}});
        let draft = Draft {
            id: "d".into(),
            survey: "s".into(),
            title: "S".into(),
            version: 4,
            language: "pl".into(),
            notice: "n".into(),
            started_at: "2026-11-22T10:00:00+00:00".into(),
            changed_at: 1_795_320_563_548,
            section: 3,
            number: 2,
            edit_key: "e".into(),
            salt: "f".into(),
            revision: 1,
            entries: entries.as_object().cloned().unwrap(),
            answered: 5,
            of: 45,
        };
        assert_eq!(of_draft(&draft, true), to_value(&draft).unwrap());
        assert_eq!(to_draft(&of_draft(&draft, true)), Some(draft.clone()));
        assert_eq!(to_draft(&of_draft(&draft, false)), Some(Draft { entries: Map::new(), ..draft }));
        assert!(to_draft(&json!({"id": "d"})).is_none());
    }
}
