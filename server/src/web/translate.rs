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
    shown(&app, &who, &slug, &request, None).await
}

/// `POST /design/{slug}/translate`: the form of that page.
pub async fn upload(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    let refused = |words: String| Some(Outcome::Refused(vec![words]));
    let bytes = match posted.file {
        File::Whole(bytes) if !bytes.is_empty() => bytes,
        File::Whole(_) | File::None => {
            let outcome = refused("Choose the .xlsx file to upload".to_owned());
            return shown(&app, &who, &slug, &request, outcome).await;
        }
        File::TooLarge(size) => {
            return shown(&app, &who, &slug, &request, refused(xlsform::too_large(size).1)).await;
        }
    };
    let outcome = match drafts::import(&app.store, &app.draft_news, &app.bank, &who, &slug, bytes).await {
        Ok(imported) => Some(Outcome::Taken(imported.report)),
        Err(Failed::Errors(problems)) => Some(Outcome::Refused(problems.iter().map(sentence).collect())),
        Err(Failed::Draft(Error::MovedOn(_))) => {
            refused("Somebody is changing the draft just now. Upload the file again in a moment".to_owned())
        }
        Err(Failed::Draft(Error::TooLarge)) => {
            refused("The draft would become too large. Leave something out".to_owned())
        }
        Err(Failed::Draft(Error::Invalid(why))) => refused(why),
        Err(Failed::Draft(Error::Unknown | Error::NoDraft)) => return Ok(missing(&request)),
        Err(error) => return Err(error.into()),
    };
    shown(&app, &who, &slug, &request, outcome).await
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
    outcome: Option<Outcome>,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(app, who, slug).await? else { return Ok(missing(request)) };
    let status = if matches!(outcome, Some(Outcome::Refused(_))) { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let page = TranslatePage { opened: editor_page(app, who, draft), outcome };
    Ok(Rendered::once(pages::translate(site(), &page)).private(request, status))
}
