//! Check your answers: everything on the route, each with a way to change it, then the finish.

use std::sync::Arc;

use leptos::task::spawn_local;
use shared::interview::Interview;
use shared::outbox::{Parcel, State};
use shared::questionnaire::{Kind, Question, Section};
use shared::text::Text;

use super::address::{HEADING, go_instead, report};
use super::arrive::{self, in_words};
use super::part::back_link;
use super::session::{Session, Step};
use super::summary::summary;
use super::{copy, progress};
use crate::device::{self, DeviceError};
use crate::widgets::el::{Child, El, el, live, when};
use crate::widgets::focus::focus_soon;
use crate::widgets::followed::Followed;
use crate::widgets::{anchor, icon, said};
use crate::words;

const FAILURE: &str = "not-finished";

pub fn check(session: &Session) -> El {
    let form = session.form();
    let parts = session.parts();
    let sections = &form.questionnaire().sections;
    let back = parts
        .last()
        .and_then(|last| sections.get(*last).map(|section| (*last, section)))
        .map(|(last, section)| back_link(["#part-", &(last + 1).to_string()].concat(), section.title.plain()));
    let groups: Vec<El> = session.interview.peek(|interview| {
        parts.iter().filter_map(|part| sections.get(*part)).map(|section| group(interview, section, true)).collect()
    });
    let (summed, offline) = (session.clone(), session.clone());
    el("div")
        .child(progress::of_whole(session))
        .child(back)
        .child(live(move || summary(&summed)))
        .child(words::own(el("h1")).id(HEADING).attr("tabindex", "-1").child(words::check_your_answers()))
        .child(when(move || !offline.online.get() && device::is_kept(), no_signal))
        .child(el("div.flow.g6.after").children(groups).child(finish(session)))
}

fn no_signal() -> El {
    let words = el("div").child(el("strong").child(words::no_signal_fine())).child(words::finish_without_signal());
    el("div.note.wait").child(icon("#i-no-signal")).child(words)
}

/// The answers of one section; the receipt page shows them too, without the links.
pub fn group(interview: &Interview, section: &Section, may_change: bool) -> El {
    let id = ["answers-", &section.id].concat();
    let rows =
        shown_in(interview, section).into_iter().map(|(path, question)| row(interview, &path, question, may_change));
    el("section")
        .attr("aria-labelledby", id.clone())
        .child(el("h2").id(id).child(in_language(interview, &section.title)))
        .child(el("dl.answers").children(rows))
}

/// What of a section has an answer to show: of a repeat, each item's questions.
pub fn shown_in<'a>(interview: &'a Interview, section: &'a Section) -> Vec<(String, &'a Question)> {
    let mut shown: Vec<(String, &Question)> = Vec::new();
    for question in section.questions.iter().filter(|question| question.is_asked()) {
        if question.kind != Kind::Repeat {
            shown.push((question.id.clone(), question));
        }
        let items = if cfg!(feature = "whole") { interview.items(&question.id) } else { 0 };
        for item in 0..items {
            let path = |inner: &Question| [&question.id, "[", &(item + 1).to_string(), "].", &inner.id].concat();
            shown.extend(question.questions.iter().filter(|inner| inner.is_asked()).map(|inner| (path(inner), inner)));
        }
    }
    shown.retain(|(path, _)| interview.is_shown(path));
    shown
}

fn in_language(interview: &Interview, text: &Text) -> String {
    text.get(interview.language(), interview.form().questionnaire().main_language()).to_owned()
}

/// The short name; of an item, with its number.
pub fn name_of(interview: &Interview, path: &str, question: &Question) -> String {
    let name = interview.words(path, &in_language(interview, question.short_name()));
    if !cfg!(feature = "whole") {
        return name;
    }
    match path.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
        Some((number, _)) => [number, ". ", &name].concat(),
        None => name,
    }
}

fn row(interview: &Interview, path: &str, question: &Question, may_change: bool) -> El {
    let name = name_of(interview, path, question);
    let said = said::said(interview, path, question, interview.entry(path).as_ref());
    let change = may_change.then(|| {
        let word = if said.is_open { words::answer() } else { words::change() };
        let hidden = el("span.unseen").child([" ", &name].concat());
        el("dd.change").child(el("a").attr("href", ["#", &anchor(path)].concat()).child(word).child(hidden))
    });
    let mut lines: Vec<Child> = Vec::new();
    for line in said.lines {
        if !lines.is_empty() {
            lines.push(el("br").into());
        }
        lines.push(line.into());
    }
    let answer = el(if said.is_open { "dd.open" } else { "dd" }).children(lines);
    el("div").child(el("dt").child(name.clone())).child(answer).child(change)
}

fn finish(session: &Session) -> El {
    let (named, busy, pressed, kept) = (session.clone(), session.clone(), session.clone(), session.clone());
    let failed = Arc::new(Followed::new(None::<&'static str>));
    let (has_failed, said) = (failed.clone(), failed.clone());
    let words = move || match (named.busy.get(), named.online.get()) {
        (true, _) => words::finishing(),
        _ if has_failed.with(Option::is_some) => words::try_again(),
        (false, true) => words::finish_and_send(),
        (false, false) => words::finish_send_later(),
    };
    let button = el("button.button.wide")
        .attr("type", "button")
        .live_attr("aria-busy", move || busy.busy.get().then_some("true".into()))
        .child(live(words))
        .on("click", move |_| press(&pressed, &failed));
    let keep = el("button.button.second.wide")
        .attr("type", "button")
        .child(icon("#i-save"))
        .child(words::keep_a_copy())
        .on("click", move |_| kept.interview.peek(|interview| copy::save(interview, None)));
    words::own(el("div.flow.g3"))
        .child(el("h2").child(words::finish()))
        .child(el("p").child(words::after_this()))
        .child(live(move || said.get().map(failure)))
        .child(button)
        .child(keep)
}

/// Beside the button that it is about.
fn failure(words: &'static str) -> El {
    let note = el("div.note.stop").id(FAILURE).attr("role", "alert").attr("tabindex", "-1");
    note.child(icon("#i-alert")).child(el("div").child(words))
}

/// Freezes the answers; they are on the disk, or have arrived, before the receipt page says so.
fn press(session: &Session, failed: &Arc<Followed<Option<&'static str>>>) {
    if session.busy.peek(|busy| *busy) {
        return;
    }
    let now = device::now();
    arrive::keep_to(session, now);
    let finished = match session.interview.peek(Interview::finish) {
        Ok(finished) => finished,
        Err(problems) => return report(session, problems),
    };
    if session.is_trial {
        return failed.set(Some(words::only_a_preview()));
    }
    let Some(draft) = session.keep.draft() else { return };
    session.busy.set(true);
    failed.set(None);
    let (session, failed) = (session.clone(), failed.clone());
    spawn_local(async move {
        let say = |error: DeviceError| {
            failed.set(Some(in_words(error)));
            focus_soon(FAILURE.to_owned());
        };
        match device::finish(draft, &finished, now).await {
            // Sent from memory and refused: it is still to be mended here.
            Ok(Parcel { id, state: State::Refused { problems, .. }, .. }) if device::is_in_memory(&id) => {
                if problems.is_empty() {
                    say(DeviceError::Unsent);
                } else {
                    report(&session, problems);
                }
            }
            Ok(parcel) => {
                arrive::forget(&session);
                session.arrival.set(super::session::Arrival::Fresh);
                session.finished.set(Some(parcel.id.clone()));
                go_instead(Step::Receipt(parcel.id));
            }
            Err(error) => say(error),
        }
        session.busy.set(false);
    });
}
