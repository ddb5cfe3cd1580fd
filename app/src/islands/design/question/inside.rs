//! The questions inside of a repeat.

use leptos::prelude::*;
use shared::questionnaire::Question;

use crate::islands::design::link_to;
use crate::islands::design::screen::{Dialog, Open, Screen, short_name};
use crate::widgets::el::{El, el};
use crate::widgets::icon;

/// What a repeat asks of each item, and adding to it.
pub fn inside(screen: Screen, question: &Question) -> El {
    let main = screen.main();
    let items = question.questions.iter().map(|inner| {
        let open = Open::Question(inner.id.clone());
        el("li").child(
            el("a")
                .attr("href", format!("#{}", inner.id))
                .child(format!("{} {}", inner.id, short_name(inner, &main)))
                .on("click", move |event| {
                    event.prevent();
                    link_to(screen, open.clone());
                }),
        )
    });
    let items: Vec<El> = items.collect();
    el("div.flow.g1")
        .child(el("h3.label").child("Asked of each"))
        .child(if items.is_empty() { el("p.hint").child("Nothing yet.") } else { el("ul.bullets").children(items) })
        .child(
            el("button.button.quiet")
                .attr("type", "button")
                .id("add-inside")
                .child(icon("#i-plus"))
                .child("Add a question inside")
                .on("click", move |_| screen.dialog.set(Some(Dialog::Inside))),
        )
}
