//! XLSForm over HTTP: workbooks out of drafts and versions, and into drafts.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde_json::json;
use shared::questionnaire::Questionnaire;

use super::guard::Signed;
use super::intake::{Bounds, Intake, take};
use super::{Problem, docs};
use crate::drafts::{self, workbook};
use crate::state::App;
use crate::xlsform::LARGEST_FILE;

pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// 20 MB over a bad connection.
pub const WORKBOOK: Bounds =
    Bounds { limit: LARGEST_FILE, drained: 256 << 20, patience: Duration::from_secs(600), is_counted: false };

/// A workbook as it came.
pub struct Workbook(pub Vec<u8>);

impl FromRequest for Workbook {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Workbook, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.content_type().to_ascii_lowercase();
        let taken = take(request, payload, WORKBOOK);
        Box::pin(async move {
            match taken.await? {
                _ if ![XLSX, "application/octet-stream"].contains(&kind.as_str()) => Err(Problem::no_workbook()),
                Intake::Whole(bytes, _) => Ok(Workbook(bytes)),
                Intake::TooLarge { size, .. } => Err(Problem::workbook_too_large(size)),
            }
        })
    }
}

#[derive(Deserialize)]
pub struct Which {
    version: Option<u32>,
}

/// A published version as XLSForm
///
/// A workbook that ODK, Kobo and Excel know, and that reads as the same survey again.
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/xlsform", tag = "xlsform", params(
    ("slug" = String, Path, description = "The survey"),
    ("version" = Option<u32>, Query, description = "An older version; the newest where absent"),
), responses(
    (status = 200, description = "The workbook", body = Vec<u8>,
     content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = 404, description = "No such survey or version", body = docs::Problem, content_type = "application/problem+json"),
    (status = 409, description = "It has something that a workbook cannot say", body = docs::Problem, content_type = "application/problem+json"),
    (status = 503, description = "Busy", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn of_survey(
    app: web::Data<App>,
    slug: web::Path<String>,
    which: web::Query<Which>,
) -> Result<HttpResponse, Problem> {
    let edition = match which.version {
        Some(version) => app.editions.get(&app.store, &slug, version).await?,
        None => app.editions.newest(&app.store, &slug).await?.1,
    };
    let name = format!("{}-v{}", edition.slug, edition.version);
    sent(edition.form.questionnaire().clone(), &name).await
}

/// A draft as XLSForm
#[utoipa::path(get, path = "/api/v1/drafts/{slug}/xlsform", tag = "xlsform",
    params(("slug" = String, Path, description = "The survey")), responses(
    (status = 200, description = "The workbook", body = Vec<u8>,
     content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem, content_type = "application/problem+json"),
    (status = 409, description = "Something must be mended before it can be written", body = docs::Problem, content_type = "application/problem+json"),
    (status = 503, description = "Busy", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn of_draft(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let draft = drafts::read(&app.store, &who, &slug).await?;
    sent(draft.questionnaire, &format!("{}-draft", draft.survey.slug)).await
}

async fn sent(questionnaire: Questionnaire, name: &str) -> Result<HttpResponse, Problem> {
    let bytes = workbook::write(questionnaire).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, XLSX))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.xlsx\"")))
        .body(bytes))
}

#[derive(Deserialize)]
pub struct Title {
    #[serde(default)]
    title: String,
}

/// Start a draft from XLSForm
///
/// Where anything is wrong, nothing is imported. What a form has and we do not is left out and listed.
#[utoipa::path(post, path = "/api/v1/drafts/{slug}/xlsform", tag = "xlsform", params(
    ("slug" = String, Path, description = "The address of the new survey"),
    ("title" = Option<String>, Query, description = "Its title; that of the workbook where absent"),
), request_body(content = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), responses(
    (status = 201, description = "Started", body = docs::drafts::Imported),
    (status = 400, description = "No address", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 409, description = "The address is taken or has a draft already", body = docs::Problem),
    (status = 408, description = "Too slow", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 415, description = "Not sent as a workbook", body = docs::Problem),
    (status = 422, description = "What must be mended in the workbook, and where", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn start(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    title: web::Query<Title>,
    Workbook(bytes): Workbook,
) -> Result<HttpResponse, Problem> {
    let (draft, problems) = workbook::start(&app.store, &app.bank, &who, &slug, &title.title, bytes).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/drafts/{slug}")))
        .json(json!({"sequence": draft.sequence, "problems": problems})))
}

#[derive(Deserialize)]
pub struct Seen {
    sequence: i64,
}

/// Replace a draft from XLSForm
///
/// The workbook takes its place, as one edit in its log; the core must be there as it is.
#[utoipa::path(put, path = "/api/v1/drafts/{slug}/xlsform", tag = "xlsform", params(
    ("slug" = String, Path, description = "The survey"),
    ("sequence" = i64, Query, description = "The number of the draft's log that was looked at"),
), request_body(content = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), responses(
    (status = 200, description = "Replaced", body = docs::drafts::Imported),
    (status = 400, description = "No number", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 409, description = "The draft has moved on", body = docs::Problem),
    (status = 408, description = "Too slow", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 415, description = "Not sent as a workbook", body = docs::Problem),
    (status = 422, description = "What must be mended in the workbook, and where; also where it is not true to the core", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn replace(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    seen: web::Query<Seen>,
    Workbook(bytes): Workbook,
) -> Result<HttpResponse, Problem> {
    let replaced = workbook::replace(&app.store, &app.draft_news, &app.bank, &who, &slug, seen.sequence, bytes).await?;
    Ok(HttpResponse::Ok().json(json!({"sequence": replaced.0, "problems": replaced.1})))
}
