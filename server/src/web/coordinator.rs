//! The coordinators' pages: signing in, and the board that moves.

use actix_web::http::header::{HeaderValue, LOCATION, RETRY_AFTER, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use app::islands::watch::Board;
use app::pages::{self, WatchPage};
use serde::Deserialize;
use shared::Kind;
use shared::interview::Form;
use shared::place::Grouping;
use shared::questionnaire::Question;
use shared::tally::{By, measured, measures};

use super::form::{encoded, field};
use super::pages::{missing, site};
use super::rendered::Rendered;
use crate::api::{Body, Problem, Signed, peer, session, session_cookie, tally::today};
use crate::first_start::STANDARD;
use crate::sign_in;
use crate::state::App;
use crate::tally::Asked;
use crate::throttle::TooOften;

#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// `GET /sign-in`
pub async fn sign_in_page(next: Option<web::Query<Next>>, request: HttpRequest) -> HttpResponse {
    let next = inside(next.and_then(|next| next.into_inner().next));
    Rendered::once(pages::sign_in(site(), &next, "", None)).private(&request, StatusCode::OK)
}

/// `POST /sign-in`: the form of that page.
pub async fn sign_in(app: web::Data<App>, request: HttpRequest, body: Body) -> Result<HttpResponse, Problem> {
    let given = |name: &str| field(body.text(), name).unwrap_or_default();
    let next = inside(field(body.text(), "next"));
    let (email, password) = (given("email"), given("password"));
    let again = |status: StatusCode, words: &str| {
        // What was typed stays, unless it is no address at all.
        let typed = if email.len() > 1024 { "" } else { email.as_str() };
        Rendered::once(pages::sign_in(site(), &next, typed, Some(words))).private(&request, status)
    };
    if email.len() > 1024 || password.len() > 1024 {
        return Ok(again(StatusCode::BAD_REQUEST, "That is longer than any password here"));
    }
    match sign_in::sign_in(&app, &email, password, peer(&request)).await {
        Ok((secret, _)) => Ok(HttpResponse::SeeOther()
            .insert_header((SET_COOKIE, session_cookie(&secret, &app.settings)))
            .insert_header((LOCATION, next))
            .finish()),
        Err(sign_in::Error::Wrong) => Ok(again(StatusCode::UNAUTHORIZED, "The email address or the password is wrong")),
        Err(sign_in::Error::TooOften(TooOften(seconds))) => {
            let mut answer = again(StatusCode::TOO_MANY_REQUESTS, "Too many tries. Wait a few minutes, then try again");
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-out`
pub async fn sign_out(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    if let Some(secret) = session(request.headers()) {
        sign_in::sign_out(&app, secret).await?;
    }
    Ok(HttpResponse::SeeOther()
        .insert_header((SET_COOKIE, session_cookie("", &app.settings)))
        .insert_header((LOCATION, "/sign-in"))
        .finish())
}

/// Where a page for coordinators sends whoever is not signed in.
pub fn sign_in_first(request: &HttpRequest) -> HttpResponse {
    // What was sent is lost with the session; the page it was sent from lies above.
    let asked = match *request.method() == Method::GET || *request.method() == Method::HEAD {
        true => request.uri().path_and_query().map_or("/watch", |asked| asked.as_str()),
        false => "/design",
    };
    HttpResponse::SeeOther().insert_header((LOCATION, format!("/sign-in?next={}", encoded(asked)))).finish()
}

/// Only addresses of our own: `//elsewhere` and `/\elsewhere` are not.
fn inside(next: Option<String>) -> String {
    let is_ours = |next: &String| {
        next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains('\\')
            && next.bytes().all(|byte| (b'!'..=b'~').contains(&byte))
    };
    next.filter(is_ours).unwrap_or_else(|| "/watch".to_owned())
}

/// `GET /watch`
pub async fn first_board() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, format!("/watch/{STANDARD}"))).finish()
}

#[derive(Default, Deserialize)]
pub struct View {
    question: Option<String>,
    by: Option<String>,
    show: Option<String>,
}

/// `GET /watch/{slug}`: the numbers are in the HTML, and move once the page lives.
pub async fn board(
    app: web::Data<App>,
    slug: web::Path<String>,
    view: Option<web::Query<View>>,
    signed: Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let edition = match app.editions.newest(&app.store, &slug).await.map_err(Problem::from) {
        Ok((_, edition)) => edition,
        Err(problem) if problem.is_missing() => return Ok(missing(&request)),
        Err(problem) => return Err(problem),
    };
    // An address that was mistyped shows the board as it begins.
    let view = view.map(web::Query::into_inner).unwrap_or_default();
    let form = &edition.form;
    let measure = view.question.filter(|asked| measured(form, asked).is_some()).or_else(|| first_measure(form));
    let Some(measure) = measure else { return Ok(missing(&request)) };
    let Some((question, part)) = measured(form, &measure) else { return Ok(missing(&request)) };
    let by = view.by.filter(|by| by == "worked_in" || Grouping::from_code(by).is_some()).unwrap_or("borough".into());
    let asked = Asked { measure: measure.clone(), by: By::from_code(&by), filters: Vec::new(), day: today() };
    let Some(table) = app.follower.table(&app.editions, &slug, asked).await? else { return Ok(missing(&request)) };
    let options = options(question, part);
    let show = view
        .show
        .filter(|show| options.iter().any(|(code, _)| code == show) || (show == "median" && options.is_empty()));
    let page = WatchPage {
        title: form.questionnaire().title.plain().to_owned(),
        who: signed.0.name,
        measures: form.questions().iter().flat_map(listed).collect(),
        measure: measure.clone(),
        board: Board {
            slug: slug.into_inner(),
            name: name(question, part),
            measure: measure.clone(),
            wording: question.label.plain().to_owned(),
            by,
            show,
            options,
            table: (*table).clone(),
        },
    };
    Ok(Rendered::once(pages::watch(site(), &page)).private(&request, StatusCode::OK))
}

/// The first choice after the questions that decide the route.
fn first_measure(form: &Form) -> Option<String> {
    let choices = form.questions().iter().filter(|question| question.kind == Kind::Single);
    choices.flat_map(measures).next()
}

/// Measures with the words of the chooser.
fn listed(question: &Question) -> Vec<(String, String)> {
    let words = |measure: String| {
        let part = measure.split_once('.').map(|(_, part)| part.to_owned());
        let words = format!("{measure} {}", name(question, part.as_deref()));
        (measure, words)
    };
    measures(question).into_iter().map(words).collect()
}

fn name(question: &Question, part: Option<&str>) -> String {
    let whole = question.short_name().plain();
    let row = part.and_then(|part| question.row(part).map(|row| row.label.plain()));
    let option = part.and_then(|part| question.option(part).map(|option| option.label.plain()));
    row.or(option).map_or_else(|| whole.to_owned(), |part| format!("{whole}: {part}"))
}

/// Codes and words of what can be counted; numbers have none.
fn options(question: &Question, part: Option<&str>) -> Vec<(String, String)> {
    let pair = |code: &str, words: &str| (code.to_owned(), words.to_owned());
    match (question.kind, part) {
        (Kind::Split, Some(_)) | (Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber, _) => Vec::new(),
        (Kind::Consent, _) => vec![pair("true", "Yes")],
        (Kind::Text | Kind::Long, _) => vec![pair("answered", "Answered")],
        (Kind::Place, _) => Vec::new(),
        (Kind::Boroughs, _) => {
            let boroughs = shared::place::BOROUGHS.iter().map(|borough| pair(borough.code, borough.short_name));
            boroughs.chain([pair("all-london", "All of London"), pair("outside", "Outside London")]).collect()
        }
        (Kind::OrganisationId, _) => {
            let lists = shared::organisation_id::LISTS.iter().map(|list| pair(list.code, list.label));
            lists.chain([pair("none", "Not registered")]).collect()
        }
        _ => question.options.iter().map(|option| pair(&option.code, option.label.plain())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn nobody_is_sent_elsewhere_after_signing_in() {
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a b", "javascript:1"] {
            assert_eq!(inside(Some(next.into())), "/watch", "{next}");
        }
        assert_eq!(inside(Some("/watch/x?by=icb".into())), "/watch/x?by=icb");
    }
}
