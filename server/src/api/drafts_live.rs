//! `GET /api/v1/drafts/{slug}/live`: the edits of everybody who has the draft open.

use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::guard::Signed;
use super::stream::{self, PATIENCE};
use super::{Problem, docs};
use crate::drafts::live::Live;
use crate::state::App;

#[derive(Deserialize)]
pub struct Since {
    after: Option<i64>,
}

/// Others' edits as they come
///
/// Events named `edits`; the id is the number of the last edit in it. An event without edits tells of a new version,
/// or of who discarded the draft.
#[utoipa::path(get, path = "/api/v1/drafts/{slug}/live", tag = "design", params(
    ("slug" = String, Path, description = "The survey"),
    ("after" = Option<i64>, Query, description = "The number of the draft's log that is known; Last-Event-ID is stronger"),
), responses(
    (status = 200, description = "A stream of events that does not end", content_type = "text/event-stream", body = docs::drafts::DraftNews),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn live(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    since: web::Query<Since>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let after = stream::last_seen(&request).or(since.after);
    let live = Live::new(app.clone().into_inner(), &who, &slug, after).await?;
    Ok(stream::answer(&app, &request, None, live))
}

impl stream::News for Live {
    async fn next(&mut self) -> Option<Bytes> {
        let news = Live::next(self, PATIENCE).await.ok()?;
        Some(news.map_or_else(stream::sign_of_life, |news| stream::event("edits", news.sequence, &news)))
    }
}
