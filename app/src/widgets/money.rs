//! Money: whole pounds, and the day on which that financial year ended.

use std::sync::Arc;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use shared::time::Date;

use super::dates;
use super::el::{El, el, when};
use super::field::{Field, Shows};
use super::followed::Followed;
use super::parts::{label, text_input};
use crate::words;

/// Where charities' years usually end, the commonest first.
const YEAR_ENDS: [(u32, u32); 6] = [(3, 31), (12, 31), (8, 31), (6, 30), (9, 30), (4, 5)];
const OTHER: &str = "other";

pub fn money(field: &Field) -> El {
    let id = field.id("amount");
    let wrong = field.clone();
    let typed = field.clone();
    let input = text_input("input", id.clone(), field.text_at("amount"))
        .attr("inputmode", "numeric")
        .attr("aria-describedby", [&field.id("hint"), " ", &field.id("error")].concat())
        .live_attr("aria-invalid", move || wrong.is_wrong(None).then_some("true".into()))
        .on("input", move |event| typed.set_at("amount", event.value()))
        .follow(field.mirror(|field, _, _| Shows::Text(field.text_at("amount"))));
    let affixed = el("div.affixed.w-m").child(el("span").attr("aria-hidden", "true").child("£")).child(input);
    let amount = el("div").child(label("label.unseen", id, words::in_pounds(&field.name()))).child(affixed);
    el("div.flow").child(amount).child(year_end(field))
}

fn year_end(field: &Field) -> El {
    let usual = usual_ends(field.around.today);
    let now = field.text_at("year_end");
    let is_other = !now.is_empty() && !usual.iter().any(|date| date.to_iso() == now);
    let other = Arc::new(Followed::new(is_other));
    let id = field.id("year");
    let option = |value: String, words: String, chosen: bool| {
        el("option").attr("value", value).flag("selected", chosen).child(words)
    };
    let options = usual.iter().map(|date| (date.to_iso(), dates::day(*date)));
    let (chosen, chose_other, is_set) = (field.clone(), other.clone(), other.clone());
    let select = el("select.input.w-m")
        .id(id.clone())
        .child(option(String::new(), words::choose_a_date().to_owned(), now.is_empty()))
        .children(options.map(|(iso, words)| option(iso.clone(), words, iso == now)))
        .child(option(OTHER.to_owned(), words::another_date().to_owned(), is_other))
        .on("change", move |event| {
            let value = event.value();
            chose_other.set(value == OTHER);
            chosen.set_at("year_end", if value == OTHER { String::new() } else { value });
        });
    let followed = field.clone();
    let select = select.follow(move |select| {
        // A "Don't know" from outside empties it.
        if followed.pushed.get() > 0 && followed.text_at("year_end").is_empty() && !is_set.peek(|other| *other) {
            select.unchecked_ref::<HtmlInputElement>().set_value("");
        }
    });
    let field = field.clone();
    el("div.flow.g1")
        .child(label("label.label", id, words::year_ended_on()))
        .child(select)
        .child(when(move || other.get(), move || other_date(&field)))
}

fn other_date(field: &Field) -> El {
    let id = field.id("date");
    let typed = field.clone();
    let input = el("input.input.w-m")
        .attr("type", "date")
        .id(id.clone())
        .attr("value", field.text_at("year_end"))
        .on("input", move |event| typed.set_at("year_end", event.value()));
    el("div.flow.g1").child(label("label.label", id, words::day_month_year())).child(input)
}

/// The last time that each of the usual days has passed.
fn usual_ends(today: Date) -> Vec<Date> {
    let last = |(month, day): (u32, u32)| {
        let this_year = Date { year: today.year, month, day };
        if this_year <= today { this_year } else { Date { year: today.year - 1, ..this_year } }
    };
    YEAR_ENDS.into_iter().map(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_ended() {
        let ends = usual_ends(Date { year: 2026, month: 6, day: 30 });
        let iso: Vec<String> = ends.into_iter().map(Date::to_iso).collect();
        assert_eq!(iso, ["2026-03-31", "2025-12-31", "2025-08-31", "2026-06-30", "2025-09-30", "2026-04-05"]);
    }
}
