//! The tally of a question, once and live.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use shared::tally::{By, Table};
use shared::time::{Date, Stamp};

use super::guard::Pass;
use super::{Problem, docs};
use crate::clock;
use crate::state::App;
use crate::tally::Asked;
use crate::tally::live::Live;

/// A sign of life after so long without news; proxies close what is silent for longer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is asked whether a watcher is still signed in.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
pub struct Which {
    question: String,
    by: Option<String>,
}

impl Which {
    fn asked(self) -> Asked {
        let by = By::from_code(self.by.as_deref().unwrap_or("borough"));
        Asked { measure: self.question, by, day: today() }
    }
}

/// Groupings of boroughs are dated: today's count.
pub fn today() -> Date {
    Stamp { millis: clock::now(), offset: 0 }.date()
}

/// The tally of a question
///
/// Holds every submission that had its receipt before the request.
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/tally", tag = "watch", params(
    ("slug" = String, Path, description = "The survey"),
    ("question" = String, Query, description = "A question, or a row of a grid such as E1.demand"),
    ("by" = Option<String>, Query, description = "borough, subregion, icb, inner_outer, london, worked_in, or another question"),
), responses(
    (status = 200, description = "Places add up to the total, except for worked_in", body = docs::Tally),
    (status = 404, description = "No such survey or question", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn tally(
    app: web::Data<App>,
    slug: web::Path<String>,
    which: web::Query<Which>,
) -> Result<web::Json<Arc<Table>>, Problem> {
    let table = app.follower.table(&app.editions, &slug, which.into_inner().asked()).await?;
    table.map(web::Json).ok_or_else(unknown_question)
}

/// The same, whenever it changes
///
/// Events named `tally`, each the whole answer, at most five a second; the id is the sequence.
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/live", tag = "watch", params(
    ("slug" = String, Path, description = "The survey"),
    ("question" = String, Query, description = "A question, or a row of a grid"),
    ("by" = Option<String>, Query, description = "As for the tally"),
), responses(
    (status = 200, description = "A stream of events that does not end", content_type = "text/event-stream", body = docs::Tally),
    (status = 404, description = "No such survey or question", body = docs::Problem, content_type = "application/problem+json"),
))]
pub async fn live(
    app: web::Data<App>,
    slug: web::Path<String>,
    which: web::Query<Which>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let asked = which.into_inner().asked();
    // The first table is worked out before anything is sent, so that a wrong question is a 404.
    let first = app.follower.table(&app.editions, &slug, asked.clone()).await?.ok_or_else(unknown_question)?;
    if request.method() == Method::HEAD {
        // A stream without bytes would keep the asker waiting for nothing.
        return Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, "text/event-stream")).finish());
    }
    let (_, edition) = app.editions.newest(&app.store, &slug).await?;
    let seen = request.headers().get("Last-Event-ID").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let guest = Guest { app: app.clone(), pass: Pass::of(request.headers()), seen: Instant::now() };
    let live = Live::new(app.into_inner(), edition, asked, first.sequence);
    // Whoever has seen this number already is only told the next one.
    let first = (seen < Some(first.sequence) || seen.is_none()).then_some(first);
    let start = Bytes::from_static(b"retry: 1000\n\n");
    let opening = stream::iter([Some(start), first.map(|first| event(&first))].into_iter().flatten());
    let news = stream::unfold((live, guest), |(mut live, mut guest)| async move {
        // The stream ends; the browser comes back by itself with the last number it saw.
        let news = live.next(PATIENCE).await.ok()?;
        if !guest.is_still_let_in().await {
            return None;
        }
        Some((news.map_or(Bytes::from_static(b": still here\n\n"), |table| event(&table)), (live, guest)))
    });
    let events = opening.chain(news).map(Ok::<_, actix_web::Error>);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(events))
}

/// Who watches: signing out must end what was opened before.
struct Guest {
    app: web::Data<App>,
    pass: Pass,
    seen: Instant,
}

impl Guest {
    async fn is_still_let_in(&mut self) -> bool {
        if self.seen.elapsed() < LOOK_AGAIN {
            return true;
        }
        self.seen = Instant::now();
        // A database that is away signs nobody out.
        !matches!(self.pass.identity(&self.app).await, Ok(None))
    }
}

fn event(table: &Table) -> Bytes {
    let data = serde_json::to_string(table).unwrap_or_default();
    Bytes::from(format!("event: tally\nid: {}\ndata: {data}\n\n", table.sequence))
}

fn unknown_question() -> Problem {
    Problem::not_found("unknown-question", "This survey has no such question, or it cannot be counted this way.")
}
