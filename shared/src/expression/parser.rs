//! Turns tokens into an expression, by precedence climbing.

use super::lexer::{Token, tokens};
use super::{Expression, Fault, Function, Operator};

/// Deeper nesting is nobody's questionnaire, and would end the stack of a phone.
const DEEPEST: usize = 64;

/// Reads an expression; the fault names the byte where reading stopped.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len() };
    let expression = parser.binary(0, 0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(expression),
        Some((at, _)) => Err(Fault { at: *at, message: "an operator is missing here".into() }),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn fault<T>(&self, message: &str) -> Result<T, Fault> {
        let at = self.tokens.get(self.next).map_or(self.end, |(at, _)| *at);
        Err(Fault { at, message: message.into() })
    }

    fn binary(&mut self, weakest: u8, depth: usize) -> Result<Expression, Fault> {
        let mut left = self.operand(depth)?;
        while let Some(Token::Operator(operator)) = self.peek() {
            let operator = *operator;
            let binding = strength(operator);
            if binding < weakest {
                break;
            }
            self.next += 1;
            let right = self.binary(binding + 1, depth + 1)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Expression, Fault> {
        if depth > DEEPEST {
            return self.fault("nested too deeply");
        }
        let Some(token) = self.peek().cloned() else {
            return self.fault("something is missing here");
        };
        match token {
            Token::Text(text) => self.took(Expression::Text(text)),
            Token::Number(number) => self.took(Expression::Number(number)),
            Token::Reference(name) => self.took(Expression::Reference(name)),
            Token::Operator(Operator::Subtract) => {
                self.next += 1;
                Ok(Expression::Negative(Box::new(self.operand(depth + 1)?)))
            }
            Token::Open => {
                self.next += 1;
                let inner = self.binary(0, depth + 1)?;
                self.close()?;
                Ok(inner)
            }
            Token::Name(name) => self.call(&name, depth),
            Token::Operator(_) | Token::Close | Token::Comma => self.fault("something is missing here"),
        }
    }

    fn took(&mut self, expression: Expression) -> Result<Expression, Fault> {
        self.next += 1;
        Ok(expression)
    }

    fn close(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(&Token::Close) {
            return self.fault("a ) is missing here");
        }
        self.next += 1;
        Ok(())
    }

    fn call(&mut self, name: &str, depth: usize) -> Result<Expression, Fault> {
        let (function, wanted) = match name {
            "not" => (None, 1),
            "selected" => (Some(Function::Selected), 2),
            "count-selected" => (Some(Function::CountSelected), 1),
            "if" => (Some(Function::If), 3),
            "coalesce" => (Some(Function::Coalesce), 2),
            "number" => (Some(Function::Number), 1),
            "true" => (Some(Function::True), 0),
            "false" => (Some(Function::False), 0),
            _ => return self.fault("there is no such function"),
        };
        self.next += 1;
        if self.peek() != Some(&Token::Open) {
            return self.fault("a ( is missing here");
        }
        self.next += 1;
        let mut arguments = Vec::new();
        while arguments.len() < wanted {
            if !arguments.is_empty() {
                if self.peek() != Some(&Token::Comma) {
                    return self.fault("a comma is missing here");
                }
                self.next += 1;
            }
            arguments.push(self.binary(0, depth + 1)?);
        }
        self.close()?;
        match (function, arguments.pop()) {
            (None, Some(inner)) => Ok(Expression::Not(Box::new(inner))),
            (Some(function), last) => {
                arguments.extend(last);
                Ok(Expression::Call(function, arguments))
            }
            (None, None) => self.fault("something is missing here"),
        }
    }
}

fn strength(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 0,
        Operator::And => 1,
        Operator::Equal | Operator::NotEqual => 2,
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => 3,
        Operator::Add | Operator::Subtract => 4,
        Operator::Multiply | Operator::Divide | Operator::Modulo => 5,
    }
}
