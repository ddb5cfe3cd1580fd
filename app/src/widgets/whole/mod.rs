//! Widgets that the standard surveys do without; only the largest bundle has them.

mod calculated;
mod lookup;
mod moment;
mod repeat;

use shared::questionnaire::Kind;

use super::el::El;
use super::field::Field;

/// `None` where every bundle has a control for it.
pub fn control(field: &Field) -> Option<El> {
    if field.question.calculation.is_some() {
        return Some(calculated::calculated(field));
    }
    match field.question.kind {
        Kind::Single | Kind::Multi if lookup::is_long(field) => Some(lookup::lookup(field)),
        Kind::Date | Kind::Time | Kind::DateTime => Some(moment::moment(field)),
        Kind::Repeat => Some(repeat::repeat(field)),
        _ => None,
    }
}
