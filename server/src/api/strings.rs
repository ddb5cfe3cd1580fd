//! The strings of a draft over HTTP: out as a workbook for translators, and back in.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

use super::guard::Signed;
use super::xlsform::{Workbook, XLSX};
use super::{Problem, docs};
use crate::drafts;
use crate::state::App;

/// Strings as a workbook
///
/// One row a string, one column a language: `key`, `where`, `source`, the languages, `note`.
#[utoipa::path(get, path = "/api/v1/drafts/{slug}/strings.xlsx", tag = "design",
    params(("slug" = String, Path, description = "The survey")), responses(
    (status = 200, description = "The workbook", body = Vec<u8>,
     content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem, content_type = "application/problem+json"),
    (status = 409, description = "It has something that a workbook cannot say", body = docs::Problem, content_type = "application/problem+json"),
    (status = 503, description = "Busy", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn workbook(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (draft, bytes) = drafts::strings(&app.store, &who, &slug).await?;
    let name = format!("attachment; filename=\"{}-strings.xlsx\"", draft.survey.slug);
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, XLSX)).insert_header((CONTENT_DISPOSITION, name)).body(bytes))
}

/// Take strings back
///
/// The body is the workbook, at most 20 MiB. Empty cells change nothing; rows of unknown keys, and rows whose original
/// has other words by now, are left aside and named. Where something is wrong with the workbook itself, nothing is set.
#[utoipa::path(post, path = "/api/v1/drafts/{slug}/strings", tag = "design",
    params(("slug" = String, Path, description = "The survey")),
    request_body(content = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    responses(
    (status = 200, description = "What was set, and what was left aside", body = docs::strings::Imported),
    (status = 400, description = "The draft would not stand", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 408, description = "Too slow", body = docs::Problem),
    (status = 409, description = "The draft has moved on: send the same again", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 415, description = "Not sent as a workbook", body = docs::Problem),
    (status = 422, description = "Not such a workbook; `problems` has the places", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn import(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    Workbook(bytes): Workbook,
) -> Result<HttpResponse, Problem> {
    let imported = drafts::import(&app.store, &app.draft_news, &app.bank, &who, &slug, bytes).await?;
    Ok(HttpResponse::Ok().json(imported))
}
