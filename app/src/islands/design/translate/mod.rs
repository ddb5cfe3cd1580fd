//! The translator's view: every text of a draft beside its translation, over the same desk as the designer's.

mod field;
mod languages;
mod parts;
mod rows;
mod texts;
mod work;

use leptos::prelude::*;

use super::discarded;
use super::screen::Screen;
use super::{clash, opened, toolbar};
use crate::widgets::el::{El, el, live, when};
use crate::widgets::icon;
use work::Work;

/// The page brings the draft as a block of JSON; the server draws only the frame.
#[island]
pub fn Translator() -> impl IntoView {
    let screen = Screen { checks: false, ..Screen::new() };
    let work = Work::new(screen);
    let title = opened::of_page().map(|opened| opened.questionnaire.title.plain().to_owned()).unwrap_or_default();
    #[cfg(feature = "browser")]
    {
        super::link::listen(screen);
        super::link::begin(screen);
    }
    let is_there = move || screen.begun.get();
    el("div.translator")
        .child(when(is_there, move || whole(work)))
        .child(when(move || !screen.begun.get(), move || opening(title.clone())))
}

/// What the server draws, until the draft is there.
fn opening(title: String) -> El {
    el("div.toolbar")
        .child(el("h1").child(format!("Translate: {title}")))
        .child(el("p.soft").attr("role", "status").child("Opening…"))
}

fn whole(work: Work) -> El {
    let screen = work.screen;
    work.arrive();
    // A memo, since another language must not throw away what is drawn.
    let has_target = Memo::new(move |_| work.target().is_some());
    let looks_only = !screen.may_change.get_untracked();
    el("div")
        .id("translator")
        .child(bar(screen))
        .child(
            looks_only
                .then(|| el("p.note").child("You may look at this draft. Designers of your workspace can change it.")),
        )
        .child(discarded(screen))
        .child(clash::clashes(screen))
        .child(
            el("div")
                .live_attr("inert", move || screen.discarded.with(Option::is_some).then(|| "".into()))
                .child(languages::languages(work))
                .child(when(
                    move || has_target.get(),
                    move || el("div.workbench").child(parts::parts(work)).child(rows::part(work)),
                )),
        )
        .child(
            el("p.unseen")
                .id("said")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .child(live(move || screen.said.get())),
        )
}

fn bar(screen: Screen) -> El {
    let slug = screen.peek(|draft| draft.slug.clone());
    let title = Memo::new(move |_| {
        screen.see(|draft| {
            let main = draft.main_language();
            draft.title.get(main, main).to_owned()
        })
    });
    el("div.toolbar")
        .attr("role", "region")
        .attr("aria-label", "This survey")
        .child(el("h1").child(live(move || format!("Translate: {}", title.get()))))
        .child(toolbar::pill(screen))
        .child(toolbar::others(screen))
        .child(
            el("span.row.push.g2").child(toolbar::step(screen, false)).child(toolbar::step(screen, true)).child(
                el("a.button.quiet")
                    .attr("href", format!("/design/{slug}"))
                    .child(icon("#i-left"))
                    .child("Back to the draft"),
            ),
        )
}
