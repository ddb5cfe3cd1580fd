//! What goes wrong, as RFC 9457 problem documents with a stable `code`: the only place that chooses statuses.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError, body::BoxBody};
use serde::Serialize;
use shared::questionnaire::Fault;

use crate::drafts::workbook::Failed;
use crate::throttle::TooOften;
use crate::{drafts, editions, sign_in, store, sync, tally, withdraw, xlsform};

/// A problem document.
#[derive(Debug, Serialize)]
pub struct Problem {
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    /// Stable: programs may rely on it.
    code: &'static str,
    /// For people; it may change.
    detail: Box<str>,
    /// Of a questionnaire: what to mend.
    #[serde(skip_serializing_if = "<[Fault]>::is_empty")]
    faults: Box<[Fault]>,
    /// Of a workbook: what to mend, and where.
    #[serde(skip_serializing_if = "<[xlsform::Problem]>::is_empty")]
    problems: Box<[xlsform::Problem]>,
    #[serde(skip)]
    retry_after: Option<u64>,
    #[serde(skip)]
    allow: Option<Box<str>>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Problem {
        let title = status.canonical_reason().unwrap_or("Problem");
        Problem {
            title,
            status,
            code,
            detail: detail.into().into(),
            faults: Box::default(),
            problems: Box::default(),
            retry_after: None,
            allow: None,
        }
    }

    /// The request cannot be understood.
    pub fn bad(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, code, detail)
    }

    pub fn not_found(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, code, detail)
    }

    /// Whether it says that there is no such thing.
    pub fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// Whether signing in may help.
    pub fn is_for_the_unknown(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    pub fn method_not_allowed(allow: String) -> Problem {
        let detail = format!("This address answers to {allow}.");
        Problem {
            allow: Some(allow.into()),
            ..Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail)
        }
    }

    pub fn too_large(limit: usize) -> Problem {
        let detail = format!("The body may have {limit} bytes at most.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
    }

    pub fn workbook_too_large(size: u64) -> Problem {
        let (code, detail) = xlsform::too_large(size);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, code, detail)
    }

    pub fn no_workbook() -> Problem {
        let detail =
            "Send an .xlsx workbook as it is, as application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.";
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", detail)
    }

    /// A workbook, or a questionnaire that is to become one, with these things to mend.
    fn to_mend(status: StatusCode, code: &'static str, problems: Vec<xlsform::Problem>) -> Problem {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        let detail = format!("{} to mend. First: {first}", problems.len());
        Problem { problems: problems.into(), ..Problem::new(status, code, detail) }
    }

    pub fn too_slow() -> Problem {
        Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The body did not arrive in time.")
    }

    pub fn headers_too_large() -> Problem {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        Problem::new(status, "headers-too-large", "The headers of the request are too long.")
    }

    pub fn encoding() -> Problem {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Problem::new(status, "content-encoding", "Send the body as it is, without Content-Encoding.")
    }

    pub fn not_signed_in() -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "not-signed-in", "Sign in, or send a token that is in force.")
    }

    /// Always the same words for wrong credentials.
    pub fn wrong_credentials() -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "wrong-credentials", "The e-mail address or the password is wrong.")
    }

    pub fn not_allowed() -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "not-allowed", "Your role does not allow this.")
    }

    pub fn wrong_edit_key() -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "wrong-edit-key", "Only the phone that sent these answers can do this.")
    }

    /// Something else is there, or was there first.
    fn conflict(code: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::CONFLICT, code, detail)
    }

    pub fn cross_site() -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "cross-site", "This request came from another site.")
    }

    pub fn too_often(TooOften(seconds): TooOften) -> Problem {
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-often", "That was too often. Try again later.");
        Problem { retry_after: Some(seconds), ..problem }
    }

    /// Nothing is lost; the same request may be sent again.
    pub fn busy() -> Problem {
        let detail = "The server is busy or its database away. Nothing is lost: send the same again.";
        Problem { retry_after: Some(2), ..Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail) }
    }

    /// A mistake of ours. The cause must have been logged.
    pub fn ours() -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}: {}", self.code, self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        response.content_type("application/problem+json");
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if let Some(allow) = &self.allow {
            response.insert_header((ALLOW, &**allow));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        response.body(serde_json::to_string(self).unwrap_or_default())
    }
}

impl Responder for Problem {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.error_response()
    }
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Problem {
        tracing::error!(%error, "a request failed");
        if error.is_away() { Problem::busy() } else { Problem::ours() }
    }
}

