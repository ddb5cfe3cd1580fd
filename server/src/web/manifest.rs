//! `GET /manifest.webmanifest` and the icons: what a phone needs to put "my surveys" on its home screen.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::assets::files;

/// Icons are asked for by these names, which never change; what is behind them may.
const ICONS: [(&str, &str, &str); 3] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable.png", "512x512", "maskable"),
];

/// The home screen opens the list of what is on the phone.
pub async fn manifest() -> HttpResponse {
    let icons = ICONS.map(|(name, sizes, purpose)| {
        json!({"src": format!("/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose})
    });
    let manifest = json!({
        "id": "/outbox", "start_url": "/outbox", "scope": "/", "display": "standalone",
        "name": "My surveys – Sectorwise", "short_name": "My surveys", "lang": "en",
        "description": "Surveys that you began, finished or sent on this phone. It works without signal.",
        "background_color": "#fdfcf8", "theme_color": "#16211f", "icons": icons,
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/manifest+json"))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(manifest.to_string())
}

/// `GET /icon-{name}.png`
pub async fn icon(name: web::Path<String>) -> HttpResponse {
    image(&format!("icon-{name}.png"))
}

/// `GET /apple-touch-icon.png`: iPhones ask for it without being told.
pub async fn apple_icon() -> HttpResponse {
    image("apple-touch-icon.png")
}

fn image(asset: &str) -> HttpResponse {
    match files().files.iter().find(|file| file.asset == asset) {
        Some(file) => HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "image/png"))
            .insert_header((CACHE_CONTROL, "public, max-age=86400"))
            .body(file.bytes.as_ref()),
        None => HttpResponse::NotFound().finish(),
    }
}
