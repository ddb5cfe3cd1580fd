//! `POST /api/v1/submissions` and `POST /api/v1/submissions/{id}/withdrawal`.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared::outbox::Outcome;

use super::Problem;
use super::body::Body;
use super::docs;
use crate::state::App;
use crate::sync::Desk;
use crate::{sync, withdraw};

/// Most submissions in one request.
const MOST: usize = 100;

/// Items stay as they came: a malformed one is refused on its own.
#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow)]
    submissions: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct Results {
    results: Vec<Outcome>,
}

/// Store finished surveys
///
/// One outcome for each submission, in the same order. A submission that cannot be taken never affects another.
#[utoipa::path(post, path = "/api/v1/submissions", tag = "respondents", request_body = docs::Submissions, responses(
    (status = 200, description = "One outcome for each, durable", body = docs::Results),
    (status = 400, description = "Not JSON of this shape: nothing was taken", body = docs::Problem),
    (status = 413, description = "More than 1 MiB", body = docs::Problem),
    (status = 429, description = "Too often", body = docs::Problem),
    (status = 503, description = "Busy: send the same again", body = docs::Problem),
))]
pub async fn sync(app: web::Data<App>, body: Body) -> Result<HttpResponse, Problem> {
    let parcel: Parcel = body.json("{\"submissions\":[…]}")?;
    if parcel.submissions.is_empty() || parcel.submissions.len() > MOST {
        return Err(Problem::bad("count", format!("Send 1 to {MOST} submissions at a time.")));
    }
    let items: Vec<&str> = parcel.submissions.iter().map(|item| item.get()).collect();
    let desk = Desk { editions: &app.editions, store: &app.store, inbox: &app.inbox, demo: false };
    let results = sync::sync(desk, &items).await?;
    Ok(HttpResponse::Ok().json(Results { results }))
}

#[derive(Deserialize)]
struct Withdrawal {
    survey: String,
    edit_key: String,
}

/// Withdraw a submission
///
/// Its bytes and contact details are erased; its number and hash stay. Doing it again gives the same receipt.
#[utoipa::path(post, path = "/api/v1/submissions/{id}/withdrawal", tag = "respondents",
    params(("id" = String, Path, description = "The submission's id")), request_body = docs::Withdrawal, responses(
    (status = 200, description = "The receipt of the withdrawal", body = docs::Receipt),
    (status = 400, description = "Not JSON of this shape", body = docs::Problem),
    (status = 403, description = "Not the edit key of this submission", body = docs::Problem),
    (status = 404, description = "No such submission", body = docs::Problem),
    (status = 413, description = "More than 1 MiB", body = docs::Problem),
    (status = 429, description = "Too often", body = docs::Problem),
    (status = 503, description = "Busy: send the same again", body = docs::Problem),
))]
pub async fn withdraw(app: web::Data<App>, id: web::Path<String>, body: Body) -> Result<HttpResponse, Problem> {
    let Withdrawal { survey, edit_key } = body.json("{\"survey\",\"edit_key\"}")?;
    let receipt = withdraw::withdraw(&app, &survey, &id, &edit_key).await?;
    Ok(HttpResponse::Ok().json(receipt))
}
