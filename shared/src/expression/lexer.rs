//! Cuts an expression into tokens.

use super::{Fault, Operator, mend};
use crate::number;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Number(f64),
    Reference(&'a str),
    Name(&'a str),
    Operator(Operator),
    /// `.`
    Here,
    /// `..`
    Parent,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Slash,
}

/// More digits before the point than a number holds exactly.
const MOST_DIGITS: usize = 15;

/// Powers of ten are exact up to here.
const MOST_DECIMALS: usize = 22;

/// Tokens with the byte offset of each.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token<'_>)>, Fault> {
    let mut found: Vec<(usize, Token)> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if is_space(first) {
            at += first.len_utf8();
            continue;
        }
        // A name after an operand is an operator word; at the start of an operand it is a name.
        let after_operand = matches!(
            found.last(),
            Some((
                _,
                Token::Text(_)
                    | Token::Number(_)
                    | Token::Reference(_)
                    | Token::Name(_)
                    | Token::Here
                    | Token::Close
                    | Token::CloseBracket
            ))
        );
        let (token, length) = one(rest, first, after_operand).map_err(|message| Fault::new(at, message))?;
        found.push((at, token));
        at += length;
    }
    Ok(found)
}

const SIGNS: [(&str, Token); 17] = [
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
    ("[", Token::OpenBracket),
    ("]", Token::CloseBracket),
    (",", Token::Comma),
    ("..", Token::Parent),
    (".", Token::Here),
    ("/", Token::Slash),
];

fn one(rest: &str, first: char, after_operand: bool) -> Result<(Token<'_>, usize), String> {
    if let Some(message) = mend::sign(rest) {
        return Err(mend::words(&[message]));
    }
    let second = rest.as_bytes().get(1).copied().unwrap_or_default();
    if first.is_ascii_digit() || (first == '.' && second.is_ascii_digit()) {
        return literal(rest);
    }
    if let Some(tail) = rest.strip_prefix("${") {
        let end = tail.find('}').ok_or_else(|| mend::words(&["a ${ without its }"]))?;
        let name = tail.get(..end).unwrap_or_default().trim_matches(is_space);
        return match name {
            "" => Err(mend::words(&["a name is missing here"])),
            _ if name.contains(is_space) => Err(mend::words(&["a name has no spaces"])),
            _ if name.contains('#') => Err(mend::words(&["earlier submissions cannot be read here"])),
            _ => Ok((Token::Reference(name), end + 3)),
        };
    }
    if first == '\'' || first == '"' {
        let tail = rest.get(1..).unwrap_or_default();
        let end = tail.find(first).ok_or_else(|| mend::words(&["a text without its closing quote"]))?;
        return Ok((Token::Text(tail.get(..end).unwrap_or_default()), end + 2));
    }
    for (sign, token) in SIGNS {
        if rest.starts_with(sign) {
            return Ok((token, sign.len()));
        }
    }
    if is_letter(first) {
        let length = name_length(rest);
        let word = rest.get(..length).unwrap_or_default();
        let token = match word {
            "and" if after_operand => Token::Operator(Operator::And),
            "or" if after_operand => Token::Operator(Operator::Or),
            "div" if after_operand => Token::Operator(Operator::Divide),
            "mod" if after_operand => Token::Operator(Operator::Modulo),
            _ => Token::Name(word),
        };
        return Ok((token, length));
    }
    Err(mend::words(&["unexpected ", rest.get(..first.len_utf8()).unwrap_or_default()]))
}

/// An XML name, with the prefix of `jr:choice-name` where it has one.
fn name_length(rest: &str) -> usize {
    let fits =
        |c: char| is_letter(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}');
    let plain = |text: &str| text.find(|c| !fits(c)).unwrap_or(text.len());
    let first = plain(rest);
    match rest.get(first..).and_then(|tail| tail.strip_prefix(':')) {
        Some(tail) if tail.starts_with(is_letter) => first + 1 + plain(tail),
        _ => first,
    }
}

/// What may begin an XML name (XML 1.0, production 4); the standard library's tables of letters are larger.
fn is_letter(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fefe}'
        | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Spaces of XML, and those that come along when a text is copied from somewhere.
fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{feff}')
}

/// Digits that a number cannot hold are refused before the point and dropped behind it: so every number is the
/// shortest spelling of itself, and printing and reading it again gives the same one.
fn literal(rest: &str) -> Result<(Token<'_>, usize), String> {
    let (mut length, mut kept, mut significant, mut decimals, mut points) = (0, 0, 0, 0, 0);
    for byte in rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.') {
        length += 1;
        points += usize::from(byte == b'.');
        decimals += usize::from(points > 0);
        significant += usize::from(byte.is_ascii_digit() && (significant > 0 || byte != b'0'));
        if significant <= MOST_DIGITS && decimals <= MOST_DECIMALS {
            kept = length;
        } else if points == 0 {
            return Err(mend::words(&["too many digits for a number: in quotes they are a text"]));
        }
    }
    match rest.get(..kept).and_then(number::read) {
        Some(number) if points < 2 => Ok((Token::Number(number), length)),
        _ => Err(mend::words(&["not a number"])),
    }
}
