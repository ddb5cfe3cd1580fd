//! Whether the process lives, and whether it can work.

use std::time::Duration;

use actix_web::{HttpResponse, web};

use super::{Problem, docs};
use crate::state::App;

/// Longer than this, and the database counts as away.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the process lives
#[utoipa::path(get, path = "/health/live", tag = "service", responses(
    (status = 200, description = "It lives", body = docs::Health),
))]
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "live"}))
}

/// Whether it can work
#[utoipa::path(get, path = "/health/ready", tag = "service", responses(
    (status = 200, description = "The database answers and the writer lives", body = docs::Health),
    (status = 503, description = "The database is away, or the writer", body = docs::Problem),
))]
pub async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    if !app.inbox.is_open() {
        return Err(Problem::busy());
    }
    match tokio::time::timeout(PATIENCE, app.store.ping()).await {
        Ok(Ok(())) => Ok(HttpResponse::Ok().json(serde_json::json!({"status": "ready"}))),
        // Asked every few seconds while it lasts: others log it.
        Ok(Err(_)) | Err(_) => Err(Problem::busy()),
    }
}
