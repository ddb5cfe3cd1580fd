//! A rendered page: its bytes, compressed once, under a strong tag; the same for everybody.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use shared::json::sha256_hex;

use super::assets::{accepts_brotli, files};
use super::pages::site;
use crate::compress::{BEST, compressed};

/// Quality 5 is quick enough for every request.
const QUICK: i32 = 5;

/// A page ready to send.
pub struct Rendered {
    html: Bytes,
    brotli: Bytes,
    tag: String,
    policy: String,
}

impl Rendered {
    /// For pages that are kept and sent many times.
    pub fn kept(html: String) -> Rendered {
        Rendered::new(html, BEST)
    }

    /// For pages with somebody's numbers in them.
    pub fn once(html: String) -> Rendered {
        Rendered::new(html, QUICK)
    }

    fn new(html: String, quality: i32) -> Rendered {
        let tag = format!("\"{}\"", sha256_hex(html.as_bytes()).get(..32).unwrap_or_default());
        let brotli = compressed(html.as_bytes(), quality);
        let policy = policy(&html);
        Rendered { html: html.into(), brotli: brotli.into(), tag, policy }
    }

    /// It may stand in a frame of our own pages.
    pub fn framed(self) -> Rendered {
        Rendered { policy: self.policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"), ..self }
    }

    /// The same bytes for everybody: revalidated by their tag, kept by the worker.
    pub fn shared(&self, request: &HttpRequest) -> HttpResponse {
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        let is_known = known.is_some_and(|known| {
            known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == self.tag)
        });
        let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let mut response = self.response(request, status, !is_known);
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    /// One person's page: never kept anywhere.
    pub fn private(&self, request: &HttpRequest, status: StatusCode) -> HttpResponse {
        let mut response = self.response(request, status, true);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    fn response(&self, request: &HttpRequest, status: StatusCode, with_body: bool) -> HttpResponse {
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::VARY, "accept-encoding"))
            .insert_header((header::CONTENT_SECURITY_POLICY, self.policy.as_str()))
            .insert_header((header::REFERRER_POLICY, "same-origin"))
            .insert_header(("Cross-Origin-Opener-Policy", "same-origin"))
            // The worker keeps only pages that carry it: a Wi-Fi sign-in does not.
            .insert_header(("X-Sectorwise-Build", files().build.as_str()));
        match (with_body, accepts_brotli(request)) {
            (false, _) => response.finish(),
            (true, true) => response.insert_header((header::CONTENT_ENCODING, "br")).body(self.brotli.clone()),
            (true, false) => response.body(self.html.clone()),
        }
    }
}

/// Scripts are allowed by their hash, since a nonce would make every body different. Style attributes
/// carry numbers for bars and maps. A worker is a script, so `script-src` speaks for it.
fn policy(html: &str) -> String {
    let hashes: String =
        app::boot::inline_script_hashes(site(), html).iter().map(|hash| format!(" 'sha256-{hash}'")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; manifest-src 'self'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
