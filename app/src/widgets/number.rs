//! A number or a year: a plain text field with a numeric keypad, never a spinner; "this is an estimate".

use serde_json::Value;
use shared::questionnaire::Kind;

use super::el::{Child, El, el};
use super::field::{Field, Shows, object, text_of};
use super::parts::{Toggle, label, text_input};
use crate::words;

/// The tick's name, by which it is told from the text field.
const ABOUT: &str = "about";

pub fn number(field: &Field) -> El {
    let id = field.id("number");
    let is_year = field.question.kind == Kind::Year;
    let wrong = field.clone();
    let typed = field.clone();
    let input =
        text_input(if is_year { "input.input.w-s.num" } else { "input.input.w-m.num" }, id.clone(), shown_text(field))
            .attr("inputmode", if field.question.decimals > 0 { "decimal" } else { "numeric" })
            .attr("aria-describedby", [&field.id("hint"), " ", &field.id("error")].concat())
            .live_attr("aria-invalid", move || wrong.is_wrong(None).then_some("true".into()))
            .on("input", move |event| typed.set(value(event.value(), is_about(&typed))));
    el("div.flow.g2").child(label("label.unseen", id, field.name())).child(input).child(estimate(field)).follow(
        field.mirror(|field, name, _| match name {
            ABOUT => Shows::Ticked(is_about(field)),
            _ => Shows::Text(shown_text(field)),
        }),
    )
}

fn estimate(field: &Field) -> Child {
    if !field.question.estimate {
        return Child::Nothing;
    }
    let tick = Toggle {
        is_radio: false,
        name: ABOUT.to_owned(),
        value: "true".to_owned(),
        id: field.id("about"),
        label: words::is_estimate().into(),
        hint: None,
        checked: is_about(field),
    };
    let ticked = field.clone();
    tick.tick().on("change", move |event| ticked.set(value(shown_text(&ticked), event.checked()))).into()
}

/// As typed, with the estimate beside it; a tick without a number is kept until there is one.
fn value(text: String, about: bool) -> Option<Value> {
    match (text.is_empty(), about) {
        (true, false) => None,
        (_, true) => Some(object([("about", Value::String(text))])),
        (false, false) => Some(Value::String(text)),
    }
}

fn shown_text(field: &Field) -> String {
    let typed = field.typed();
    let about = typed.as_ref().and_then(|value| value.get("about"));
    text_of(about.or(typed.as_ref()))
}

fn is_about(field: &Field) -> bool {
    field.typed().is_some_and(|value| value.get("about").is_some())
}
