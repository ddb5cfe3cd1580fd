//! Turns tokens into an expression, by precedence climbing.

use super::function::MANY;
use super::lexer::{Token, tokens};
use super::{Expression, Fault, Function, Operator, Reference, WHOLE, mend};

/// Deeper nesting is nobody's questionnaire, and would end the stack of a phone.
const DEEPEST: usize = 64;

/// Longer chains would end it too: `a or b or c` is a tree as high as it is long.
const MOST_OPERATORS: usize = 500;

/// Reads an expression; the fault names the byte where reading stopped.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    Ok(parse_with_places(text)?.0)
}

/// The places are where each part of it stands, in the order of [`Expression::walk`].
pub(super) fn parse_with_places(text: &str) -> Result<(Expression, Vec<usize>), Fault> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len(), operators: 0, places: Vec::new() };
    let expression = parser.binary(0, 0)?;
    match parser.tokens.get(parser.next) {
        None => Ok((expression, parser.places)),
        Some((at, token)) => Err(Fault::new(*at, mend::words(&[mend::no_operator(*token)]))),
    }
}

struct Parser<'a> {
    tokens: Vec<(usize, Token<'a>)>,
    next: usize,
    end: usize,
    operators: usize,
    places: Vec<usize>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.next).map(|(_, token)| *token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    #[inline(always)]
    fn fault<T>(&self, message: &str) -> Result<T, Fault> {
        Err(Fault::new(self.at(), mend::words(&[message])))
    }

    /// Takes the token if it is this one.
    fn takes(&mut self, token: Token) -> bool {
        let taken = self.peek() == Some(token);
        self.next += usize::from(taken);
        taken
    }

    #[inline(always)]
    fn need(&mut self, token: Token, message: &str) -> Result<(), Fault> {
        if self.takes(token) { Ok(()) } else { self.fault(message) }
    }

    /// A finished part, which begins at this byte.
    fn made(&mut self, at: usize, expression: Expression) -> Result<Expression, Fault> {
        self.places.push(at);
        Ok(expression)
    }

    fn binary(&mut self, weakest: u8, depth: usize) -> Result<Expression, Fault> {
        let mut left = self.operand(depth)?;
        while let Some(Token::Operator(operator)) = self.peek() {
            let binding = operator.strength();
            if binding < weakest {
                break;
            }
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return self.fault("too long: a choice list and instance() can hold many values");
            }
            let at = self.at();
            self.next += 1;
            let right = self.binary(binding + 1, depth + 1)?;
            left = self.made(at, Expression::Binary(operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Expression, Fault> {
        if depth > DEEPEST {
            return self.fault("nested too deeply");
        }
        let at = self.at();
        let Some(token) = self.peek() else {
            return self.fault("something is missing here");
        };
        self.next += 1;
        let expression = match token {
            Token::Text(text) => Expression::Text(text.to_owned()),
            Token::Number(number) => Expression::Number(number),
            Token::Reference(name) => Expression::Reference(Reference::new(name)),
            Token::Here if self.peek() == Some(Token::Slash) => return self.fault(mend::no_operand(Token::Slash)),
            Token::Here => Expression::Here,
            Token::Operator(Operator::Subtract) => Expression::Negative(Box::new(self.operand(depth + 1)?)),
            Token::Open => {
                let inner = self.binary(0, depth + 1)?;
                self.need(Token::Close, "a ) is missing here")?;
                return Ok(inner);
            }
            Token::Name(name) if self.peek() == Some(Token::Open) => {
                self.next += 1;
                self.call(name, at, depth + 1)?
            }
            Token::Name(name) => Expression::Column(name.to_owned()),
            _ => {
                self.next -= 1;
                return self.fault(mend::no_operand(token));
            }
        };
        self.made(at, expression)
    }

    /// After the opening parenthesis of `name(`.
    fn call(&mut self, name: &str, at: usize, depth: usize) -> Result<Expression, Fault> {
        if WHOLE && name == "instance" {
            return self.lookup(depth);
        }
        if WHOLE && name == "position" && self.takes(Token::Parent) {
            self.need(Token::Close, "a ) is missing here")?;
            return Ok(Expression::Call(Function::Position, Vec::new()));
        }
        let (function, fewest, most) = match Function::named(name) {
            Some((Function::Regex, ..)) if !cfg!(feature = "regex") => {
                return Err(Fault::new(at, mend::words(&["regex() is not in this build"])));
            }
            Some((function, fewest, most)) => (Some(function), fewest, most),
            None if name == "not" => (None, 1, 1),
            None => return Err(Fault::new(at, mend::function(name))),
        };
        let mut arguments = Vec::new();
        if most > 0 && self.peek() != Some(Token::Close) {
            loop {
                if WHOLE && function == Some(Function::ChoiceName) && arguments.len() == 1 {
                    arguments.push(self.quoted_reference()?);
                } else {
                    arguments.push(self.binary(0, depth)?);
                }
                if (most != MANY && arguments.len() == usize::from(most)) || !self.takes(Token::Comma) {
                    break;
                }
            }
        }
        if WHOLE && self.peek() == Some(Token::Comma) && function == Some(Function::IndexedRepeat) {
            return self.fault("repeats do not stand in repeats: give one repeat and one number");
        }
        let ends = self.peek() == Some(Token::Close);
        if (most == 0 && !ends) || (ends && arguments.len() < usize::from(fewest)) || self.peek() == Some(Token::Comma)
        {
            return self.fault(&wrong_count(name, fewest, most));
        }
        self.need(Token::Close, "a ) is missing here")?;
        match function {
            None => match arguments.pop() {
                Some(inner) => Ok(Expression::Not(Box::new(inner))),
                None => self.fault(&wrong_count(name, fewest, most)),
            },
            // Without an argument these speak of the answer itself.
            Some(function) if arguments.is_empty() && most == 1 => {
                self.places.push(at);
                Ok(Expression::Call(function, vec![Expression::Here]))
            }
            Some(function) => match shape(function, &arguments).filter(|_| WHOLE) {
                Some(message) => Err(Fault::new(at, mend::words(&[message]))),
                None => Ok(Expression::Call(function, arguments)),
            },
        }
    }

    /// `'${name}'` as the second argument of `jr:choice-name`: the question whose choices are meant.
    fn quoted_reference(&mut self) -> Result<Expression, Fault> {
        let at = self.at();
        let name = match self.peek() {
            Some(Token::Reference(name)) => Some(name),
            Some(Token::Text(text)) => match tokens(text).ok().as_deref() {
                Some([(_, Token::Reference(_))]) => text.trim().get(2..).and_then(|rest| rest.strip_suffix('}')),
                _ => None,
            },
            _ => None,
        };
        let Some(name) = name else {
            return self.fault("the second argument is the question in quotes: '${name}'");
        };
        self.next += 1;
        self.made(at, Expression::Reference(Reference::new(name.trim())))
    }

    /// After `instance(`: `'list')/root/item[predicate]/column`.
    fn lookup(&mut self, depth: usize) -> Result<Expression, Fault> {
        let Some(Token::Text(list)) = self.peek() else {
            return self.fault("the name of a list belongs here, in quotes");
        };
        self.next += 1;
        self.need(Token::Close, "a ) is missing here")?;
        for step in ["root", "item"] {
            if !(self.takes(Token::Slash) && self.takes(Token::Name(step))) {
                return self.fault("lists are read as instance('list')/root/item[condition]/column");
            }
        }
        let mut predicate = None;
        if self.takes(Token::OpenBracket) {
            predicate = Some(Box::new(self.binary(0, depth + 1)?));
            self.need(Token::CloseBracket, "a ] is missing here")?;
        }
        if self.peek() == Some(Token::OpenBracket) {
            return self.fault("put both conditions into one [ ], with and between them");
        }
        let mut column = "";
        if self.takes(Token::Slash) {
            let Some(Token::Name(name)) = self.peek() else {
                return self.fault("the name of a column is missing here");
            };
            self.next += 1;
            column = name;
        }
        Ok(Expression::Lookup { list: list.to_owned(), predicate, column: column.to_owned() })
    }
}

/// What is wrong with the arguments of functions that need a particular kind of them.
fn shape(function: Function, arguments: &[Expression]) -> Option<&'static str> {
    let is_reference = |index| matches!(arguments.get(index), Some(Expression::Reference(_)));
    match function {
        Function::IndexedRepeat if !is_reference(0) || !is_reference(1) => {
            Some("indexed-repeat() takes a question, its repeat and a number: indexed-repeat(${a}, ${repeat}, 1)")
        }
        Function::Count if !is_reference(0) && !matches!(arguments.first(), Some(Expression::Lookup { .. })) => {
            Some("count() takes a question, a repeat or instance('list')/root/item[condition]")
        }
        Function::PullData if !matches!(arguments.first(), Some(Expression::Text(_))) => {
            Some("pulldata() takes the name of a list first, in quotes")
        }
        Function::WeightedChecklist if arguments.len() % 2 == 1 => {
            Some("weighted-checklist() takes a weight after each condition")
        }
        _ => None,
    }
}

fn wrong_count(name: &str, fewest: u8, most: u8) -> String {
    if !cfg!(feature = "words") {
        return String::new();
    }
    let digit = |count: u8| char::from(b'0' + count.min(9)).to_string();
    let (least, link, last) = match most {
        _ if most == fewest => (String::new(), "", digit(most)),
        MANY => (digit(fewest), " or more", String::new()),
        _ => (digit(fewest), " or ", digit(most)),
    };
    let noun = if most == 1 { " argument" } else { " arguments" };
    [name, "() takes ", &least, link, &last, noun].concat()
}

impl Operator {
    /// How tightly it binds.
    pub(super) fn strength(self) -> u8 {
        match self {
            Operator::Or => 0,
            Operator::And => 1,
            Operator::Equal | Operator::NotEqual => 2,
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => 3,
            Operator::Add | Operator::Subtract => 4,
            Operator::Multiply | Operator::Divide | Operator::Modulo => 5,
        }
    }
}
