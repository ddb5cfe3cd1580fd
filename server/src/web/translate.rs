//! The translator's page, and the form on it that takes a workbook of strings back.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, Outcome, TranslatePage};

use super::designer::{draft, editor_page};
use super::pages::{missing, site};
use super::posted::{File, Posted};
use super::rendered::Rendered;
use crate::api::{Problem, Signed};
use crate::drafts::workbook::Failed;
use crate::drafts::{self, Error};
use crate::sign_in::Identity;
use crate::state::App;
use crate::xlsform;

/// `GET /design/{slug}/translate`: the language is read by the island.
pub async fn translate(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    shown(&app, &who, &slug, &request, (StatusCode::OK, None)).await
}

/// `POST /design/{slug}/translate`: the form of that page.
pub async fn upload(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    let imported = match posted.file {
        File::Whole(bytes) if !bytes.is_empty() => {
            drafts::import(&app.store, &app.draft_news, &app.bank, &who, &slug, bytes).await
        }
        File::Whole(_) | File::None => {
            let outcome = refused(StatusCode::BAD_REQUEST, "Choose the .xlsx file to upload");
            return shown(&app, &who, &slug, &request, outcome).await;
        }
        File::TooLarge(size) => {
            let outcome = refused(StatusCode::PAYLOAD_TOO_LARGE, xlsform::too_large(size).1);
            return shown(&app, &who, &slug, &request, outcome).await;
        }
    };
    let outcome = match imported {
        Ok(imported) => (StatusCode::OK, Some(Outcome::Taken(imported.report))),
        Err(Failed::Errors(problems)) => {
            let sentences = problems.iter().map(sentence).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Some(Outcome::Refused(sentences)))
        }
        Err(Failed::Draft(Error::MovedOn(_))) => {
            let words = "Somebody is changing the draft just now. Upload the file again in a moment";
            refused(StatusCode::CONFLICT, words)
        }
        Err(Failed::Draft(Error::TooLarge)) => {
            refused(StatusCode::PAYLOAD_TOO_LARGE, "The draft would become too large. Leave something out")
        }
        Err(Failed::Draft(Error::Invalid(why))) => refused(StatusCode::UNPROCESSABLE_ENTITY, why),
        Err(Failed::Draft(Error::Unknown | Error::NoDraft)) => return Ok(missing(&request)),
        Err(error) => return Err(error.into()),
    };
    shown(&app, &who, &slug, &request, outcome).await
}

/// What the page says of a file, and the status that says it to programs.
type Answer = (StatusCode, Option<Outcome>);

fn refused(status: StatusCode, words: impl Into<String>) -> Answer {
    (status, Some(Outcome::Refused(vec![words.into()])))
}

/// “strings, row 5, Polish (pl): …”, without the code, which is for programs.
fn sentence(problem: &xlsform::Problem) -> String {
    let row = problem.row.map(|row| format!("row {row}"));
    let parts = [&problem.sheet, &row, &problem.column];
    let place: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
    if place.is_empty() { problem.message.clone() } else { format!("{}: {}", place.join(", "), problem.message) }
}

async fn shown(
    app: &App,
    who: &Identity,
    slug: &str,
    request: &HttpRequest,
    (status, outcome): Answer,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(app, who, slug).await? else { return Ok(missing(request)) };
    let page = TranslatePage { opened: editor_page(app, who, draft), outcome };
    Ok(Rendered::once(pages::translate(site(), &page)).private(request, status))
}
