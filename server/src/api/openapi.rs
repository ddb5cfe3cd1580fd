//! `GET /api/v1/openapi.json`: OpenAPI 3.1, generated from the handlers and the table of endpoints.

use actix_web::HttpResponse;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};

use super::guard::COOKIE;
use super::routes::{Access, ENDPOINTS, Verb};
use super::{downloads, drafts, drafts_live, health, receipts, session, strings, submissions, surveys, tally, xlsform};

#[derive(OpenApi)]
#[openapi(
    info(title = "Sectorwise", description = "State of the Sector surveys that work offline and add up by borough."),
    paths(
        health::live,
        health::ready,
        document,
        surveys::published,
        submissions::sync,
        submissions::withdraw,
        receipts::newest,
        tally::tally,
        tally::live,
        downloads::csv,
        downloads::xlsx,
        downloads::jsonl,
        session::who,
        session::sign_in,
        session::sign_out,
        drafts::bank,
        drafts::list,
        drafts::start,
        drafts::read,
        drafts::replace,
        drafts::edit,
        drafts_live::live,
        drafts::review,
        drafts::publish,
        drafts::discard,
        xlsform::of_survey,
        xlsform::of_draft,
        xlsform::start,
        xlsform::replace,
        strings::workbook,
        strings::import,
    )
)]
struct Handlers;

/// This document
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "service", responses(
    (status = 200, description = "OpenAPI 3.1", body = serde_json::Value),
))]
pub async fn document() -> HttpResponse {
    HttpResponse::Ok().json(generated())
}

/// What the handlers say of themselves, and from the table who may call them.
fn generated() -> Document {
    let mut document = Handlers::openapi();
    // None has been chosen yet; the macro would name an empty one.
    document.info.license = None;
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE))));
    components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    for endpoint in ENDPOINTS {
        let Access::Staff(role) = endpoint.access else { continue };
        let Some(path) = document.paths.paths.get_mut(endpoint.path) else { continue };
        let operation = match endpoint.verb {
            Verb::Get => &mut path.get,
            Verb::Post => &mut path.post,
            Verb::Put => &mut path.put,
            Verb::Delete => &mut path.delete,
        };
        if let Some(operation) = operation {
            let none: [&str; 0] = [];
            let either = ["session", "token"].map(|scheme| SecurityRequirement::new(scheme, none));
            operation.security = Some(either.into());
            let sentence = format!("Needs the role {}.", role.code());
            let described =
                operation.description.take().map_or(sentence.clone(), |text| format!("{text}\n\n{sentence}"));
            operation.description = Some(described);
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_endpoint_is_in_the_document_and_nothing_else_is() {
        let is_for_programs = |path: &str| path.starts_with("/api/") || path.starts_with("/health/");
        let table: BTreeSet<_> = ENDPOINTS
            .iter()
            .filter(|endpoint| is_for_programs(endpoint.path))
            .map(|endpoint| format!("{} {}", endpoint.verb.name(), endpoint.path))
            .collect();
        let document = serde_json::to_value(generated()).unwrap();
        let paths = document["paths"].as_object().unwrap();
        let documented = paths.iter().flat_map(|(path, verbs)| {
            verbs.as_object().unwrap().keys().map(move |verb| format!("{} {path}", verb.to_uppercase()))
        });
        assert_eq!(documented.collect::<BTreeSet<_>>(), table);
    }
}
