//! Answers and problems in words, for the check page, for the file to keep and beside the fields.

use serde_json::{Map, Value};
use shared::Problem;
use shared::check::tidy;
use shared::interview::Interview;
use shared::organisation_id::LISTS;
use shared::place::by_code;
use shared::questionnaire::{Kind, Question};
use shared::time::Date;
use shared::words::grouped;

use super::dates;
use super::field::{codes_of, reason_of, reason_words, text_of};
use crate::words;

/// An answer as it is read back to the person who gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub lines: Vec<String>,
    /// Nothing, or a reason for leaving it open.
    pub is_open: bool,
}

/// The same where a question's choices may be those of a list.
pub fn said(interview: &Interview, path: &str, question: &Question, entry: Option<&Value>) -> Said {
    if !cfg!(feature = "whole") || question.list.is_none() {
        return said_of(question, entry);
    }
    let options = interview.choices(path).into_iter().filter(|choice| says(entry, &choice.code)).cloned().collect();
    said_of(&Question { options, list: None, ..question.clone() }, entry)
}

fn says(entry: Option<&Value>, code: &str) -> bool {
    entry.is_some_and(|entry| entry.as_str() == Some(code) || codes_of(Some(entry)).iter().any(|known| known == code))
}

/// The answer as typed, in words; what cannot be read is shown as it is.
pub fn said_of(question: &Question, entry: Option<&Value>) -> Said {
    let open = |words: &str| Said { lines: vec![words.to_owned()], is_open: true };
    let Some(value) = entry.and_then(|typed| tidy(question, typed)) else { return open(words::not_answered()) };
    if let Some(reason) = reason_of(&value) {
        return open(reason_words(reason));
    }
    let lines = lines(question, &value);
    if lines.is_empty() { open(words::not_answered()) } else { Said { lines, is_open: false } }
}

/// A problem in words; a row is named where the sentence does not.
pub fn problem(question: &Question, problem: &Problem) -> String {
    let words = words::sentence(Some(question), problem);
    let row = problem.row.as_deref().and_then(|row| match question.kind {
        Kind::Split => question.option(row).map(|option| option.label.plain()),
        _ => question.row(row).map(|row| row.label.plain()),
    });
    row.map_or_else(|| words.clone(), |row| [row, ": ", &words].concat())
}

fn lines(question: &Question, value: &Value) -> Vec<String> {
    let number = |value: Option<&Value>| grouped(&text_of(value));
    match (question.kind, value) {
        (Kind::Consent, _) => vec![words::yes().to_owned()],
        (Kind::Single, Value::String(code)) => vec![option(question, code)],
        (Kind::Multi, list) => vec![joined(codes_of(Some(list)).iter().map(|code| option(question, code)).collect())],
        (Kind::Boroughs, list) => vec![joined(codes_of(Some(list)).iter().map(|code| borough(code)).collect())],
        (Kind::Rank, list) => {
            let codes = codes_of(Some(list));
            let places = codes.iter().enumerate();
            places.map(|(place, code)| [&(place + 1).to_string(), ". ", &option(question, code)].concat()).collect()
        }
        (Kind::Year, value) => match value.get("about") {
            Some(year) => vec![words::about_year(&text_of(Some(year)))],
            None => vec![text_of(Some(value))],
        },
        (Kind::Number, value) => match value.get("about") {
            Some(about) => vec![words::an_estimate(&number(Some(about)))],
            None => vec![number(Some(value))],
        },
        (Kind::Date, value) => vec![date(&text_of(Some(value)))],
        (Kind::DateTime, value) => {
            let text = text_of(Some(value));
            let (day, time) = (text.get(..10).unwrap_or_default(), text.get(11..16).unwrap_or_default());
            vec![words::moment(&date(day), time)]
        }
        (Kind::Money, value) => money(value),
        (Kind::Split, Value::Object(parts)) => split(question, parts),
        (Kind::GridSingle, Value::Object(rows)) => {
            let chosen = |cell: &Value| match reason_of(cell) {
                Some(reason) => reason_words(reason).to_owned(),
                None => option(question, &text_of(Some(cell))),
            };
            by_row(question, rows, chosen)
        }
        (Kind::GridNumber, Value::Object(rows)) => by_row(question, rows, |cell| number(Some(cell))),
        (Kind::Place, value) => {
            let borough = value.get("borough").and_then(Value::as_str).map(|code| words::borough_name(code).to_owned());
            let postcode = value.get("postcode").map(|postcode| text_of(Some(postcode)));
            vec![join(&postcode.into_iter().chain(borough).collect::<Vec<_>>(), ", ")]
        }
        (Kind::OrganisationId, Value::Object(ids)) => organisation_ids(ids),
        (Kind::Contact, value) => {
            ["name", "email"].iter().filter_map(|key| value.get(*key)).map(|text| text_of(Some(text))).collect()
        }
        (_, value) => vec![text_of(Some(value))],
    }
}

