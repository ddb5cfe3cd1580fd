//! The respondent's island: notice and consent, one section a page, check, receipt.

#[cfg(feature = "browser")]
mod address;
#[cfg(feature = "browser")]
mod after;
#[cfg(feature = "browser")]
mod arrive;
#[cfg(feature = "browser")]
mod check;
#[cfg(feature = "browser")]
mod copy;
#[cfg(feature = "browser")]
mod pace;
#[cfg(feature = "browser")]
mod part;
#[cfg(feature = "browser")]
mod progress;
#[cfg(feature = "browser")]
mod receipt;
mod session;
mod speak;
mod start;
mod summary;
mod survey;

use leptos::prelude::*;

use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;
use crate::words;
#[cfg(feature = "browser")]
pub use address::{follow, is_framed};
#[cfg(feature = "browser")]
pub use arrive::try_out;
pub use session::{Session, Step};
pub use start::Before;
pub use survey::{Survey, of_page, tongue};

#[island]
pub fn Respond() -> impl IntoView {
    let Some(survey) = survey::of_page() else {
        return el("p").child(words::not_whole());
    };
    let session = Session::new(survey);
    #[cfg(feature = "browser")]
    arrive::arrive(&session);
    interview(session)
}

/// The whole interview; the designer's preview shows the same.
pub fn interview(session: Session) -> El {
    let (troubled, said, several) = (session.clone(), session.clone(), session.clone());
    el("div")
        .child(live(move || {
            words::follow();
            troubled.trouble.get().map(|error| trouble(&troubled, error))
        }))
        .child(live(move || of_several(&several)))
        .child(start::start(&session))
        .child(live(move || {
            session.language.with(|_| ());
            page(&session)
        }))
        .child(el("p.unseen").attr("role", "status").child(live(move || said.say.get())))
}

/// The page after the start. On the server there is only the start.
#[cfg(feature = "browser")]
fn page(session: &Session) -> Child {
    match session.step.get() {
        Step::Start => Child::Nothing,
        Step::Part(section) => part::part(session, section).into(),
        Step::Check => check::check(session).into(),
        Step::Receipt(id) => receipt::receipt(session, id).into(),
    }
}

#[cfg(not(feature = "browser"))]
fn page(_: &Session) -> Child {
    Child::Nothing
}

/// What only surveys in several languages or versions have; drawn at once, since a live child leaves a mark in the
/// page that the smallest bundle would have to know.
#[cfg(feature = "several")]
fn of_several(session: &Session) -> Child {
    let came = session.came_along.get().map(|came| came_along(session, came));
    Child::Many(vec![speak::chooser(session), came.into()])
}

#[cfg(not(feature = "several"))]
fn of_several(_: &Session) -> Child {
    Child::Nothing
}

/// What became of the answers in the newer version, until it has been read.
#[cfg(feature = "several")]
fn came_along(session: &Session, came: session::CameAlong) -> El {
    let read = session.clone();
    let button = el("button.button.quiet").attr("type", "button").on("click", move |_| read.came_along.set(None));
    // The words follow the language by themselves: the chips beside them keep the focus.
    let said = |words: fn(usize) -> String, count: usize| {
        el("p").child(live(move || {
            words::follow();
            words(count)
        }))
    };
    let is_whole = came.lost.is_empty();
    let first: fn(usize) -> String =
        if is_whole { |_| words::all_taken_over().to_owned() } else { |_| words::taken_over().to_owned() };
    let lost = (!is_whole).then(|| el("ul.bullets").children(came.lost.into_iter().map(|name| el("li").child(name))));
    let new = (came.new > 0).then(|| said(words::new_questions, came.new));
    let words = el("div.flow.g2")
        .child(said(first, 0))
        .child(lost)
        .child(new)
        .child(el("p").child(button.child(said_once(words::have_read))));
    let (note, sign) = if is_whole { ("div.note.wait", "#i-check") } else { ("div.note.warn", "#i-alert") };
    el(note).attr("role", if is_whole { "status" } else { "alert" }).child(icon(sign)).child(words)
}

#[cfg(feature = "several")]
fn said_once(words: fn() -> &'static str) -> Child {
    live(move || {
        words::follow();
        words()
    })
}

#[cfg(feature = "browser")]
fn trouble(session: &Session, error: session::Trouble) -> El {
    let kept = session.clone();
    // What is only on the screen can still be taken away as a file.
    let save = (error == crate::device::DeviceError::Full).then(|| {
        el("p")
            .child(el("button.button.second").attr("type", "button").child(icon("#i-save")).child(words::keep_a_copy()))
            .on("click", move |_| kept.interview.peek(|interview| copy::save(interview, None)))
    });
    let words = el("div.flow.g3").child(el("p").child(arrive::in_words(error))).child(save);
    el("div.note.warn").attr("role", "alert").child(icon("#i-alert")).child(words)
}

// On the server nothing goes wrong with a device.
#[cfg(not(feature = "browser"))]
fn trouble(_: &Session, error: session::Trouble) -> El {
    match error {}
}
