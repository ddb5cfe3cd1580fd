//! What can be wrong with an answer, as data; `words` turns it into sentences.

use serde::{Deserialize, Serialize};

/// One thing that is wrong, at one question and where it has rows at one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The question's id; empty where the submission as a whole is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    pub code: Code,
    #[serde(default, skip_serializing_if = "is_error")]
    pub severity: Severity,
    /// What the words need: a limit, a sum, an unknown code, a constraint's own message.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// An error stops the finish; a warning asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    #[default]
    Error,
    Warning,
}

/// Stable codes of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A required question has no answer.
    Required,
    /// The value has not the shape of the question's type.
    WrongType,
    UnknownQuestion,
    UnknownOption,
    UnknownRow,
    /// An answer to a question that is not shown.
    NotShown,
    /// A reason for leaving open that this question does not offer.
    MissingNotOffered,
    /// An exclusive option beside others.
    ExclusiveWithOthers,
    /// The same option twice.
    Repeated,
    TooMany,
    NotANumber,
    TooManyDecimals,
    TooSmall,
    TooLarge,
    YearInFuture,
    NotADate,
    /// The parts of a split do not add up to 100.
    #[serde(rename = "sum-not-100")]
    SumNot100,
    TooLong,
    NotAPostcode,
    BoroughMissing,
    UnknownBorough,
    NotAnOrganisationId,
    UnknownList,
    NotAnEmail,
    /// A constraint of the questionnaire; `detail` is its message.
    Constraint,
    /// What was worked out is not what is worked out here.
    Calculation,
    /// The submission cannot be read; `detail` says where.
    Unreadable,
    UnknownSurvey,
    UnknownVersion,
    /// The edit key does not belong to the first revision.
    WrongEditKey,
    /// A revision without the first one.
    NoFirstRevision,
}

/// Every code with its word, for readers and writers by hand.
const CODES: [(Code, &str); 31] = [
    (Code::Required, "required"),
    (Code::WrongType, "wrong-type"),
    (Code::UnknownQuestion, "unknown-question"),
    (Code::UnknownOption, "unknown-option"),
    (Code::UnknownRow, "unknown-row"),
    (Code::NotShown, "not-shown"),
    (Code::MissingNotOffered, "missing-not-offered"),
    (Code::ExclusiveWithOthers, "exclusive-with-others"),
    (Code::Repeated, "repeated"),
    (Code::TooMany, "too-many"),
    (Code::NotANumber, "not-a-number"),
    (Code::TooManyDecimals, "too-many-decimals"),
    (Code::TooSmall, "too-small"),
    (Code::TooLarge, "too-large"),
    (Code::YearInFuture, "year-in-future"),
    (Code::NotADate, "not-a-date"),
    (Code::SumNot100, "sum-not-100"),
    (Code::TooLong, "too-long"),
    (Code::NotAPostcode, "not-a-postcode"),
    (Code::BoroughMissing, "borough-missing"),
    (Code::UnknownBorough, "unknown-borough"),
    (Code::NotAnOrganisationId, "not-an-organisation-id"),
    (Code::UnknownList, "unknown-list"),
    (Code::NotAnEmail, "not-an-email"),
    (Code::Constraint, "constraint"),
    (Code::Calculation, "calculation"),
    (Code::Unreadable, "unreadable"),
    (Code::UnknownSurvey, "unknown-survey"),
    (Code::UnknownVersion, "unknown-version"),
    (Code::WrongEditKey, "wrong-edit-key"),
    (Code::NoFirstRevision, "no-first-revision"),
];

impl Code {
    /// The stable word.
    pub fn code(self) -> &'static str {
        CODES.iter().find(|(code, _)| *code == self).map_or("", |(_, word)| word)
    }

    /// `None` for a word that a newer server has made up.
    pub fn from_code(word: &str) -> Option<Code> {
        CODES.iter().find(|(_, known)| *known == word).map(|(code, _)| *code)
    }
}

impl Problem {
    pub fn new(question: &str, code: Code) -> Self {
        Problem { question: question.to_owned(), row: None, code, severity: Severity::Error, detail: String::new() }
    }

    /// A problem of the submission as a whole.
    pub fn whole(code: Code) -> Self {
        Problem::new("", code)
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub fn row(mut self, row: &str) -> Self {
        self.row = Some(row.to_owned());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

fn is_error(severity: &Severity) -> bool {
    *severity == Severity::Error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_codes_are_the_ones_that_serde_gives_them() {
        for (code, word) in CODES {
            assert_eq!(serde_json::to_value(code).unwrap(), word);
            assert_eq!(Code::from_code(code.code()), Some(code));
        }
    }
    #[test]
    fn no_code_is_forgotten() {
        let error = serde_json::from_str::<Code>("\"no-such-code\"").unwrap_err().to_string();
        // "unknown variant `no-such-code`, expected one of `required`, `wrong-type`, …"
        let expected = error.split_once("expected one of").unwrap().1;
        assert!(expected.split('`').skip(1).step_by(2).eq(CODES.iter().map(|(_, word)| *word)), "{expected}");
    }
}
