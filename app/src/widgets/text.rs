//! Words: one line, or several with a counter.

use serde_json::Value;
use shared::questionnaire::Kind;

use super::el::{El, el, live};
use super::field::{Field, Shows, text_of};
use super::parts::text_input;
use crate::words;

/// The most characters where the question does not say.
const LINE: f64 = 200.0;
const LONG: f64 = 1000.0;

pub fn text(field: &Field) -> El {
    let is_long = field.question.kind == Kind::Long;
    let id = field.id("text");
    let value = text_of(field.typed().as_ref());
    let input = if is_long {
        el("textarea.input").id(id).attr("rows", "6").attr("autocomplete", "off").child(value)
    } else {
        text_input("input.input", id, value)
    };
    let (wrong, typed) = (field.clone(), field.clone());
    let input = input
        .attr("aria-describedby", [&field.id("hint"), " ", &field.id("error"), " ", &field.id("left")].concat())
        .live_attr("aria-invalid", move || wrong.is_wrong(None).then_some("true".into()))
        .on("input", move |event| {
            let text = event.value();
            typed.set((!text.is_empty()).then_some(Value::String(text)));
        });
    let frame =
        el("div.flow.g1").child(input).follow(field.mirror(|field, _, _| Shows::Text(text_of(field.typed().as_ref()))));
    if is_long { frame.child(counter(field)) } else { frame }
}

/// Seen at every keystroke; told at round numbers only, or a screen reader would never stop.
fn counter(field: &Field) -> El {
    let (seen, over, told) = (field.clone(), field.clone(), field.clone());
    el("p.hint")
        .id(field.id("left"))
        .live_flag("data-over", move || left(&over) < 0)
        .child(live(move || left_words(left(&seen))))
        .follow(move |_| {
            let left = left(&told);
            if matches!(left, 100 | 50 | 20 | 10 | 0 | -1) {
                told.say(left_words(left));
            }
        })
}

fn left(field: &Field) -> i64 {
    let most = field.question.max.unwrap_or(if field.question.kind == Kind::Long { LONG } else { LINE });
    let length =
        field.entry.with(|entry| entry.as_ref().and_then(Value::as_str).map_or(0, |text| text.chars().count()));
    most as i64 - length as i64
}

fn left_words(left: i64) -> String {
    let count = left.unsigned_abs() as usize;
    if left < 0 { words::characters_over(count) } else { words::characters_left(count) }
}

#[cfg(test)]
mod tests {
    use super::left_words;

    #[test]
    fn the_counter_counts_down_and_over() {
        assert_eq!(left_words(1000), "You have 1,000 characters left");
        assert_eq!(left_words(1), "You have 1 character left");
        assert_eq!(left_words(-12), "You have 12 characters too many");
    }
}