impl From<sync::Error> for Problem {
    fn from(error: sync::Error) -> Problem {
        match error {
            // The writer has said why.
            sync::Error::Busy(_) => Problem::busy(),
            sync::Error::Store(error) => error.into(),
        }
    }
}

impl From<editions::Error> for Problem {
    fn from(error: editions::Error) -> Problem {
        match error {
            editions::Error::UnknownSurvey => Problem::not_found("unknown-survey", "There is no such survey here."),
            editions::Error::UnknownVersion => {
                Problem::not_found("unknown-version", "This survey has no such version.")
            }
            editions::Error::Store(error) => error.into(),
            error @ editions::Error::Unreadable { .. } => {
                tracing::error!(%error, "a request failed");
                Problem::ours()
            }
        }
    }
}

impl From<drafts::Error> for Problem {
    fn from(error: drafts::Error) -> Problem {
        match error {
            drafts::Error::Unknown => Problem::not_found("unknown-survey", "There is no such survey here."),
            drafts::Error::NoDraft => Problem::not_found("no-draft", "This survey has no draft. Start one first."),
            drafts::Error::Slug(_) => {
                Problem::bad("slug", "An address has small letters, digits and hyphens only, 64 at most.")
            }
            drafts::Error::Exists => Problem::conflict("draft-exists", "This survey has a draft already. Open that."),
            drafts::Error::Taken => Problem::conflict(
                "slug-taken",
                "Another survey has this address. Choose another, or start from that survey.",
            ),
            drafts::Error::MovedOn(sequence) => {
                let detail = format!("Somebody has changed the draft meanwhile; its log is at {sequence}. Look again.");
                Problem::conflict("moved-on", detail)
            }
            drafts::Error::Faults(faults) => {
                let first = faults.first().map(|fault| fault.message.as_str()).unwrap_or_default();
                let detail = format!("{} to mend. First: {first}", faults.len());
                Problem { faults: faults.into(), ..Problem::conflict("faults", detail) }
            }
            drafts::Error::Invalid(why) => Problem::bad("invalid", why),
            drafts::Error::TooLarge => {
                let detail = "The draft would become too large. Leave something out.";
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
            }
            drafts::Error::Store(error) => error.into(),
            error @ drafts::Error::Json(_) => {
                tracing::error!(%error, "a request failed");
                Problem::ours()
            }
        }
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Problem {
        match failed {
            Failed::Errors(problems) => Problem::to_mend(StatusCode::UNPROCESSABLE_ENTITY, "workbook", problems),
            Failed::Unsound(problems) => Problem::to_mend(StatusCode::CONFLICT, "faults", problems),
            Failed::Draft(error) => error.into(),
            Failed::Unwritable(error) => {
                tracing::error!(%error, "a questionnaire could not be written as a workbook");
                Problem::conflict("unwritable", "This survey cannot be written as a workbook.")
            }
            Failed::Interrupted(error) => {
                tracing::error!(%error, "a workbook was not finished");
                Problem::busy()
            }
        }
    }
}

impl From<withdraw::Error> for Problem {
    fn from(error: withdraw::Error) -> Problem {
        match error {
            withdraw::Error::Unknown => Problem::not_found("unknown-submission", "No such submission is held here."),
            withdraw::Error::WrongEditKey => Problem::wrong_edit_key(),
            withdraw::Error::Store(error) => error.into(),
        }
    }
}

impl From<tally::Error> for Problem {
    fn from(error: tally::Error) -> Problem {
        match error {
            tally::Error::Edition(error) => error.into(),
            tally::Error::Store(error) => error.into(),
            error @ tally::Error::Gap { .. } => {
                tracing::error!(%error, "a request failed");
                Problem::busy()
            }
            tally::Error::Interrupted => Problem::busy(),
        }
    }
}

impl From<sign_in::Error> for Problem {
    fn from(error: sign_in::Error) -> Problem {
        match error {
            sign_in::Error::Wrong => Problem::wrong_credentials(),
            sign_in::Error::TooOften(too_often) => Problem::too_often(too_often),
            sign_in::Error::Store(error) => error.into(),
            error @ (sign_in::Error::Password(_) | sign_in::Error::Random(_)) => {
                tracing::error!(%error, "a sign-in failed");
                Problem::ours()
            }
        }
    }
}
