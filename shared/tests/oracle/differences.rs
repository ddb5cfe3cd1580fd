//! The differences that are meant.

use std::path::Path;

use shared::expression::{Expression, Function, Operator};

use super::node::Outcome;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Odk,
    Enketo,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Odk => "Web Forms",
            Engine::Enketo => "Enketo",
        }
    }
}

/// The name of the difference in the table, if it is one of them.
pub fn known(
    expression: &Expression,
    ours: &str,
    theirs: &Outcome,
    engine: Engine,
    value: &dyn Fn(&Expression) -> String,
) -> Option<&'static str> {
    let theirs = match theirs {
        Outcome::Text(text) => text.as_str(),
        Outcome::Error(error) if engine == Engine::Enketo => {
            let broken = ["Cannot read properties", "Weird args", "Converting circular structure"];
            return broken.iter().any(|words| error.starts_with(words)).then_some("enketo-breaks-off");
        }
        Outcome::Error(_) => return None,
    };
    let is_nan = theirs == "NaN" || (theirs.is_empty() && engine == Engine::Odk);
    let number = |text: &str| text.parse::<f64>().ok();
    if engine == Engine::Odk && ours == "NaN" && theirs.is_empty() {
        return Some("nan-as-text");
    }
    if let (Some(a), Some(b)) = (number(ours), number(theirs))
        && (((a - b).abs() - 5.0 / 24.0).abs() < 1e-6 || (a == b + 1.0 && is_date_as_number(expression, value)))
    {
        return Some("whole-days");
    }
    match expression {
        Expression::Call(Function::Round, _) => match (number(ours), number(theirs)) {
            (Some(a), Some(b)) if b < a && b < 0.0 => Some("halves-below-zero"),
            (Some(a), Some(b)) if (a - b).abs() < 0.011 => Some("decimal-rounding"),
            _ => None,
        },
        Expression::Call(Function::Min | Function::Max | Function::Sum, _) if is_nan && ours != "NaN" => {
            Some("open-items")
        }
        Expression::Call(Function::Regex, _) if ours == "false" && theirs == "true" => Some("whole-text"),
        Expression::Call(Function::SubstringAfter, _) if engine == Engine::Odk => Some("web-forms-substring-after"),
        Expression::Call(Function::Selected | Function::SelectedAt, arguments)
            if engine == Engine::Enketo && arguments.first().is_some_and(|list| value(list).contains("  ")) =>
        {
            Some("two-spaces")
        }
        Expression::Call(Function::FormatDate, arguments)
            if engine == Engine::Odk && arguments.get(1).is_some_and(|format| value(format).contains("%%")) =>
        {
            Some("percent-sign")
        }
        Expression::Call(Function::Checklist | Function::WeightedChecklist, arguments)
            if engine == Engine::Odk && arguments.iter().take(2).any(|limit| value(limit) == "-2") =>
        {
            Some("checklist-below-minus-one")
        }
        Expression::Binary(Operator::Equal, left, right) if value(left).contains('T') && value(right).contains('T') => {
            Some("same-moment")
        }
        Expression::Call(Function::StringLength, arguments) if arguments.iter().any(|text| !value(text).is_ascii()) => {
            Some("characters")
        }
        Expression::Call(Function::StringLength, arguments) if arguments.iter().any(|text| value(text).len() > 8) => {
            Some("no-exponents")
        }
        Expression::Lookup { column, .. } if column.is_empty() => Some("rows-as-text"),
        Expression::Call(Function::Number, _) | Expression::Binary(..)
            if engine == Engine::Odk
                && parts(expression).iter().any(|part| !value(part).is_empty() && value(part).trim().is_empty()) =>
        {
            Some("space-as-number")
        }
        Expression::Negative(inner) if **inner == Expression::Here && engine == Engine::Enketo => {
            Some("enketo-minus-dot")
        }
        _ if truths(expression).iter().any(|part| is_node(part)) => Some("question-as-truth"),
        _ => None,
    }
}

fn is_date_as_number(expression: &Expression, value: &dyn Fn(&Expression) -> String) -> bool {
    matches!(expression, Expression::Call(Function::Number, parts) if parts.iter().all(|part| value(part).len() == 10))
}

fn parts(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::Binary(_, left, right) => vec![left, right],
        Expression::Call(_, arguments) => arguments.iter().collect(),
        _ => Vec::new(),
    }
}

/// What a path is there.
fn is_node(expression: &Expression) -> bool {
    use Expression::{Call, Here, Lookup, Reference};
    matches!(expression, Reference(_) | Here | Lookup { .. } | Call(Function::IndexedRepeat, _))
}

/// The parts of which only the truth matters.
fn truths(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::Not(inner) => vec![inner],
        Expression::Binary(Operator::And | Operator::Or | Operator::Equal | Operator::NotEqual, left, right) => {
            vec![left, right]
        }
        Expression::Call(Function::If, arguments) => arguments.iter().take(1).collect(),
        Expression::Call(Function::Boolean | Function::Checklist | Function::WeightedChecklist, arguments) => {
            arguments.iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The names in the table, which are in its first column, in alphabetical order.
pub fn listed(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let rows = text.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()));
    let mut names: Vec<String> = rows.collect();
    names.sort();
    names
}
