//! Answers in the respondent's own words, places and organisation ids.

use serde_json::Value;

use super::Reader;
use crate::answer::Answer;
use crate::json::plain;
use crate::organisation_id::{self, LISTS};
use crate::place::{Postcode, index_of};
use crate::problem::Code;
use crate::questionnaire::Kind;
use crate::rows::Rows;
use crate::time::{Date, Stamp};

impl Reader<'_> {
    pub(super) fn text(&mut self, value: &Value) -> Option<Answer> {
        let Some(text) = value.as_str() else {
            return self.wrong("a text");
        };
        // Nobody types a null, and databases and tables cannot hold it.
        if text.trim().is_empty() || text.contains('\0') {
            return self.wrong("a text that is not empty");
        }
        let standard = if self.question.kind == Kind::Long { 1000.0 } else { 200.0 };
        let most = self.question.max.unwrap_or(standard);
        if text.chars().count() as f64 > most {
            self.add(Code::TooLong, &plain(most));
        }
        Some(Answer::Text(text.to_owned()))
    }

    /// A day, a time of day, or both with the offset, as ISO 8601 text.
    pub(super) fn moment(&mut self, value: &Value) -> Option<Answer> {
        let text = value.as_str().unwrap_or_default();
        let fits = match self.question.kind {
            Kind::Date => Date::parse(text).is_some(),
            Kind::Time => is_time(text),
            _ => Stamp::parse(text).is_some(),
        };
        if !fits {
            self.add(Code::NotADate, text);
            return None;
        }
        Some(Answer::Text(text.to_owned()))
    }

    /// What a calculation gave: a text or a number.
    pub(super) fn calculated(&mut self, value: &Value) -> Option<Answer> {
        match (value.as_str(), value.as_f64()) {
            (Some(text), _) => Some(Answer::Text(text.to_owned())),
            (None, Some(number)) => Some(Answer::Number { value: number, about: false }),
            (None, None) => self.wrong("a text or a number"),
        }
    }

    pub(super) fn place(&mut self, value: &Value) -> Option<Answer> {
        let Some(object) = value.as_object() else {
            return self.wrong("an object with borough");
        };
        if let Some(stray) = object.keys().find(|key| *key != "postcode" && *key != "borough") {
            return self.wrong(stray);
        }
        let postcode = match object.get("postcode") {
            None => None,
            Some(Value::String(typed)) => {
                let postcode = Postcode::parse(typed);
                if postcode.is_none() {
                    self.add_at("postcode", Code::NotAPostcode, typed);
                }
                postcode.map(|postcode| postcode.as_str().to_owned())
            }
            Some(_) => return self.wrong("a postcode"),
        };
        match object.get("borough") {
            None => {
                self.add_at("borough", Code::BoroughMissing, "");
                None
            }
            Some(Value::String(code)) if index_of(code).is_some() => {
                Some(Answer::Place { postcode, borough: code.clone() })
            }
            Some(Value::String(code)) => {
                self.add_at("borough", Code::UnknownBorough, code);
                None
            }
            Some(_) => self.wrong("a borough"),
        }
    }

    pub(super) fn organisation_ids(&mut self, value: &Value) -> Option<Answer> {
        let Some(object) = value.as_object() else {
            return self.wrong("an object of list and number");
        };
        if let Some(none) = object.get("none") {
            return match (none, object.len()) {
                (Value::Bool(true), 1) => Some(Answer::OrganisationIds(Rows::default())),
                (Value::Bool(true), _) => {
                    self.add(Code::ExclusiveWithOthers, "none");
                    None
                }
                _ => self.wrong("none: true"),
            };
        }
        let mut ids = Rows::default();
        for (list, value) in object {
            if !LISTS.iter().any(|known| known.code == list) {
                self.add_at(list, Code::UnknownList, list);
                continue;
            }
            match value.as_str().and_then(|typed| organisation_id::normalise(list, typed)) {
                Some(id) => {
                    ids.insert(list.clone(), id);
                }
                None => self.add_at(list, Code::NotAnOrganisationId, value.as_str().unwrap_or_default()),
            }
        }
        self.not_empty(ids.is_empty())?;
        Some(Answer::OrganisationIds(ids))
    }
}

/// `14:05`, perhaps with seconds.
fn is_time(text: &str) -> bool {
    let mut parts = text.split(':');
    let mut below = |most: u32| {
        let part = parts.next().filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.is_some_and(|part| part.parse().is_ok_and(|number: u32| number < most))
    };
    below(24) && below(60) && (text.len() == 5 || (text.len() == 8 && below(60)))
}
