//! A number for each row, one below the other.

use shared::questionnaire::Row;

use super::el::{El, el};
use super::field::{Field, Shows};
use super::parts::{label, text_input};

pub fn grid_number(field: &Field) -> El {
    let rows = field.question.rows.iter().filter(|row| !field.around.short_route || row.short);
    let typed = field.clone();
    el("div.flow.g3")
        .children(rows.map(|row| number(field, row)))
        .on("input", move |event| typed.set_at(&event.name(), event.value()))
        .follow(field.mirror(|field, row, _| Shows::Text(field.text_at(row))))
}

fn number(field: &Field, row: &Row) -> El {
    let id = field.id(&row.code);
    let (wrong, code) = (field.clone(), row.code.clone());
    let input = text_input("input.input.w-s.num", id.clone(), field.text_at(&row.code))
        .attr("name", row.code.clone())
        .attr("inputmode", if row.decimals > 0 { "decimal" } else { "numeric" })
        .live_attr("aria-invalid", move || wrong.is_wrong(Some(&code)).then_some("true".into()));
    el("div.flow.g1").child(label("label.label", id, field.wording(&row.label))).child(input)
}
