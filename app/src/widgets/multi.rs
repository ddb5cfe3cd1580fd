//! Several choices. What stands alone ("None of these") clears the others, and they clear it.

use super::choices::{cards, reason_of_code, stands_alone};
use super::el::El;
use super::field::{Field, Shows, missing_value};
use crate::words;

pub fn multi(field: &Field) -> El {
    let pressed = field.clone();
    let shown = field.clone();
    cards(field, false, move |code| is_chosen(&shown, code))
        .on("change", move |event| press(&pressed, &event.value(), event.checked()))
        .follow(field.mirror(|field, _, value| Shows::Ticked(is_chosen(field, value))))
}

fn is_chosen(field: &Field, code: &str) -> bool {
    match field.missing() {
        Some(reason) => reason.code() == code,
        None => field.codes().iter().any(|chosen| chosen == code),
    }
}

fn press(field: &Field, code: &str, on: bool) {
    if let Some(reason) = reason_of_code(field, code) {
        let cleared = on && !field.codes().is_empty();
        field.set_and_show(on.then(|| missing_value(reason)));
        return say_cleared(field, cleared);
    }
    let alone = |code: &str| field.question.option(code).is_some_and(stands_alone);
    let before = field.codes();
    let stays = |chosen: &&String| chosen.as_str() != code && !(on && (alone(code) || alone(chosen)));
    let kept: Vec<&String> = before.iter().filter(stays).collect();
    let cleared = on && (kept.len() < before.len() || field.missing().is_some());
    // In the questionnaire's order, so that the same answer is always the same bytes.
    let options = field.question.options.iter().map(|option| &option.code);
    let now: Vec<String> = options.filter(|option| kept.contains(option) || (on && *option == code)).cloned().collect();
    field.set_codes(now);
    if cleared {
        field.push();
    }
    say_cleared(field, cleared);
}

fn say_cleared(field: &Field, cleared: bool) {
    if cleared {
        field.say(words::others_cleared());
    }
}
