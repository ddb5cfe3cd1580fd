//! Finding words in a long list while somebody types: every word typed begins a word of the label.

/// Labels made comparable, one after another in one text.
pub struct Index {
    text: String,
    /// Where each label begins.
    starts: Vec<usize>,
}

impl Index {
    /// Of `count` labels.
    pub fn of(count: usize, label: impl Fn(usize) -> String) -> Index {
        let mut index = Index { text: String::new(), starts: Vec::with_capacity(count) };
        for at in 0..count {
            index.starts.push(index.text.len());
            index.text.push(' ');
            fold(&label(at), &mut index.text);
        }
        index
    }

    /// The first `most` labels that fit, those that begin with what was typed before others; and how many fit.
    pub fn find(&self, typed: &str, most: usize) -> (Vec<usize>, usize) {
        let mut words = String::new();
        fold(typed, &mut words);
        let words: Vec<&[u8]> = words.split(' ').filter(|word| !word.is_empty()).map(str::as_bytes).collect();
        let (mut first, mut others, mut all) = (Vec::new(), Vec::new(), 0);
        for at in 0..self.starts.len() {
            let label = self.label(at);
            if !words.iter().all(|word| has_word(label, word)) {
                continue;
            }
            all += 1;
            let begins = words.first().is_some_and(|word| label.get(1..).is_some_and(|rest| rest.starts_with(word)));
            let found = if begins { &mut first } else { &mut others };
            if found.len() < most {
                found.push(at);
            }
        }
        first.extend(others);
        first.truncate(most);
        (first, all)
    }

    fn label(&self, at: usize) -> &[u8] {
        let start = self.starts.get(at).copied().unwrap_or_default();
        let end = self.starts.get(at + 1).copied().unwrap_or(self.text.len());
        self.text.as_bytes().get(start..end).unwrap_or_default()
    }
}

/// Whether a word of the label begins so; a space stands before each. By hand: the standard library's search
/// prepares itself for long texts, ten thousand times a keystroke.
fn has_word(label: &[u8], word: &[u8]) -> bool {
    let spaces = label.iter().enumerate().filter(|(_, byte)| **byte == b' ');
    spaces.into_iter().any(|(at, _)| label.get(at + 1..).is_some_and(|rest| rest.starts_with(word)))
}

/// Small letters without accents, and a space for everything that is neither letter nor digit.
fn fold(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            'a'..='z' | '0'..='9' => out.push(sign),
            'A'..='Z' => out.push(sign.to_ascii_lowercase()),
            // People leave these out or put them in: O’Neill, St. Mary's.
            '\'' | '’' | '.' => {}
            '\u{c0}'..='\u{17f}' => out.push(plain(sign)),
            _ if sign.is_ascii() => out.push(' '),
            other => out.push(other),
        }
    }
}

/// Latin-1 and Latin Extended-A without their accents, from U+00C0 on.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

fn plain(sign: char) -> char {
    let at = (u32::from(sign) - 0xc0) as usize;
    PLAIN.get(at).map_or(sign, |letter| char::from(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [&str; 6] =
        ["Hackney Night Shelter", "St. Mary’s Centre", "Łódź Club, Ealing", "Night School", "Café Żółw", "نائٹ شیلٹر"];

    fn find(typed: &str) -> Vec<&'static str> {
        let index = Index::of(LABELS.len(), |at| LABELS[at].to_owned());
        index.find(typed, 3).0.into_iter().map(|at| LABELS[at]).collect()
    }

    #[test]
    fn every_word_typed_begins_a_word() {
        assert_eq!(find("night"), ["Night School", "Hackney Night Shelter"]);
        assert_eq!(find("shel nig"), ["Hackney Night Shelter"]);
        assert_eq!(find("ight"), [""; 0]);
        assert_eq!(find("st marys"), ["St. Mary’s Centre"]);
        assert_eq!(find("lodz"), ["Łódź Club, Ealing"]);
        assert_eq!(find("ŻÓŁW"), ["Café Żółw"]);
        assert_eq!(find("شیلٹر"), ["نائٹ شیلٹر"]);
        assert_eq!(find("  ").len(), 3);
        assert_eq!(Index::of(6, |at| LABELS[at].to_owned()).find("", 2).1, 6);
    }

    #[test]
    fn the_table_of_accents_is_whole() {
        for (accented, letter) in "ÀÿĀŁłŃńŚśŹźŻżŽžŞşĞğİıŐőŰűŸſ".chars().zip("ayallnnsszzzzzzssggiioouuys".chars())
        {
            assert_eq!(plain(accented), letter, "{accented}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_for(label in "\\PC*", typed in "\\PC*") {
            let _ = Index::of(1, |_| label.clone()).find(&typed, 5);
            let (found, _) = Index::of(1, |_| label.clone()).find(&label, 5);
            proptest::prop_assert_eq!(found, vec![0]);
        }
    }
}
