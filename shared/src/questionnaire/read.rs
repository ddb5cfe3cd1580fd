//! A questionnaire from a JSON value, by hand: the derived reader would cost the phone 15 kB.
//!
//! It reads what a server published, which has been checked. Tests hold it equal to the derived one.

use serde_json::Value;

use super::{
    Choice, Constraint, Help, Kind, List, Minutes, Notice, NoticePart, Ownership, Question, Questionnaire, Row, Section,
};
use crate::WHOLE;
use crate::answer::Missing;
use crate::problem::Severity;
use crate::rows::Rows;
use crate::text::Text;

impl Questionnaire {
    /// `None` where something that every questionnaire has is missing.
    pub fn from_value(value: &Value) -> Option<Questionnaire> {
        let minutes = value.get("minutes");
        let pair = |key: &str| {
            let of = |index: usize| minutes.and_then(|m| m.get(key)?.get(index)?.as_u64()).unwrap_or_default() as u32;
            (of(0), of(1))
        };
        Some(Questionnaire {
            slug: string(value, "slug")?,
            version: number(value, "version").unwrap_or_default() as u32,
            title: text(value, "title")?,
            standard: string(value, "standard"),
            languages: list(value, "languages").iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
            short_route: string(value, "short_route"),
            minutes: Minutes { full: pair("full"), short: pair("short") },
            ready: list(value, "ready").iter().filter_map(as_text).collect(),
            help: value.get("help").map(help).unwrap_or_default(),
            notice: value.get("notice").map(notice).unwrap_or_default(),
            lists: if WHOLE { all(value, "lists", named_list)? } else { Vec::new() },
            sections: all(value, "sections", section)?,
        })
    }
}

/// Every item, or nothing. A loop: collecting into an option is longer.
fn all<T>(value: &Value, key: &str, each: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let mut items = Vec::new();
    for item in list(value, key) {
        items.push(each(item)?);
    }
    Some(items)
}

fn help(value: &Value) -> Help {
    Help { text: text(value, "text").unwrap_or_default(), email: string(value, "email") }
}

fn notice(value: &Value) -> Notice {
    let part = |part: &Value| Some(NoticePart { heading: text(part, "heading")?, text: text(part, "text")? });
    Notice {
        version: string(value, "version").unwrap_or_default(),
        title: text(value, "title").unwrap_or_default(),
        parts: list(value, "parts").iter().filter_map(part).collect(),
    }
}

fn section(value: &Value) -> Option<Section> {
    Some(Section {
        id: string(value, "id")?,
        title: text(value, "title")?,
        intro: text(value, "intro"),
        relevant: string(value, "relevant"),
        questions: all(value, "questions", question)?,
    })
}

fn question(value: &Value) -> Option<Question> {
    Some(Question {
        id: string(value, "id")?,
        kind: kind(value.get("type")?.as_str()?)?,
        version: number(value, "version").unwrap_or(1.0) as u32,
        ownership: match value.get("kind").and_then(Value::as_str) {
            Some("module") => Ownership::Module,
            Some("local") => Ownership::Local,
            _ => Ownership::Core,
        },
        label: text(value, "label")?,
        name: text(value, "name").unwrap_or_default(),
        hint: text(value, "hint"),
        short: flag(value, "short"),
        required: flag(value, "required"),
        sensitive: flag(value, "sensitive"),
        options: all(value, "options", choice)?,
        list: rare(value, "list"),
        filter: rare(value, "filter"),
        rows: all(value, "rows", row)?,
        missing: reasons(value, "missing"),
        row_missing: reasons(value, "row_missing"),
        relevant: string(value, "relevant"),
        constraints: all(value, "constraints", constraint)?,
        required_when: rare(value, "required_when"),
        calculation: rare(value, "calculation"),
        default: rare(value, "default"),
        questions: if WHOLE { all(value, "questions", question)? } else { Vec::new() },
        count: rare(value, "count"),
        min: number(value, "min"),
        max: number(value, "max"),
        decimals: number(value, "decimals").unwrap_or_default() as u32,
        estimate: flag(value, "estimate"),
        standard: string(value, "standard"),
    })
}

