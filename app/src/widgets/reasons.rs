//! Leaving a question open with a reason, after an "or"; it clears the answer, and an answer clears it.

use super::choices::reason_of_code;
use super::el::{Child, el};
use super::field::{Field, Shows, missing_value, reason_words};
use super::parts::{Toggle, or};
use crate::words;
use shared::questionnaire::Kind;

/// The reasons that the question offers. Choices draw them as options of their own.
pub fn reasons(field: &Field) -> Child {
    let is_choice = matches!(field.question.kind, Kind::Single | Kind::Multi);
    if is_choice || field.question.missing.is_empty() {
        return Child::Nothing;
    }
    let cards = field.question.missing.iter().map(|reason| {
        let card = Toggle {
            is_radio: false,
            name: field.input_name(),
            value: reason.code().to_owned(),
            id: field.id(reason.code()),
            label: reason_words(*reason).into(),
            hint: None,
            checked: field.missing() == Some(*reason),
        };
        card.card()
    });
    let answered = field.clone();
    el("div.choices")
        .child(or())
        .children(cards)
        .on("change", move |event| {
            let field = &answered;
            let Some(reason) = reason_of_code(field, &event.value()) else { return };
            if event.checked() {
                if field.typed().is_some() {
                    field.say(words::other_taken_out());
                }
                field.set_and_show(Some(missing_value(reason)));
            } else {
                field.set(None);
            }
        })
        .follow(
            field.mirror(|field, _, value| Shows::Ticked(field.missing().is_some_and(|reason| reason.code() == value))),
        )
        .into()
}
