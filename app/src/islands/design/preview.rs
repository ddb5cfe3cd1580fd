//! The phone beside the editor: the respondent's own page in a frame, told of every change.

use leptos::prelude::*;
use shared::Questionnaire;
use shared::draft::newcomer;

use super::fields::tongues;
use super::hands;
use super::screen::{Open, Screen, find};
use crate::widgets::el::{Child, El, el, live};
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
        .child(hidden(screen))
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
        .child(el("p.small.soft").child("This is the real form: try it. Only the agreement at its start is ticked already, so that every page opens."))
}

/// Where the phone leaves out what is being edited: why, and a way to see it all the same.
fn hidden(screen: Screen) -> Child {
    live(move || {
        let open = match screen.open.get() {
            Open::Question(id) => id,
            _ => return None,
        };
        let show = |always: bool, id: &str| {
            let words = if always { "Show it all the same" } else { "Follow its rule again" };
            let id = id.to_owned();
            el("button.chip").attr("type", "button").id("show-hidden").child(words).on("click", move |_| {
                screen.bare.set(always.then(|| id.clone()));
                #[cfg(feature = "browser")]
                super::link::show_opened(screen);
                hands::focus("show-hidden");
            })
        };
        if screen.bare.get().as_ref() == Some(&open) {
            let words = el("span").child(format!("{open} is shown whatever its rule says."));
            return Some(el("div.note.small").child(el("div.flow.g1").child(words).child(show(false, &open))));
        }
        let is_hidden = screen.hidden.get() == open;
        is_hidden.then(|| {
            let why = screen.peek(|draft| why_hidden(draft, &open, screen.newcomer.get_untracked()));
            let words = el("span").child(format!("{open}: hidden here, because of {why}."));
            el("div.note.small").attr("role", "status").child(el("div.flow.g1").child(words).child(show(true, &open)))
        })
    })
}

/// In the middle of a sentence.
fn why_hidden(draft: &Questionnaire, id: &str, is_short_route: bool) -> String {
    let section = draft.sections.iter().find(|section| {
        section.questions.iter().any(|asked| asked.id == id || asked.questions.iter().any(|inner| inner.id == id))
    });
    let around = section
        .and_then(|section| section.questions.iter().find(|asked| asked.questions.iter().any(|inner| inner.id == id)));
    match (find(draft, id), around, section) {
        (Some(asked), ..) if asked.relevant.is_some() => "its rule".to_owned(),
        (_, Some(repeat), _) if repeat.relevant.is_some() => format!("the rule of {}", repeat.id),
        (_, _, Some(section)) if section.relevant.is_some() => "the rule of its section".to_owned(),
        (Some(asked), ..) if is_short_route && !asked.short => "the short route, which leaves it out".to_owned(),
        _ => "the answers that are given here".to_owned(),
    }
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