fn choice(value: &Value) -> Option<Choice> {
    Some(Choice {
        code: string(value, "code")?,
        label: text(value, "label")?,
        hint: text(value, "hint"),
        exclusive: flag(value, "exclusive"),
        apart: flag(value, "apart"),
        maps: string(value, "maps"),
        columns: if WHOLE { columns(value) } else { Rows::default() },
    })
}

fn columns(value: &Value) -> Rows<String> {
    let mut columns = Rows::default();
    for (name, cell) in value.get("columns").and_then(Value::as_object).into_iter().flatten() {
        columns.insert(name.clone(), cell.as_str().unwrap_or_default().to_owned());
    }
    columns
}

fn named_list(value: &Value) -> Option<List> {
    Some(List {
        name: string(value, "name")?,
        choices: all(value, "choices", choice)?,
        address: string(value, "address"),
    })
}

fn row(value: &Value) -> Option<Row> {
    Some(Row {
        code: string(value, "code")?,
        label: text(value, "label")?,
        short: flag(value, "short"),
        decimals: number(value, "decimals").unwrap_or_default() as u32,
    })
}

fn constraint(value: &Value) -> Option<Constraint> {
    let is_warning = value.get("severity").and_then(Value::as_str) == Some("warning");
    Some(Constraint {
        test: string(value, "test")?,
        message: text(value, "message")?,
        severity: if is_warning { Severity::Warning } else { Severity::Error },
    })
}

fn kind(code: &str) -> Option<Kind> {
    Some(match code {
        "consent" => Kind::Consent,
        "single" => Kind::Single,
        "multi" => Kind::Multi,
        "rank" => Kind::Rank,
        "number" => Kind::Number,
        "year" => Kind::Year,
        "money" => Kind::Money,
        "split" => Kind::Split,
        "grid-single" => Kind::GridSingle,
        "grid-number" => Kind::GridNumber,
        "text" => Kind::Text,
        "long" => Kind::Long,
        "place" => Kind::Place,
        "boroughs" => Kind::Boroughs,
        "organisation-id" => Kind::OrganisationId,
        "contact" => Kind::Contact,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "date-time" => Kind::DateTime,
        "note" => Kind::Note,
        "calculate" => Kind::Calculate,
        "repeat" => Kind::Repeat,
        _ => return None,
    })
}

fn reasons(value: &Value, key: &str) -> Vec<Missing> {
    list(value, key).iter().filter_map(|code| Missing::from_code(code.as_str()?)).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

/// What the standard surveys do without.
fn rare(value: &Value, key: &str) -> Option<String> {
    if WHOLE { string(value, key) } else { None }
}

fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key)?.as_f64()
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn text(value: &Value, key: &str) -> Option<Text> {
    as_text(value.get(key)?)
}

fn as_text(value: &Value) -> Option<Text> {
    match value {
        Value::String(text) => Some(Text::Plain(text.clone())),
        Value::Object(all) => {
            let mut many = Rows::default();
            for (tag, words) in all {
                many.insert(tag.clone(), words.as_str()?.to_owned());
            }
            Some(Text::Many(many))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_same_as_the_derived_reader() {
        let value: Value = serde_json::from_str(crate::standard::SOURCE).unwrap();
        assert_eq!(Questionnaire::from_value(&value), serde_json::from_value(value.clone()).ok());
        let many = serde_json::json!({"slug": "x", "title": {"en": "T", "pl": "P"}, "languages": ["en", "pl"],
            "version": 3, "sections": [{"id": "s", "title": "S", "intro": "I", "questions": [{"id": "Q", "type": "number",
            "label": {"en": "L"}, "kind": "local", "decimals": 1, "min": -2.5, "row_missing": ["dont-know"],
            "constraints": [{"test": "1", "message": "m", "severity": "warning"}]}]}]});
        assert_eq!(Questionnaire::from_value(&many), serde_json::from_value(many.clone()).ok());
        assert_eq!(Questionnaire::from_value(&serde_json::json!({"slug": "x"})), None);
    }
}
