//! The designer: outline, editor and phone, over one draft that others may have open too.

mod add;
mod builder;
mod clash;
mod drag;
mod editor;
mod fields;
mod hands;
#[cfg(feature = "browser")]
mod link;
mod lists;
mod opened;
mod options;
mod outline;
mod preview;
mod problems;
mod question;
mod rule;
mod screen;
mod section;
mod survey;
mod toolbar;
mod translate;

use leptos::prelude::*;

use crate::widgets::el::{Child, El, el, live, when};
use crate::widgets::icon;
pub use opened::Opened;
use screen::{Open, Screen};
pub use translate::Translator;

/// The page brings the draft as a block of JSON; the server draws only the frame.
#[island]
pub fn Designer() -> impl IntoView {
    let screen = Screen::new();
    let title = opened::of_page().map(|opened| opened.questionnaire.title.plain().to_owned()).unwrap_or_default();
    #[cfg(feature = "browser")]
    {
        link::listen(screen);
        link::begin(screen);
    }
    // A signal of its own: what is drawn once must not be thrown away at the next change.
    let is_there = move || screen.begun.get();
    el("div.designer")
        .child(when(is_there, move || whole(screen)))
        .child(when(move || !screen.begun.get(), move || opening(title.clone())))
}

/// What the server draws, until the draft is there: a page has its heading from the start.
fn opening(title: String) -> El {
    el("div.toolbar").child(el("h1").child(title)).child(el("p.soft").attr("role", "status").child("Opening…"))
}

fn whole(screen: Screen) -> El {
    let looks_only = !screen.may_change.get_untracked();
    el("div")
        .child(toolbar::toolbar(screen))
        .child(
            looks_only
                .then(|| el("p.note").child("You may look at this draft. Designers of your workspace can change it.")),
        )
        .child(discarded(screen))
        .child(clash::clashes(screen))
        .child(
            el("div.bench")
                .live_attr("inert", move || screen.discarded.with(Option::is_some).then(|| "".into()))
                .child(outline::outline(screen))
                .child(editor::editor(screen))
                .child(problems::problems(screen))
                .child(preview::preview(screen)),
        )
        .child(add::dialogs(screen))
        .child(
            el("p.unseen")
                .id("said")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .child(live(move || screen.said.get())),
        )
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

/// Opens something: the editor and the phone show it, and the address names it.
fn link_to(screen: Screen, open: Open) {
    let hash = match &open {
        Open::Survey => "survey".to_owned(),
        Open::Section(id) | Open::Question(id) => id.clone(),
        Open::List(name) => format!("list-{name}"),
    };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&format!("#{hash}")));
    }
    screen.refused.set(None);
    screen.pause();
    screen.open.set(open);
    #[cfg(feature = "browser")]
    link::show(screen);
}
