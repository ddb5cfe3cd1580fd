//! Writes an expression as it is read: with the parentheses that it needs, and no others.

use std::fmt::{Display, Formatter, Result, Write};

use super::{Expression, Function, Operator, value};

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self {
            Expression::Text(text) => quoted(f, text),
            Expression::Number(number) if number.is_finite() => f.write_str(&value::plain(*number)),
            Expression::Number(number) if number.is_nan() => f.write_str("(0 div 0)"),
            Expression::Number(number) => f.write_str(if *number > 0.0 { "(1 div 0)" } else { "(-1 div 0)" }),
            Expression::Reference(reference) => braced(f, &reference.name),
            Expression::Here => f.write_char('.'),
            Expression::Column(name) => f.write_str(name),
            Expression::Not(inner) => call(f, "not", std::slice::from_ref(&**inner)),
            Expression::Negative(inner) => {
                f.write_char('-')?;
                grouped(f, inner, matches!(**inner, Expression::Binary(..)))
            }
            Expression::Binary(operator, left, right) => {
                // Operators of one strength are read from the left.
                grouped(f, left, strength(left).is_some_and(|inner| inner < operator.strength()))?;
                f.write_str(operator.spelling())?;
                grouped(f, right, strength(right).is_some_and(|inner| inner <= operator.strength()))
            }
            Expression::Call(Function::Position, _) => f.write_str("position(..)"),
            Expression::Call(Function::ChoiceName, arguments) => choice_name(f, arguments),
            Expression::Call(function, arguments) => call(f, function.name(), arguments),
            Expression::Lookup { list, predicate, column } => lookup(f, list, predicate.as_deref(), column),
        }
    }
}

impl Operator {
    /// With the spaces around it.
    fn spelling(self) -> &'static str {
        match self {
            Operator::Or => " or ",
            Operator::And => " and ",
            Operator::Equal => " = ",
            Operator::NotEqual => " != ",
            Operator::Less => " < ",
            Operator::LessEqual => " <= ",
            Operator::Greater => " > ",
            Operator::GreaterEqual => " >= ",
            Operator::Add => " + ",
            Operator::Subtract => " - ",
            Operator::Multiply => " * ",
            Operator::Divide => " div ",
            Operator::Modulo => " mod ",
        }
    }
}

fn strength(expression: &Expression) -> Option<u8> {
    match expression {
        Expression::Binary(operator, ..) => Some(operator.strength()),
        _ => None,
    }
}

fn grouped(f: &mut Formatter, expression: &Expression, in_parentheses: bool) -> Result {
    if in_parentheses { write!(f, "({expression})") } else { write!(f, "{expression}") }
}

/// In the quotes that it does not have; XPath has no others, so that a text with both is put together.
fn quoted(f: &mut Formatter, text: &str) -> Result {
    match (text.contains('\''), text.contains('"')) {
        (false, _) => write!(f, "'{text}'"),
        (true, false) => write!(f, "\"{text}\""),
        (true, true) => write!(f, "concat('{}')", text.replace('\'', "', \"'\", '")),
    }
}

fn braced(f: &mut Formatter, name: &str) -> Result {
    write!(f, "${{{name}}}")
}

fn call(f: &mut Formatter, name: &str, arguments: &[Expression]) -> Result {
    write!(f, "{name}(")?;
    for (index, argument) in arguments.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        argument.fmt(f)?;
    }
    f.write_char(')')
}

/// Its second argument stands in quotes.
fn choice_name(f: &mut Formatter, arguments: &[Expression]) -> Result {
    let [code, question] = arguments else { return call(f, Function::ChoiceName.name(), arguments) };
    write!(f, "{}({code}, '{question}')", Function::ChoiceName.name())
}

fn lookup(f: &mut Formatter, list: &str, predicate: Option<&Expression>, column: &str) -> Result {
    f.write_str("instance(")?;
    quoted(f, list)?;
    f.write_str(")/root/item")?;
    if let Some(predicate) = predicate {
        write!(f, "[{predicate}]")?;
    }
    if column.is_empty() { Ok(()) } else { write!(f, "/{column}") }
}
