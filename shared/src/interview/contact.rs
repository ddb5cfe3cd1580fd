//! Contact details: they travel beside the answers and are stored apart from them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::problem::{Code, Problem};

/// Whom to write to, if they agreed; `salt` makes the hash of it unguessable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub salt: String,
}

impl Contact {
    /// By hand: the phone has no other use for a derived reader. `None` where it has another shape.
    pub fn from_value(value: &Value) -> Option<Contact> {
        let object = value.as_object()?;
        let text = |key: &str| match object.get(key) {
            None => Some(String::new()),
            Some(text) => text.as_str().map(str::to_owned),
        };
        Some(Contact { name: text("name")?, email: text("email")?, salt: text("salt")? })
    }

    /// Empty fields are left out.
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        for (key, text) in [("name", &self.name), ("email", &self.email), ("salt", &self.salt)] {
            if !text.is_empty() {
                object.insert(key.to_owned(), Value::String(text.clone()));
            }
        }
        Value::Object(object)
    }
}

/// What is wrong with contact details as typed or as received.
pub(super) fn check(question: &str, value: &Value) -> Vec<Problem> {
    let Some(contact) = Contact::from_value(value) else {
        return vec![Problem::new(question, Code::WrongType)];
    };
    let mut problems = Vec::new();
    if contact.name.contains('\0') {
        problems.push(Problem::new(question, Code::WrongType).row("name"));
    }
    if contact.name.chars().count() > 200 {
        problems.push(Problem::new(question, Code::TooLong).row("name").detail("200"));
    }
    if !contact.email.trim().is_empty() && !is_email(contact.email.trim()) {
        problems.push(Problem::new(question, Code::NotAnEmail).row("email"));
    }
    problems
}

/// The form that mail servers agree on; only a letter that arrives proves more.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let clean =
        |part: &str| !part.is_empty() && part.chars().all(|letter| !letter.is_whitespace() && !letter.is_control());
    text.len() <= 254
        && clean(local)
        && !local.contains('@')
        && clean(domain)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}
