//! Works out what an expression says, given the answers.

use super::{Expression, Function, Operator};
use crate::number;

/// What an expression can be; a list of codes is their text with spaces between, as in XLSForm.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Truth(bool),
}

impl Value {
    pub fn nothing() -> Value {
        Value::Text(String::new())
    }

    pub fn truth(&self) -> bool {
        match self {
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Truth(truth) => *truth,
        }
    }

    /// As a number; NaN for what is none.
    pub fn number(&self) -> f64 {
        match self {
            Value::Text(text) => number::read(text.trim()).unwrap_or(f64::NAN),
            Value::Number(number) => *number,
            Value::Truth(truth) => f64::from(u8::from(*truth)),
        }
    }

    pub fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => crate::json::plain(*number),
            Value::Truth(truth) => if *truth { "true" } else { "false" }.to_owned(),
        }
    }
}

/// The value of `expression`; `look_up` answers for references and gives nothing for hidden questions.
pub fn evaluate(expression: &Expression, look_up: &dyn Fn(&str) -> Value) -> Value {
    let of = |inner: &Expression| evaluate(inner, look_up);
    match expression {
        Expression::Text(text) => Value::Text(text.clone()),
        Expression::Number(number) => Value::Number(*number),
        Expression::Reference(name) => look_up(name),
        Expression::Not(inner) => Value::Truth(!of(inner).truth()),
        Expression::Negative(inner) => Value::Number(-of(inner).number()),
        Expression::Binary(Operator::And, left, right) => Value::Truth(of(left).truth() && of(right).truth()),
        Expression::Binary(Operator::Or, left, right) => Value::Truth(of(left).truth() || of(right).truth()),
        Expression::Binary(operator, left, right) => binary(*operator, &of(left), &of(right)),
        Expression::Call(function, arguments) => call(*function, arguments, &of),
    }
}

fn binary(operator: Operator, left: &Value, right: &Value) -> Value {
    let (a, b) = (left.number(), right.number());
    Value::Truth(match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        Operator::Less => a < b,
        Operator::LessEqual => a <= b,
        Operator::Greater => a > b,
        Operator::GreaterEqual => a >= b,
        Operator::Add => return Value::Number(a + b),
        Operator::Subtract => return Value::Number(a - b),
        Operator::Multiply => return Value::Number(a * b),
        Operator::Divide => return Value::Number(a / b),
        Operator::Modulo => return Value::Number(a % b),
        Operator::And | Operator::Or => false,
    })
}

/// XPath 1.0, section 3.4: truths compare as truths, numbers as numbers, the rest as text.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => left.truth() == right.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => left.number() == right.number(),
        (Value::Text(a), Value::Text(b)) => a == b,
    }
}

fn call(function: Function, arguments: &[Expression], of: &dyn Fn(&Expression) -> Value) -> Value {
    let argument = |index: usize| arguments.get(index).map_or_else(Value::nothing, of);
    match function {
        Function::Selected => {
            let wanted = argument(1).text();
            Value::Truth(argument(0).text().split_whitespace().any(|code| code == wanted))
        }
        Function::CountSelected => Value::Number(argument(0).text().split_whitespace().count() as f64),
        Function::If => argument(if argument(0).truth() { 1 } else { 2 }),
        Function::Coalesce => {
            let first = argument(0);
            if first.text().is_empty() { argument(1) } else { first }
        }
        Function::Number => Value::Number(argument(0).number()),
        Function::True => Value::Truth(true),
        Function::False => Value::Truth(false),
    }
}
