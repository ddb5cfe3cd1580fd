//! Options of a choice, parts of a split, columns and rows of a grid: words, codes, order.

use leptos::prelude::*;
use serde_json::Value;
use shared::draft::desk::{Thing, words_at};
use shared::draft::{Edit, Holder, wishes};
use shared::questionnaire::{Kind, Question};

use super::fields::{WordsField, fold, refusal, tick};
use super::hands;
use super::question::small;
use super::screen::{Refused, Screen};
use crate::widgets::el::{El, el};
use crate::widgets::icon;

pub fn options(screen: Screen, question: &Question, of: Holder) -> El {
    let is_rows = matches!(of, Holder::Rows(_));
    let title = match (is_rows, question.kind) {
        (true, _) => "Rows",
        (_, Kind::Split) => "Parts",
        (_, Kind::GridSingle) => "Columns: the answers for each row",
        _ => "Options",
    };
    let codes = screen.peek(|draft| wishes::codes(draft, &of));
    let count = codes.len();
    let items = codes.iter().enumerate().map(|(index, code)| item(screen, question, &of, code, index, count));
    let base = if is_rows { "q-rows" } else { "q-options" };
    el("fieldset.flow.g2")
        .child(el("legend.label").child(title))
        .child(el("p.hint").child("The second box is the code in the data. It stays the same once published."))
        .child(el("ul.options").children(items))
        .child(refusal(screen, format!("{base}-add")))
        .child(adding(screen, of, base, is_rows))
}

fn item(screen: Screen, question: &Question, of: &Holder, code: &str, index: usize, count: usize) -> El {
    let is_rows = matches!(of, Holder::Rows(_));
    let base = if is_rows { "q-rows" } else { "q-options" };
    let id = format!("{base}-{code}");
    let thing = Thing::Choice(of.clone(), code.to_owned());
    let main = screen.main();
    let words = words_at(&screen.peek_value(&thing, "label"), &main, &main);
    let noun = if is_rows { "Row" } else { "Option" };
    let (shown, changed, field, typed_main) = (thing.clone(), thing.clone(), id.clone(), main.clone());
    let label = el("input.input")
        .attr("type", "text")
        .id(id.clone())
        .attr("autocomplete", "off")
        .attr("aria-label", format!("{noun} {}", index + 1))
        .follow(move |element| {
            let now = screen.value(&shown, "label");
            hands::show_value(element, &words_at(&now, &main, &main));
        })
        .on("input", move |event| {
            screen.set(&changed, "label", Some(&typed_main), Value::String(event.value()), &field);
        })
        .on("change", move |_| screen.pause());
    let removed = (of.clone(), code.to_owned());
    let remove = small("#i-x", format!("Remove {words}"), move || {
        let edit = screen.peek(|draft| wishes::remove_choice(draft, &removed.0, &removed.1));
        if edit.is_some_and(|edit| screen.act(vec![edit], &format!("{base}-add"))) {
            screen.said.set("Removed. Undo brings it back".to_owned());
            hands::focus(format!("{base}-add"));
        }
    });
    el("li.option")
        .child(grip(screen, of, code, &words, &id, index, count))
        .child(label)
        .child(code_field(screen, question, of, code, index, noun))
        .child(remove)
        .child(el("div.option-more").child(details(screen, question, of, code, &id, &words)))
}

/// Up and down by arrow keys, and by one press: the first half goes up where there is no further down.
fn grip(screen: Screen, of: &Holder, code: &str, words: &str, id: &str, index: usize, count: usize) -> El {
    let (of, code, own) = (of.clone(), code.to_owned(), format!("{id}-grip"));
    let name = words.to_owned();
    let go = move |up: bool| {
        let edit = screen.peek(|draft| wishes::step_choice(draft, &of, &code, up));
        if edit.is_some_and(|edit| screen.act(vec![edit], &own)) {
            let place = if up { index } else { index + 2 };
            screen.said.set(format!("{name} is now number {place} of {count}"));
            screen.pause();
        }
        hands::focus(own.clone());
    };
    el("button.button.quiet.lone.grip-option")
        .attr("type", "button")
        .id(format!("{id}-grip"))
        .attr("aria-label", format!("Move {words}, number {} of {count}: press the arrow keys", index + 1))
        .attr("title", "Press the arrow keys to move it; buttons are under More")
        .child(el("span").attr("aria-hidden", "true").child("⠿"))
        .on("keydown", move |event| match event.key().as_str() {
            "ArrowUp" => {
                event.prevent();
                go(true);
            }
            "ArrowDown" => {
                event.prevent();
                go(false);
            }
            _ => {}
        })
}

fn code_field(screen: Screen, question: &Question, of: &Holder, code: &str, index: usize, noun: &str) -> El {
    let is_fixed = screen.has_published(&question.id, code);
    let id = format!("{}-code-{code}", if noun == "Row" { "q-rows" } else { "q-options" });
    let (of, own, shown, field) = (of.clone(), code.to_owned(), code.to_owned(), id.clone());
    let input = el("input.input.num")
        .attr("type", "text")
        .id(id.clone())
        .attr("autocomplete", "off")
        .attr("aria-label", format!("Code of {} {}", noun.to_lowercase(), index + 1))
        .follow(move |element| hands::show_value(element, &shown));
    if is_fixed {
        return el("span.fixed")
            .child(input.flag("readonly", true).attr("title", "Published: the code stays, since answers have it"));
    }
    let input = input.on("change", move |event| {
        let new = event.value().trim().to_owned();
        if new == own {
            return;
        }
        if wishes::code_for(&new, &[]) != new.to_lowercase() {
            let why = format!(
                "“{new}” cannot be a code. Use letters, digits and hyphens, such as {}",
                wishes::code_for(&new, &[])
            );
            screen.refused.set(Some(Refused { at: field.clone(), why }));
            return;
        }
        let edits = screen.peek(|draft| wishes::recode(draft, &of, &own, &new)).unwrap_or_default();
        screen.act(edits, &field);
        screen.pause();
    });
    el("span").child(input).child(refusal(screen, id))
}

