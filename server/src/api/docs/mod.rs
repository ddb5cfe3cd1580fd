//! The shapes of the contract for the OpenAPI document; a test holds them against what is really sent.

#![expect(dead_code, reason = "these are read by the derive only")]

pub mod drafts;
pub mod strings;

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::ToSchema;

/// RFC 9457 problem document
#[derive(ToSchema)]
pub struct Problem {
    pub title: String,
    pub status: u16,
    /// Stable
    pub code: String,
    /// For people
    pub detail: String,
    /// Of a questionnaire that cannot be taken or published
    pub faults: Option<Vec<drafts::Fault>>,
    /// Of a workbook: what to mend, and where
    pub problems: Option<Vec<drafts::WorkbookProblem>>,
}

/// 1 to 100 submissions, at most 1 MiB
#[derive(ToSchema)]
pub struct Submissions {
    pub submissions: Vec<Submission>,
}

/// A finished survey, frozen by the device
#[derive(ToSchema)]
pub struct Submission {
    /// UUID in small letters, made by the device
    pub id: String,
    pub survey: String,
    pub version: u32,
    pub revision: u32,
    /// RFC 3339 with the device's offset
    pub started_at: Option<String>,
    /// RFC 3339 with the device's offset; relevance and checks use its day
    pub finished_at: String,
    pub language: Option<String>,
    /// Revision 1: the SHA-256 of the edit key
    pub edit_key_sha256: Option<String>,
    /// Later revisions: the edit key
    pub edit_key: Option<String>,
    pub contact: Option<Contact>,
    /// By question; the shapes are those of the question's type
    pub answers: BTreeMap<String, Value>,
}

/// Stored apart from the answers
#[derive(ToSchema)]
pub struct Contact {
    pub name: Option<String>,
    pub email: Option<String>,
    /// Random, so that the hash of the contact details cannot be guessed
    pub salt: Option<String>,
}

#[derive(ToSchema)]
pub struct Results {
    pub results: Vec<Outcome>,
}

/// What became of one submission
#[derive(ToSchema)]
pub struct Outcome {
    /// Null where it could not be read
    pub id: Option<String>,
    pub outcome: OutcomeKind,
    pub receipt: Option<Receipt>,
    pub problems: Option<Vec<AnswerProblem>>,
}

#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub enum OutcomeKind {
    Stored,
    Duplicate,
    Conflict,
    Refused,
}

/// What is wrong, at one question and where it has rows at one row
#[derive(ToSchema)]
pub struct AnswerProblem {
    /// Absent where the submission as a whole is meant
    pub question: Option<String>,
    pub row: Option<String>,
    /// Stable
    pub code: String,
    pub detail: Option<String>,
}

/// A signed promise that a submission is durably stored
#[derive(ToSchema)]
pub struct Receipt {
    pub id: String,
    pub survey: String,
    pub version: u32,
    pub revision: u32,
    /// Over the RFC 8785 bytes of the submission, contact details replaced by their own SHA-256
    pub sha256: String,
    /// RFC 3339, UTC
    pub received_at: String,
    pub sequence: u64,
    pub key_id: String,
    /// Ed25519 over the RFC 8785 bytes of the rest, base64
    pub signature: String,
}

#[derive(ToSchema)]
pub struct ReceiptKey {
    pub id: String,
    /// 32 bytes, base64
    pub key: String,
}

#[derive(ToSchema)]
pub struct Withdrawal {
    pub survey: String,
    pub edit_key: String,
}

#[derive(ToSchema)]
pub struct Credentials {
    pub email: String,
    pub password: String,
}

/// A published version of a survey
#[derive(ToSchema)]
pub struct Survey {
    pub slug: String,
    pub version: u32,
    /// A text, or one by language
    pub title: Value,
    pub languages: Vec<String>,
    pub sections: Vec<Section>,
    pub receipt_keys: Vec<ReceiptKey>,
    /// RFC 3339, UTC
    pub closes_at: Option<String>,
}

#[derive(ToSchema)]
pub struct Section {
    pub id: String,
    pub title: Value,
    pub questions: Vec<Question>,
}

#[derive(ToSchema)]
pub struct Question {
    pub id: String,
    #[schema(rename = "type")]
    pub kind: String,
    pub label: Value,
    pub options: Option<Vec<Choice>>,
    pub rows: Option<Vec<Choice>>,
}

#[derive(ToSchema)]
pub struct Choice {
    pub code: String,
    pub label: Value,
}

/// Who is signed in
#[derive(ToSchema)]
pub struct Signed {
    /// An e-mail address, or a token's name
    pub name: String,
    pub role: String,
}

#[derive(ToSchema)]
pub struct Health {
    pub status: String,
}

/// One question by one line of division
#[derive(ToSchema)]
pub struct Tally {
    pub question: String,
    /// The last number of the log that is counted
    pub sequence: u64,
    /// How many of the responses are demo answers
    pub demo: Option<u64>,
    pub places: Vec<Cells>,
    pub total: Cells,
}

/// One row of a tally
#[derive(ToSchema)]
pub struct Cells {
    /// GSS code, `outside`, a grouping's code, or an option's
    pub code: String,
    pub name: String,
    /// `base` plus everything in `missing`
    pub responses: u64,
    pub base: u64,
    pub missing: MissingCounts,
    /// By option; absent for numbers
    pub counts: Option<BTreeMap<String, u64>>,
    pub numbers: Option<Numbers>,
}

#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub struct MissingCounts {
    pub not_shown: u64,
    pub dont_know: u64,
    pub prefer_not_to_say: u64,
    pub unanswered: u64,
}

/// Quantiles of type 7 (Hyndman and Fan)
#[derive(ToSchema)]
pub struct Numbers {
    pub sum: f64,
    pub mean: Option<f64>,
    pub median: Option<f64>,
    /// Lower and upper
    pub quartiles: Option<Vec<f64>>,
}
