//! The texts of the part that is open, grouped by question; drawn anew only when there are other texts.

use leptos::prelude::*;
use shared::language::english_name;

use super::field::field;
use super::texts::Row;
use super::work::{STEP, Work, heading};
use crate::islands::design::hands;
use crate::islands::design::screen::{Lock, Open, find};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;

pub fn part(work: Work) -> El {
    let screen = work.screen;
    let shape = Memo::new(move |_| {
        let keys = work.rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>());
        (work.target(), work.part(), keys)
    });
    let texts = live(move || {
        shape.with(|_| ());
        hands::hold_focus();
        Child::from(groups(work))
    });
    let may_change = screen.may_change.get_untracked();
    el("section.texts-of-part.flow")
        .attr("aria-labelledby", "part-title")
        .on("keydown", move |event| {
            let key = event.event().clone();
            let key: &leptos::web_sys::KeyboardEvent = leptos::wasm_bindgen::JsCast::unchecked_ref(&key);
            if (key.ctrl_key() || key.meta_key()) && key.key() == "Enter" {
                event.prevent();
                screen.pause();
                work.go_to_next_missing();
            }
        })
        .child(head(work))
        .child(super::super::fields::refusal(screen, String::new()))
        .child(match may_change {
            true => el("div.flow").child(texts),
            false => el("fieldset.flow").flag("disabled", true).attr("aria-label", "Only to look at").child(texts),
        })
        .child(more(work))
}

fn head(work: Work) -> El {
    let title = Memo::new(move |_| {
        work.screen.tick.track();
        title(work, &work.part())
    });
    let next = el("button.button.second")
        .attr("type", "button")
        .id("next-missing")
        .attr("title", "Next untranslated text (Ctrl+Enter)")
        .child("Next untranslated")
        .child(icon("#i-down"))
        .on("click", move |_| work.go_to_next_missing());
    let only = el("input")
        .attr("type", "checkbox")
        .id("only-missing")
        .attr("autocomplete", "off")
        .follow(move |element| hands::show_checked(element, work.only_missing.get()))
        .on("change", move |event| work.only_missing.set(event.checked()));
    el("div.part-bar.row")
        .child(el("h2").id("part-title").attr("tabindex", "-1").child(live(move || title.get())))
        .child(
            el("span.row.push.g3")
                .child(
                    el("div.tick")
                        .child(only)
                        .child(el("label").attr("for", "only-missing").child("Only what is missing")),
                )
                .child(next),
        )
}

/// What a part is called.
pub fn title(work: Work, part: &Open) -> String {
    match part {
        Open::Section(id) => work.screen.peek(|draft| {
            let main = draft.main_language();
            let section = draft.sections.iter().find(|section| section.id == *id);
            section.map(|section| section.title.get(main, main).to_owned()).unwrap_or_default()
        }),
        Open::List(name) => format!("List: {name}"),
        _ => "Start and privacy notice".to_owned(),
    }
}

/// A question's texts, each with its place in the part.
type Group = (Option<String>, Vec<(usize, Row)>);

fn groups(work: Work) -> Vec<El> {
    let rows = work.rows.get_untracked();
    if rows.is_empty() {
        let words = if work.only_missing.get_untracked() {
            "Nothing is missing here."
        } else {
            "There is nothing to translate here."
        };
        return vec![el("p.note").child(icon("#i-check")).child(el("div").child(words))];
    }
    let mut groups: Vec<Group> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        match groups.last_mut() {
            Some((question, known)) if *question == row.question => known.push((index, row)),
            _ => groups.push((row.question.clone(), vec![(index, row)])),
        }
    }
    groups.into_iter().map(|(question, rows)| group(work, question, rows)).collect()
}

fn group(work: Work, question: Option<String>, rows: Vec<(usize, Row)>) -> El {
    let fields = rows.into_iter().map(|(index, row)| field(work, index, row));
    let Some(id) = question else { return el("div.sheet.strings").children(fields) };
    let title = format!("group-{id}");
    el("section.sheet.strings")
        .attr("aria-labelledby", title.clone())
        .child(
            el("h3.row.g2")
                .id(title)
                .child(el("span.id").child(id.clone()))
                .child(el("span").attr("lang", work.screen.main()).child(heading(work.screen, &id)))
                .child(locked(work, &id)),
        )
        .children(fields)
}

/// The core's own words stay; translations are free.
fn locked(work: Work, id: &str) -> Child {
    let lock = work.screen.peek(|draft| find(draft, id).cloned()).and_then(|question| work.screen.lock(&question));
    let main = english_name(&work.screen.main());
    let words = match lock {
        Some(Lock::Core) => format!("Core: its {main} stays, translations are yours"),
        Some(Lock::Module) => format!("Shared: its {main} stays, translations are yours"),
        None => return Child::Nothing,
    };
    el("span.tag").child(icon("#i-lock")).child(words).into()
}

fn more(work: Work) -> Child {
    live(move || {
        let is_full = work.rows.with(Vec::len) >= work.most.get();
        is_full.then(|| {
            el("p").child(
                el("button.button.second")
                    .attr("type", "button")
                    .id("more-texts")
                    .child(format!("Show {STEP} more"))
                    .on("click", move |_| work.most.update(|most| *most += STEP)),
            )
        })
    })
}