fn details(screen: Screen, question: &Question, of: &Holder, code: &str, id: &str, words: &str) -> El {
    let thing = Thing::Choice(of.clone(), code.to_owned());
    let mut parts: Vec<El> = Vec::new();
    let step = |up: bool| {
        let (of, code, name) = (of.clone(), code.to_owned(), words.to_owned());
        let own = format!("{id}-{}", if up { "up" } else { "down" });
        let focus = own.clone();
        el("button.button.second")
            .attr("type", "button")
            .id(own)
            .child(icon(if up { "#i-up" } else { "#i-down" }))
            .child(if up { "Move up" } else { "Move down" })
            .on("click", move |_| {
                let edit = screen.peek(|draft| wishes::step_choice(draft, &of, &code, up));
                if edit.is_some_and(|edit| screen.act(vec![edit], "")) {
                    screen.said.set(format!("{name} has moved {}", if up { "up" } else { "down" }));
                    hands::focus(focus.clone());
                }
            })
    };
    parts.push(el("div.row.g2").child(step(true)).child(step(false)));
    let other = screen.other_tongue();
    if other.is_some() {
        let field =
            WordsField { locked: true, ..WordsField::new(thing.clone(), "label", format!("{id}-words"), "Words") };
        parts.push(field.view(screen));
    }
    match of {
        Holder::Rows(_) => {
            parts.push(tick(screen, &thing, "short", format!("{id}-short"), "Asked on the short route too"));
            if question.kind == Kind::GridNumber {
                parts.push(super::fields::number(
                    screen,
                    &thing,
                    "decimals",
                    format!("{id}-decimals"),
                    "Digits after the point",
                ));
            }
        }
        _ => {
            parts
                .push(WordsField::new(thing.clone(), "hint", format!("{id}-hint"), "Hint of this option").view(screen));
            if matches!(question.kind, Kind::Multi | Kind::Single) {
                parts.push(tick(
                    screen,
                    &thing,
                    "exclusive",
                    format!("{id}-exclusive"),
                    "Stands alone, such as “None of these”",
                ));
            }
            if question.kind == Kind::GridSingle {
                parts.push(tick(
                    screen,
                    &thing,
                    "apart",
                    format!("{id}-apart"),
                    "Drawn apart, such as “Does not apply”",
                ));
            }
            parts.push(super::fields::plain(
                screen,
                &thing,
                "maps",
                format!("{id}-maps"),
                "Code of a published classification (optional)",
            ));
        }
    }
    fold(screen, format!("{id}-more"), format!("More about {}", if words.is_empty() { "it" } else { words }), parts)
}

/// A box in which Enter adds, and a place to paste many.
fn adding(screen: Screen, of: Holder, base: &'static str, is_rows: bool) -> El {
    let noun = if is_rows { "row" } else { "option" };
    let (one, many) = (of.clone(), of);
    let add = move |lines: &str, of: &Holder, from: &str| {
        let edits: Vec<Edit> = screen.peek(|draft| wishes::add_lines(draft, of, lines));
        let count = edits.len();
        if count > 0 && screen.act(edits, &format!("{base}-add")) {
            screen.said.set(if count == 1 { format!("1 {noun} added") } else { format!("{count} {noun}s added") });
            hands::set_value_of(from, "");
            hands::focus(from.to_owned());
            screen.pause();
        }
    };
    let (typed, pressed) = (add, add);
    let of_press = one.clone();
    let input = el("input.input")
        .attr("type", "text")
        .id(format!("{base}-add"))
        .attr("autocomplete", "off")
        .attr("aria-label", format!("New {noun}"))
        .attr("placeholder", format!("New {noun}"))
        .on("keydown", move |event| {
            if event.key() == "Enter" {
                event.prevent();
                typed(&event.value(), &one, &format!("{base}-add"));
            }
        });
    let button = el("button.button.second")
        .attr("type", "button")
        .child(icon("#i-plus"))
        .child(format!("Add {noun}"))
        .on("click", move |_| pressed(&hands::value_of(&format!("{base}-add")), &of_press, &format!("{base}-add")));
    let paste = vec![
        el("label.label").attr("for", format!("{base}-lines")).child(format!("One {noun} on each line")),
        el("textarea.input").attr("rows", "5").id(format!("{base}-lines")),
        el("p").child(el("button.button.second").attr("type", "button").child("Add these lines").on(
            "click",
            move |_| {
                add(&hands::value_of(&format!("{base}-lines")), &many, &format!("{base}-lines"));
            },
        )),
    ];
    el("div.flow.g2").child(el("div.add-one").child(input).child(button)).child(fold(
        screen,
        format!("{base}-paste"),
        format!("Paste many {noun}s"),
        paste,
    ))
}
