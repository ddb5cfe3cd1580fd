//! One language's words as the build made them, and how a message is put together from them.

use serde_json::{Map, Value};
use shared::words::grouped;

/// A language's messages; the crate `messages` says what is in them.
pub struct Table {
    language: String,
    messages: Vec<Value>,
}

impl Table {
    /// It is kept for good, since what is drawn points to its texts. `None` where it is no table of this build.
    pub fn read(language: &str, json: &str) -> Option<&'static Table> {
        let Value::Array(messages) = shared::json::read_own(json)? else { return None };
        let fits = messages.len() == super::COUNT;
        fits.then(|| &*Box::leak(Box::new(Table { language: language.to_owned(), messages })))
    }

    pub fn language(&'static self) -> &'static str {
        &self.language
    }

    /// A message into which nothing is put.
    pub fn fixed(&'static self, index: usize, arguments: &[&str]) -> Option<&'static str> {
        let mut entry = self.messages.get(index)?;
        while let Value::Object(choice) = entry {
            entry = self.choose(choice, arguments)?;
        }
        entry.as_str()
    }

    pub fn filled(&'static self, index: usize, arguments: &[&str]) -> Option<String> {
        let mut text = String::new();
        self.put(self.messages.get(index)?, arguments, &mut text)?;
        Some(text)
    }

    fn put(&'static self, entry: &'static Value, arguments: &[&str], text: &mut String) -> Option<()> {
        match entry {
            Value::String(words) => text.push_str(words),
            Value::Array(parts) => {
                for part in parts {
                    match part {
                        Value::Array(number) => text.push_str(&grouped(argument(number.first()?, arguments)?)),
                        Value::Number(_) => text.push_str(argument(part, arguments)?),
                        part => self.put(part, arguments, text)?,
                    }
                }
            }
            Value::Object(choice) => self.put(self.choose(choice, arguments)?, arguments, text)?,
            _ => return None,
        }
        Some(())
    }

    /// The number itself goes before its plural category, and the default is for all else.
    fn choose(&'static self, choice: &'static Map<String, Value>, arguments: &[&str]) -> Option<&'static Value> {
        let variants = choice.get("of")?;
        let by_number = choice.get("number");
        let value = argument(by_number.or_else(|| choice.get("text"))?, arguments)?;
        let of_category = || {
            let number = shared::number::read(value).filter(|_| by_number.is_some())?;
            variants.get::<&str>(category(&self.language, number).as_ref())
        };
        variants.get(value).or_else(of_category).or_else(|| choice.get("else"))
    }
}

fn argument<'a>(place: &Value, arguments: &[&'a str]) -> Option<&'a str> {
    arguments.get(place.as_u64()? as usize).copied()
}

/// The browser knows the plural rules of its languages.
#[cfg(feature = "browser")]
fn category(language: &str, number: f64) -> String {
    crate::device::plural_category(language, number)
}

#[cfg(not(feature = "browser"))]
use super::plural::category;
