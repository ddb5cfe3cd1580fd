//! Parts of 100%: a running total that stays in sight, and ticks for those who know no numbers.

use std::sync::Arc;

use leptos::tachys::renderer::types::Element;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use serde_json::{Map, Value};
use shared::check::tidy;
use shared::questionnaire::Choice;

use super::el::{El, el, live};
use super::field::{Field, Shows, codes_of, object};
use super::followed::Followed;
use super::parts::{Toggle, icon, label, quiet_button, text_input};
use crate::words;

pub fn split(field: &Field) -> El {
    let ticks = Arc::new(Followed::new(ticked(field).is_some()));
    // What the other way of answering held, so that looking at it loses nothing.
    let aside = Arc::new(Followed::new(None));
    let (shown, drawn, named) = (field.clone(), ticks.clone(), ticks.clone());
    let turned = field.clone();
    let button = quiet_button("")
        .child(live(move || if named.get() { words::can_share_out() } else { words::can_only_tick() }))
        .on("click", move |_| {
            let to_ticks = !ticks.peek(|ticks| *ticks);
            let before = turned.typed();
            let kept = aside.change(|aside| std::mem::replace(aside, before.clone()));
            turned.set(kept.or_else(|| to_ticks.then(|| only_ticks(before.as_ref())).flatten()));
            ticks.set(to_ticks);
        });
    el("div.flow")
        .child(live(move || if drawn.get() { tick_list(&shown) } else { parts(&shown) }))
        .child(el("p").child(button))
}

fn ticked(field: &Field) -> Option<Vec<String>> {
    let typed = field.typed()?;
    Some(codes_of(Some(typed.get("ticked")?)))
}

/// The parts that had a number, as ticks.
fn only_ticks(before: Option<&Value>) -> Option<Value> {
    let codes: Vec<Value> = before?.as_object()?.keys().map(|code| Value::String(code.clone())).collect();
    Some(object([("ticked", Value::Array(codes))]))
}

fn tick_list(field: &Field) -> El {
    let now = ticked(field).unwrap_or_default();
    let card = |option: &Choice| {
        let card = Toggle {
            is_radio: false,
            name: field.input_name(),
            value: option.code.clone(),
            id: field.id(&option.code),
            label: field.wording(&option.label),
            hint: None,
            checked: now.contains(&option.code),
        };
        card.card()
    };
    let pressed = field.clone();
    el("div.choices")
        .children(field.question.options.iter().map(card))
        .on("change", move |event| {
            let (code, on) = (event.value(), event.checked());
            let before = ticked(&pressed).unwrap_or_default();
            let options = pressed.question.options.iter().map(|option| &option.code);
            let codes = options.filter(|option| if **option == code { on } else { before.contains(option) });
            let codes: Vec<Value> = codes.cloned().map(Value::String).collect();
            pressed.set(Some(object([("ticked", Value::Array(codes))])));
        })
        .follow(
            field.mirror(|field, _, code| {
                Shows::Ticked(ticked(field).is_some_and(|codes| codes.iter().any(|c| c == code)))
            }),
        )
}

fn parts(field: &Field) -> El {
    let typed = field.clone();
    el("div")
        .children(field.question.options.iter().map(|option| part(field, option)))
        .child(total(field))
        .on("input", move |event| {
            typed.set_at(&event.name(), event.value());
            if let Some(row) = event.closest(".part") {
                draw_share(&row, &typed, &event.name());
            }
        })
        .follow(field.mirror(|field, code, _| Shows::Text(field.text_at(code))))
}

fn part(field: &Field, option: &Choice) -> El {
    let id = field.id(&option.code);
    let (wrong, code) = (field.clone(), option.code.clone());
    let input = text_input("input", id.clone(), field.text_at(&option.code))
        .attr("name", option.code.clone())
        .attr("inputmode", "decimal")
        .live_attr("aria-invalid", move || wrong.is_wrong(Some(&code)).then_some("true".into()));
    let percent = el("span").attr("aria-hidden", "true").child("%");
    let (drawn, code) = (field.clone(), option.code.clone());
    el("div.part")
        .child(label("label", id, field.wording(&option.label)))
        .child(el("div.affixed").child(input).child(percent))
        .follow(move |row| {
            drawn.pushed.get();
            draw_share(row, &drawn, &code);
        })
}

/// The rule under a row is as long as its share. By script, since the page's policy allows no style attributes.
fn draw_share(row: &Element, field: &Field, code: &str) {
    let share = numbers(field, field.typed().as_ref()).get(code).and_then(Value::as_f64).unwrap_or_default();
    let share = (share.clamp(0.0, 100.0) as u32).to_string();
    let _ = row.unchecked_ref::<HtmlElement>().style().set_property("--share", &share);
}

/// What was typed, as numbers where it can be read.
fn numbers(field: &Field, typed: Option<&Value>) -> Map<String, Value> {
    match typed.and_then(|typed| tidy(&field.question, typed)) {
        Some(Value::Object(numbers)) => numbers,
        _ => Map::new(),
    }
}

fn total(field: &Field) -> El {
    let (stated, field) = (field.clone(), field.clone());
    let words = live(move || {
        let sum = sum(&field);
        let rest = match state(sum) {
            "none" => el("span").child(words::to_share()),
            "full" => el("span.row.g1").child(icon("#i-check")).child(words::complete()),
            "short" => el("span").child(words::still_to_share(&percent(10_000 - sum))),
            _ => el("span").child(words::too_much(&percent(sum - 10_000))),
        };
        vec![el("span").child(words::total(&percent(sum))), rest]
    });
    el("output.total").live_attr("data-state", move || Some(state(sum(&stated)).into())).child(words)
}

/// Of what can be read, in hundredths, so that 33.3 and 66.7 are 100.
fn sum(field: &Field) -> i64 {
    let typed = field.entry.get();
    let numbers = numbers(field, typed.as_ref());
    numbers.values().filter_map(Value::as_f64).map(|number| (number * 100.0).round() as i64).sum()
}

fn state(sum: i64) -> &'static str {
    match sum {
        0 => "none",
        10_000 => "full",
        less if less < 10_000 => "short",
        _ => "over",
    }
}

/// Hundredths of a percent in words: `9000` is `90%`, `3350` is `33.5%`.
fn percent(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let digits = match rest {
        0 => String::new(),
        rest if rest % 10 == 0 => [".", &(rest / 10).to_string()].concat(),
        rest if rest < 10 => [".0", &rest.to_string()].concat(),
        rest => [".", &rest.to_string()].concat(),
    };
    [&whole.to_string(), digits.as_str(), "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_have_no_needless_decimals() {
        let words: Vec<String> = [9000, 3350, 1205, 1, 10_000].into_iter().map(percent).collect();
        assert_eq!(words, ["90%", "33.5%", "12.05%", "0.01%", "100%"]);
    }
}
