//! Faults of the questionnaire itself, at the places in the workbook where they stand.

use shared::questionnaire::check;

use super::form::Form;
use super::problem::Problems;

pub(super) fn report(form: &Form, problems: &mut Problems) {
    for fault in check(&form.questionnaire) {
        let place = form.places.question(&fault.question, column(fault.code)).question(&fault.question);
        problems.error(place, fault.code, fault.message);
    }
}

/// The column to which a fault belongs.
fn column(code: &str) -> &str {
    match code {
        "required_when" => "required",
        "filter" => "choice_filter",
        "count" => "repeat_count",
        "circular" | "asks-ahead" => "relevant",
        "constraint-message" => "constraint_message",
        "id" | "id-twice" => "name",
        "limits" => "constraint",
        "options" | "code" | "code-twice" | "option-label" | "list" | "rows" | "repeat" | "nested-repeat" => "type",
        "translation" => "label",
        code => code,
    }
}
