//! The designers' pages: what there is, the editor, what publishing would change, the link and the poster.

use actix_web::http::StatusCode;
use actix_web::http::header::{HOST, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use app::pages::{self, DesignPage, DesignRow, EditorPage, Given, InLanguage, ReviewPage, SharePage, UnsharedPage};
use app::widgets::dates;
use serde::Deserialize;
use shared::draft::all_questions;
use shared::draft::strings::{outdated_spots, progress};
use shared::questionnaire::{Ownership, Questionnaire, WrongSlug, wrong_with_slug};
use shared::time::Stamp;

use super::form::field;
use super::pages::{missing, site};
use super::phone::is_here_only;
use super::posted::{File, Posted};
use super::rendered::Rendered;
use super::workbook::{self, Refused};
use crate::api::{Body, Problem, Signed};
use crate::drafts::{self, Draft, Error, Listed, Origin};
use crate::role::Role;
use crate::sign_in::Identity;
use crate::state::App;

/// `GET /design`
pub async fn list(app: web::Data<App>, Signed(who): Signed, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let page = design_page(&app, who, Given::default()).await?;
    Ok(Rendered::once(pages::design(site(), &page)).private(&request, StatusCode::OK))
}

async fn design_page(app: &App, who: Identity, given: Given) -> Result<DesignPage, Problem> {
    let listed = drafts::list(&app.store, &who).await?;
    let instruments = app.bank.instruments.iter().map(|instrument| {
        let (from, to) = instrument.minutes.full;
        let what = format!("{} questions, {from} to {to} minutes", all_questions(instrument).count());
        (instrument.slug.clone(), instrument.title.plain().to_owned(), what)
    });
    Ok(DesignPage {
        may_change: may_change(&who),
        rows: listed.into_iter().map(row).collect(),
        instruments: instruments.collect(),
        who: who.name,
        given,
    })
}

pub(super) fn may_change(who: &Identity) -> bool {
    who.role >= Role::Designer
}

fn row(survey: Listed) -> DesignRow {
    let day = survey.changed_at.map(|millis| dates::short_day(Stamp { millis, offset: 0 }.date())).unwrap_or_default();
    DesignRow {
        title: survey.title.plain().to_owned(),
        published: survey.published,
        has_draft: survey.has_draft,
        is_changed: survey.is_changed,
        changed: survey.by.map_or_else(|| day.clone(), |by| format!("{day} by {by}")),
        slug: survey.slug,
    }
}

/// `POST /design`: the forms of that page.
pub async fn start(
    app: web::Data<App>,
    Signed(who): Signed,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, Problem> {
    let of = |name: &str| posted.text(name).to_owned();
    let (slug, title, from) = (of("slug"), of("title"), of("from"));
    if from == XLSFORM {
        return start_from_workbook(&app, who, &request, Given { slug, title, from, ..Given::default() }, posted.file)
            .await;
    }
    let origin = match from.strip_prefix("survey:") {
        Some(survey) => Origin::Survey { survey: survey.to_owned() },
        None => Origin::Named(from.clone()),
    };
    let (status, field, words) = match drafts::start(&app.store, &app.bank, &who, &slug, &title, origin).await {
        Ok(_) => return Ok(go_to(format!("/design/{slug}"))),
        // Whoever pressed twice is where they wanted to be.
        Err(Error::Exists) if from == format!("survey:{slug}") => return Ok(go_to(format!("/design/{slug}"))),
        Err(Error::Slug(slug)) => (StatusCode::BAD_REQUEST, "slug", no_address(&slug)),
        Err(Error::Exists | Error::Taken) => (StatusCode::CONFLICT, "slug", TAKEN),
        Err(Error::Invalid(_) | Error::Unknown) => {
            (StatusCode::BAD_REQUEST, "from-0", "Choose what the draft begins with")
        }
        Err(error) => return Err(error.into()),
    };
    let given = Given { slug, title, from, wrong: Some((field, words.to_owned())), ..Given::default() };
    let page = design_page(&app, who, given).await?;
    Ok(Rendered::once(pages::design(site(), &page)).private(&request, status))
}

/// The choice of that form that needs a file.
const XLSFORM: &str = "xlsform";

/// Why it cannot be a new survey's address.
fn no_address(slug: &str) -> &'static str {
    wrong_with_slug(slug).unwrap_or(WrongSlug::Signs).words()
}

const TAKEN: &str = "Another survey has this address. Choose another one";

async fn start_from_workbook(
    app: &App,
    who: Identity,
    request: &HttpRequest,
    given: Given,
    file: File,
) -> Result<HttpResponse, Problem> {
    let started = match workbook::bytes(file) {
        Ok(bytes) => {
            let started = drafts::workbook::start(&app.store, &app.bank, &who, &given.slug, &given.title, bytes).await;
            started.map_err(Refused::from)
        }
        Err(refused) => Err(refused),
    };
    let refused = match started {
        Ok((draft, left_out)) => return Ok(workbook::imported(request, who, &draft, left_out, pages::Became::Begun)),
        Err(refused) => refused,
    };
    let (status, field, words, problems) = match refused {
        Refused::File { status, words, problems } => (status, "file", words, problems),
        Refused::Draft(Error::Slug(slug)) => {
            (StatusCode::BAD_REQUEST, "slug", no_address(&slug).to_owned(), Vec::new())
        }
        Refused::Draft(Error::Exists | Error::Taken) => (StatusCode::CONFLICT, "slug", TAKEN.to_owned(), Vec::new()),
        Refused::Draft(error) => return Err(error.into()),
    };
    let given = Given { wrong: Some((field, words)), problems, ..given };
    let page = design_page(app, who, given).await?;
    Ok(Rendered::once(pages::design(site(), &page)).private(request, status))
}

pub(super) fn go_to(address: String) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// The draft that a page is about; `None` where there is none, and so no page.
pub(super) async fn draft(app: &App, who: &Identity, slug: &str) -> Result<Option<Draft>, Problem> {
    match drafts::read(&app.store, who, slug).await {
        Ok(draft) => Ok(Some(draft)),
        Err(Error::Unknown | Error::NoDraft) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What the pages with an open draft are made of.
pub(super) fn editor_page(app: &App, who: &Identity, draft: Draft) -> EditorPage {
    EditorPage {
        sequence: draft.sequence,
        begun: draft.begun,
        questionnaire: draft.questionnaire,
        published: draft.published,
        bank: app.bank.clone(),
        may_change: may_change(who),
    }
}

/// `GET /design/{slug}`: the editor.
pub async fn editor(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(&app, &who, &slug).await? else { return Ok(missing(&request)) };
    let page = editor_page(&app, &who, draft);
    Ok(Rendered::once(pages::design_editor(site(), &page)).private(&request, StatusCode::OK))
}

/// `GET /design/{slug}/review`
pub async fn review(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    reviewed(&app, who, &slug, &request, None).await
}

async fn reviewed(
    app: &App,
    who: Identity,
    slug: &str,
    request: &HttpRequest,
    wrong: Option<&'static str>,
) -> Result<HttpResponse, Problem> {
    let (draft, review) = match drafts::review(&app.store, &app.bank, &who, slug).await {
        Ok(found) => found,
        Err(Error::Unknown | Error::NoDraft) => return Ok(missing(request)),
        Err(error) => return Err(error.into()),
    };
    let instrument = app.bank.instrument_of(&draft.questionnaire);
    let is_core = |id: &str| {
        let found = instrument.and_then(|instrument| instrument.question(id));
        found.is_some_and(|question| question.ownership == Ownership::Core)
    };
    let languages = draft.questionnaire.languages.iter().skip(1);
    let languages = languages.map(|tag| in_language(&draft.questionnaire, review.newest.as_ref(), tag)).collect();
    let page = ReviewPage {
        may_change: may_change(&who),
        who: who.name,
        slug: draft.survey.slug,
        title: draft.questionnaire.title.plain().to_owned(),
        main_language: draft.questionnaire.main_language().to_owned(),
        sequence: review.sequence,
        published: review.published,
        core: draft.questionnaire.questions().filter(|question| is_core(&question.id)).count(),
        faults: review.faults,
        // Each language has one line for all that is missing.
        warnings: review.warnings.into_iter().filter(|fault| fault.code != "translation").collect(),
        languages,
        changes: review.changes,
        welcome_days: review.welcome_days,
        wrong,
    };
    let status = if wrong.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Rendered::once(pages::review(site(), &page)).private(request, status))
}

/// What of a language is to be considered before publishing.
fn in_language(draft: &Questionnaire, newest: Option<&Questionnaire>, tag: &str) -> InLanguage {
    let counted = progress(draft, tag).0;
    let old = newest.map(|newest| outdated_spots(draft, newest, tag)).unwrap_or_default();
    let mut at: Vec<String> = Vec::new();
    for id in old.iter().filter_map(|spot| spot.question()) {
        if !at.iter().any(|known| known == id) {
            at.push(id.to_owned());
        }
    }
    InLanguage { tag: tag.to_owned(), missing: counted.missing(), of: counted.of, outdated: old.len(), outdated_at: at }
}

/// `POST /design/{slug}/publication`: the button of that page.
pub async fn publish(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let sequence = field(body.text(), "sequence").and_then(|number| number.trim().parse().ok());
    let days = field(body.text(), "welcome_days").map(|days| days.trim().parse::<u16>());
    let welcome_days = match days.transpose() {
        Ok(days) => days,
        Err(_) => {
            let words = "Enter the days as a whole number, for example 60";
            return reviewed(&app, who, &slug, &request, Some(words)).await;
        }
    };
    // A form without the number of the draft was not ours: it is as old as can be.
    let published = drafts::publish(&app.store, &who, &slug, sequence.unwrap_or(-1), welcome_days).await;
    match published {
        Ok(_) => Ok(go_to(format!("/design/{slug}/share"))),
        Err(Error::MovedOn(_)) => {
            let words = "Somebody has changed the draft since you looked. Here is what it changes now: look again, then publish";
            reviewed(&app, who, &slug, &request, Some(words)).await
        }
        Err(Error::Faults(_)) => {
            let words = "This cannot be published yet. Nothing has changed for respondents";
            reviewed(&app, who, &slug, &request, Some(words)).await
        }
        Err(Error::Unknown | Error::NoDraft) => Ok(missing(&request)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /design/{slug}/share`
pub async fn share(
    app: web::Data<App>,
    slug: web::Path<String>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    shared_page(&app, who, &slug, &request, None, pages::share).await
}

#[derive(Default, Deserialize)]
pub struct Spoken {
    lang: Option<String>,
}

/// `GET /design/{slug}/poster?lang=ur`
pub async fn poster(
    app: web::Data<App>,
    slug: web::Path<String>,
    spoken: Option<web::Query<Spoken>>,
    Signed(who): Signed,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let language = spoken.and_then(|spoken| spoken.into_inner().lang);
    shared_page(&app, who, &slug, &request, language, pages::poster).await
}

async fn shared_page(
    app: &App,
    who: Identity,
    slug: &str,
    request: &HttpRequest,
    language: Option<String>,
    render: fn(&pages::Site, &SharePage) -> String,
) -> Result<HttpResponse, Problem> {
    let edition = match app.editions.newest(&app.store, slug).await.map_err(Problem::from) {
        Ok((survey, edition)) if survey.workspace_id == who.workspace_id => edition,
        Ok(_) => return Ok(missing(request)),
        Err(problem) if problem.is_missing() => return unshared(app, who, slug, request).await,
        Err(problem) => return Err(problem),
    };
    let (questionnaire, origin) = (edition.form.questionnaire().clone(), origin(app, request));
    // An address that was mistyped shows the main language.
    let language = language.filter(|tag| questionnaire.languages.contains(tag));
    let page = SharePage {
        who: who.name,
        address: format!("{origin}/s/{}", edition.slug),
        is_here_only: is_here_only(&origin),
        asks_core: app.bank.instrument_of(&questionnaire).is_some(),
        language: language.unwrap_or_else(|| questionnaire.main_language().to_owned()),
        questionnaire,
    };
    Ok(Rendered::once(render(site(), &page)).private(request, StatusCode::OK))
}

/// A draft of which nothing has been published yet has no link; it says so and leads to the draft.
async fn unshared(app: &App, who: Identity, slug: &str, request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let Some(draft) = draft(app, &who, slug).await? else { return Ok(missing(request)) };
    let title = draft.questionnaire.title.plain().to_owned();
    let page = UnsharedPage { who: who.name, slug: draft.survey.slug, title };
    Ok(Rendered::once(pages::unshared(site(), &page)).private(request, StatusCode::NOT_FOUND))
}

/// Where respondents reach this server; unset, wherever this request reached it.
pub(super) fn origin(app: &App, request: &HttpRequest) -> String {
    let host = || request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or(&app.settings.addr);
    app.settings.public_url.clone().unwrap_or_else(|| format!("{}://{}", app.settings.scheme(), host()))
}
