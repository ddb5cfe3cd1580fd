//! The shapes of drafts.

use serde_json::Value;
use utoipa::ToSchema;

/// London's instruments, with their questions
#[derive(ToSchema)]
pub struct Bank {
    /// Questionnaires; `kind` says who may change a question: nobody (core), the Hub (module), its owner (local)
    pub instruments: Vec<Value>,
}

#[derive(ToSchema)]
pub struct Drafts {
    pub drafts: Vec<ListedDraft>,
}

/// A survey that has a draft or a published version
#[derive(ToSchema)]
pub struct ListedDraft {
    pub slug: String,
    pub title: Value,
    /// Its newest published version
    pub published: Option<u32>,
    pub draft: bool,
    /// RFC 3339, UTC
    pub changed_at: Option<String>,
    pub by: Option<String>,
}

#[derive(ToSchema)]
pub struct NewDraft {
    pub slug: String,
    /// Empty or absent: that of what it begins with
    pub title: Option<String>,
    /// `"blank"`, the slug of an instrument, `{"survey":slug}` or `{"questionnaire":{…}}`
    pub from: Value,
}

#[derive(ToSchema)]
pub struct Draft {
    /// The newest number of its log
    pub sequence: i64,
    /// The number at which it began: another draft under the same address has another
    pub begun: i64,
    pub questionnaire: Value,
    /// The survey's newest published version
    pub published: Option<u32>,
}

/// 1 to 200 edits, at most 1 MiB
#[derive(ToSchema)]
pub struct Edits {
    /// Random, made by the open page
    pub client: String,
    /// The same again when a batch is sent again: nothing is applied twice
    pub batch: Option<String>,
    /// The draft's `begun`: answered 404 where that draft has been discarded and another one begun
    pub begun: Option<i64>,
    pub edits: Vec<Edit>,
}

/// What changes, by stable ids, and what was there before
#[derive(ToSchema)]
pub struct Edit {
    /// `question`, `section`, `survey`, `choice`, `list` for a property; `add-`, `remove-`, `move-` of these; `replace`
    pub edit: String,
    pub id: Option<String>,
    /// A JSON key of the thing, or a path into it, such as `constraints/0/message`
    pub property: Option<String>,
    /// Of a text: the language whose words change
    pub language: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

#[derive(ToSchema)]
pub struct EditResults {
    pub sequence: i64,
    /// In the order of the edits
    pub results: Vec<EditOutcome>,
}

#[derive(ToSchema)]
pub struct EditOutcome {
    /// `applied`, `conflict`, `gone`, `locked` or `invalid`
    pub outcome: String,
    /// Of a conflict: what is there
    pub now: Option<Value>,
    /// A sentence
    pub why: Option<String>,
}

/// The event `edits`
#[derive(ToSchema)]
pub struct DraftNews {
    pub sequence: i64,
    pub published: Option<u32>,
    pub edits: Vec<ToldEdit>,
    /// Who discarded the draft; nothing follows
    pub discarded: Option<String>,
}

#[derive(ToSchema)]
pub struct ToldEdit {
    pub sequence: i64,
    pub client: String,
    pub by: String,
    pub edit: Edit,
}

/// What publishing would change and break
#[derive(ToSchema)]
pub struct Review {
    pub sequence: i64,
    pub published: Option<u32>,
    /// What must be mended first
    pub faults: Vec<Fault>,
    /// What stops nobody
    pub warnings: Vec<Fault>,
    pub changes: Vec<Change>,
    /// How many days answers to older versions are in time after a newer one was published
    pub welcome_days: i32,
}

#[derive(ToSchema)]
pub struct Fault {
    /// Empty for the survey as a whole
    pub question: String,
    /// A key of the question's JSON; empty for the question as a whole
    pub property: String,
    pub code: String,
    pub message: String,
    /// `error` or `warning`
    pub severity: String,
    /// The byte of an expression
    pub at: Option<usize>,
}

#[derive(ToSchema)]
pub struct Change {
    /// Empty for the survey as a whole
    pub question: String,
    pub change: String,
    /// `fine`, `consider`, `breaks` or `forbidden`
    pub severity: String,
    /// A code or a property
    pub of: Option<String>,
    pub language: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub message: String,
}

#[derive(ToSchema)]
pub struct Publication {
    /// The number that the draft had when it was looked at
    pub sequence: i64,
    /// How many days answers to older versions stay in time; as it is where absent
    pub welcome_days: Option<u16>,
}

#[derive(ToSchema)]
pub struct PublishedAs {
    pub version: u32,
}

#[derive(ToSchema)]
pub struct Replacement {
    pub sequence: i64,
    pub questionnaire: Value,
}

#[derive(ToSchema)]
pub struct MovedTo {
    pub sequence: i64,
}

/// A workbook that became a draft
#[derive(ToSchema)]
pub struct Imported {
    pub sequence: i64,
    /// What was left out of it or is otherwise here; these are warnings
    pub problems: Vec<WorkbookProblem>,
}

/// Something in a workbook, with its place
#[derive(ToSchema)]
pub struct WorkbookProblem {
    /// `error` or `warning`
    pub severity: String,
    pub sheet: Option<String>,
    /// As Excel counts: the headers are in row 1
    pub row: Option<u32>,
    /// The header as it stands in the sheet, or the column's letter
    pub column: Option<String>,
    /// The id of a question
    pub question: Option<String>,
    pub code: String,
    pub message: String,
}
