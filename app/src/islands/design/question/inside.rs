//! The questions inside of a repeat.

use leptos::prelude::*;
use shared::draft::desk::place_of;
use shared::draft::{Place, wishes};
use shared::questionnaire::{Kind, Question};

use crate::islands::design::screen::{Open, Screen, short_name};
use crate::islands::design::{hands, link_to};
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
    let (repeat, last) = (question.id.clone(), question.questions.last().map(|inner| inner.id.clone()));
    let add = move || {
        let id =
            screen.peek(|draft| screen.published.with_untracked(|version| wishes::new_id(draft, version.as_ref())));
        let edit = screen.peek(|draft| {
            let around = place_of(draft, &repeat)?;
            let place = Place { repeat: Some(repeat.clone()), after: last.clone(), ..around };
            wishes::add_local(draft, Kind::Text, &id, "", Some(place))
        });
        if edit.is_some_and(|edit| screen.act(vec![edit], "tools")) {
            link_to(screen, Open::Question(id));
            hands::focus("q-label");
        }
    };
    el("div.flow.g1")
        .child(el("h3.label").child("Asked of each"))
        .child(if items.is_empty() { el("p.hint").child("Nothing yet.") } else { el("ul.bullets").children(items) })
        .child(
            el("button.button.quiet")
                .attr("type", "button")
                .child(icon("#i-plus"))
                .child("Add a question inside")
                .on("click", move |_| add()),
        )
}
