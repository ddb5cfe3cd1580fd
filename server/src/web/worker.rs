//! `GET /sw.js`: the service worker of this build.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};

use super::assets::files;

/// Always asked for anew, so that a phone learns of a new build at its next visit.
pub async fn worker() -> HttpResponse {
    let assets: Vec<String> = files()
        .files
        .iter()
        .filter(|file| !file.asset.starts_with("staff") && file.asset != "desk.css")
        .map(|file| format!("/assets/{}", file.name))
        .collect();
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(app::worker::render(&files().build, &assets))
}
