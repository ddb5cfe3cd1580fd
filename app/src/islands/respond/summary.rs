//! What is wrong on the page, at its top, with links to the fields (the GOV.UK pattern).

use shared::Problem;

use super::Session;
use crate::widgets::el::{Child, El, el};
use crate::widgets::focus::focus_on;
use crate::widgets::{anchor, icon, said};
use crate::words;

pub const ID: &str = "summary";

/// Errors, or warnings where there are only those; nothing where all is well.
pub fn summary(session: &Session) -> Child {
    words::follow();
    let problems = session.problems.get();
    if problems.is_empty() {
        return Child::Nothing;
    }
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    let form = session.form();
    let link = |problem: &Problem| {
        let words = match form.question_at(&problem.question) {
            Some(question) => said::problem(question, problem),
            None => words::sentence(None, problem),
        };
        el("li").child(el("a").attr("href", ["#", &target(problem)].concat()).child(words))
    };
    if errors.is_empty() {
        let links = links(problems.iter().map(link));
        let words = el("div").child(el("h2").id("summary-title").child(words::is_this_right())).child(links);
        return frame("div.note").child(icon("#i-info")).child(words).into();
    }
    let heading = el("h2").id("summary-title").child(words::there_is_a_problem());
    frame("div.summary.flow.g1").attr("role", "alert").child(heading).child(links(errors.into_iter().map(link))).into()
}

fn frame(selector: &'static str) -> El {
    el(selector).id(ID).attr("tabindex", "-1").attr("aria-labelledby", "summary-title")
}

fn links(items: impl Iterator<Item = El>) -> El {
    el("ul").children(items).on("click", |event| {
        // On this page the focus moves; a field of another page is led to by the address.
        let id = event.attribute("href");
        if focus_on(id.trim_start_matches('#')) {
            event.prevent();
        }
    })
}

/// The id of the field, or of the question.
pub fn target(problem: &Problem) -> String {
    let anchor = anchor(&problem.question);
    match &problem.row {
        Some(row) => [&anchor, "-", row].concat(),
        None => anchor,
    }
}
