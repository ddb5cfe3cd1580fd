//! Fluent as Mozilla's parser reads it, and of that the part that words may use.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

use crate::{CATEGORIES, Fault, Message, Piece, Select, Words};

/// Reads one file; `file` is what its faults are told by.
pub fn read(file: &str, text: &str) -> Result<Words, Vec<Fault>> {
    let page = Page { file, text };
    let entries = match parser::parse(text) {
        Ok(resource) => resource.body,
        Err((_, errors)) => {
            return Err(errors.iter().map(|error| page.fault(error.pos.start, &error.to_string())).collect());
        }
    };
    let (mut messages, mut faults) = (Vec::<Message>::new(), Vec::new());
    for entry in &entries {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Term(term) => {
                faults.push(page.fault(page.place(term.id.name), "Terms are not used here"));
                continue;
            }
            _ => continue,
        };
        let (key, at) = (message.id.name, page.place(message.id.name));
        if !message.attributes.is_empty() {
            faults.push(page.fault(at, &format!("{key} has attributes, which are not used here")));
        }
        if messages.iter().any(|known| known.key == key) {
            faults.push(page.fault(at, &format!("{key} stands here twice")));
        }
        let Some(value) = &message.value else { continue };
        match page.pattern(value, at) {
            Ok(pattern) => messages.push(Message { key: key.to_owned(), line: page.line(at), pattern }),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(Words { file: file.to_owned(), messages }) } else { Err(faults) }
}

struct Page<'a> {
    file: &'a str,
    text: &'a str,
}

impl Page<'_> {
    /// Where a slice of the text begins.
    fn place(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn fault(&self, at: usize, words: &str) -> Fault {
        Fault { file: self.file.to_owned(), line: self.line(at), words: words.to_owned() }
    }

    /// `at`: where the message or the variant begins, for what has no place of its own.
    fn pattern(&self, pattern: &Pattern<&str>, at: usize) -> Result<Vec<Piece>, Fault> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => add_text(&mut pieces, value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    match self.inline(inline, at)? {
                        Piece::Text(text) => add_text(&mut pieces, &text),
                        piece => pieces.push(piece),
                    }
                }
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    pieces.push(Piece::Select(self.select(selector, variants, at)?));
                }
            }
        }
        Ok(pieces)
    }

    fn inline(&self, inline: &InlineExpression<&str>, at: usize) -> Result<Piece, Fault> {
        match inline {
            InlineExpression::StringLiteral { value } if value.contains('\\') => {
                Err(self.fault(self.place(value), "Write the letter itself, not its number"))
            }
            InlineExpression::StringLiteral { value } => Ok(Piece::Text((*value).to_owned())),
            InlineExpression::VariableReference { id } => Ok(Piece::Argument(id.name.to_owned())),
            InlineExpression::FunctionReference { id, arguments } => {
                let no = |words: &str| Err(self.fault(self.place(id.name), words));
                if id.name != "NUMBER" || !arguments.named.is_empty() {
                    return no("Of the functions there is only NUMBER($name)");
                }
                match arguments.positional.as_slice() {
                    [InlineExpression::VariableReference { id }] => Ok(Piece::Number(id.name.to_owned())),
                    _ => no("NUMBER() takes one argument of the message"),
                }
            }
            InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => {
                Err(self.fault(self.place(id.name), &format!("{} is another message: write its words", id.name)))
            }
            InlineExpression::NumberLiteral { value } => {
                Err(self.fault(self.place(value), "A number stands in the text as it is"))
            }
            InlineExpression::Placeable { .. } => Err(self.fault(at, "Braces within braces are not used here")),
        }
    }

    fn select(
        &self,
        selector: &InlineExpression<&str>,
        variants: &[Variant<&str>],
        at: usize,
    ) -> Result<Select, Fault> {
        let argument = match self.inline(selector, at)? {
            Piece::Argument(argument) | Piece::Number(argument) => argument,
            _ => return Err(self.fault(at, "What chooses is an argument of the message")),
        };
        let key = |variant: &Variant<&'_ str>| match &variant.key {
            VariantKey::Identifier { name } => (*name).to_owned(),
            VariantKey::NumberLiteral { value } => (*value).to_owned(),
        };
        let by_number = variants.iter().all(|variant| match &variant.key {
            VariantKey::Identifier { name } => CATEGORIES.contains(name),
            VariantKey::NumberLiteral { .. } => true,
        });
        let (mut others, mut default) = (Vec::new(), None);
        for variant in variants {
            let at = match &variant.key {
                VariantKey::Identifier { name } => self.place(name),
                VariantKey::NumberLiteral { value } => self.place(value),
            };
            if !by_number && matches!(variant.key, VariantKey::NumberLiteral { .. }) {
                return Err(self.fault(at, "Choose by number or by text, not by both"));
            }
            let pattern = self.pattern(&variant.value, at)?;
            if variant.default {
                default = Some((key(variant), pattern));
            } else {
                others.push((key(variant), pattern));
            }
        }
        let default = default.ok_or_else(|| self.fault(at, "One variant is the default, with a star"))?;
        Ok(Select { argument, by_number, variants: others, default })
    }
}

/// Neighbouring texts are one; Fluent tells their lines apart.
fn add_text(pieces: &mut Vec<Piece>, more: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push_str(more),
        _ => pieces.push(Piece::Text(more.to_owned())),
    }
}
