//! A questionnaire as data: sections, questions, options and the rules between them.

mod check;
pub mod luggage;
mod needs;
mod published;
mod read;
pub mod rows_of_lists;
mod texts;

use serde::{Deserialize, Serialize};

pub(crate) use check::is_id;
pub use check::{Fault, WrongSlug, check, check_rule, wrong_with_slug};
pub use needs::Needs;
pub use published::Published;

use crate::rows::Rows;
use crate::text::Text;

/// One published version (or a draft, with version 0) of a survey's questions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    pub slug: String,
    #[serde(default)]
    pub version: u32,
    pub title: Text,
    /// The instrument whose core this survey asks, such as `state-of-the-sector`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// BCP 47 tags, the main language first.
    pub languages: Vec<String>,
    /// XLSForm expression: true sends the respondent along the short route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_route: Option<String>,
    #[serde(default)]
    pub minutes: Minutes,
    /// Figures to have to hand before starting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ready: Vec<Text>,
    #[serde(default)]
    pub help: Help,
    #[serde(default)]
    pub notice: Notice,
    /// Choice lists that are long, filtered or looked things up in; the others stand at their questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
    pub sections: Vec<Section>,
}

/// A choice list with a name of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    pub name: String,
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Where a page finds the choices when it does not carry them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// How long it takes, from and to, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    pub full: (u32, u32),
    pub short: (u32, u32),
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Help {
    #[serde(default)]
    pub text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The privacy notice that the first question speaks of; its version is part of every submission.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub version: String,
    pub title: Text,
    pub parts: Vec<NoticePart>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticePart {
    pub heading: Text,
    pub text: Text,
}

/// A page of questions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// XLSForm expression: the page is shown where it is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    pub questions: Vec<Question>,
}

/// What kind of answer a question takes; the shapes are in the contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Consent,
    Single,
    Multi,
    Rank,
    Number,
    Year,
    Money,
    Split,
    GridSingle,
    GridNumber,
    #[default]
    Text,
    Long,
    Place,
    Boroughs,
    OrganisationId,
    Contact,
    Date,
    Time,
    DateTime,
    /// Words between questions; nothing to answer.
    Note,
    /// Worked out, never shown.
    Calculate,
    /// A group of questions that is answered once for each site, funder, …; its answer is a list of objects.
    Repeat,
}

/// Who may change a question: nobody (`core`), the Hub (`module`) or the survey's owner (`local`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    #[default]
    Core,
    Module,
    Local,
}

/// One question; `id` and codes are stable for ever.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The version of the wording, raised when the wording changes.
    #[serde(default = "one")]
    pub version: u32,
    #[serde(default, rename = "kind")]
    pub ownership: Ownership,
    /// The full wording.
    pub label: Text,
    /// A short name for check pages and tables.
    #[serde(default)]
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Asked on the short route too.
    #[serde(default, skip_serializing_if = "is_false")]
    pub short: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The name of a choice list, in the place of `options`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// XLSForm expression over a choice's columns: only choices where it is true are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// Reasons with which the whole question may be left open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<crate::Missing>,
    /// Reasons with which one row of a grid may be left open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub row_missing: Vec<crate::Missing>,
    /// XLSForm expression: the question is shown where it is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// XLSForm expression: required where it is true; `required` says it for always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<String>,
    /// XLSForm expression whose value is the answer; nobody can type over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    /// XLSForm expression whose value stands there at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// What a repeat asks of each of its items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// XLSForm expression: how many items a repeat has, where respondents do not decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Largest number, most characters, or most choices of a ranking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Decimals allowed in a number.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub decimals: u32,
    /// "This is an estimate" may be ticked.
    #[serde(default, skip_serializing_if = "is_false")]
    pub estimate: bool,
    /// The standard or model that the question comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
}

/// An option of a choice, a part of a split, a column of a grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Stands alone: "None of these".
    #[serde(default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// Drawn apart from the scale: "Does not apply".
    #[serde(default, skip_serializing_if = "is_false")]
    pub apart: bool,
    /// The code of a published classification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maps: Option<String>,
    /// What choice filters and look-ups ask about, by name.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub columns: Rows<String>,
}

/// A row of a grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub code: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "is_false")]
    pub short: bool,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub decimals: u32,
}

/// A rule that an answer must keep (`error`) or is asked about (`warning`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constraint {
    /// XLSForm expression: true where the answer is fine.
    pub test: String,
    pub message: Text,
    #[serde(default)]
    pub severity: crate::Severity,
}

impl Questionnaire {
    /// Every question in the order in which it is asked; what a repeat asks stands inside of it.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The language of the untranslated wording.
    pub fn main_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }
}

impl Question {
    pub fn option(&self, code: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.code == code)
    }

    pub fn row(&self, code: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The short name, or the wording where there is none.
    pub fn short_name(&self) -> &Text {
        if self.name.is_empty() { &self.label } else { &self.name }
    }

    /// Whether people see it as something to answer.
    pub fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Note | Kind::Calculate)
    }

    /// Whether people see it at all.
    pub fn is_drawn(&self) -> bool {
        self.kind != Kind::Calculate
    }

    pub fn is_grid(&self) -> bool {
        matches!(self.kind, Kind::GridSingle | Kind::GridNumber)
    }
}

fn one() -> u32 {
    1
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}
