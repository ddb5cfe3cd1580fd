//! `GET /api/v1/surveys/{slug}`: a published version.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::json::sha256_hex;

use super::{Problem, docs};
use crate::published;
use crate::state::App;

#[derive(Deserialize)]
pub struct Which {
    version: Option<u32>,
}

/// A published version
///
/// The newest one, or the one asked for; with the public keys of its receipts.
#[utoipa::path(get, path = "/api/v1/surveys/{slug}", tag = "respondents", params(
    ("slug" = String, Path, description = "The survey's address"),
    ("version" = Option<u32>, Query, description = "An older version"),
), responses(
    (status = 200, description = "The version, with an ETag", body = docs::Survey),
    (status = 304, description = "Unchanged since the ETag of If-None-Match"),
    (status = 400, description = "The version is no number", body = docs::Problem),
    (status = 404, description = "No such survey or version", body = docs::Problem),
))]
pub async fn published(
    app: web::Data<App>,
    slug: web::Path<String>,
    which: web::Query<Which>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let published = published::published(&app, &slug, which.version).await?;
    let body = serde_json::to_string(&published).map_err(|error| {
        tracing::error!(%error, "a survey cannot be written");
        Problem::ours()
    })?;
    let tag = format!("\"{}\"", sha256_hex(body.as_bytes()).get(..32).unwrap_or_default());
    let known = request.headers().get(IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let unchanged = known.is_some_and(|known| is_among(&tag, known));
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    // Asked anew each time, answered in a few bytes while nothing has changed.
    response.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "no-cache"));
    if unchanged {
        return Ok(response.finish());
    }
    Ok(response.content_type("application/json").body(body))
}

/// The weak comparison of RFC 9110: a cache on the way may have weakened our tag.
fn is_among(tag: &str, known: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}
