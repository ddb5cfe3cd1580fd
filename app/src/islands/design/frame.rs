//! What the designer and the translator have around their work: opening, only looking, the draft's end, what is said.

use leptos::prelude::*;

use super::screen::Screen;
use super::{clash, opened};
use crate::widgets::el::{Child, El, el, live, when};
use crate::widgets::icon;

/// Nothing but the heading until the draft is there: a page has one from the start, and the server draws no more.
pub fn opening(
    screen: Screen,
    class: &'static str,
    title: fn(&str) -> String,
    whole: impl Fn() -> El + Send + 'static,
) -> El {
    let survey = opened::of_page().map(|opened| opened.questionnaire.title.plain().to_owned()).unwrap_or_default();
    #[cfg(feature = "browser")]
    {
        super::link::listen(screen);
        super::link::begin(screen);
    }
    let wait = move || {
        let heading = el("h1").child(title(&survey));
        el("div.toolbar").child(heading).child(el("p.soft").attr("role", "status").child("Opening…"))
    };
    // A signal of its own: what is drawn once must not be thrown away at the next change.
    el(class).child(when(move || screen.begun.get(), whole)).child(when(move || !screen.begun.get(), wait))
}

/// The bar, what is to be known first, and the work, which nobody can do any more once the draft is gone.
pub fn around(screen: Screen, bar: El, work: El) -> El {
    let looks_only = !screen.may_change.get_untracked();
    el("div")
        .child(bar)
        .child(
            looks_only
                .then(|| el("p.note").child("You may look at this draft. Designers of your workspace can change it.")),
        )
        .child(discarded(screen))
        .child(clash::clashes(screen))
        .child(
            work.live_attr("inert", move || screen.discarded.with(Option::is_some).then(|| "".into()))
                .live_attr("data-settling", move || screen.settling.get().then(|| "".into())),
        )
}

/// Told to screen readers.
pub fn said(screen: Screen) -> El {
    el("p.unseen").id("said").attr("role", "status").attr("aria-live", "polite").child(live(move || screen.said.get()))
}

/// Somebody has taken the draft away: it can be read, and nothing can be changed in it.
fn discarded(screen: Screen) -> Child {
    live(move || {
        screen.discarded.get().map(|by| {
            el("div.note.stop").attr("role", "alert").id("discarded").child(icon("#i-alert")).child(
                el("div")
                    .child(el("strong").child(format!("{by} discarded this draft. ")))
                    .child("What you see here is not kept any more, and nothing in it can be changed. ")
                    .child(el("a").attr("href", "/design").child("All surveys")),
            )
        })
    })
}
