//! The page where a draft becomes a workbook and a workbook the draft, and what every import says.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, Became, ImportedPage, InWorkbook, WorkbookPage};

use super::designer::{draft, go_to, may_change};
use super::pages::{missing, site};
use super::posted::{File, Posted};
use super::rendered::Rendered;
use crate::api::{Problem, Signed};
use crate::drafts::workbook::{self, Failed};
use crate::drafts::{self, Draft, Error};
use crate::sign_in::Identity;
use crate::state::App;
use crate::xlsform;

/// Why a form with a workbook comes back.
pub(super) enum Refused {
    /// The file itself.
    File { status: StatusCode, words: String, problems: Vec<InWorkbook> },
    /// What it was for.
    Draft(Error),
}

impl Refused {
    fn file(status: StatusCode, words: impl Into<String>) -> Refused {
        Refused::File { status, words: words.into(), problems: Vec::new() }
    }
}

impl From<Failed> for Refused {
    fn from(failed: Failed) -> Refused {
        match failed {
            Failed::Errors(problems) | Failed::Unsound(problems) => {
                let words = match problems.len() {
                    1 => "Nothing was imported: there is one thing to mend in the file".to_owned(),
                    many => format!("Nothing was imported: there are {many} things to mend in the file"),
                };
                let problems = problems.into_iter().map(in_workbook).collect();
                Refused::File { status: StatusCode::UNPROCESSABLE_ENTITY, words, problems }
            }
            Failed::Draft(Error::Invalid(why)) => Refused::file(StatusCode::UNPROCESSABLE_ENTITY, why),
            Failed::Draft(Error::TooLarge) => {
                let words = "The survey in this file is larger than a draft may be. Leave something out";
                Refused::file(StatusCode::PAYLOAD_TOO_LARGE, words)
            }
            Failed::Draft(error) => Refused::Draft(error),
            failed @ (Failed::Unwritable(_) | Failed::Interrupted(_)) => {
                tracing::error!(error = %failed, "a workbook was not read");
                Refused::file(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The file could not be read. Nothing has changed: try again",
                )
            }
        }
    }
}

/// The file of a form, where there is one.
pub(super) fn bytes(file: File) -> Result<Vec<u8>, Refused> {
    match file {
        File::Whole(bytes) => Ok(bytes),
        File::None => Err(Refused::file(StatusCode::BAD_REQUEST, "Choose the .xlsx file")),
        File::TooLarge(size) => Err(Refused::file(StatusCode::PAYLOAD_TOO_LARGE, xlsform::too_large(size).1)),
    }
}

pub(super) fn in_workbook(problem: xlsform::Problem) -> InWorkbook {
    InWorkbook {
        sheet: problem.sheet,
        row: problem.row,
        column: problem.column,
        question: problem.question,
        words: problem.message,
    }
}

/// After an import: straight on where all of the file is in, else first what is not.
pub(super) fn imported(
    request: &HttpRequest,
    who: Identity,
    draft: &Draft,
    left_out: Vec<xlsform::Problem>,
    became: Became,
) -> HttpResponse {
    let slug = draft.survey.slug.clone();
    if left_out.is_empty() {
        return go_to(if became == Became::Begun {
            format!("/design/{slug}")
        } else {
            format!("/design/{slug}/xlsform")
        });
    }
    let (to_consider, left_out): (Vec<_>, Vec<_>) = left_out.into_iter().partition(|problem| problem.is_kept);
    let page = ImportedPage {
        who: who.name,
        slug,
        title: draft.questionnaire.title.plain().to_owned(),
        sequence: draft.sequence,
        questions: draft.questionnaire.questions().count(),
        became,
        left_out: left_out.into_iter().map(in_workbook).collect(),
        to_consider: to_consider.into_iter().map(in_workbook).collect(),
    };
    Rendered::once(pages::imported(site(), &page)).private(request, StatusCode::OK)
}

/// `GET /design/{slug}/xlsform`
pub async fn page(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    shown(&app, who, &slug, &request, Last::default()).await
}

/// What became of the form that was sent last.
#[derive(Default)]
struct Last {
    status: StatusCode,
    /// The draft was what the file says.
    is_same: bool,
    wrong: Option<String>,
    problems: Vec<InWorkbook>,
}

impl Last {
    fn wrong(status: StatusCode, words: impl Into<String>) -> Last {
        Last { status, wrong: Some(words.into()), ..Last::default() }
    }
}

async fn shown(
    app: &App,
    who: Identity,
    slug: &str,
    request: &HttpRequest,
    last: Last,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(app, &who, slug).await? else { return Ok(missing(request)) };
    let replaced_by = drafts::taken_back_to(&app.store, &draft).await?.map(|(by, _)| by);
    // Tried now, so that nobody is sent to a download that cannot be made.
    let unwritable = app.writable.problems(&draft).await?.into_iter().map(in_workbook).collect();
    let page = WorkbookPage {
        may_change: may_change(&who),
        who: who.name,
        slug: draft.survey.slug,
        title: draft.questionnaire.title.plain().to_owned(),
        sequence: draft.sequence,
        replaced_by,
        unwritable,
        is_same: last.is_same,
        wrong: last.wrong,
        problems: last.problems,
    };
    Ok(Rendered::once(pages::workbook(site(), &page)).private(request, last.status))
}

/// `POST /design/{slug}/xlsform`: the form of that page.
pub async fn replace(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    let seen = posted.sequence();
    let replaced = match bytes(posted.file) {
        Ok(bytes) => {
            let (store, news, bank) = (&app.store, &app.draft_news, &app.bank);
            workbook::replace(store, news, bank, &who, &slug, seen, bytes).await.map_err(Refused::from)
        }
        Err(refused) => Err(refused),
    };
    let last = match replaced {
        // What changes nothing is not in the log, so there is nothing to take back either.
        Ok((sequence, left_out)) if sequence == seen && left_out.is_empty() => {
            Last { is_same: true, ..Last::default() }
        }
        Ok((sequence, left_out)) => {
            let became = if sequence == seen { Became::Same } else { Became::Replaced };
            let draft = drafts::read(&app.store, &who, &slug).await?;
            return Ok(imported(&request, who, &draft, left_out, became));
        }
        Err(Refused::File { status, words, problems }) => Last { problems, ..Last::wrong(status, words) },
        Err(Refused::Draft(Error::MovedOn(_))) => {
            let words = "Somebody has changed the draft since you opened this page, and nothing was replaced. \
                         Look at the draft, then choose the file again";
            Last::wrong(StatusCode::CONFLICT, words)
        }
        Err(Refused::Draft(Error::Unknown | Error::NoDraft)) => return Ok(missing(&request)),
        Err(Refused::Draft(error)) => return Err(error.into()),
    };
    shown(&app, who, &slug, &request, last).await
}

/// `POST /design/{slug}/xlsform/undo`: the draft as it was before the file.
pub async fn take_back(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    match drafts::take_back(&app.store, &app.draft_news, &who, &slug, posted.sequence()).await {
        Ok(_) => Ok(go_to(format!("/design/{slug}"))),
        Err(Error::MovedOn(_)) => {
            let words = "The draft has been changed since, so the file cannot be taken back any more";
            shown(&app, who, &slug, &request, Last::wrong(StatusCode::CONFLICT, words)).await
        }
        Err(Error::Unknown | Error::NoDraft) => Ok(missing(&request)),
        Err(error) => Err(error.into()),
    }
}
