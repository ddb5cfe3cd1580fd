//! Whom to write to: a name and an e-mail address, kept apart from the answers.

use super::el::{El, el};
use super::field::{Field, Shows};
use super::parts::{label, text_input};
use crate::words;

pub fn contact(field: &Field) -> El {
    let typed = field.clone();
    let name = line(field, "name").attr("autocomplete", "name").attr("autocapitalize", "words");
    let email = line(field, "email")
        .attr("type", "email")
        .attr("autocomplete", "email")
        .attr("dir", "ltr")
        .attr("spellcheck", "false");
    let row = |key: &str, words: &'static str, input: El| {
        el("div.flow.g1").child(label("label.label", field.id(key), words)).child(input)
    };
    el("div.flow.g3")
        .child(row("name", words::name(), name))
        .child(row("email", words::email(), email))
        .on("input", move |event| typed.set_at(&event.name(), event.value()))
        .follow(field.mirror(|field, name, _| Shows::Text(field.text_at(name))))
}

fn line(field: &Field, key: &'static str) -> El {
    let wrong = field.clone();
    text_input("input.input", field.id(key), field.text_at(key))
        .attr("name", key)
        .live_attr("aria-invalid", move || wrong.is_wrong(Some(key)).then_some("true".into()))
}
