//! The expression language of relevance and constraints: the part of XLSForm's that the core needs.
//!
//! Semantics are ODK's, and XPath 1.0's where those are silent: nothing is `''`, `''` as a number is
//! NaN, a comparison with NaN is false except `!=`.

mod evaluate;
mod lexer;
mod parser;

pub use evaluate::{Value, evaluate};
pub use parser::parse;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Text(String),
    Number(f64),
    /// `${C1.amount}`: a question's id and where it has parts the part.
    Reference(String),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    Call(Function, Vec<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Selected,
    CountSelected,
    If,
    Coalesce,
    Number,
    True,
    False,
}

/// Why an expression cannot be used, and where (byte offset).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
    pub message: String,
}

impl Expression {
    /// Every reference in it, in order of appearance.
    pub fn references(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Expression::Text(_) | Expression::Number(_) => {}
            Expression::Reference(name) => found.push(name),
            Expression::Not(inner) | Expression::Negative(inner) => inner.collect(found),
            Expression::Binary(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
            Expression::Call(_, arguments) => arguments.iter().for_each(|argument| argument.collect(found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(text: &str) -> bool {
        let expression = parse(text).unwrap();
        evaluate(&expression, &|name: &str| match name {
            "A" => Value::Text("yes".into()),
            "N" => Value::Number(7.0),
            "M" => Value::Text("red blue".into()),
            _ => Value::Text(String::new()),
        })
        .truth()
    }

    #[test]
    fn odk_semantics() {
        for text in [
            "${A} = 'yes'",
            "${A} != 'no' and not(${empty} = 'x')",
            "${empty} = ''",
            "not(${empty} > 0)",
            "not(${empty} < 0)",
            "${empty} != 0",
            "${N} > 6 and ${N} <= 7 or false()",
            "${N} - 1 = 6",
            "${N} mod 4 = 3 and ${N} div 2 = 3.5",
            "selected(${M}, 'red') and not(selected(${M}, 're'))",
            "count-selected(${M}) = 2",
            "coalesce(${empty}, 3) + 1 = 4",
            "if(${N} > 3, 'a', 'b') = 'a'",
            "-${N} < 0",
            "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9",
            "number('12') = 12",
        ] {
            assert!(truth(text), "{text}");
        }
    }

    #[test]
    fn faults_name_the_place() {
        for (text, at) in
            [("${A} =", 6), ("${A", 0), ("'x", 0), ("foo(1)", 0), ("1 1", 2), ("(1", 2), ("not(1,2)", 5), ("§", 0)]
        {
            assert_eq!(parse(text).unwrap_err().at, at, "{text}");
        }
        assert!(parse(&"(".repeat(10_000)).is_err());
        assert!(parse(&"not(".repeat(10_000)).is_err());
        assert!(parse(&"-".repeat(10_000)).is_err());
    }
}
