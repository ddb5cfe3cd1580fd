//! Expressions as text: what they refer to, how it is renamed, and where they can be cut, without understanding them.

/// The insides of every `${…}`; an error for one that is never closed.
pub(super) fn references(text: &str) -> Result<Vec<&str>, ()> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once("${") {
        let (name, after) = tail.split_once('}').ok_or(())?;
        found.push(name);
        rest = after;
    }
    Ok(found)
}

/// The same text with other names in its `${…}`.
pub(super) fn renamed(text: &str, name: impl Fn(&str) -> Option<String>) -> String {
    replaced(text, |inside| format!("${{{}}}", name(inside).as_deref().unwrap_or(inside)))
}

/// The same text with something else in the place of each `${…}`.
pub(super) fn replaced(text: &str, new: impl Fn(&str) -> String) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("${") {
        let Some((inside, after)) = tail.split_once('}') else { break };
        done.extend([before, &new(inside)]);
        rest = after;
    }
    done + rest
}

/// A part of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// With its quotation marks.
    Literal(&'a str),
    Other(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '"']) {
        let (before, tail) = rest.split_at(at);
        let quote = if tail.starts_with('"') { '"' } else { '\'' };
        let length = tail.get(1..).and_then(|inside| inside.find(quote)).map_or(tail.len(), |end| end + 2);
        let (literal, after) = tail.split_at(length);
        found.extend([Piece::Other(before), Piece::Literal(literal)]);
        rest = after;
    }
    found.push(Piece::Other(rest));
    found
}

/// The same text with other literals, by what stands between their quotation marks.
pub(super) fn relettered(text: &str, new: impl Fn(&str) -> Option<String>) -> String {
    let mut done = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Other(text) => done.push_str(text),
            Piece::Literal(literal) => match new(literal.trim_matches(['\'', '"'])) {
                Some(new) => done.extend(["'", &new, "'"]),
                None => done.push_str(literal),
            },
        }
    }
    done
}

/// The lists that an expression looks things up in.
pub(super) fn lists(text: &str) -> Vec<&str> {
    let all = pieces(text);
    let pairs = all.iter().zip(all.iter().skip(1));
    let looked = pairs.filter_map(|(before, literal)| match (before, literal) {
        (Piece::Other(before), Piece::Literal(literal)) => {
            let call = before.trim_end().strip_suffix('(')?.trim_end();
            (call.ends_with("instance") || call.ends_with("pulldata")).then(|| literal.trim_matches(['\'', '"']))
        }
        _ => None,
    });
    looked.collect()
}

/// The parts that ` and ` joins, outside of brackets and quotation marks.
pub(super) fn conjuncts(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let (mut depth, mut quote) = (0i32, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, ' ') if depth == 0 && text.get(at..).is_some_and(|rest| rest.starts_with(" and ")) => cuts.push(at),
            _ => {}
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let part = |(from, to): (&usize, usize)| {
        let part = text.get(*from..to).unwrap_or_default();
        part.strip_prefix(" and ").unwrap_or(part).trim()
    };
    cuts.iter().zip(ends).map(part).collect()
}

/// Quotation marks as on a typewriter.
pub(super) fn plain_quotes(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{a0}', " ")
}

/// An expression that is this text, whatever it is.
pub(super) fn literal(text: &str) -> String {
    match (text.contains('\''), text.contains('"')) {
        (false, _) => format!("'{text}'"),
        (true, false) => format!("\"{text}\""),
        (true, true) => {
            let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
            format!("concat({})", parts.join(", \"'\", "))
        }
    }
}

/// As XML's names: what pyxform takes for the name of a question or a column.
pub(super) fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(begins) && letters.all(|letter| begins(letter) || continues(letter))
}

/// Names that a choice has anyway.
pub(super) fn is_reserved(name: &str) -> bool {
    ["name", "label", "itextId"].contains(&name)
}

fn begins(letter: char) -> bool {
    letter == '_' || if letter.is_ascii() { letter.is_ascii_alphabetic() } else { is_letter(letter) }
}

fn is_letter(letter: char) -> bool {
    matches!(letter,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_and_renamed() {
        assert_eq!(references("${a} + ${ b}"), Ok(vec!["a", " b"]));
        assert!(references("${a").is_err());
        let new = |name: &str| (name == "a").then(|| "x.y".to_owned());
        assert_eq!(renamed("${a} = '${a}' or ${b", new), "${x.y} = '${x.y}' or ${b");
    }

    #[test]
    fn literals_are_told_from_the_rest() {
        let new = |code: &str| (code == "New York").then(|| "New_York".to_owned());
        assert_eq!(
            relettered("${a} = 'New York' and \"New York\" != 'x", new),
            "${a} = 'New_York' and 'New_York' != 'x"
        );
        assert_eq!(lists("instance('a')/root/item[x=1]/y + pulldata( \"b\", 'c') + concat('d')"), ["a", "b"]);
    }

    #[test]
    fn conjuncts_are_cut_outside_of_brackets() {
        assert_eq!(conjuncts(". >= 1 and (a and b) and x = ' and '"), [". >= 1", "(a and b)", "x = ' and '"]);
        assert_eq!(conjuncts(""), [""]);
    }

    #[test]
    fn any_text_is_a_literal() {
        for text in ["", "a", "it's", "\"", "it's \"so\""] {
            let expression = shared::expression::parse(&literal(text)).unwrap();
            assert!(expression.references().is_empty(), "{text}");
        }
        assert_eq!(literal("it's \"so\""), "concat('it', \"'\", 's \"so\"')");
    }

    #[test]
    fn names_are_those_of_xml() {
        for name in ["a", "_1", "größe", "E1.demand-x", "पता"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "a b", "-a", "a:b", "a/b"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
