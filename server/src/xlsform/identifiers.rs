//! Names and codes that are allowed elsewhere and not here: each gets another one, and only one.

use std::collections::{HashMap, HashSet};

/// Ids, codes and names of lists may have so many characters.
pub(super) const LONGEST: usize = 64;

/// A name that is taken is given with a number.
#[derive(Debug, Default)]
pub(super) struct Taken {
    names: HashSet<String>,
    /// The last number of a name, so that the ten thousandth is found as soon as the first.
    numbers: HashMap<String, u32>,
}

impl Taken {
    /// The name itself where it is free, or with the first number that is.
    pub fn take(&mut self, name: &str) -> String {
        self.first_free(name, str::to_owned)
    }

    /// The same, where capitals make no difference.
    pub fn take_in_any_case(&mut self, name: &str) -> String {
        self.first_free(name, str::to_lowercase)
    }

    fn first_free(&mut self, name: &str, key: fn(&str) -> String) -> String {
        if self.names.insert(key(name)) {
            return name.to_owned();
        }
        let number = self.numbers.entry(key(name)).or_insert(1);
        loop {
            *number += 1;
            let end = format!("_{number}");
            let start: String = name.chars().take(LONGEST.saturating_sub(end.len())).collect();
            let numbered = start + &end;
            if self.names.insert(key(&numbered)) {
                return numbered;
            }
        }
    }
}

/// An id that begins with a letter or underscore and has letters, digits, hyphens and underscores.
pub(super) fn id(name: &str) -> String {
    let id = replaced(name, &['_', '-']);
    let begins = id.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if begins { id } else { cut(&format!("_{id}")) }
}

/// A code of letters, digits, dots, hyphens and underscores.
pub(super) fn code(name: &str) -> String {
    let code = replaced(name, &['_', '-', '.']);
    // Reasons for leaving a question open, and what the contract says beside them.
    match code.as_str() {
        "dont-know" | "prefer-not-to-say" | "ticked" | "missing" => format!("{code}_"),
        "" => "_".to_owned(),
        _ => code,
    }
}

/// An address: small letters, digits and hyphens.
pub(super) fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let slug: String = parts.join("-").chars().take(LONGEST).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "survey".to_owned() } else { slug.to_owned() }
}

fn replaced(name: &str, allowed: &[char]) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || allowed.contains(&letter);
    cut(&name.chars().map(|letter| if fits(letter) { letter } else { '_' }).collect::<String>())
}

fn cut(name: &str) -> String {
    name.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays() {
        assert_eq!([id("E1_x-y"), code("1.5"), slug("camden-2026")], ["E1_x-y", "1.5", "camden-2026"]);
    }

    #[test]
    fn what_does_not_fit_becomes_something_that_does() {
        assert_eq!([id("größe"), id("1a"), id("a.b")], ["gr__e", "_1a", "a_b"]);
        assert_eq!([code("New York"), code("dont-know"), code("")], ["New_York", "dont-know_", "_"]);
        assert_eq!([slug("My Form 2!"), slug("???")], ["my-form-2", "survey"]);
        assert_eq!(id(&"x".repeat(100)).len(), LONGEST);
    }

    #[test]
    fn no_name_is_taken_twice() {
        let mut taken = Taken::default();
        let long = "x".repeat(LONGEST);
        let names: HashSet<String> = ["a", "a", "a_2", &long, &long].map(|name| taken.take(name)).into();
        assert_eq!(names.len(), 5);
        assert!(names.iter().all(|name| name.len() <= LONGEST));
    }
}
