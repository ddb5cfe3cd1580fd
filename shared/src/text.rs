//! Words that may exist in several languages, with a fallback for each string.

use serde::{Deserialize, Serialize};

use crate::rows::Rows;

/// A wording: one string in the survey's main language, or one for each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    Plain(String),
    Many(Rows<String>),
}

impl Text {
    /// The wording in `language`; where it is missing, in `main`; where that is missing too, any.
    pub fn get<'a>(&'a self, language: &str, main: &str) -> &'a str {
        match self {
            Text::Plain(text) => text,
            Text::Many(all) => {
                all.get(language).or_else(|| all.get(main)).or_else(|| all.values().next()).map_or("", String::as_str)
            }
        }
    }

    /// The wording where nobody has chosen a language.
    pub fn plain(&self) -> &str {
        self.get("en", "en")
    }

    pub fn is_empty(&self) -> bool {
        self.plain().trim().is_empty()
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::Plain(text.to_owned())
    }
}
