//! Rust source with everything blanked that is not code: comments, contents of strings, unit tests.

/// The same text with the same lines; what does not count is spaces.
pub fn of(text: &str) -> String {
    without_tests(&blank(text))
}

fn blank(text: &str) -> String {
    let source: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < source.len() {
        let end = token_end(&source, at);
        match end {
            Some(end) => {
                out.extend(source[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
                at = end;
            }
            None => {
                out.push(source[at]);
                at += 1;
            }
        }
    }
    out
}

/// Where the comment or literal that begins here ends; none if code begins here.
fn token_end(source: &[char], at: usize) -> Option<usize> {
    let next = source.get(at + 1).copied();
    match (source[at], next) {
        ('/', Some('/')) => Some(find(source, at, |rest| rest.first() == Some(&'\n'))),
        ('/', Some('*')) => Some(block_comment_end(source, at)),
        ('"', _) => Some(string_end(source, at + 1)),
        ('r', Some('"' | '#')) if !inside_word(source, at) => raw_string_end(source, at),
        ('\'', Some('\\')) => Some(find(source, at + 3, |rest| rest.first() == Some(&'\'')) + 1),
        // A lifetime has no closing quote two characters on.
        ('\'', Some(_)) if source.get(at + 2) == Some(&'\'') => Some(at + 3),
        _ => None,
    }
    .map(|end| end.min(source.len()))
}

fn find(source: &[char], from: usize, wanted: impl Fn(&[char]) -> bool) -> usize {
    (from..source.len()).find(|at| wanted(&source[*at..])).unwrap_or(source.len())
}

fn block_comment_end(source: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0, from);
    while at < source.len() {
        if source[at..].starts_with(&['/', '*']) {
            (depth, at) = (depth + 1, at + 2);
        } else if source[at..].starts_with(&['*', '/']) {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string_end(source: &[char], mut at: usize) -> usize {
    while at < source.len() {
        match source[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// `r"…"`, `r#"…"#` and more; `r#type` is an identifier. The `b` of `br"…"` stays as code.
fn raw_string_end(source: &[char], from: usize) -> Option<usize> {
    let hashes = source[from + 1..].iter().take_while(|c| **c == '#').count();
    let open = from + 1 + hashes;
    if source.get(open) != Some(&'"') {
        return None;
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    Some(find(source, open + 1, |rest| rest.starts_with(&close)) + close.len())
}

fn inside_word(source: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|index| source[index]);
    before.is_some_and(|c| (c.is_alphanumeric() && c != 'b') || c == '_')
}

/// Blanks every item under `#[cfg(test)]`, to the end of its braces or its semicolon.
fn without_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        let (before, item) = rest.split_at(start);
        out.push_str(before);
        let (tests, after) = item.split_at(item_end(item));
        out.extend(tests.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn item_end(item: &str) -> usize {
    let mut depth = 0_u32;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked() {
        let code = of("let a = \"x \\\" y\"; // x\n/* x /* x */ x */ b::<'a>('x', '\\'', r#\"x\"x\"#)");
        assert!(!code.contains('x'), "{code}");
        assert!(code.contains("let a =") && code.contains("b::<'a>("), "{code}");
        assert_eq!(code.lines().count(), 2);
    }

    #[test]
    fn identifiers_are_no_raw_strings() {
        assert_eq!(of("r#type + for\"x\""), "r#type + for   ");
    }

    #[test]
    fn unit_tests_are_blanked_and_what_follows_is_not() {
        let code = of("fn a() {}\n#[cfg(test)]\nmod tests {\n fn x() { x }\n}\nfn b() {}");
        assert_eq!(code.split_whitespace().collect::<String>(), "fna(){}fnb(){}");
        assert_eq!(code.lines().count(), 6);
        assert_eq!(of("#[cfg(test)]\nmod tests;\nfn b() {}").trim(), "fn b() {}");
    }
}
