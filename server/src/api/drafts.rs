//! Drafts over HTTP: the bank, starting, reading, editing, reviewing and publishing.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::questionnaire::Questionnaire;
use shared::time::utc;

use super::body::Body;
use super::guard::Signed;
use super::{Problem, docs};
use crate::drafts::{self, Batch, Draft, MOST, Origin};
use crate::state::App;

/// The bank
///
/// London's instruments, whose questions can be added to any survey.
#[utoipa::path(get, path = "/api/v1/bank", tag = "design", responses(
    (status = 200, description = "The instruments", body = docs::drafts::Bank),
))]
pub async fn bank(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(&app.bank)
}

/// What can be designed
#[utoipa::path(get, path = "/api/v1/drafts", tag = "design", responses(
    (status = 200, description = "Surveys with a draft or a published version, the last changed first", body = docs::drafts::Drafts),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn list(app: web::Data<App>, Signed(who): Signed) -> Result<HttpResponse, Problem> {
    let listed = drafts::list(&app.store, &who).await?;
    let drafts: Vec<Value> = listed
        .into_iter()
        .map(|survey| {
            json!({"slug": survey.slug, "title": survey.title, "published": survey.published,
                "draft": survey.has_draft, "changed_at": survey.changed_at.map(utc), "by": survey.by})
        })
        .collect();
    Ok(HttpResponse::Ok().json(json!({"drafts": drafts})))
}

#[derive(Deserialize)]
struct New {
    slug: String,
    #[serde(default)]
    title: String,
    from: Origin,
}

/// Start a draft
///
/// From an instrument, from a survey that exists (under its own address: its next version), from a questionnaire,
/// or from nothing.
#[utoipa::path(post, path = "/api/v1/drafts", tag = "design", request_body = docs::drafts::NewDraft, responses(
    (status = 201, description = "Started", body = docs::drafts::Draft),
    (status = 400, description = "Not JSON of this shape, no address, or no such instrument", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey to begin with", body = docs::Problem),
    (status = 409, description = "The address is taken, has a draft already, or the questionnaire is not true to the core", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn start(app: web::Data<App>, Signed(who): Signed, body: Body) -> Result<HttpResponse, Problem> {
    let New { slug, title, from } = body.json("{\"slug\",\"title\",\"from\"}")?;
    let draft = drafts::start(&app.store, &app.bank, &who, &slug, &title, from).await?;
    let address = format!("/api/v1/drafts/{slug}");
    Ok(HttpResponse::Created().insert_header((LOCATION, address)).json(told(&draft)))
}

/// A draft
#[utoipa::path(get, path = "/api/v1/drafts/{slug}", tag = "design",
    params(("slug" = String, Path, description = "The survey")), responses(
    (status = 200, description = "The draft as it is", body = docs::drafts::Draft),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn read(app: web::Data<App>, Signed(who): Signed, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(told(&drafts::read(&app.store, &who, &slug).await?)))
}

fn told(draft: &Draft) -> Value {
    json!({"sequence": draft.sequence, "begun": draft.begun, "questionnaire": draft.questionnaire, "published": draft.published})
}

/// Change a draft
///
/// Each edit is accepted or refused alone; all that are accepted are durable when the answer comes.
#[utoipa::path(post, path = "/api/v1/drafts/{slug}/edits", tag = "design",
    params(("slug" = String, Path, description = "The survey")), request_body = docs::drafts::Edits, responses(
    (status = 200, description = "One result for each, in the same order", body = docs::drafts::EditResults),
    (status = 400, description = "Not JSON of this shape, or too many: nothing was applied", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 503, description = "Busy: send the same again", body = docs::Problem),
))]
pub async fn edit(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let batch: Batch = body.json("{\"client\",\"batch\",\"edits\":[…]}")?;
    if batch.edits.is_empty() || batch.edits.len() > MOST {
        return Err(Problem::bad("count", format!("Send 1 to {MOST} edits at a time.")));
    }
    let edited = drafts::edit(&app.store, &app.draft_news, &app.bank, &who, &slug, batch).await?;
    Ok(HttpResponse::Ok().json(edited))
}

#[derive(Deserialize)]
struct Replacement {
    sequence: i64,
    questionnaire: Questionnaire,
}

/// Replace a draft
///
/// A whole questionnaire takes its place, as one edit in its log; the core must be there as it is.
#[utoipa::path(put, path = "/api/v1/drafts/{slug}", tag = "design",
    params(("slug" = String, Path, description = "The survey")), request_body = docs::drafts::Replacement, responses(
    (status = 200, description = "Replaced", body = docs::drafts::MovedTo),
    (status = 400, description = "Not JSON of this shape", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 409, description = "The draft has moved on, or the questionnaire is not true to the core", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn replace(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let Replacement { sequence, questionnaire } = body.json("{\"sequence\",\"questionnaire\"}")?;
    let expected = Some(sequence);
    let replaced = drafts::replace(&app.store, &app.draft_news, &app.bank, &who, &slug, expected, questionnaire);
    Ok(HttpResponse::Ok().json(json!({"sequence": replaced.await?})))
}

/// Look before publishing
///
/// What must be mended, and what has changed since the newest version and would break.
#[utoipa::path(get, path = "/api/v1/drafts/{slug}/review", tag = "design",
    params(("slug" = String, Path, description = "The survey")), responses(
    (status = 200, description = "Faults and changes", body = docs::drafts::Review),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn review(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (_, review) = drafts::review(&app.store, &app.bank, &who, &slug).await?;
    Ok(HttpResponse::Ok().json(review))
}

#[derive(Deserialize)]
pub struct Seen {
    sequence: Option<i64>,
}

/// Discard a draft
///
/// It and its log are gone; published versions and their answers stay. Whoever has it open hears of it.
#[utoipa::path(delete, path = "/api/v1/drafts/{slug}", tag = "design", params(
    ("slug" = String, Path, description = "The survey"),
    ("sequence" = Option<i64>, Query, description = "The number of its log that was looked at; whatever it is now where absent"),
), responses(
    (status = 204, description = "Discarded"),
    (status = 400, description = "No number", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 409, description = "The draft has moved on", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn discard(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    seen: web::Query<Seen>,
) -> Result<HttpResponse, Problem> {
    drafts::discard(&app.store, &app.draft_news, &who, &slug, seen.sequence).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize)]
struct Publication {
    sequence: i64,
    #[serde(default)]
    welcome_days: Option<u16>,
}

/// Publish
///
/// The draft as it was looked at becomes the next version. The draft stays and goes on from there.
#[utoipa::path(post, path = "/api/v1/drafts/{slug}/publication", tag = "design",
    params(("slug" = String, Path, description = "The survey")), request_body = docs::drafts::Publication, responses(
    (status = 200, description = "Published; the same version again where nothing has changed", body = docs::drafts::PublishedAs),
    (status = 400, description = "Not JSON of this shape", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 404, description = "No such survey, or no draft of it", body = docs::Problem),
    (status = 409, description = "Something must be mended, or the draft has moved on", body = docs::Problem),
    (status = 413, description = "Too large", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn publish(
    app: web::Data<App>,
    Signed(who): Signed,
    slug: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let Publication { sequence, welcome_days } = body.json("{\"sequence\"}")?;
    let version = drafts::publish(&app.store, &who, &slug, sequence, welcome_days).await?;
    Ok(HttpResponse::Ok().json(json!({"version": version})))
}
