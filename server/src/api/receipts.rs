//! `GET /api/v1/surveys/{slug}/receipts/{id}`: was it received?

use actix_web::{HttpResponse, web};

use super::{Problem, docs};
use crate::receipts;
use crate::state::App;

/// Look a receipt up
///
/// The newest receipt of a submission, while it is held.
#[utoipa::path(get, path = "/api/v1/surveys/{slug}/receipts/{id}", tag = "respondents", params(
    ("slug" = String, Path, description = "The survey's address"),
    ("id" = String, Path, description = "The submission's id"),
), responses(
    (status = 200, description = "The newest receipt", body = docs::Receipt),
    (status = 404, description = "Not held here", body = docs::Problem),
))]
pub async fn newest(app: web::Data<App>, of: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (slug, id) = of.into_inner();
    match receipts::newest(&app, &slug, &id).await? {
        Some(receipt) => Ok(HttpResponse::Ok().json(receipt)),
        None => Err(Problem::not_found("unknown-submission", "No such submission is held here.")),
    }
}
