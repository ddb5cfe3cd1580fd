//! The frame of a question: reference, wording, hint, what is wrong, the control.

use shared::questionnaire::Kind;

use super::el::{Child, El, el, live, when};
use super::field::{Field, anchor};
use super::parts::{icon, quiet_button};
use super::{control, focus, reasons, said};
use crate::words;

/// A question with everything that belongs to it.
pub fn question_view(field: &Field) -> El {
    let question = &field.question;
    if question.kind == Kind::Note {
        return el("div.question.bare")
            .id(anchor(&field.path))
            .child(el("p.lead-in").child(field.wording(&question.label)));
    }
    let id = anchor(&field.path);
    let described_by = [&id, "-hint ", &id, "-error"].concat();
    let reference = el("span.ref").child(question.id.clone()).child(needed(field));
    let wording = field.wording(&question.label);
    // One input is labelled by the question itself; everything else is a group that it names.
    let (frame, ask) = match question.kind {
        Kind::Text | Kind::Long if question.calculation.is_none() => {
            let ask = el("label.ask").attr("for", field.id("text"));
            (el("div.question"), ask.child(reference).child(wording))
        }
        Kind::Consent => (el("div.question.bare"), reference),
        Kind::GridSingle => {
            let group = el("div.question").attr("role", "group").attr("aria-labelledby", [&id, "-ask"].concat());
            (group, el("p.ask").id([&id, "-ask"].concat()).child(reference).child(wording))
        }
        _ => (el("fieldset.question"), el("legend.ask").child(reference).child(wording)),
    };
    let hint = question.hint.as_ref().map(|hint| el("p.hint").id([&id, "-hint"].concat()).child(field.wording(hint)));
    let wrong = field.clone();
    frame
        .attr("aria-describedby", described_by)
        .live_flag("data-wrong", move || wrong.is_wrong(None))
        .child(ask)
        .child(hint)
        .child(problems(field, [&id, "-error"].concat()))
        .child(control(field))
        .child(reasons::reasons(field))
        .child(clear(field, &id))
        .id(id)
}

fn needed(field: &Field) -> Child {
    let question = &field.question;
    // A filter may leave nothing to choose, and then nothing is needed.
    let depends = question.filter.is_some() || (question.required_when.is_some() && !question.required);
    if !cfg!(feature = "whole") || !depends {
        return question.required.then(words::needs_an_answer).into();
    }
    let field = field.clone();
    let is_needed = move || {
        field.around.host.follow();
        field.around.host.is_required(&field.path)
    };
    when(is_needed, words::needs_an_answer)
}

/// What is wrong here, in the same words as in the summary.
fn problems(field: &Field, id: String) -> Child {
    let field = field.clone();
    live(move || {
        let here = |problem: &&shared::Problem| problem.question == field.path;
        let lines: Vec<El> = field.around.problems.with(|problems| {
            problems
                .iter()
                .filter(here)
                .map(|problem| line(said::problem(&field.question, problem), problem.is_error()))
                .collect()
        });
        (!lines.is_empty()).then(|| el("div.flow.g2").id(id.clone()).children(lines))
    })
}

fn line(words: String, is_error: bool) -> El {
    if is_error {
        let words = el("span").child(el("span.unseen").child(words::title_error())).child(words);
        el("p.problem").child(icon("#i-alert")).child(words)
    } else {
        el("div.note").child(icon("#i-info")).child(el("div").child(words))
    }
}

/// A choice cannot be taken back by choosing; so there is a button for it, where nothing is required, and where a
/// filter may have left out what was chosen.
fn clear(field: &Field, id: &str) -> Child {
    let is_filtered = cfg!(feature = "whole") && field.question.filter.is_some();
    let is_free = !field.question.required && matches!(field.question.kind, Kind::Single | Kind::GridSingle);
    if !is_free && !is_filtered {
        return Child::Nothing;
    }
    let (asked, field, id) = (field.clone(), field.clone(), id.to_owned());
    when(
        move || asked.entry.with(Option::is_some),
        move || {
            let (field, id) = (field.clone(), id.clone());
            let words = if field.question.is_grid() { words::clear_answers() } else { words::clear_answer() };
            let button = quiet_button(words).on("click", move |_| {
                field.set_and_show(None);
                field.say(words::cleared());
                focus::focus_on(&id);
            });
            el("p").child(button)
        },
    )
}
