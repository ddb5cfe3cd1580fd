//! The tally of a question, once and live.

use std::sync::Arc;

use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use shared::tally::{By, Table};
use shared::time::{Date, Stamp};

use super::stream::{self, News, PATIENCE};
use super::{Problem, docs};
use crate::clock;
use crate::state::App;
use crate::tally::Asked;
use crate::tally::live::Live;

#[derive(Deserialize)]
pub struct Which {
    question: String,
    by: Option<String>,
}

impl Which {
    fn asked(self) -> Asked {
        let by = By::from_code(self.by.as_deref().unwrap_or("borough"));
        Asked { measure: self.question, by, filters: Vec::new(), day: today() }
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
    let (_, edition) = app.editions.newest(&app.store, &slug).await?;
    let seen = stream::last_seen(&request);
    let live = Live::new(app.clone().into_inner(), edition, asked, first.sequence);
    // Whoever has seen this number already is only told the next one.
    let first = (seen < Some(first.sequence) || seen.is_none()).then_some(first);
    Ok(stream::answer(&app, &request, first.map(|first| event(&first)), live))
}

impl News for Live {
    async fn next(&mut self) -> Option<Bytes> {
        let table = Live::next(self, PATIENCE).await.ok()?;
        Some(table.map_or_else(stream::sign_of_life, |table| event(&table)))
    }
}

fn event(table: &Table) -> Bytes {
    stream::event("tally", table.sequence, table)
}

fn unknown_question() -> Problem {
    Problem::not_found("unknown-question", "This survey has no such question, or it cannot be counted this way.")
}
