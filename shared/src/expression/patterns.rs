//! Regular expressions. `regex()` asks whether the *whole* text matches: the documentation of ODK says "an exact and
//! complete match" and Collect (JavaRosa) does so, while Enketo looks for a match anywhere. Who means "anywhere"
//! writes `.*` around the pattern, which is the same in both.
//!
//! `regex-lite` takes time in proportion to text and pattern, whatever they are; it has no look-around, no
//! back-references and no Unicode classes. A pattern that it cannot read matches nothing; publishing refuses it.

/// More than any pattern of a questionnaire takes, and far less than a phone has.
#[cfg(feature = "regex")]
const MOST_BYTES: usize = 1 << 18;

#[cfg(feature = "regex")]
fn compiled(pattern: &str) -> Option<regex_lite::Regex> {
    regex_lite::RegexBuilder::new(pattern).size_limit(MOST_BYTES).build().ok()
}

#[cfg(feature = "regex")]
pub(super) fn matches(text: &str, pattern: &str) -> bool {
    compiled(&["^(?:", pattern, ")$"].concat()).is_some_and(|pattern| pattern.is_match(text))
}

/// Such expressions are not even parsed in such a build.
#[cfg(not(feature = "regex"))]
pub(super) fn matches(_: &str, _: &str) -> bool {
    false
}

/// Why a pattern cannot be used.
#[cfg(feature = "regex")]
pub(super) fn fault(pattern: &str) -> Option<String> {
    // Alone and in its group: `a)(b` is a pattern in the group only.
    let error = regex_lite::RegexBuilder::new(pattern).size_limit(MOST_BYTES).build().err()?;
    let has = |signs: &[&str]| signs.iter().any(|sign| pattern.contains(sign));
    Some(if has(&["(?=", "(?!", "(?<=", "(?<!"]) {
        "patterns cannot look around here".to_owned()
    } else if has(&["\\1", "\\2", "\\3", "\\k"]) {
        "patterns cannot refer back here".to_owned()
    } else if has(&["\\p", "\\P"]) {
        "classes of Unicode are not here: write [a-z] and the like".to_owned()
    } else {
        ["the pattern cannot be read: ", &error.to_string()].concat()
    })
}

#[cfg(not(feature = "regex"))]
pub(super) fn fault(_: &str) -> Option<String> {
    None
}
