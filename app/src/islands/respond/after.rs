//! After sending: the answers can be corrected until the survey closes, or taken back.
//!
//! Few need it, so the smallest bundle has a link here only: the page that it leads to has all of it.

use shared::outbox::{Parcel, State};
#[cfg(feature = "several")]
use shared::time::Stamp;

use super::session::Session;
use crate::device;
use crate::widgets::el::{Child, El, el};
use crate::words;

/// Nothing before the answers have arrived, and where this phone could not keep what proves that they are ours.
pub fn after(session: &Session, parcel: &Parcel) -> Child {
    if !matches!(parcel.state, State::Sent { .. }) || device::is_in_memory(&parcel.id) {
        return Child::Nothing;
    }
    el("section.flow.after.no-print")
        .attr("aria-labelledby", "change")
        .child(el("h2").id("change").child(words::change_or_take_back()))
        .child(ways(session, parcel))
        .into()
}

#[cfg(not(feature = "several"))]
fn ways(_: &Session, parcel: &Parcel) -> El {
    let there = ["/s/", &parcel.survey, "/sent#receipt=", &parcel.id].concat();
    el("p").child(el("a").attr("href", there).child(words::change_or_take_back_here()))
}

#[cfg(feature = "several")]
fn ways(session: &Session, parcel: &Parcel) -> El {
    let closes = session.survey.closes_at.as_deref().and_then(Stamp::parse);
    // A phone that is years ahead must not close a survey for itself.
    let now = parcel.at_the_server(device::now().millis);
    let is_open = closes.is_none_or(|closes| now < closes.millis);
    let may_correct = is_open && !parcel.bytes.is_empty();
    let words = if may_correct { words::may_correct() } else { words::may_take_back() };
    let correct = may_correct.then(|| several::correct(session, parcel));
    let (asked, asking) = several::asking();
    el("div.flow.g3")
        .child(el("p").child(words))
        .child(correct)
        .child(several::take_back(asking))
        .child(several::sure(session, parcel, asked))
}

#[cfg(feature = "several")]
mod several {
    use std::sync::Arc;

    use leptos::prelude::window;
    use leptos::task::spawn_local;
    use shared::outbox::Parcel;

    use super::super::receipt::contact_question;
    use super::super::session::Session;
    use crate::device;
    use crate::widgets::el::{Child, El, el, live};
    use crate::widgets::focus::focus_soon;
    use crate::widgets::followed::Followed;
    use crate::widgets::icon;
    use crate::words;

    const SURE: &str = "sure";

    /// What came of the question whether it is meant.
    #[derive(Clone, Copy, PartialEq)]
    pub enum Asked {
        No,
        Sure,
        Working,
        Failed,
    }

    pub type Asking = Arc<Followed<Asked>>;

    pub fn asking() -> (Asking, Asking) {
        let asked = Arc::new(Followed::new(Asked::No));
        (asked.clone(), asked)
    }

    /// The same answers as a draft of the next revision; it opens where all of them are listed.
    pub fn correct(session: &Session, parcel: &Parcel) -> El {
        let (session, id) = (session.clone(), parcel.id.clone());
        el("button.button.second.wide").attr("type", "button").child(words::correct_answers()).on("click", move |_| {
            let (session, id) = (session.clone(), id.clone());
            spawn_local(async move {
                let contact = contact_question(&session.form());
                match device::correct(&id, contact.as_deref()).await {
                    Ok(draft) => {
                        // Another page than this one, so that it looks through the device anew.
                        let _ = window().location().replace(&["/s/", &draft.survey, "?corrected#check"].concat());
                    }
                    Err(error) => session.trouble.set(Some(error)),
                }
            });
        })
    }

    pub fn take_back(asked: Asking) -> El {
        el("button.button.quiet").attr("type", "button").child(words::take_back()).on("click", move |_| {
            asked.set(Asked::Sure);
            focus_soon(SURE.to_owned());
        })
    }

    /// Asked before, since it cannot be undone.
    pub fn sure(session: &Session, parcel: &Parcel, asked: Asking) -> Child {
        let (session, id) = (session.clone(), parcel.id.clone());
        live(move || match asked.get() {
            Asked::No => Child::Nothing,
            now => note(&session, &id, &asked, now).into(),
        })
    }

    fn note(session: &Session, id: &str, asked: &Asking, now: Asked) -> El {
        let (yes, no, session, id) = (asked.clone(), asked.clone(), session.clone(), id.to_owned());
        let words = if now == Asked::Failed { words::take_back_failed() } else { words::take_back_sure() };
        let really = el("button.button.stop")
            .attr("type", "button")
            .attr("aria-busy", if now == Asked::Working { "true" } else { "false" })
            .child(words::take_them_back())
            .on("click", move |_| withdraw(&session, &id, &yes));
        let keep = el("button.button.second")
            .attr("type", "button")
            .child(words::keep_them())
            .on("click", move |_| no.set(Asked::No));
        let inner =
            el("div.flow.g3").child(el("p").child(words)).child(el("p.row").child(really).child(" ").child(keep));
        let note = el("div.note.warn").id(SURE).attr("role", "alert").attr("tabindex", "-1");
        note.child(icon("#i-alert")).child(inner)
    }

    fn withdraw(session: &Session, id: &str, asked: &Asking) {
        if asked.peek(|now| *now == Asked::Working) {
            return;
        }
        asked.set(Asked::Working);
        let (session, id, asked) = (session.clone(), id.to_owned(), asked.clone());
        spawn_local(async move {
            // The receipt's page hears of it, and draws itself anew.
            match device::withdraw(&id).await {
                Ok(()) => focus_soon(super::super::address::HEADING.to_owned()),
                Err(device::DeviceError::Unsent) => {
                    asked.set(Asked::Failed);
                    focus_soon(SURE.to_owned());
                }
                Err(error) => {
                    asked.set(Asked::No);
                    session.trouble.set(Some(error));
                }
            }
        });
    }
}