fn date(text: &str) -> String {
    Date::parse(text).map_or_else(|| text.to_owned(), dates::day)
}

fn option(question: &Question, code: &str) -> String {
    question.option(code).map_or_else(|| code.to_owned(), |option| option.label.plain().to_owned())
}

fn borough(code: &str) -> String {
    match code {
        "all-london" => words::all_of_london().to_owned(),
        code => by_code(code).map_or(words::outside_london(), |borough| borough.name).to_owned(),
    }
}

/// `A, B and C`; with semicolons where the parts have commas of their own.
fn joined(parts: Vec<String>) -> String {
    let comma = if parts.iter().any(|part| part.contains(',')) { "; " } else { ", " };
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() && comma == ", " => {
            [&join(rest, comma), words::and_between(), last].concat()
        }
        _ => join(&parts, comma),
    }
}

/// The standard library's `join`, which is two functions on the phone where this is one.
pub fn join(parts: &[String], between: &str) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str(between);
        }
        all.push_str(part);
    }
    all
}

fn money(value: &Value) -> Vec<String> {
    let amount = value.get("amount").map(|amount| match amount {
        Value::Number(_) => ["£", &grouped(&text_of(Some(amount)))].concat(),
        typed => text_of(Some(typed)),
    });
    let year_end = value.get("year_end").and_then(Value::as_str).and_then(Date::parse);
    amount.into_iter().chain(year_end.map(|date| words::year_ended(&dates::day(date)))).collect()
}

fn split(question: &Question, parts: &Map<String, Value>) -> Vec<String> {
    if let Some(ticked) = parts.get("ticked") {
        return codes_of(Some(ticked)).iter().map(|code| option(question, code)).collect();
    }
    let options = question.options.iter().filter_map(|option| Some((option, parts.get(&option.code)?)));
    options.map(|(option, share)| [option.label.plain(), " ", &text_of(Some(share)), "%"].concat()).collect()
}

fn by_row(question: &Question, rows: &Map<String, Value>, words: impl Fn(&Value) -> String) -> Vec<String> {
    let answered = question.rows.iter().filter_map(|row| Some((row, rows.get(&row.code)?)));
    answered.map(|(row, cell)| [row.label.plain(), ": ", &words(cell)].concat()).collect()
}

fn organisation_ids(ids: &Map<String, Value>) -> Vec<String> {
    if ids.contains_key("none") {
        return vec![words::not_registered().to_owned()];
    }
    let known = LISTS.iter().filter_map(|list| Some((list, ids.get(list.code)?)));
    known.map(|(list, id)| [list.label, " ", &text_of(Some(id))].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn words(id: &str, entry: Value) -> Vec<String> {
        let questionnaire = shared::standard::state_of_the_sector().unwrap();
        said_of(questionnaire.question(id).unwrap(), Some(&entry)).lines
    }

    #[test]
    fn answers_are_read_back_as_people_say_them() {
        for (id, entry, expected) in [
            ("A1", json!(true), vec!["Yes"]),
            ("D1", json!("no"), vec!["No"]),
            ("B5", json!(["E09000012", "E09000025", "E09000030"]), vec!["Hackney, Newham and Tower Hamlets"]),
            ("B5", json!(["all-london", "outside"]), vec!["All of London and Outside London"]),
            ("B6", json!({"about": "1998"}), vec!["About 1998"]),
            ("B11", json!({"about": "1200"}), vec!["1,200, an estimate"]),
            ("C1", json!({"amount": "£18,400", "year_end": "2026-03-31"}), vec!["£18,400", "Year ended 31 March 2026"]),
            (
                "C3",
                json!({"contracts": "60", "rent": "", "donations": "40"}),
                vec!["Contracts 60%", "Donations and fundraising 40%"],
            ),
            ("C5", json!({"missing": "prefer-not-to-say"}), vec!["Prefer not to say"]),
            (
                "D2",
                json!({"full-time": "3", "fte": "2.5"}),
                vec!["Full-time, people: 3", "Full-time equivalent, all together: 2.5"],
            ),
            ("E1", json!({"demand": "up-a-lot"}), vec!["Demand for what you do: Up a lot"]),
            ("K1", json!(["premises", "digital"]), vec!["1. Premises", "2. Digital"]),
            ("B4", json!({"postcode": "e81dy", "borough": "E09000012"}), vec!["E8 1DY, Hackney"]),
            ("B3", json!({"GB-CHC": "117 3575"}), vec!["Charity number 1173575"]),
            ("B3", json!({"none": true}), vec!["Not registered"]),
            ("L3", json!({"name": "Ama", "email": "ama@example.org"}), vec!["Ama", "ama@example.org"]),
            ("K3", json!("  "), vec!["Not answered"]),
        ] {
            assert_eq!(words(id, entry), expected, "{id}");
        }
    }
}
