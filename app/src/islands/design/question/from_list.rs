//! Where the options of a question are those of a choice list: its name, how long it is, its first rows.

use crate::islands::design::screen::{Open, Screen};
use crate::islands::design::{hands, link_to};
use crate::widgets::el::{El, el};

/// Enough to see which list it is.
const FIRST: usize = 5;

/// The list is changed at one place for every question that uses it.
pub fn from_list(screen: Screen, name: &str) -> El {
    let main = screen.main();
    let found = screen.peek(|draft| {
        let list = draft.lists.iter().find(|list| list.name == name)?;
        let first = list.choices.iter().take(FIRST).map(|choice| choice.label.get(&main, &main).to_owned());
        Some((list.choices.len(), first.collect::<Vec<_>>()))
    });
    let heading = el("h3.label").child("Options");
    let Some((count, first)) = found else {
        return el("div.flow.g1")
            .child(heading)
            .child(el("p.hint").child(format!("From the choice list {name}, which is not there any more.")));
    };
    let rows = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    let left = count.saturating_sub(first.len());
    let open = Open::List(name.to_owned());
    el("div.flow.g1.of-list")
        .child(heading)
        .child(
            el("p")
                .child("From the choice list ")
                .child(el("strong").child(name.to_owned()))
                .child(format!(", {rows}:")),
        )
        .child(el("ul.bullets.small").children(first.into_iter().map(|words| el("li").child(words))))
        .child((left > 0).then(|| el("p.small.soft").child(format!("and {left} more"))))
        .child(el("p").child(
            el("a").attr("href", format!("#list-{name}")).id("open-list").child("See and change the list").on(
                "click",
                move |event| {
                    event.prevent();
                    link_to(screen, open.clone());
                    hands::focus("editor-title");
                },
            ),
        ))
}
