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

    /// Words of one language and no other.
    pub fn only(language: &str, words: &str) -> Text {
        let mut all = Rows::default();
        all.insert(language.to_owned(), words.to_owned());
        Text::Many(all)
    }

    /// The wording where nobody has chosen a language.
    pub fn plain(&self) -> &str {
        self.get("en", "en")
    }

    /// Whether there is a wording in this very language; a plain one is in the main language.
    pub fn has(&self, language: &str) -> bool {
        match self {
            Text::Plain(_) => false,
            Text::Many(all) => all.get(language).is_some_and(|text| !text.trim().is_empty()),
        }
    }

    /// The names that its wordings mention: “How many people work at ${name}?”
    pub fn mentions(&self) -> impl Iterator<Item = &str> {
        let all: Vec<&str> = match self {
            Text::Plain(text) => vec![text],
            Text::Many(all) => all.values().map(String::as_str).collect(),
        };
        all.into_iter()
            .flat_map(|text| text.split("${").skip(1))
            .filter_map(|rest| Some(rest.split_once('}')?.0.trim()))
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
