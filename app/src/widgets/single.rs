//! One choice of several: cards, nothing chosen beforehand.

use super::choices::{cards, value_of};
use super::el::El;
use super::field::{Field, Shows};

pub fn single(field: &Field) -> El {
    let now = chosen(field);
    let pressed = field.clone();
    cards(field, true, |code| now.as_deref() == Some(code))
        .on("change", move |event| pressed.set(Some(value_of(&pressed, event.value()))))
        .follow(field.mirror(|field, _, value| Shows::Ticked(chosen(field).as_deref() == Some(value))))
}

fn chosen(field: &Field) -> Option<String> {
    match field.missing() {
        Some(reason) => Some(reason.code().to_owned()),
        None => field.typed()?.as_str().map(str::to_owned),
    }
}
