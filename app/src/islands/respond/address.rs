//! The address tells which page is open, so that the browser's back and forward work: `#part-4`, `#check`,
//! `#receipt=<id>`, `#q-C3` for one question.

use leptos::ev::hashchange;
use leptos::prelude::*;
use shared::Problem;

use super::session::{Arrival, Session, Step};
use super::{arrive, start, summary};
use crate::widgets::focus::{begin_page, focus_soon, focus_soon_or};
use crate::words;

/// The heading of the open page, wherever it is.
pub const HEADING: &str = "heading";
const NOTICE: &str = "notice";

/// Shows what the address names, now and whenever it changes.
pub fn follow(session: &Session) {
    if !hash().is_empty() {
        show_hash(session);
    } else {
        set_title(session, false);
    }
    let session = session.clone();
    let handle = window_event_listener(hashchange, move |_| show_hash(&session));
    // It lives as long as the page.
    std::mem::forget(handle);
}

/// Opens a place, as if its address had been followed.
pub fn open(session: &Session, place: &str) {
    if place.is_empty() || hash() == place {
        return show_hash(session);
    }
    turn_to(place);
}

/// The draft that the outbox wants to carry on with.
pub fn draft_named() -> Option<String> {
    hash().strip_prefix("draft=").map(str::to_owned)
}

fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

fn show_hash(session: &Session) {
    let hash = hash();
    let may_go_on = session.problems_at_start().is_empty();
    if let Some(id) = hash.strip_prefix("receipt=") {
        show(session, Step::Receipt(id.to_owned()), true);
    } else if hash.is_empty() || hash == start::HEADING {
        show(session, Step::Start, true);
    } else if hash == NOTICE {
        session.step.set(Step::Start);
        focus_soon(NOTICE.to_owned());
    } else if hash.starts_with("draft=") && may_go_on {
        go_to_draft(session);
    } else if let Some(step) = step_of(session, &hash) {
        if let Some(id) = session.finished.peek(Clone::clone).filter(|_| session.keep.draft().is_none()) {
            // An empty form in the place of what was sent would look as if it were lost.
            go_instead(Step::Receipt(id));
        } else if !may_go_on {
            show(session, Step::Start, true);
        } else {
            let question = hash.starts_with("q-");
            let refused = if question { session.refused.change(std::mem::take) } else { Vec::new() };
            let changes = !refused.is_empty() || session.step.peek(Clone::clone) == Step::Check;
            show(session, step, !question);
            session.changing.set(question && changes);
            if question {
                if !refused.is_empty() {
                    report(session, refused);
                }
                // A question that is not asked on this route is not there.
                focus_soon_or(hash, HEADING);
            }
        }
    }
    // Anything else, such as the skip link's target, is a place on the open page.
}

fn step_of(session: &Session, hash: &str) -> Option<Step> {
    if hash == "check" {
        return Some(Step::Check);
    }
    let form = session.form();
    let sections = &form.questionnaire().sections;
    if let Some(number) = hash.strip_prefix("part-") {
        let section = (shared::number::read(number)? as usize).checked_sub(1)?;
        return session.parts().contains(&section).then_some(Step::Part(section));
    }
    let rest = hash.strip_prefix("q-")?;
    let is_meant = |id: &str| rest.strip_prefix(id).is_some_and(|part| part.is_empty() || part.starts_with('-'));
    let section =
        sections.iter().position(|section| section.questions.iter().any(|question| is_meant(&question.id)))?;
    if Session::is_start_section(&form, section) {
        return Some(Step::Start);
    }
    // Of a part that is left out on this route, the one before it.
    let parts = session.parts();
    Some(parts.into_iter().rfind(|part| *part <= section).map_or(Step::Start, Step::Part))
}

/// Opens a page: one step in the browser's history.
pub fn go(step: Step) {
    let hash = match step {
        Step::Start => start::HEADING.to_owned(),
        Step::Part(section) => ["part-", &(section + 1).to_string()].concat(),
        Step::Check => "check".to_owned(),
        Step::Receipt(id) => ["receipt=", &id].concat(),
    };
    turn_to(&hash);
}

/// In the designer's frame no step is made: it would be one of the designer's own history, and keep them on the page.
fn turn_to(hash: &str) {
    let location = window().location();
    let _ = match is_framed() {
        true => location.replace(&["#", hash].concat()),
        false => location.set_hash(hash),
    };
}

/// Whether this is the phone beside the editor; the respondents' bundles are in no frame.
pub fn is_framed() -> bool {
    cfg!(feature = "staff") && window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// Opens a page in place of the open one: after the finish there is no way back into the answers.
pub fn go_instead(step: Step) {
    if let Step::Receipt(id) = step {
        let _ = window().location().replace(&["#receipt=", &id].concat());
    }
}

pub fn go_to_start(session: &Session) {
    if hash().is_empty() || hash() == start::HEADING {
        show(session, Step::Start, true);
    } else {
        go(Step::Start);
    }
}

pub fn reload() {
    let _ = window().location().reload();
}

fn show(session: &Session, step: Step, from_top: bool) {
    session.problems.set(Vec::new());
    session.warned.set(false);
    session.changing.set(false);
    if let Step::Part(section) = &step {
        arrive::turn_to(session, *section);
    }
    session.telling.arrived.set(false);
    let heading = if step == Step::Start { start::HEADING } else { HEADING };
    session.step.set(step);
    set_title(session, false);
    if from_top {
        begin_page(heading);
    }
}

/// The first page, or the one where somebody left off; without consent, what is missing.
pub fn begin_or_say_why_not(session: &Session) {
    let problems = session.problems_at_start();
    if !problems.is_empty() {
        return report(session, problems);
    }
    session.problems.set(Vec::new());
    session.finished.set(None);
    if matches!(session.arrival.peek(Clone::clone), Arrival::Draft { .. }) {
        return go_to_draft(session);
    }
    match session.parts().first() {
        Some(first) => go(Step::Part(*first)),
        None => go(Step::Check),
    }
}

fn go_to_draft(session: &Session) {
    let refused =
        session.refused.peek(|refused| refused.iter().map(summary::target).find(|id| step_of(session, id).is_some()));
    if let Some(question) = refused {
        return turn_to(&question);
    }
    let parts = session.parts();
    let open = session.keep.draft().map_or(0, |draft| draft.section as usize);
    let next = parts.iter().find(|part| **part >= open).or(parts.last());
    go(next.map_or(Step::Check, |part| Step::Part(*part)));
}

/// Shows what is wrong: summary, fields, title; the focus goes to the summary.
pub fn report(session: &Session, problems: Vec<Problem>) {
    let has_errors = problems.iter().any(Problem::is_error);
    session.problems.set(problems);
    set_title(session, has_errors);
    focus_soon(summary::ID.to_owned());
}

/// “Error: Money – State of the Sector 2026 – Sectorwise”
pub fn set_title(session: &Session, has_errors: bool) {
    let form = session.form();
    let survey = form.questionnaire();
    let page = match session.step.peek(Clone::clone) {
        Step::Start => None,
        Step::Part(section) => survey.sections.get(section).map(|section| section.title.plain()),
        Step::Check => Some(words::check_your_answers()),
        Step::Receipt(_) => Some(words::your_receipt()),
    };
    let error = if has_errors { words::title_error() } else { "" };
    let page = page.map(|page| [page, " – "].concat()).unwrap_or_default();
    document().set_title(&[error, &page, survey.title.plain(), " – Sectorwise"].concat());
}
