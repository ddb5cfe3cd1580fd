//! `GET /design/{slug}/preview`: the draft as respondents would see it, for the frame in the editor.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::designer::draft;
use super::pages::{missing, site};
use super::rendered::Rendered;
use crate::api::{Problem, Signed};
use crate::state::App;

/// Staff only, never kept, and framed by our own pages only.
pub async fn preview(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(&app, &who, &slug).await? else { return Ok(missing(&request)) };
    let page = app::pages::preview(site(), &draft.questionnaire);
    Ok(Rendered::once(page).framed().private(&request, StatusCode::OK))
}
