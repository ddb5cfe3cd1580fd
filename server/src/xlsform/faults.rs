//! Faults of the questionnaire itself, at the places in the workbook where they stand.

use shared::questionnaire::{Fault, check};

use super::form::{Form, Places};
use super::problem::{Problem, Problems};

pub(super) fn report(form: &Form, problems: &mut Problems) {
    // A form without groups has no titles to give; the designer says so, once it is a draft.
    for fault in check(&form.questionnaire).into_iter().filter(|fault| fault.code != "section-title") {
        let property = if fault.property.is_empty() { fault.code } else { fault.property };
        let place = form.places.question(&fault.question, column(property)).question(&fault.question);
        match fault.is_odd() {
            true => problems.consider(place, fault.code, fault.message),
            false => problems.error(place, fault.code, fault.message),
        }
    }
}

impl Places {
    /// What was found wrong with the questionnaire later, where it stands in the workbook.
    pub fn problem(&self, fault: Fault) -> Problem {
        let property = if fault.property.is_empty() { fault.code } else { fault.property };
        let place = self.question(&fault.question, column(property));
        Problem { sheet: place.sheet, row: place.row, column: place.column, ..fault.into() }
    }
}

/// The column to which a property belongs, or a code where the fault names none.
fn column(property: &str) -> &str {
    match property {
        "required_when" => "required",
        "filter" => "choice_filter",
        "count" => "repeat_count",
        "circular" | "asks-ahead" => "relevant",
        "constraint-message" => "constraint_message",
        "id" | "id-twice" | "bank-id" => "name",
        "limits" => "constraint",
        "options" | "code" | "code-twice" | "option-label" | "option-label-twice" | "list" | "rows" | "repeat"
        | "nested-repeat" => "type",
        "translation" | "long-text" => "label",
        property => property,
    }
}
