//! A repeat: the same questions for each site, funder, …, with buttons to add one and to take one away.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::widgets::el::{Child, El, el, live, when};
use crate::widgets::field::{Field, anchor};
use crate::widgets::focus::focus_soon;
use crate::widgets::frame::question_view;
use crate::widgets::parts::{icon, quiet_button};
use crate::words;

/// No count yet: the first drawing always differs.
const UNKNOWN: usize = usize::MAX;

pub fn repeat(field: &Field) -> El {
    let (drawn, field) = (AtomicUsize::new(UNKNOWN), field.clone());
    el("div").child(live(move || {
        field.around.host.follow();
        let (items, may_add) = field.around.host.items(&field.path);
        // Taking one away leaves other answers in the same places, so that is drawn anew too.
        let now = items * 1000 + field.pushed.get() as usize % 1000;
        if drawn.swap(now, Ordering::Relaxed) == now {
            return Child::Same;
        }
        el("div.flow")
            .children((0..items).map(|at| item(&field, at, items, may_add)))
            .child(may_add.then(|| add(&field)))
            .into()
    }))
}

/// One item: its number, its questions, and the way to take it away.
fn item(field: &Field, at: usize, of: usize, may_change: bool) -> El {
    let number = (at + 1).to_string();
    let name = [&field.name(), " ", &number].concat();
    let questions: Vec<Child> = field
        .question
        .questions
        .iter()
        .map(|question| {
            let path = [&field.path, "[", &number, "].", &question.id].concat();
            let inner = Field::new(question, path, field.around.clone());
            let shown = inner.clone();
            let is_shown = move || {
                shown.around.host.follow();
                shown.question.is_drawn() && shown.around.host.is_shown(&shown.path)
            };
            when(is_shown, move || question_view(&inner))
        })
        .collect();
    let heading = el("legend.item").id(place(field, at)).attr("tabindex", "-1").child(name.clone());
    let remove = (may_change || of > 0).then(|| {
        let field = field.clone();
        let words = [" ", &name].concat();
        quiet_button(words::take_away()).child(el("span.unseen").child(words)).on("click", move |_| {
            field.around.host.remove_item(&field.path, at);
            field.push();
            field.say(words::taken_away());
            focus_soon(if at > 0 { place(&field, at - 1) } else { anchor(&field.path) });
        })
    });
    el("fieldset.item").child(heading).children(questions).child(remove.map(|button| el("p").child(button)))
}

fn place(field: &Field, at: usize) -> String {
    field.id(&["item-", &(at + 1).to_string()].concat())
}

fn add(field: &Field) -> El {
    let (field, name) = (field.clone(), field.name());
    el("button.button.second.wide").attr("type", "button").child(icon("#i-plus")).child(words::add(&name)).on(
        "click",
        move |_| {
            let (last, _) = field.around.host.items(&field.path);
            field.around.host.add_item(&field.path);
            focus_soon(place(&field, last));
        },
    )
}
