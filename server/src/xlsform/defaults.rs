//! Defaults: a fixed value of the cell is a literal of the expression, and back.

use shared::Kind;
use shared::expression::parse;

use super::expression_text::literal;

/// Whether the cell is an expression: it refers, calls or calculates. As in pyxform; but a text is one unless it
/// says otherwise clearly.
pub(super) fn is_dynamic(text: &str, kind: Kind) -> bool {
    if text.contains("${") {
        return true;
    }
    if matches!(kind, Kind::Date | Kind::Time | Kind::DateTime) && !text.contains('(') {
        return false;
    }
    if calls(text) {
        return parse(text).is_ok() || !text.contains(' ');
    }
    let words = text.replace("div", " ").replace("mod", " ");
    let is_arithmetic = words.chars().all(|c| c.is_ascii_digit() || " .+-*()".contains(c));
    is_arithmetic && !text.starts_with(' ') && text.parse::<f64>().is_err() && parse(text).is_ok()
}

/// `today()`, `concat('a', 'b')`: a name right before a bracket.
fn calls(text: &str) -> bool {
    let named = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_some_and(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    text.ends_with(')') && text.match_indices('(').any(|(at, _)| named(at))
}

/// The expression for a fixed value.
pub(super) fn fixed(text: &str, kind: Kind) -> String {
    let is_number = matches!(kind, Kind::Number | Kind::Year | Kind::Money);
    if is_number && shared::number::read(text).is_some() { text.to_owned() } else { literal(text) }
}

/// What the cell says for a default: the fixed value where it reads as the same again, else the expression.
pub(super) fn cell(expression: &str, kind: Kind) -> String {
    let inside = ['\'', '"'].iter().find_map(|quote| {
        let inside = expression.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.contains(*quote)).then_some(inside)
    });
    match inside {
        Some(text) if !is_dynamic(text, kind) && fixed(text, kind) == expression => text.to_owned(),
        _ => expression.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calculates_is_told_from_what_is_fixed() {
        for text in ["today()", "${a}", "1 + 2", "concat('a', 'b')", "10 div 4"] {
            assert!(is_dynamic(text, Kind::Text), "{text}");
        }
        for text in ["New York", "well-known", "a - b", "5", "-5", "1.5", "Smith (the elder)", "f(x) and so on", "yes"]
        {
            assert!(!is_dynamic(text, Kind::Text), "{text}");
        }
        assert!(!is_dynamic("2024-01-02", Kind::Date));
        assert!(is_dynamic("today()", Kind::Date));
    }

    #[test]
    fn a_cell_reads_as_the_expression_that_it_was_written_for() {
        for (expression, kind) in [
            ("'yes'", Kind::Single),
            ("\"yes\"", Kind::Single),
            ("5", Kind::Number),
            ("'5'", Kind::Text),
            ("'today()'", Kind::Text),
            ("'2024-01-02'", Kind::Date),
            ("today()", Kind::Date),
        ] {
            let cell = cell(expression, kind);
            let read = if is_dynamic(&cell, kind) { cell.clone() } else { fixed(&cell, kind) };
            // Where the cell cannot say it, the sheet of our own does.
            let is_exact = read == expression;
            assert_eq!(is_exact, !matches!(expression, "\"yes\"" | "'today()'"), "{expression}: {cell} → {read}");
        }
        assert_eq!(cell("'yes'", Kind::Single), "yes");
    }
}
