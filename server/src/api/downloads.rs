//! The three streamed downloads: CSV, XLSX and JSON lines.

use std::io;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{self, Bytes};
use futures_util::stream;
use tokio::sync::mpsc;

use super::{Problem, docs};
use crate::export::{self, Csv, Format, Jsonl, Source, Xlsx};
use crate::state::App;

/// Pieces that may wait for a slow reader; more would only be memory.
const AHEAD: usize = 4;

/// Answers as CSV
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/responses.csv", tag = "downloads",
    params(("slug" = String, Path, description = "The survey")),
    responses(
        (status = 200, description = "One row a submission, its newest revision", content_type = "text/csv", body = String),
        (status = 404, description = "No such survey", body = docs::Problem, content_type = "application/problem+json"),
    ))]
pub async fn csv(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    send(app, &slug, "csv", "text/csv; charset=utf-8", |_| Csv).await
}

/// Answers as a workbook
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/responses.xlsx", tag = "downloads",
    params(("slug" = String, Path, description = "The survey")),
    responses(
        (status = 200, description = "A cover sheet and one table", body = Vec<u8>,
         content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, description = "No such survey", body = docs::Problem, content_type = "application/problem+json"),
    ))]
pub async fn xlsx(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    send(app, &slug, "xlsx", kind, Xlsx::new).await
}

/// Answers as JSON lines
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/responses.jsonl", tag = "downloads",
    params(("slug" = String, Path, description = "The survey")),
    responses(
        (status = 200, description = "The submissions as stored, one a line", content_type = "application/jsonl", body = String),
        (status = 404, description = "No such survey", body = docs::Problem, content_type = "application/problem+json"),
    ))]
pub async fn jsonl(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    send(app, &slug, "jsonl", "application/jsonl; charset=utf-8", |_| Jsonl).await
}

async fn send<F: Format>(
    app: web::Data<App>,
    slug: &str,
    ending: &str,
    kind: &'static str,
    format: impl FnOnce(&str) -> F,
) -> Result<HttpResponse, Problem> {
    let (survey, edition) = app.editions.newest(&app.store, slug).await?;
    let title = edition.form.questionnaire().title.plain();
    let format = format(title);
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(AHEAD);
    let name = format!("attachment; filename=\"{}-responses.{ending}\"", survey.slug);
    let background = app.background.clone();
    background.spawn(async move {
        let pieces = sender.clone();
        let source = Source { store: &app.store, editions: &app.editions, directory: app.follower.directory() };
        let sending = export::export(source, &survey, format, |bytes| {
            let pieces = pieces.clone();
            async move { pieces.send(Ok(Bytes::from(bytes))).await.is_ok() }
        });
        match sending.await {
            Ok(()) | Err(export::Failed::Gone) => {}
            Err(error) => {
                tracing::error!(%error, survey = survey.slug, "a download broke off");
                // An error ends the response without its proper end, so nobody takes half for the whole.
                let _ = sender.send(Err(io::ErrorKind::UnexpectedEof.into())).await;
            }
        }
    });
    let pieces =
        stream::unfold(receiver, |mut receiver| async move { receiver.recv().await.map(|piece| (piece, receiver)) });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(pieces))
}
