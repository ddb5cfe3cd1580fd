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
