//! The translator's view: every text of a draft beside its translation, over the same desk as the designer's.

mod field;
mod languages;
mod parts;
mod rows;
mod texts;
mod work;

use leptos::prelude::*;

use super::screen::Screen;
use super::{frame, toolbar};
use crate::widgets::el::{El, el, live, when};
use crate::widgets::icon;
use work::Work;

/// The page brings the draft as a block of JSON; the server draws only the frame.
#[island]
pub fn Translator() -> impl IntoView {
    let screen = Screen { checks: false, ..Screen::new() };
    let work = Work::new(screen);
    frame::opening(screen, "div.translator", titled, move || whole(work))
}

fn titled(survey: &str) -> String {
    format!("Translate: {survey}")
}

fn whole(work: Work) -> El {
    let screen = work.screen;
    work.arrive();
    // A memo, since another language must not throw away what is drawn.
    let has_target = Memo::new(move |_| work.target().is_some());
    let bench = el("div").child(languages::languages(work)).child(when(
        move || has_target.get(),
        move || el("div.workbench").child(parts::parts(work)).child(rows::part(work)),
    ));
    frame::around(screen, bar(screen), bench).id("translator").child(frame::said(screen))
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
        .child(el("h1").child(live(move || titled(&title.get()))))
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
