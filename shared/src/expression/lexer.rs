//! Cuts an expression into tokens.

use super::{Fault, Operator};
use crate::number;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Text(String),
    Number(f64),
    Reference(String),
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

/// Tokens with the byte offset of each.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut found: Vec<(usize, Token)> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        // A name after an operand is an operator word; at the start of an operand it is a function.
        let after_operand =
            matches!(found.last(), Some((_, Token::Text(_) | Token::Number(_) | Token::Reference(_) | Token::Close)));
        let (token, length) = one(rest, first, after_operand).map_err(|message| Fault { at, message })?;
        found.push((at, token));
        at += length;
    }
    Ok(found)
}

fn one(rest: &str, first: char, after_operand: bool) -> Result<(Token, usize), String> {
    for (sign, token) in [
        ("!=", Token::Operator(Operator::NotEqual)),
        ("<=", Token::Operator(Operator::LessEqual)),
        (">=", Token::Operator(Operator::GreaterEqual)),
        ("<", Token::Operator(Operator::Less)),
        (">", Token::Operator(Operator::Greater)),
        ("=", Token::Operator(Operator::Equal)),
        ("+", Token::Operator(Operator::Add)),
        ("-", Token::Operator(Operator::Subtract)),
        ("*", Token::Operator(Operator::Multiply)),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
    ] {
        if rest.starts_with(sign) {
            return Ok((token, sign.len()));
        }
    }
    if let Some(tail) = rest.strip_prefix("${") {
        let end = tail.find('}').ok_or("a ${ without its }")?;
        return Ok((Token::Reference(tail.get(..end).unwrap_or_default().trim().to_owned()), end + 3));
    }
    if first == '\'' || first == '"' {
        let tail = rest.get(1..).unwrap_or_default();
        let end = tail.find(first).ok_or("a text without its closing quote")?;
        return Ok((Token::Text(tail.get(..end).unwrap_or_default().to_owned()), end + 2));
    }
    if first.is_ascii_digit() || first == '.' {
        let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let number = rest.get(..length).and_then(number::read).ok_or("not a number")?;
        return Ok((Token::Number(number), length));
    }
    if first.is_ascii_alphabetic() {
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let word = rest.get(..length).unwrap_or_default();
        let operator = match word {
            "and" => Some(Operator::And),
            "or" => Some(Operator::Or),
            "div" => Some(Operator::Divide),
            "mod" => Some(Operator::Modulo),
            _ => None,
        };
        let token = match operator {
            Some(operator) if after_operand => Token::Operator(operator),
            _ => Token::Name(word.to_owned()),
        };
        return Ok((token, length));
    }
    Err(format!("unexpected {first}"))
}
