//! A place: the postcode, and the borough, which a known postcode fills in and anybody may change.

use std::sync::Arc;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use shared::place::{BOROUGHS, Borough, OUTSIDE, Postcode, Sectors};

use super::el::{Child, El, el, live, when};
use super::field::{Field, Shows};
use super::followed::Followed;
use super::parts::{label, quiet_button, text_input};
use crate::words;

pub fn place(field: &Field) -> El {
    let known = Arc::new(Followed::new(Known::default()));
    el("div.flow").child(postcode(field, known.clone())).child(borough(field, known))
}

/// What the postcode says about the borough.
#[derive(Clone, Default)]
struct Known {
    /// The borough that a postcode brought in; a borough that somebody chose is left alone.
    filled: Option<&'static str>,
    hint: String,
}

fn postcode(field: &Field, known: Arc<Followed<Known>>) -> El {
    let id = field.id("postcode");
    let (wrong, typed) = (field.clone(), field.clone());
    let input = text_input("input.input.w-s", id.clone(), field.text_at("postcode"))
        .attr("dir", "ltr")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .live_attr("aria-invalid", move || wrong.is_wrong(Some("postcode")).then_some("true".into()))
        .on("input", move |event| {
            typed.set_at("postcode", event.value());
            suggest(&typed, &event.value(), &known);
        })
        .follow(field.mirror(|field, _, _| Shows::Text(field.text_at("postcode"))));
    el("div.flow.g1").child(label("label.label", id, words::postcode())).child(input)
}

/// One possible borough is filled in, several are named.
fn suggest(field: &Field, typed: &str, known: &Followed<Known>) {
    let now = field.text_at("borough");
    let was_filled = known.peek(|known| known.filled).is_some_and(|code| code == now);
    let candidates = Postcode::parse(typed)
        .map(|postcode| Sectors::candidates_in(&field.around.sectors, &postcode))
        .unwrap_or_default();
    let (filled, hint) = match candidates.as_slice() {
        [] => {
            // A borough that only the postcode stood for goes with it.
            if was_filled {
                put(field, "");
            }
            (None, String::new())
        }
        [only] if now.is_empty() || was_filled => {
            put(field, only.code);
            field.say(words::filled_in(only.name));
            (Some(only.code), words::from_postcode(only.name))
        }
        [only] if only.code == now => (None, String::new()),
        [only] => (None, words::looks_like(only.name)),
        several => (None, words::may_be_in(&joined(several))),
    };
    known.set(Known { filled, hint });
}

/// Puts a borough that nobody chose in the list, which then shows it.
fn put(field: &Field, code: &str) {
    field.set_at("borough", code.to_owned());
    field.push();
}

fn joined(boroughs: &[&Borough]) -> String {
    let names: Vec<&str> = boroughs.iter().map(|borough| borough.name).collect();
    names.join(words::or_between())
}

fn borough(field: &Field, known: Arc<Followed<Known>>) -> El {
    let id = field.id("borough");
    let now = field.text_at("borough");
    let option = |code: &'static str, name: &'static str| {
        el("option").attr("value", code).flag("selected", code == now).child(name)
    };
    let names = in_order_of_names().into_iter().map(|borough| option(borough.code, borough.name));
    let (wrong, chosen, followed, forgotten) = (field.clone(), field.clone(), field.clone(), known.clone());
    let select = el("select.input.w-m")
        .id(id.clone())
        .attr("aria-describedby", field.id("borough-hint"))
        .live_attr("aria-invalid", move || wrong.is_wrong(Some("borough")).then_some("true".into()))
        .child(el("option").attr("value", "").flag("selected", now.is_empty()).child(words::choose()))
        .children(names)
        .child(option(OUTSIDE, words::borough_name(OUTSIDE)))
        .on("change", move |event| {
            forgotten.set(Known::default());
            chosen.set_at("borough", event.value());
        })
        .follow(move |select| {
            if followed.pushed.get() > 0 {
                select.unchecked_ref::<HtmlInputElement>().set_value(&followed.text_at("borough"));
            }
        });
    let hint_id = field.id("borough-hint");
    el("div.flow.g1")
        .child(label("label.label", id, words::borough()))
        .child(el("p.hint").id(hint_id).child(live(move || known.with(|known| known.hint.clone()))))
        .child(select)
        .child(last_time(field))
}

/// The borough that this phone named last; pressed, not preselected.
fn last_time(field: &Field) -> Child {
    let Some(last) = field.around.last_borough.clone() else { return Child::Nothing };
    let (asked, field) = (field.clone(), field.clone());
    let is_open = move || asked.entry.with(|entry| entry.as_ref().and_then(|entry| entry.get("borough")).is_none());
    when(is_open, move || {
        let (field, last) = (field.clone(), last.clone());
        quiet_button("").child(words::as_last_time(words::borough_name(&last))).on("click", move |_| {
            put(&field, &last);
            super::focus::focus_on(&field.id("borough"));
        })
    })
}

/// By name; the table is by code.
pub fn in_order_of_names() -> Vec<&'static Borough> {
    let mut boroughs: Vec<&'static Borough> = Vec::with_capacity(BOROUGHS.len());
    for borough in &BOROUGHS {
        let at = boroughs.iter().position(|other| other.name > borough.name).unwrap_or(boroughs.len());
        boroughs.insert(at, borough);
    }
    boroughs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boroughs_stand_by_name() {
        let names: Vec<_> = in_order_of_names().into_iter().map(|borough| borough.name).collect();
        assert_eq!(names.len(), 33);
        assert!(names.is_sorted());
    }
}
