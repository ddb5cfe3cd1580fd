//! One section as a page: progress, questions, and on to the next.

use std::sync::Arc;

use shared::questionnaire::Question;
use shared::text::Text;

use super::address::{HEADING, go, report};
use super::pace::Pace;
use super::session::{Session, Step};
use super::summary::summary;
use super::{arrive, progress, start};
use crate::device;
use crate::islands::spoken;
use crate::widgets::el::{Child, El, el, kept_when, keyed, live, when};
use crate::widgets::{icon, question_view};
use crate::words;

pub fn part(session: &Session, section: usize) -> El {
    let form = session.form();
    let Some(page) = form.questionnaire().sections.get(section) else { return el("div") };
    let around = session.around();
    let pace = Arc::new(Pace::default());
    let question = |question: &Question| {
        let field = session.field(question, &around);
        let (session, spot) = (session.clone(), session.form().spot(&question.id));
        let is_shown = move || {
            let turn = session.route.get();
            (spot.is_some_and(|spot| session.interview.peek(|interview| interview.shows(spot))), turn)
        };
        if cfg!(feature = "whole") {
            kept_when(pace.clone().slowed(is_shown), move || question_view(&field).into())
        } else {
            when(move || is_shown().0, move || question_view(&field))
        }
    };
    let said = |text: &Text| around.marked(text, text.plain().to_owned().into());
    let questions: Vec<Child> = page.questions.iter().filter(|question| question.is_drawn()).map(question).collect();
    let (named, goes_on, summed) = (session.clone(), session.clone(), session.clone());
    let on = el("button.button.wide")
        .child(live(move || if named.changing.get() { words::save_and_back() } else { words::save_and_continue() }));
    let later = el("a.button.second.wide").attr("href", spoken::OUTBOX).child(words::finish_later());
    let form = el("form")
        .attr("novalidate", "")
        .children(questions)
        .child(words::own(el("div.flow.g3.after")).child(on).child(later))
        .on("submit", move |event| {
            event.prevent();
            go_on(&goes_on, section);
        });
    el("div")
        .child(progress::of_part(session, section))
        .child(back(session, section))
        .child(live(move || summary(&summed)))
        .child(el("h1").id(HEADING).attr("tabindex", "-1").child(said(&page.title)))
        .child(page.intro.as_ref().map(|intro| el("p.lead-in").child(said(intro))))
        .child(form)
}

/// To the part before, or to the start.
fn back(session: &Session, section: usize) -> Child {
    let session = session.clone();
    let form = session.form();
    // Counted from one; 0 is the start.
    let before = move || {
        session.route.get();
        session.parts().into_iter().rfind(|part| *part < section).map_or(0, |before| before + 1)
    };
    keyed(before, move |before| {
        let page = form.questionnaire().sections.get(before.wrapping_sub(1));
        let link = match page {
            Some(page) => back_link(["#part-", &before.to_string()].concat(), page.title.plain()),
            None => back_link(["#", start::HEADING].concat(), words::the_start()),
        };
        link.into()
    })
}

pub fn back_link(href: String, title: &str) -> El {
    words::own(el("a.back")).attr("href", href).child(icon("#i-left")).child(words::back_to(title))
}

/// Errors stop here; warnings are shown once and then let pass.
fn go_on(session: &Session, section: usize) {
    arrive::keep_to(session, device::now());
    let problems = session.interview.peek(|interview| interview.problems_in(section));
    let has_errors = problems.iter().any(shared::Problem::is_error);
    if has_errors || (!problems.is_empty() && !session.warned.peek(|warned| *warned)) {
        session.warned.set(!has_errors);
        return report(session, problems);
    }
    let next = session.parts().into_iter().find(|part| *part > section);
    match next {
        Some(next) if !session.changing.peek(|changing| *changing) => go(Step::Part(next)),
        _ => go(Step::Check),
    }
}
