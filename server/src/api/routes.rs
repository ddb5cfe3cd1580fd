//! Every endpoint in one table: method, path, and the role it needs.

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Route, guard as only, middleware::from_fn};

use super::{
    Problem, downloads, drafts, drafts_live, guard, health, openapi, receipts, session, strings, submissions, surveys,
    tally, xlsform,
};
use crate::role::Role;
use crate::web::{
    assets, coordinator, designer, discard, manifest, pages, phone, preview, translate, workbook, worker,
};

/// Who may use an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Public,
    /// Everybody, but from our own pages only: it sets or ends a cookie.
    OwnPages,
    /// Anybody of the workspace with at least this role.
    Staff(Role),
    /// The same for a page: whoever is not signed in is sent to do that first.
    Page(Role),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Get,
    Post,
    Put,
    Delete,
}

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Endpoint {
    pub verb: Verb,
    pub path: &'static str,
    pub access: Access,
    handler: fn() -> Route,
}

impl Verb {
    pub fn name(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Put => "PUT",
            Verb::Delete => "DELETE",
        }
    }
}

const fn line(verb: Verb, path: &'static str, access: Access, handler: fn() -> Route) -> Endpoint {
    Endpoint { verb, path, access, handler }
}

use Access::{OwnPages, Page, Public, Staff};
use Verb::{Delete, Get, Post, Put};

/// The table. The guard, the router and the OpenAPI document all read it.
pub const ENDPOINTS: &[Endpoint] = &[
    line(Get, "/health/live", Public, || web::to(health::live)),
    line(Get, "/health/ready", Public, || web::to(health::ready)),
    line(Get, "/api/v1/openapi.json", Public, || web::to(openapi::document)),
    line(Get, "/api/v1/session", Staff(Role::Coordinator), || web::to(session::who)),
    line(Post, "/api/v1/session", OwnPages, || web::to(session::sign_in)),
    line(Delete, "/api/v1/session", OwnPages, || web::to(session::sign_out)),
    line(Post, "/api/v1/submissions", Public, || web::to(submissions::sync)),
    line(Post, "/api/v1/submissions/{id}/withdrawal", Public, || web::to(submissions::withdraw)),
    line(Get, "/api/v1/surveys/{slug}", Public, || web::to(surveys::published)),
    line(Get, "/api/v1/surveys/{slug}/receipts/{id}", Public, || web::to(receipts::newest)),
    line(Get, "/api/v1/surveys/{slug}/tally", Staff(Role::Coordinator), || web::to(tally::tally)),
    line(Get, "/api/v1/surveys/{slug}/live", Staff(Role::Coordinator), || web::to(tally::live)),
    line(Get, "/api/v1/surveys/{slug}/responses.csv", Staff(Role::Coordinator), || web::to(downloads::csv)),
    line(Get, "/api/v1/surveys/{slug}/responses.xlsx", Staff(Role::Coordinator), || web::to(downloads::xlsx)),
    line(Get, "/api/v1/surveys/{slug}/responses.jsonl", Staff(Role::Coordinator), || web::to(downloads::jsonl)),
    line(Get, "/api/v1/bank", Staff(Role::Coordinator), || web::to(drafts::bank)),
    line(Get, "/api/v1/drafts", Staff(Role::Coordinator), || web::to(drafts::list)),
    line(Post, "/api/v1/drafts", Staff(Role::Designer), || web::to(drafts::start)),
    line(Get, "/api/v1/drafts/{slug}", Staff(Role::Coordinator), || web::to(drafts::read)),
    line(Put, "/api/v1/drafts/{slug}", Staff(Role::Designer), || web::to(drafts::replace)),
    line(Delete, "/api/v1/drafts/{slug}", Staff(Role::Designer), || web::to(drafts::discard)),
    line(Post, "/api/v1/drafts/{slug}/edits", Staff(Role::Designer), || web::to(drafts::edit)),
    line(Get, "/api/v1/drafts/{slug}/live", Staff(Role::Coordinator), || web::to(drafts_live::live)),
    line(Get, "/api/v1/drafts/{slug}/review", Staff(Role::Coordinator), || web::to(drafts::review)),
    line(Post, "/api/v1/drafts/{slug}/publication", Staff(Role::Designer), || web::to(drafts::publish)),
    line(Get, "/api/v1/drafts/{slug}/xlsform", Staff(Role::Coordinator), || web::to(xlsform::of_draft)),
    line(Post, "/api/v1/drafts/{slug}/xlsform", Staff(Role::Designer), || web::to(xlsform::start)),
    line(Put, "/api/v1/drafts/{slug}/xlsform", Staff(Role::Designer), || web::to(xlsform::replace)),
    line(Get, "/api/v1/surveys/{slug}/xlsform", Staff(Role::Coordinator), || web::to(xlsform::of_survey)),
    line(Get, "/api/v1/drafts/{slug}/strings.xlsx", Staff(Role::Coordinator), || web::to(strings::workbook)),
    line(Post, "/api/v1/drafts/{slug}/strings", Staff(Role::Designer), || web::to(strings::import)),
    line(Get, "/", Public, || web::to(pages::home)),
    line(Get, "/s/{slug}", Public, || web::to(pages::respond)),
    line(Get, "/s/{slug}/sent", Public, || web::to(pages::respond_after_sending)),
    line(Get, "/outbox", Public, || web::to(pages::outbox)),
    line(Get, "/outbox/several", Public, || web::to(pages::outbox_in_several)),
    line(Get, "/outbox/all", Public, || web::to(pages::outbox_in_all)),
    line(Get, "/manifest.webmanifest", Public, || web::to(manifest::manifest)),
    line(Get, "/apple-touch-icon.png", Public, || web::to(manifest::apple_icon)),
    line(Get, "/icon-{name}.png", Public, || web::to(manifest::icon)),
    line(Get, "/help", Public, || web::to(pages::help)),
    line(Get, "/privacy", Public, || web::to(pages::privacy)),
    line(Get, "/accessibility", Public, || web::to(pages::accessibility)),
    line(Get, "/sign-in", Public, || web::to(coordinator::sign_in_page)),
    line(Post, "/sign-in", OwnPages, || web::to(coordinator::sign_in)),
    line(Post, "/sign-out", OwnPages, || web::to(coordinator::sign_out)),
    line(Get, "/watch", Page(Role::Coordinator), || web::to(coordinator::first_board)),
    line(Get, "/watch/{slug}", Page(Role::Coordinator), || web::to(coordinator::board)),
    line(Get, "/design", Page(Role::Coordinator), || web::to(designer::list)),
    line(Post, "/design", Page(Role::Designer), || web::to(designer::start)),
    line(Get, "/design/{slug}", Page(Role::Coordinator), || web::to(designer::editor)),
    line(Get, "/design/{slug}/preview", Page(Role::Coordinator), || web::to(preview::preview)),
    line(Get, "/design/{slug}/review", Page(Role::Coordinator), || web::to(designer::review)),
    line(Post, "/design/{slug}/publication", Page(Role::Designer), || web::to(designer::publish)),
    line(Get, "/design/{slug}/share", Page(Role::Coordinator), || web::to(designer::share)),
    line(Get, "/design/{slug}/poster", Page(Role::Coordinator), || web::to(designer::poster)),
    line(Get, "/design/{slug}/xlsform", Page(Role::Coordinator), || web::to(workbook::page)),
    line(Post, "/design/{slug}/xlsform", Page(Role::Designer), || web::to(workbook::replace)),
    line(Post, "/design/{slug}/xlsform/undo", Page(Role::Designer), || web::to(workbook::take_back)),
    line(Get, "/design/{slug}/discard", Page(Role::Designer), || web::to(discard::ask)),
    line(Post, "/design/{slug}/discard", Page(Role::Designer), || web::to(discard::discard)),
    line(Get, "/design/{slug}/phone", Page(Role::Designer), || web::to(phone::code)),
    line(Get, "/try/{slug}/{pass}", Public, || web::to(phone::try_out)),
    line(Get, "/design/{slug}/translate", Page(Role::Coordinator), || web::to(translate::translate)),
    line(Post, "/design/{slug}/translate", Page(Role::Designer), || web::to(translate::upload)),
    line(Get, "/sw.js", Public, || web::to(worker::worker)),
    line(Get, "/assets/{name}", Public, || web::to(assets::asset)),
];

