//! The site's files, embedded: hashed names, already compressed, cached for ever.

use std::collections::BTreeMap;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

/// One embedded file.
pub struct File {
    /// What it is called in the code, such as `respond.wasm`.
    pub asset: &'static str,
    /// Its hashed name, such as `respond-ab12cd34ef.wasm`.
    pub name: &'static str,
    pub bytes: &'static [u8],
    pub brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// Asset → address, for the pages.
pub fn addresses() -> BTreeMap<String, String> {
    FILES.iter().map(|file| (file.asset.to_owned(), format!("/assets/{}", file.name))).collect()
}

/// `GET /assets/{name}`
pub async fn asset(request: HttpRequest) -> HttpResponse {
    let name = request.match_info().get("name").unwrap_or_default();
    let Some(file) = FILES.iter().find(|file| file.name == name) else {
        return super::pages::missing(&request);
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, kind(file.name)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    match file.brotli.filter(|_| accepts_brotli(&request)) {
        Some(brotli) => response.insert_header((header::CONTENT_ENCODING, "br")).body(brotli),
        None => response.body(file.bytes),
    }
}

/// Whether the client reads brotli; `br;q=0` says that it does not.
pub fn accepts_brotli(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).map(HeaderValue::to_str);
    let Some(Ok(accepted)) = accepted else { return false };
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|quality| matches!(quality, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest" | "json") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
