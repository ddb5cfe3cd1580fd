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
    let (troubled, said, losing) = (session.clone(), session.clone(), session.clone());
    el("div")
        .child(live(move || {
            words::follow();
            troubled.trouble.get().map(|error| trouble(&troubled, error))
        }))
        .child(speak::chooser(&session))
        .child(live(move || lost(&losing)))
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

/// What could not be taken over into the newer version, until it has been read.
fn lost(session: &Session) -> Child {
    words::follow();
    let lost = session.lost.get();
    if !cfg!(feature = "several") || lost.is_empty() {
        return Child::Nothing;
    }
    let read = session.clone();
    let done = el("button.button.quiet").attr("type", "button").child(words::have_read()).on("click", move |_| {
        read.lost.set(Vec::new());
    });
    let words = el("div.flow.g2")
        .child(el("p").child(words::taken_over()))
        .child(el("ul.bullets").children(lost.into_iter().map(|name| el("li").child(name))))
        .child(el("p").child(done));
    el("div.note.warn").attr("role", "alert").child(icon("#i-alert")).child(words).into()
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
