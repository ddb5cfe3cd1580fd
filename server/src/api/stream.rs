//! Event streams: opened once, ended when whoever listens is no longer let in.

use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt, stream};
use serde::Serialize;

use super::guard::Pass;
use crate::state::App;

/// A sign of life after so long without news; proxies close what is silent for longer.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is asked whether somebody is still signed in.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// What a stream tells.
pub trait News {
    /// The next event within `PATIENCE`, or a sign of life; `None` ends the stream, and the browser comes back by
    /// itself with the last number it saw.
    fn next(&mut self) -> impl Future<Output = Option<Bytes>>;
}

/// One event.
pub fn event(name: &str, id: impl std::fmt::Display, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_default();
    Bytes::from(format!("event: {name}\nid: {id}\ndata: {data}\n\n"))
}

pub fn sign_of_life() -> Bytes {
    Bytes::from_static(b": still here\n\n")
}

/// The number of the last event that the browser saw.
pub fn last_seen<T: std::str::FromStr>(request: &HttpRequest) -> Option<T> {
    request.headers().get("Last-Event-ID").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok())
}

/// The stream as an answer; who only asks for the head is not kept waiting for bytes that never come.
pub fn answer(
    app: &web::Data<App>,
    request: &HttpRequest,
    first: Option<Bytes>,
    news: impl News + 'static,
) -> HttpResponse {
    if request.method() == Method::HEAD {
        return HttpResponse::Ok().insert_header((CONTENT_TYPE, "text/event-stream")).finish();
    }
    let guest = Guest { app: app.clone(), pass: Pass::of(request.headers()), seen: Instant::now() };
    let start = Bytes::from_static(b"retry: 1000\n\n");
    let opening = stream::iter([Some(start), first].into_iter().flatten());
    let news = stream::unfold((news, guest), |(mut news, mut guest)| async move {
        let piece = news.next().await?;
        guest.is_still_let_in().await.then_some((piece, (news, guest)))
    });
    let mut stopping = app.stopping.clone();
    // The server waits for every answer before it stops, and these would have no end.
    let stopped = Box::pin(async move {
        let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
    });
    let events = opening.chain(news).take_until(stopped).map(Ok::<_, actix_web::Error>);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(events)
}

/// Who listens: signing out must end what was opened before.
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
