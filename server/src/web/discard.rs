//! `/design/{slug}/discard`: asked once, then the draft is gone.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, DiscardPage};

use super::designer::{draft, go_to};
use super::pages::{missing, site};
use super::posted::Posted;
use super::rendered::Rendered;
use crate::api::{Problem, Signed};
use crate::drafts::{self, Error};
use crate::sign_in::Identity;
use crate::state::App;

/// `GET /design/{slug}/discard`
pub async fn ask(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    asked(&app, who, &slug, &request, StatusCode::OK).await
}

async fn asked(
    app: &App,
    who: Identity,
    slug: &str,
    request: &HttpRequest,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(app, &who, slug).await? else { return Ok(missing(request)) };
    let page = DiscardPage {
        who: who.name,
        slug: draft.survey.slug,
        title: draft.questionnaire.title.plain().to_owned(),
        sequence: draft.sequence,
        published: draft.published,
        has_moved_on: status == StatusCode::CONFLICT,
    };
    Ok(Rendered::once(pages::discard(site(), &page)).private(request, status))
}

/// `POST /design/{slug}/discard`: the button of that page.
pub async fn discard(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    match drafts::discard(&app.store, &app.draft_news, &who, &slug, Some(posted.sequence())).await {
        // Whoever pressed twice is where they wanted to be.
        Ok(()) | Err(Error::NoDraft) => Ok(go_to("/design".to_owned())),
        Err(Error::MovedOn(_)) => asked(&app, who, &slug, &request, StatusCode::CONFLICT).await,
        Err(Error::Unknown) => Ok(missing(&request)),
        Err(error) => Err(error.into()),
    }
}
