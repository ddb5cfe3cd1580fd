//! What an expression gives becomes an answer as if somebody had typed it.

use serde_json::{Value, json};

use crate::expression::Value as Term;
use crate::questionnaire::{Kind, Question};

/// The entry for a default or a calculation; `None` for nothing and for what is no number where one is wanted.
pub(super) fn typed(question: &Question, term: &Term) -> Option<Value> {
    let number = term.number();
    let text = || Some(term.text()).filter(|text| !text.is_empty());
    match question.kind {
        Kind::Consent => term.truth().then_some(Value::Bool(true)),
        Kind::Multi | Kind::Rank | Kind::Boroughs => {
            let codes: Vec<Value> = text()?.split_whitespace().map(Value::from).collect();
            Some(Value::Array(codes))
        }
        Kind::Number | Kind::Year => plain(number),
        Kind::Money => Some(json!({"amount": plain(number)?})),
        Kind::Calculate => match term {
            Term::Number(number) => plain(*number),
            _ => text().map(Value::from),
        },
        // A day counted in days since 1970 is written as a day.
        _ => text().map(Value::from),
    }
}

/// As JSON, whole where it is whole.
fn plain(number: f64) -> Option<Value> {
    if !number.is_finite() {
        return None;
    }
    Some(if number.fract() == 0.0 && number.abs() < 9e15 { Value::from(number as i64) } else { Value::from(number) })
}