/// Puts every endpoint in its place; a known path answers to other methods with what it allows.
pub fn configure(config: &mut ServiceConfig) {
    let mut paths: Vec<&str> = ENDPOINTS.iter().map(|endpoint| endpoint.path).collect();
    paths.dedup();
    for path in paths {
        let mut resource = web::resource(path).wrap(from_fn(guard::check));
        for endpoint in at(path) {
            let method = match endpoint.verb {
                Verb::Get => only::Any(only::Get()).or(only::Head()),
                Verb::Post => only::Any(only::Post()),
                Verb::Put => only::Any(only::Put()),
                Verb::Delete => only::Any(only::Delete()),
            };
            resource = resource.route((endpoint.handler)().guard(method));
        }
        config.service(resource.default_service(web::to(other_method)));
    }
}

fn at(path: &str) -> impl Iterator<Item = &'static Endpoint> {
    ENDPOINTS.iter().filter(move |endpoint| endpoint.path == path)
}

/// The endpoint that a request is for.
pub fn find(method: &str, path: &str) -> Option<&'static Endpoint> {
    let method = if method == "HEAD" { "GET" } else { method };
    at(path).find(|endpoint| endpoint.verb.name() == method)
}

async fn other_method(request: HttpRequest) -> Problem {
    let path = request.match_pattern().unwrap_or_default();
    let verbs: Vec<&str> = at(&path).map(|endpoint| endpoint.verb.name()).collect();
    Problem::method_not_allowed(verbs.join(", "))
}

/// Whatever has no line in the table.
pub async fn unknown(request: HttpRequest) -> Result<HttpResponse, Problem> {
    if pages::is_for_people(&request) {
        return Ok(pages::missing(&request));
    }
    Err(Problem::not_found("not-found", "There is nothing at this address."))
}
