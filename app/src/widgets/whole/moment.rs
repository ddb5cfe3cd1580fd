//! A day, a time, or both: the phone's own pickers, which know its language.

use serde_json::Value;
use shared::questionnaire::Kind;
use shared::time::Stamp;

use crate::widgets::el::{El, el};
use crate::widgets::field::{Field, Shows, text_of};
use crate::widgets::parts::{label, text_input};

pub fn moment(field: &Field) -> El {
    let id = field.id("moment");
    let kind = match field.question.kind {
        Kind::Date => "date",
        Kind::Time => "time",
        _ => "datetime-local",
    };
    let (wrong, typed) = (field.clone(), field.clone());
    let input = text_input("input.input.w-m", id.clone(), shown(field))
        .attr("type", kind)
        .attr("aria-describedby", [&field.id("hint"), " ", &field.id("error")].concat())
        .live_attr("aria-invalid", move || wrong.is_wrong(None).then_some("true".into()))
        .on("input", move |event| typed.set(value(&typed, event.value())));
    el("div.flow.g2")
        .child(label("label.unseen", id, field.name()))
        .child(input)
        .follow(field.mirror(|field, _, _| Shows::Text(shown(field))))
}

/// A picker knows no offset: the device's is added, as it is on that day.
fn value(field: &Field, text: String) -> Option<Value> {
    let stamp = || {
        let seconds = if text.len() == 16 { ":00" } else { "" };
        let local = Stamp::parse(&[&text, seconds, "Z"].concat())?;
        Some(field.around.at_home(local).to_rfc3339())
    };
    let text = if field.question.kind == Kind::DateTime { stamp().unwrap_or_default() } else { text };
    (!text.is_empty()).then_some(Value::String(text))
}

/// Without the offset, as a picker wants it.
fn shown(field: &Field) -> String {
    let text = text_of(field.typed().as_ref());
    match field.question.kind {
        Kind::DateTime => text.get(..16).unwrap_or_default().to_owned(),
        _ => text,
    }
}
