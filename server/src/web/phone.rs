//! Trying a draft on a phone that is not signed in: the page with the code, and where the code leads.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, PhonePage};

use super::designer::{draft, origin};
use super::pages::{missing, site};
use super::rendered::Rendered;
use crate::api::{Problem, Signed};
use crate::clock;
use crate::drafts::{self, Error, Trial};
use crate::state::App;

/// `GET /design/{slug}/phone`
pub async fn code(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(&app, &who, &slug).await? else { return Ok(missing(&request)) };
    let pass = drafts::pass(&app.store, &app.keys, &draft, clock::now()).await?;
    let origin = origin(&app, &request);
    let page = PhonePage {
        who: who.name,
        title: draft.questionnaire.title.plain().to_owned(),
        is_here_only: is_here_only(&origin),
        address: format!("{origin}/try/{}/{pass}", draft.survey.slug),
        slug: draft.survey.slug,
    };
    Ok(Rendered::once(pages::phone(site(), &page)).private(&request, StatusCode::OK))
}

/// Whether only this computer reaches the address.
pub(super) fn is_here_only(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    ["localhost", "127.", "[::1]"].iter().any(|here| host.starts_with(here))
}

/// `GET /try/{slug}/{pass}`: for whoever holds the link; it shows the form and nothing about staff.
pub async fn try_out(
    app: web::Data<App>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (slug, pass) = path.into_inner();
    let mut response = match drafts::trial(&app.store, &app.keys, &slug, &pass, clock::now()).await {
        Ok(Trial::Open(questionnaire)) => {
            let page = pages::try_out(site(), *questionnaire);
            Rendered::once(page).private(&request, StatusCode::OK)
        }
        Ok(Trial::Ended) => Rendered::once(pages::ended(site())).private(&request, StatusCode::GONE),
        Err(Error::Unknown) => return Ok(missing(&request)),
        Err(error) => return Err(error.into()),
    };
    // The address is the key: no search engine and no other site is to learn it.
    let headers = response.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        actix_web::http::header::HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    Ok(response)
}
