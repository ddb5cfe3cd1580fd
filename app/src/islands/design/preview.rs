//! The phone beside the editor: the respondent's own page in a frame, told of every change.

use leptos::prelude::*;
use shared::draft::newcomer;

use super::fields::tongues;
use super::screen::Screen;
use crate::widgets::el::{El, el, live};
use crate::widgets::icon;

pub fn preview(screen: Screen) -> El {
    let slug = screen.peek(|draft| draft.slug.clone());
    let address = format!("/design/{slug}/preview");
    let knows_newcomers = screen
        .desk
        .with_value(|desk| desk.as_ref().is_some_and(|desk| !newcomer(desk.shown(), desk.bank()).is_empty()));
    let new_group = el("button.chip")
        .attr("type", "button")
        .id("newcomer")
        .live_attr("aria-pressed", move || Some(if screen.newcomer.get() { "true" } else { "false" }.into()))
        .child("Answer as a new group with no staff")
        .on("click", move |_| {
            screen.newcomer.update(|on| *on = !*on);
            restart();
        });
    el("section.preview.flow.g3")
        .attr("aria-labelledby", "preview-title")
        .child(
            el("div.row")
                .child(el("h2").id("preview-title").child("On a phone"))
                .child(el("span.push").child(tongues(screen, "phone"))),
        )
        .child(el("div.handset").child(
            el("iframe").id("preview-frame").attr("title", "The form as a phone shows it").attr("src", address.clone()),
        ))
        .child(
            el("div.row.g2")
                .child(knows_newcomers.then_some(new_group))
                .child(
                    el("button.chip")
                        .attr("type", "button")
                        .id("start-again")
                        .child("Start again")
                        .on("click", move |_| restart()),
                )
                .child(elsewhere(screen, &slug, address)),
        )
        .child(live(move || {
            screen.newcomer.get().then(|| {
                el("p.small")
                    .child("A new group with no staff takes the short route: only questions that are on it are asked.")
            })
        }))
        .child(el("p.small.soft").child("This is the real form: try it. Nothing that you enter here is kept."))
}

/// The link of the phone's page lets in whoever has it, so whoever only looks opens the form here.
fn elsewhere(screen: Screen, slug: &str, address: String) -> El {
    let (to, words) = match screen.may_change.get_untracked() {
        true => (format!("/design/{slug}/phone"), "Try it on a phone"),
        false => (address, "Open it alone"),
    };
    el("a.chip").attr("href", to).attr("target", "_blank").child(icon("#i-right")).child(words)
}

fn restart() {
    #[cfg(feature = "browser")]
    super::link::reload_preview();
}
