//! `GET /sw.js`: the service worker of this build.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use actix_web::{HttpRequest, HttpResponse};

use super::assets::{accepts_brotli, files};
use crate::compress::{BEST, compressed};

/// Always asked for anew, so that a phone learns of a new build at its next visit.
pub async fn worker(request: HttpRequest) -> HttpResponse {
    static SCRIPT: LazyLock<(String, Vec<u8>)> = LazyLock::new(|| {
        let script = script();
        let brotli = compressed(script.as_bytes(), BEST);
        (script, brotli)
    });
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((VARY, "accept-encoding"));
    if accepts_brotli(&request) {
        response.insert_header((CONTENT_ENCODING, "br")).body(SCRIPT.1.as_slice())
    } else {
        response.body(SCRIPT.0.as_str())
    }
}

/// As the build made it smaller; the source where nothing was built.
fn script() -> String {
    let made = files().files.iter().find(|file| file.asset == "sw.js");
    let made = made.and_then(|file| std::str::from_utf8(&file.bytes).ok());
    app::worker::render(made.unwrap_or(app::worker::SW_TEMPLATE), &files().build)
}
