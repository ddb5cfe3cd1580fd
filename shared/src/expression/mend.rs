//! What people write that is not in the language, and what to write in its place.

use super::Function;
use super::lexer::Token;

/// Signs of other languages, of spreadsheets and of word processors, looked for before our own.
const SIGNS: [(&str, &str); 22] = [
    ("==", "== is not used here: write = once"),
    ("&&", "&& is not used here: write and"),
    ("&", "& is not used here: write and, or concat() to join texts"),
    ("||", "|| is not used here: write or"),
    ("|", "| is not used here: write or"),
    ("<>", "<> is not used here: write !="),
    ("=>", "=> is not used here: write >="),
    ("=<", "=< is not used here: write <="),
    ("!", "! is not used here: write != or not()"),
    ("%", "% is not used here: write mod for a remainder"),
    ("//", "there are no paths here: write ${name}"),
    ("@", "there are no attributes here: write ${name}"),
    ("::", "there are no axes here: write ${name}"),
    ("\u{2018}", "a typographic quotation mark: write '"),
    ("\u{2019}", "a typographic quotation mark: write '"),
    ("\u{201c}", "a typographic quotation mark: write \""),
    ("\u{201d}", "a typographic quotation mark: write \""),
    ("\u{2264}", "\u{2264} is not used here: write <="),
    ("\u{2265}", "\u{2265} is not used here: write >="),
    ("\u{2260}", "\u{2260} is not used here: write !="),
    ("\u{2212}", "a typographic minus: write -"),
    ("\u{2013}", "a dash: write -"),
];

/// Functions of ODK, of XPath and of spreadsheets that are not here.
const FUNCTIONS: [(&str, &str); 27] = [
    ("substring", "write substr(), which counts from 0 and takes the end"),
    ("length", "write string-length()"),
    ("len", "write string-length()"),
    ("ceiling", "write -int(-x) for numbers above 0"),
    ("floor", "write int()"),
    ("avg", "write sum() div count()"),
    ("average", "write sum() div count()"),
    ("ifs", "write if() within if()"),
    ("iif", "write if()"),
    ("isnull", "write ${name} = ''"),
    ("is-null", "write ${name} = ''"),
    ("and", "write a and b"),
    ("or", "write a or b"),
    ("mod", "write a mod b"),
    ("is-selected", "write selected()"),
    ("string-join", "write join(), with the separator first"),
    ("matches", "write regex()"),
    ("replace", "write translate() for single characters"),
    ("current", "write ${name}"),
    ("last", "write count()"),
    ("random", "chance would differ between the phone and the server"),
    ("randomize", "chance would differ between the phone and the server"),
    ("uuid", "each submission has its own id"),
    ("digest", "texts are not encrypted here"),
    ("area", "shapes are not asked for here"),
    ("distance", "shapes are not asked for here"),
    ("geofence", "shapes are not asked for here"),
];

/// What is said in a build for people who write expressions: who only answers is never shown a fault.
#[inline(always)]
pub(super) fn words(parts: &[&str]) -> String {
    if cfg!(feature = "words") { parts.concat() } else { String::new() }
}

/// A sign that is not ours at the beginning of `rest`.
pub(super) fn sign(rest: &str) -> Option<&'static str> {
    if !cfg!(feature = "words") || rest.starts_with("!=") {
        return None;
    }
    SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)).map(|(_, mend)| *mend)
}

/// A function that there is not.
pub(super) fn function(name: &str) -> String {
    if !cfg!(feature = "words") {
        return String::new();
    }
    let mend = FUNCTIONS.iter().find(|(foreign, _)| name.eq_ignore_ascii_case(foreign)).map(|(_, mend)| *mend);
    let near = || Function::names().find(|known| same_letters(known, name));
    let (link, mend) = match (mend, near()) {
        (Some(mend), _) => (": ", mend),
        (None, Some(near)) => (": did you mean ", near),
        (None, None) => ("", ""),
    };
    ["there is no function ", name, "()", link, mend].concat()
}

/// Alike but for capitals, hyphens and underscores.
fn same_letters(a: &str, b: &str) -> bool {
    let skip = |byte: &u8| byte.is_ascii_alphabetic();
    let lower = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().filter(skip).map(lower).eq(b.bytes().filter(skip).map(lower))
}

/// A token where the expression should have an operator, or its end.
pub(super) fn no_operator(token: Token) -> &'static str {
    match token {
        Token::Slash => "/ is no operator and there are no paths here: write div, or ${name}",
        Token::OpenBracket => "[ belongs to instance('list')/root/item only",
        Token::Close => "a ) without its (",
        Token::CloseBracket => "a ] without its [",
        Token::Comma => "a comma belongs between the arguments of a function",
        Token::Name(word) if word.eq_ignore_ascii_case("and") => "write and in small letters",
        Token::Name(word) if word.eq_ignore_ascii_case("or") => "write or in small letters",
        _ => "an operator is missing here",
    }
}

/// A token where the expression should have a value.
pub(super) fn no_operand(token: Token) -> &'static str {
    match token {
        Token::Slash | Token::Parent => "there are no paths here: write ${name}",
        Token::Operator(super::Operator::Multiply) => "there are no wildcards here: write ${name}",
        _ => "something is missing here",
    }
}
