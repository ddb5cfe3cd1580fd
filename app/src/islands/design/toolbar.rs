//! The bar on top: what is being designed, where the changes are, undo and redo, and the way to publishing.

use leptos::prelude::*;

use super::screen::{Pill, Screen};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;

pub fn toolbar(screen: Screen) -> El {
    let title = Memo::new(move |_| {
        screen.see(|draft| {
            let main = draft.main_language();
            draft.title.get(main, main).to_owned()
        })
    });
    let slug = screen.peek(|draft| draft.slug.clone());
    let review = format!("/design/{slug}/review");
    let (again, translate) = (review.clone(), format!("/design/{slug}/translate"));
    el("div.toolbar")
        .attr("role", "region")
        .attr("aria-label", "This survey")
        .child(el("h1").child(live(move || title.get())))
        .child(el("span.tag").child(live(move || match screen.version.get() {
            None => "Draft, not published yet".to_owned(),
            Some(version) => format!("Draft of version {}", version + 1),
        })))
        .child(pill(screen))
        .child(others(screen))
        .child(
            el("span.row.push.g2")
                .child(step(screen, false))
                .child(step(screen, true))
                .child(el("a.button.quiet").attr("href", translate).child("Translate"))
                .child(el("a.button.quiet").attr("href", review).child("What changed"))
                .child(
                    el("a.button").attr("href", again).attr("aria-describedby", "problems-title").child(live(
                        move || format!("Publish version {}…", screen.version.get().unwrap_or_default() + 1),
                    )),
                ),
        )
}

pub fn step(screen: Screen, again: bool) -> El {
    let (id, words, title) =
        if again { ("redo", "Redo", "Redo (Ctrl+Shift+Z)") } else { ("undo", "Undo", "Undo (Ctrl+Z)") };
    let can = Memo::new(move |_| {
        screen.tick.track();
        let can = |desk: &shared::draft::desk::Desk| if again { desk.can_redo() } else { desk.can_undo() };
        screen.desk.with_value(|desk| desk.as_ref().is_some_and(can))
    });
    el("button.button.second")
        .attr("type", "button")
        .id(id)
        .attr("title", title)
        .live_attr("aria-disabled", move || (!can.get()).then(|| "true".into()))
        .child(words)
        .on("click", move |_| screen.undo(again))
}

pub fn pill(screen: Screen) -> El {
    let state = move || match screen.pill.get() {
        Pill::Saved(_) => "saved",
        Pill::Saving => "sending",
        Pill::NoSignal => "offline",
        Pill::SignedOut | Pill::Discarded | Pill::Refused(_) => "unsaved",
    };
    el("span.status").attr("role", "status").id("pill").live_attr("data-state", move || Some(state().into())).child(
        live(move || -> Child {
            let (picture, words) = match screen.pill.get() {
                Pill::Saved(clock) => ("#i-check", format!("Saved {clock}")),
                Pill::Saving => ("#i-clock", "Saving".to_owned()),
                Pill::NoSignal => ("#i-no-signal", "Not saved: no signal. Kept on this computer".to_owned()),
                Pill::SignedOut => ("#i-alert", "Not saved: signed out. Sign in again in another tab".to_owned()),
                Pill::Discarded => ("#i-x", "Discarded".to_owned()),
                Pill::Refused(words) => ("#i-alert", format!("Not saved: {words}")),
            };
            Child::Many(vec![icon(picture).into(), el("span").child(words).into()])
        }),
    )
}

pub fn others(screen: Screen) -> Child {
    live(move || {
        screen.others.with(|others| {
            let words = match &others[..] {
                [] => return None,
                [one] => format!("{one} is here too"),
                [.., last] => format!("{last} and {} more are here too", others.len() - 1),
            };
            Some(el("span.tag.good").id("others").child(words))
        })
    })
}
