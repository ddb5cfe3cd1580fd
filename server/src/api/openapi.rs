//! `GET /api/v1/openapi.json`: OpenAPI 3.1, generated from the handlers and the table of endpoints.

use actix_web::HttpResponse;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, OpenApi as Document, Ref, RefOr, Response, Schema};

use super::guard::COOKIE;
use super::routes::{Access, ENDPOINTS, Endpoint, Verb};
use super::{downloads, drafts, drafts_live, health, receipts, session, strings, submissions, surveys, tally, xlsform};
use crate::role::Role;

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

/// What a problem document is sent as.
const PROBLEM: &str = "application/problem+json";
const PROBLEM_SCHEMA: &str = "#/components/schemas/Problem";

/// What the handlers say of themselves; from the table who may call them, and how the guard and the readers of
/// addresses and bodies answer in their stead.
fn generated() -> Document {
    let mut document = Handlers::openapi();
    // None has been chosen yet; the macro would name an empty one.
    document.info.license = None;
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE))));
    components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    for endpoint in ENDPOINTS {
        let Some(path) = document.paths.paths.get_mut(endpoint.path) else { continue };
        let operation = match endpoint.verb {
            Verb::Get => &mut path.get,
            Verb::Post => &mut path.post,
            Verb::Put => &mut path.put,
            Verb::Delete => &mut path.delete,
        };
        let Some(operation) = operation else { continue };
        for (status, description) in before_the_handler(endpoint, operation) {
            let problem = Response::builder().description(description).content(PROBLEM, problem_content());
            operation.responses.responses.entry(status.to_owned()).or_insert_with(|| problem.build().into());
        }
        operation.responses.responses.values_mut().for_each(mended);
        operation.request_body.iter_mut().for_each(|body| workbooks_are_bytes(body.content.iter_mut()));
        if let Access::Staff(role) = endpoint.access {
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

/// The answers that a request may get before its handler sees it.
fn before_the_handler(endpoint: &Endpoint, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let mut answers = vec![("431", "The headers are too long")];
    let staff = match endpoint.access {
        Access::Staff(role) => Some(role),
        _ => None,
    };
    if staff.is_some() {
        answers.extend([("401", "Not signed in"), ("503", "Busy: send the same again")]);
    }
    let is_write = endpoint.verb != Verb::Get;
    if staff.is_some_and(|role| role > Role::Coordinator) || (is_write && endpoint.access != Access::Public) {
        answers.push(("403", "Not with this role, or from another site"));
    }
    let parameters = operation.parameters.iter().flatten();
    if parameters.into_iter().any(|parameter| parameter.parameter_in == ParameterIn::Query) {
        answers.push(("400", "The query cannot be understood"));
    }
    if operation.request_body.is_some() {
        answers.extend([
            ("400", "The body cannot be understood"),
            ("408", "The body came too slowly"),
            ("413", "Too large"),
            ("415", "The body is encoded, or of another type"),
            ("503", "Busy: send the same again"),
        ]);
    }
    answers
}

fn problem_content() -> Content {
    Content::new(Some(RefOr::<Schema>::Ref(Ref::new(PROBLEM_SCHEMA))))
}

/// The macro calls whatever has a schema `application/json`, and bytes a list of numbers.
fn mended(response: &mut RefOr<Response>) {
    let RefOr::T(response) = response else { return };
    let is_problem = |content: &Content| matches!(&content.schema, Some(RefOr::Ref(schema)) if schema.ref_location == PROBLEM_SCHEMA);
    if response.content.values().any(is_problem) {
        response.content = [(PROBLEM.to_owned(), problem_content())].into_iter().collect();
    }
    workbooks_are_bytes(response.content.iter_mut());
}

/// Since OpenAPI 3.1 bytes have a media type and no schema.
fn workbooks_are_bytes<'a>(contents: impl Iterator<Item = (&'a String, &'a mut Content)>) {
    for (_, content) in contents.filter(|(kind, _)| *kind == xlsform::XLSX) {
        content.schema = None;
    }
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
