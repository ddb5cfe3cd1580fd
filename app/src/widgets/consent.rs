//! Consent: one box, never ticked beforehand.

use serde_json::Value;

use super::el::{El, el};
use super::field::{Field, Shows};
use super::parts::Toggle;

pub fn consent(field: &Field) -> El {
    let card = Toggle {
        is_radio: false,
        name: field.input_name(),
        value: "true".to_owned(),
        id: field.id("yes"),
        label: field.wording(&field.question.label),
        hint: None,
        checked: is_given(field),
    };
    let ticked = field.clone();
    el("div.choices")
        .child(card.card())
        .on("change", move |event| ticked.set(event.checked().then_some(Value::Bool(true))))
        .follow(field.mirror(|field, _, _| Shows::Ticked(is_given(field))))
}

fn is_given(field: &Field) -> bool {
    field.typed() == Some(Value::Bool(true))
}
