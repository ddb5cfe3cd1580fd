//! Boroughs: all of London first, then a list to tick with a filter, the chosen ones as chips.

use leptos::prelude::document;
use leptos::tachys::renderer::types::Element;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use shared::place::{BOROUGHS, OUTSIDE, by_code};

use super::el::{El, el, live};
use super::field::{Field, Shows};
use super::focus::focus_soon;
use super::parts::{Toggle, icon, label, or};
use super::place::in_order_of_names;
use crate::words;

/// The code that stands for all 33.
const ALL: &str = "all-london";

pub fn boroughs(field: &Field) -> El {
    let pressed = field.clone();
    let all = toggle(field, ALL, words::all_of_london()).card();
    let outside = toggle(field, OUTSIDE, words::also_outside()).tick();
    el("div.flow.g3")
        .child(all)
        .child(or())
        .child(finder(field))
        .child(chips(field))
        .child(
            el("div.boroughs").id(field.id("list")).children(
                in_order_of_names().into_iter().map(|borough| toggle(field, borough.code, borough.name).tick()),
            ),
        )
        .child(el("hr"))
        .child(outside)
        .on("change", move |event| {
            if !event.name().is_empty() {
                press(&pressed, &event.value(), event.checked());
            }
        })
        .follow(field.mirror(|field, name, code| {
            if name.is_empty() { Shows::Text(String::new()) } else { Shows::Ticked(is_chosen(field, code)) }
        }))
}

fn toggle(field: &Field, code: &str, words: &str) -> Toggle {
    Toggle {
        is_radio: false,
        name: field.input_name(),
        value: code.to_owned(),
        id: field.id(code),
        label: words.to_owned().into(),
        hint: None,
        checked: is_chosen(field, code),
    }
}

fn is_chosen(field: &Field, code: &str) -> bool {
    field.codes().iter().any(|chosen| chosen == code)
}

/// Hides what does not fit; it chooses nothing, so it has no name.
fn finder(field: &Field) -> El {
    let id = field.id("find");
    let (list, told) = (field.id("list"), field.clone());
    let input = el("input.input.w-m")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .id(id.clone())
        .on("input", move |event| {
            let found = document().get_element_by_id(&list).map_or(0, |list| show_matching(&list, &event.value()));
            told.say(words::boroughs_found(found));
        })
        .on("keydown", |event| {
            // Enter would send the page off.
            if event.key() == "Enter" {
                event.prevent();
            }
        });
    el("div.flow.g1").child(label("label.label", id, words::find_a_borough())).child(input)
}

fn show_matching(list: &Element, typed: &str) -> usize {
    let wanted = typed.trim().to_ascii_lowercase();
    let ticks = list.children();
    let mut found = 0;
    for index in 0..ticks.length() {
        let Some(tick) = ticks.item(index).map(JsCast::unchecked_into::<HtmlElement>) else { continue };
        let name = tick.text_content().unwrap_or_default().to_ascii_lowercase();
        let fits = wanted.is_empty() || name.as_bytes().windows(wanted.len()).any(|part| part == wanted.as_bytes());
        tick.set_hidden(!fits);
        found += usize::from(fits);
    }
    found
}

fn chips(field: &Field) -> El {
    let field = field.clone();
    el("div").child(live(move || {
        field.entry.with(|_| ());
        let codes = field.codes();
        let named: Vec<String> = codes.into_iter().filter(|code| by_code(code).is_some()).collect();
        (!named.is_empty()).then(|| {
            let count = el("strong").child(words::chosen_count(named.len()));
            el("p.row.g2").child(count).children(named.iter().map(|code| chip(&field, code)))
        })
    }))
}

fn chip(field: &Field, code: &str) -> El {
    let name = by_code(code).map_or("", |borough| borough.name);
    let (field, code) = (field.clone(), code.to_owned());
    el("button.chip")
        .attr("type", "button")
        .child(name)
        .child(icon("#i-x"))
        .child(el("span.unseen").child(words::take_out_this()))
        .on("click", move |_| {
            press(&field, &code, false);
            field.push();
            field.say(words::taken_out(name));
            // The chip is gone; its tick in the list is the place to go on from.
            focus_soon(field.id(&code));
        })
}

/// All of London and single boroughs exclude each other; outside London goes with both.
fn press(field: &Field, code: &str, on: bool) {
    let before = field.codes();
    let goes = |chosen: &str| on && chosen != OUTSIDE && code != OUTSIDE && (chosen == ALL) != (code == ALL);
    let stays =
        |known: &str| if known == code { on } else { before.iter().any(|chosen| chosen == known) && !goes(known) };
    let known = std::iter::once(ALL).chain(BOROUGHS.iter().map(|borough| borough.code)).chain([OUTSIDE]);
    let now: Vec<String> = known.filter(|known| stays(known)).map(str::to_owned).collect();
    let cleared = before.iter().any(|chosen| goes(chosen));
    field.set_codes(now);
    if cleared {
        field.push();
        field.say(words::others_cleared());
    }
}
