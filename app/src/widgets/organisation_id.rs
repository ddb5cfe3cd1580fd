//! Registration numbers: a field for each register, none of them needed, or "Not registered".

use serde_json::Value;
use shared::organisation_id::{LISTS, List};

use super::el::{El, el};
use super::field::{Field, Shows, object};
use super::parts::{Toggle, label, or, text_input};
use crate::words;

/// The key, and the box's name, for "Not registered".
const NONE: &str = "none";

pub fn organisation_id(field: &Field) -> El {
    let card = Toggle {
        is_radio: false,
        name: NONE.to_owned(),
        value: "true".to_owned(),
        id: field.id(NONE),
        label: words::not_registered().into(),
        hint: None,
        checked: is_none(field),
    };
    let (typed, ticked) = (field.clone(), field.clone());
    let none = el("div.choices").child(or()).child(card.card()).on("change", move |event| {
        if event.checked() {
            let had_numbers = !ticked.object().is_empty();
            ticked.set_and_show(Some(object([(NONE, Value::Bool(true))])));
            if had_numbers {
                ticked.say(words::numbers_cleared());
            }
        } else {
            ticked.set(None);
        }
    });
    let fields = el("div.flow.g3").children(LISTS.iter().map(|list| number(field, list))).on("input", move |event| {
        if is_none(&typed) {
            typed.set(None);
            typed.set_at(&event.name(), event.value());
            typed.push();
        } else {
            typed.set_at(&event.name(), event.value());
        }
    });
    el("div.flow").child(fields).child(none).follow(field.mirror(|field, name, _| match name {
        NONE => Shows::Ticked(is_none(field)),
        list => Shows::Text(field.text_at(list)),
    }))
}

fn is_none(field: &Field) -> bool {
    field.object().contains_key(NONE)
}

fn number(field: &Field, list: &List) -> El {
    let id = field.id(list.code);
    let code = list.code;
    let wrong = field.clone();
    let example = words::for_example(list.example);
    let hint_id = field.id(&[list.code, "-hint"].concat());
    let input = text_input("input.input.w-m", id.clone(), field.text_at(code))
        .attr("name", code)
        .attr("dir", "ltr")
        .attr("spellcheck", "false")
        .attr("aria-describedby", hint_id.clone())
        .live_attr("aria-invalid", move || wrong.is_wrong(Some(code)).then_some("true".into()));
    el("div.flow.g1")
        .child(label("label.label", id, list.label))
        .child(el("p.hint").id(hint_id).child(example))
        .child(input)
}
