//! Widgets: one for each type of question, in a frame that all of them share. They hold no storage.

mod boroughs;
mod choices;
mod consent;
mod contact;
pub mod dates;
pub mod el;
mod field;
pub mod focus;
pub mod followed;
mod frame;
mod grid_number;
mod grid_single;
mod money;
mod multi;
mod number;
mod organisation_id;
mod parts;
mod place;
mod rank;
mod reasons;
pub mod said;
mod single;
mod split;
mod text;
#[cfg(feature = "whole")]
mod whole;

use leptos::prelude::*;
use shared::questionnaire::Kind;

use el::El;
pub use field::{Around, Field, Host, anchor};
pub use frame::question_view;
pub use parts::{icon, icon_button};

/// A question as respondents see it; what is typed goes to the field's `record` and nowhere else.
#[component]
pub fn QuestionView(field: Field) -> impl IntoView {
    question_view(&field)
}

/// The control by which a question is answered.
fn control(field: &Field) -> El {
    #[cfg(feature = "whole")]
    if let Some(control) = whole::control(field) {
        return control;
    }
    match field.question.kind {
        Kind::Consent => consent::consent(field),
        Kind::Single => choices::filtered(field, single::single),
        Kind::Multi => choices::filtered(field, multi::multi),
        Kind::Rank => rank::rank(field),
        Kind::Number | Kind::Year => number::number(field),
        Kind::Money => money::money(field),
        Kind::Split => split::split(field),
        Kind::GridSingle => grid_single::grid_single(field),
        Kind::GridNumber => grid_number::grid_number(field),
        Kind::Text | Kind::Long => text::text(field),
        Kind::Place => place::place(field),
        Kind::Boroughs => boroughs::boroughs(field),
        Kind::OrganisationId => organisation_id::organisation_id(field),
        Kind::Contact => contact::contact(field),
        _ => el::el("div"),
    }
}
