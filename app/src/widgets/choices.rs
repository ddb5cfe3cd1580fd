//! What single and multiple choices share: the options, and after an "or" what stands alone.

use std::sync::{Mutex, PoisonError};

use shared::Missing;
use shared::questionnaire::Choice;

use super::el::{Child, El, el, live};
use super::field::{Field, missing_value, reason_words};
use super::parts::{Toggle, or};
use crate::words;
use serde_json::Value;

/// The same, drawn again whenever the question's filter offers others.
pub fn filtered(field: &Field, draw: impl Fn(&Field) -> El + Send + 'static) -> El {
    if !cfg!(feature = "whole") || field.question.filter.is_none() {
        return draw(field);
    }
    let (field, before) = (field.clone(), Mutex::new(None));
    el("div").child(live(move || {
        field.around.host.follow();
        let now: Vec<String> = field.offered().into_iter().map(|choice| choice.code).collect();
        let mut before = before.lock().unwrap_or_else(PoisonError::into_inner);
        if before.as_ref() == Some(&now) {
            return Child::Same;
        }
        let nothing_fits = now.is_empty().then(|| el("p.hint").child(words::nothing_fits()));
        *before = Some(now);
        el("div.flow.g3").child(nothing_fits).child(draw(&field)).into()
    }))
}

/// Cards for all options; those that stand alone, and the reasons for leaving it open, come after an "or".
pub fn cards(field: &Field, is_radio: bool, is_chosen: impl Fn(&str) -> bool) -> El {
    let question = &field.question;
    let card = |code: &str, label: Child, hint: Option<Child>| {
        let card = Toggle {
            is_radio,
            name: field.input_name(),
            value: code.to_owned(),
            id: field.id(code),
            label,
            hint,
            checked: is_chosen(code),
        };
        card.card()
    };
    let option = |option: &Choice| {
        card(&option.code, field.wording(&option.label), option.hint.as_ref().map(|hint| field.wording(hint)))
    };
    let offered = field.offered();
    let (alone, usual): (Vec<&Choice>, Vec<&Choice>) = offered.iter().partition(|option| stands_alone(option));
    let mut last: Vec<El> = alone.into_iter().map(option).collect();
    last.extend(question.missing.iter().map(|reason| card(reason.code(), reason_words(*reason).into(), None)));

    let is_short =
        usual.len() == 2 && usual.iter().all(|option| option.hint.is_none() && option.label.plain().len() < 20);
    let all = el(if is_short { "div.choices.two" } else { "div.choices" }).children(usual.into_iter().map(option));
    match last.len() {
        0 => all,
        1 => all.child(or()).children(last),
        _ => all.child(or()).child(el("div.choices.two").children(last)),
    }
}

pub fn stands_alone(option: &Choice) -> bool {
    option.exclusive || option.apart
}

/// The value for a pressed card: a reason for leaving it open is never an option's code.
pub fn value_of(field: &Field, code: String) -> Value {
    reason_of_code(field, &code).map_or(Value::String(code), missing_value)
}

pub fn reason_of_code(field: &Field, code: &str) -> Option<Missing> {
    Missing::from_code(code).filter(|reason| field.question.missing.contains(reason))
}
