//! One text: the original is the label of the field that takes its translation.

use leptos::prelude::*;
use serde_json::Value;
use shared::draft::strings::{Role, left_out};
use shared::language::{english_name, is_rtl};

use super::texts::{Row, field_id};
use super::work::Work;
use crate::islands::design::{fields, hands};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;

pub fn field(work: Work, index: usize, row: Row) -> El {
    let screen = work.screen;
    let (main, tongue) = (screen.main(), work.target().unwrap_or_default());
    let id = field_id(&row.key);
    let key = row.key.clone();
    // Each field looks at its own row only, and is not drawn again while somebody types in it.
    let mine = Memo::new(move |_| {
        work.rows.with(|rows| {
            let found = rows.get(index).filter(|row| row.key == key);
            found.or_else(|| rows.iter().find(|row| row.key == key)).cloned()
        })
    });
    let words = Memo::new(move |_| mine.with(|row| row.as_ref().map(|row| row.words.clone()).unwrap_or_default()));
    let original =
        Memo::new(move |_| mine.with(|row| row.as_ref().map(|row| row.original.clone()).unwrap_or_default()));
    let (thing, property, to, at) = (row.thing.clone(), row.property.clone(), tongue.clone(), id.clone());
    let (focused, is_long) = (row.key.clone(), row.original.chars().count() > 90);
    let control = el("textarea.input")
        .id(id.clone())
        .attr("rows", if is_long { "3" } else { "1" })
        .attr("lang", tongue.clone())
        .attr("dir", direction(&tongue))
        .attr("autocomplete", "off")
        .attr("aria-describedby", format!("{id}-what {id}-marks {id}-refused"))
        .live_flag("data-missing", move || words.with(|words| words.trim().is_empty()))
        .follow(move |element| words.with(|words| hands::show_value(element, words)))
        .on("focus", move |_| work.at.set_value(focused.clone()))
        .on("input", move |event| {
            screen.set(&thing, &property, Some(&to), Value::String(event.value()), &at);
        })
        .on("change", move |_| screen.pause());
    el("div.string")
        .child(
            el("div.source").child(el("p.what.small.soft").id(format!("{id}-what")).child(what(&row))).child(
                el("label")
                    .attr("for", id.clone())
                    .attr("lang", main.clone())
                    .attr("dir", direction(&main))
                    .child(live(move || original.get())),
            ),
        )
        .child(
            el("div.target.flow.g1")
                .child(control)
                .child(el("div.marks").id(format!("{id}-marks")).child(marks(work, row.key.clone(), original, words)))
                .child(fields::refusal(screen, id)),
        )
}

fn direction(tag: &str) -> &'static str {
    if is_rtl(tag) { "rtl" } else { "ltr" }
}

/// What is to be looked at again; it stops nobody.
fn marks(work: Work, key: String, original: Memo<String>, words: Memo<String>) -> Child {
    let screen = work.screen;
    let missing = Memo::new(move |_| {
        words.with(|words| {
            let is_there = !words.trim().is_empty();
            original.with(|original| match is_there {
                true => left_out(original, words).into_iter().map(|name| format!("${{{name}}}")).collect(),
                false => Vec::new(),
            })
        })
    });
    let is_old = Memo::new(move |_| work.old.with(|old| old.contains(&key)));
    live(move || {
        let left_out = missing.get();
        let left_out = (!left_out.is_empty())
            .then(|| mark(format!("{} is missing here. The answer would not be shown", left_out.join(" and "))));
        let old = is_old.get().then(|| {
            let (main, other) = (english_name(&screen.main()), english_name(&work.target().unwrap_or_default()));
            let version = screen.version.get().unwrap_or_default();
            mark(format!("The {main} has changed since version {version}, the {other} has not"))
        });
        Child::Many(vec![left_out.into(), old.into()])
    })
}

fn mark(words: String) -> El {
    el("p.mark.small").child(icon("#i-alert")).child(el("span").child(words))
}

fn what(row: &Row) -> String {
    let code = row.code.as_deref().unwrap_or_default();
    let is_choice = !code.is_empty();
    match row.role {
        Role::Label if row.is_row => format!("Row {code}"),
        Role::Label if is_choice => format!("Option {code}"),
        Role::Label => "Wording".to_owned(),
        Role::Hint if is_choice => format!("Hint of option {code}"),
        Role::Hint => "Hint".to_owned(),
        Role::Name => "Short name".to_owned(),
        Role::Title => "Title".to_owned(),
        Role::Intro => "Introduction".to_owned(),
        Role::Ready(index) => format!("To have to hand, line {}", index + 1),
        Role::Help => "Whom to ask".to_owned(),
        Role::NoticeTitle => "Privacy notice, title".to_owned(),
        Role::NoticeHeading(index) => format!("Privacy notice, heading {}", index + 1),
        Role::NoticeText(index) => format!("Privacy notice, text {}", index + 1),
        Role::Message(_) => "Said where a rule is broken".to_owned(),
        Role::Warning(_) => "Asked where an answer is unusual".to_owned(),
    }
}
