//! The shapes of an import of strings.

use utoipa::ToSchema;

/// What became of a workbook of strings
#[derive(ToSchema)]
#[schema(as = ImportedStrings)]
pub struct Imported {
    /// The newest number of the draft's log
    pub sequence: i64,
    pub languages: Vec<SetStrings>,
    /// Rows that were left aside
    pub skipped: Vec<SkippedRow>,
    /// Strings that were set and are to be looked at
    pub odd: Vec<OddString>,
}

#[derive(ToSchema)]
pub struct SetStrings {
    /// BCP 47
    pub language: String,
    /// Strings with new words
    pub set: usize,
    /// Strings that had these words already
    pub same: usize,
}

#[derive(ToSchema)]
pub struct SkippedRow {
    pub row: u32,
    pub key: String,
    /// `unknown-key`, `key-twice`, `source-changed` or `translation-changed`
    pub code: String,
    /// Of a changed original: its words now
    pub now: Option<String>,
}

#[derive(ToSchema)]
pub struct OddString {
    pub row: u32,
    pub key: String,
    pub language: String,
    /// Names that the original mentions and the translation does not
    pub left_out: Vec<String>,
}
