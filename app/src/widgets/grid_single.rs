//! A choice for each row: one fieldset a row and segments in it, never a wide matrix.

use serde_json::{Map, Value};
use shared::Missing;
use shared::questionnaire::Row;

use super::choices::stands_alone;
use super::el::{Child, El, el};
use super::field::{Field, Shows, missing_value, reason_of, reason_words};
use super::parts::Toggle;

pub fn grid_single(field: &Field) -> El {
    let rows = field.question.rows.iter().filter(|row| !field.around.short_route || row.short);
    let pressed = field.clone();
    // One handler for all rows: a section has up to a hundred of these buttons.
    el("div")
        .children(rows.map(|row| scale(field, row)))
        .on("change", move |event| {
            let (name, code) = (event.name(), event.value());
            let Some(row) = row_of(&name) else { return };
            let mut rows = pressed.object();
            rows.insert(row.to_owned(), cell(&pressed, code));
            pressed.set(Some(Value::Object(rows)));
        })
        .follow(field.mirror(|field, name, code| {
            let now = row_of(name).and_then(|row| chosen(&field.object(), row));
            Shows::Ticked(now.as_deref() == Some(code))
        }))
}

fn scale(field: &Field, row: &Row) -> El {
    let now = chosen(&field.object(), &row.code);
    let segment = |code: &str, label: Child, apart: bool| {
        let toggle = Toggle {
            is_radio: true,
            name: [&field.path, ".", &row.code].concat(),
            value: code.to_owned(),
            id: field.id(&[&row.code, "-", code].concat()),
            label,
            hint: None,
            checked: now.as_deref() == Some(code),
        };
        toggle.segment(apart)
    };
    let options = field.question.options.iter();
    let segments = options.map(|option| segment(&option.code, field.wording(&option.label), stands_alone(option)));
    let reasons =
        field.question.row_missing.iter().map(|reason| segment(reason.code(), reason_words(*reason).into(), true));
    el("fieldset.scale")
        .id(field.id(&row.code))
        .child(el("legend").child(field.wording(&row.label)))
        .child(el("div.segs").children(segments).children(reasons))
}

/// Inputs are named `E1.demand`: two grids may have rows of the same code.
fn row_of(name: &str) -> Option<&str> {
    Some(name.split_once('.')?.1)
}

/// A reason for leaving the row open is never an option's code.
fn cell(field: &Field, code: String) -> Value {
    let reason = Missing::from_code(&code).filter(|reason| field.question.row_missing.contains(reason));
    reason.map_or(Value::String(code), missing_value)
}

fn chosen(rows: &Map<String, Value>, row: &str) -> Option<String> {
    let cell = rows.get(row)?;
    match reason_of(cell) {
        Some(reason) => Some(reason.code().to_owned()),
        None => cell.as_str().map(str::to_owned),
    }
}
