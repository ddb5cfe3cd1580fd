//! Pages for everybody: the respondent's, the outbox, the front page, help.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, Site};
use shared::questionnaire::Needs;

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
    respondents(&app, &slug, &request, Needs::Usual, "").await
}

/// `GET /s/{slug}/sent`: the same with what few need, to correct what was sent or take it back.
pub async fn respond_after_sending(
    app: web::Data<App>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    respondents(&app, &slug, &request, Needs::Several, "/sent").await
}

async fn respondents(
    app: &App,
    slug: &str,
    request: &HttpRequest,
    at_least: Needs,
    page: &str,
) -> Result<HttpResponse, Problem> {
    let (survey, edition) = match app.editions.newest(&app.store, slug).await.map_err(Problem::from) {
        Ok(found) => found,
        Err(problem) if problem.is_missing() => return Ok(missing(request)),
        Err(problem) => return Err(problem),
    };
    let postcodes = app.follower.directory().refresh(&app.store).await?;
    // A version never changes, and neither does an import: so these few say whether the kept page is right.
    let keys: Vec<&str> = app.keys.listed().iter().map(|key| key.id.as_str()).collect();
    let basis = format!("{} {:?} {} {}", edition.version, survey.closes_at, postcodes.version, keys.join(" "));
    let needs = app.editions.needs(&app.store, &edition).await.max(at_least);
    // By the survey's own name: its address can be spelt in half a million ways, and each would be kept.
    let address = format!("/s/{}{page}", edition.slug);
    let render = || {
        let mut published = published::dressed(app, &survey, &edition);
        published.sectors = postcodes.sectors.clone();
        pages::respond(site(), &published, needs)
    };
    Ok(app.pages.get(&address, &basis, render).shared(request))
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

/// `GET /outbox/several`
pub async fn outbox_in_several(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    app.pages.get("/outbox/several", "", || pages::outbox_in_all(site(), Needs::Several)).shared(&request)
}

/// `GET /outbox/all`
pub async fn outbox_in_all(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    app.pages.get("/outbox/all", "", || pages::outbox_in_all(site(), Needs::Whole)).shared(&request)
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
