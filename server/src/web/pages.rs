//! Pages for everybody: the respondent's, the outbox, the front page, help.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, Site};
use shared::questionnaire::Published;

use super::assets::{addresses, files};
use super::rendered::Rendered;
use crate::api::Problem;
use crate::first_start::STANDARD;
use crate::published;
use crate::state::App;

/// The embedded site, as pages need it.
pub fn site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| Site { build: files().build.clone(), assets: addresses() });
    &SITE
}

/// Pages that were rendered already, by address, with what they were rendered from.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<String, (String, Arc<Rendered>)>>);

impl Kept {
    /// The page of `path`; rendered anew only when `basis` has changed.
    fn get(&self, path: &str, basis: &str, render: impl FnOnce() -> String) -> Arc<Rendered> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, rendered)) = lock().get(path)
            && known == basis
        {
            return rendered.clone();
        }
        let rendered = Arc::new(Rendered::kept(render()));
        lock().insert(path.to_owned(), (basis.to_owned(), rendered.clone()));
        rendered
    }
}

/// `GET /s/{slug}`: the same bytes for everybody; no cookie and no language header is read.
pub async fn respond(
    app: web::Data<App>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let published = match with_sectors(&app, &slug).await {
        Ok(published) => published,
        Err(problem) if problem.is_missing() => return Ok(missing(&request)),
        Err(problem) => return Err(problem),
    };
    let needs_whole = needs_whole(&app, &published).await?;
    let basis = serde_json::to_string(&published).unwrap_or_default();
    // By the survey's own name: its address can be spelt in half a million ways, and each would be kept.
    let address = format!("/s/{}", published.questionnaire.slug);
    Ok(app.pages.get(&address, &basis, || pages::respond(site(), &published, needs_whole)).shared(&request))
}

/// Drafts go on in the version that they were begun with, so one version that needs more is enough.
async fn needs_whole(app: &App, published: &Published) -> Result<bool, Problem> {
    let newest = &published.questionnaire;
    for version in 1..=newest.version {
        let edition = app.editions.get(&app.store, &newest.slug, version).await.map_err(Problem::from)?;
        if edition.needs_whole {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn with_sectors(app: &App, slug: &str) -> Result<Published, Problem> {
    let mut published = published::published(app, slug, None).await?;
    published.sectors = app.follower.directory().refresh(&app.store).await?.sectors.clone();
    Ok(published)
}

/// `GET /`
pub async fn home(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let published = published::published(&app, STANDARD, None).await?;
    let basis = serde_json::to_string(&published).unwrap_or_default();
    Ok(app.pages.get("/", &basis, || pages::home(site(), &[published])).shared(&request))
}

/// `GET /privacy`: the notice of the standard survey.
pub async fn privacy(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let published = published::published(&app, STANDARD, None).await?;
    let basis = serde_json::to_string(&published.questionnaire.notice).unwrap_or_default();
    Ok(app.pages.get("/privacy", &basis, || pages::privacy(site(), &published)).shared(&request))
}

/// `GET /outbox`
pub async fn outbox(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    app.pages.get("/outbox", "", || pages::outbox(site())).shared(&request)
}

/// `GET /help`
pub async fn help(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    app.pages.get("/help", "", || pages::help(site())).shared(&request)
}

/// `GET /accessibility`
pub async fn accessibility(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    app.pages.get("/accessibility", "", || pages::accessibility(site())).shared(&request)
}

/// Whatever has no address, for people.
pub fn missing(request: &HttpRequest) -> HttpResponse {
    static PAGE: LazyLock<Rendered> = LazyLock::new(|| Rendered::kept(pages::not_found(site())));
    PAGE.private(request, StatusCode::NOT_FOUND)
}

/// Whether a person's browser asks, and not a program.
pub fn is_for_people(request: &HttpRequest) -> bool {
    let accepts = request.headers().get(ACCEPT).map(HeaderValue::to_str);
    matches!(accepts, Some(Ok(kinds)) if kinds.contains("text/html"))
}
