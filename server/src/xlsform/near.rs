//! Words that are nearly the same: what somebody probably meant.

/// Whether two letters at most lie between them, as pyxform counts for the names of sheets; of short words, one.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let most = if one.chars().count() < 6 { 1 } else { 2 };
    one.len().abs_diff(other.len()) <= most * 4 && distance(one, other) <= most
}

/// Levenshtein's, one row of the table at a time.
fn distance(one: &str, other: &str) -> usize {
    let letters: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=letters.len()).collect();
    for (above, letter) in one.chars().take(64).enumerate() {
        let mut next = vec![above + 1];
        for (left, known) in letters.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&row, left) + usize::from(letter != *known);
            next.push(replaced.min(at(&row, left + 1) + 1).min(at(&next, left) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_are_near() {
        for (one, other, near) in [
            ("survey", "surveys", true),
            ("survey", "suvrey", true),
            ("settings", "sectorwise", false),
            ("survey", "", false),
            ("ä", "a", true),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
        }
    }
}
