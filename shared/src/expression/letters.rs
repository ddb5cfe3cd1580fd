//! Capitals and small letters of Latin, Greek, Cyrillic and Armenian scripts, by rule: the standard library's tables
//! know some scripts more and are twenty kilobytes, on a phone that mostly never needs them.

/// What is written as a capital and a small letter side by side, the capital at even code points.
const EVEN: [(char, char); 12] = [
    ('\u{100}', '\u{12f}'),
    ('\u{132}', '\u{137}'),
    ('\u{14a}', '\u{177}'),
    ('\u{198}', '\u{199}'),
    ('\u{1de}', '\u{1ef}'),
    ('\u{1f8}', '\u{21f}'),
    ('\u{222}', '\u{233}'),
    ('\u{460}', '\u{481}'),
    ('\u{48a}', '\u{4bf}'),
    ('\u{4d0}', '\u{52f}'),
    ('\u{1e00}', '\u{1e95}'),
    ('\u{1ea0}', '\u{1eff}'),
];

/// The same, the capital at odd code points.
const ODD: [(char, char); 5] = [
    ('\u{139}', '\u{148}'),
    ('\u{179}', '\u{17e}'),
    ('\u{1b3}', '\u{1b6}'),
    ('\u{1cd}', '\u{1dc}'),
    ('\u{4c1}', '\u{4ce}'),
];

/// Small letters from here to there, and how far before them their capitals are.
const APART: [(char, char, u32); 12] = [
    ('a', 'z', 32),
    ('\u{e0}', '\u{f6}', 32),
    ('\u{f8}', '\u{fe}', 32),
    ('\u{3ac}', '\u{3ac}', 38),
    ('\u{3ad}', '\u{3af}', 37),
    ('\u{3b1}', '\u{3c1}', 32),
    ('\u{3c3}', '\u{3cb}', 32),
    ('\u{3cc}', '\u{3cc}', 64),
    ('\u{3cd}', '\u{3ce}', 63),
    ('\u{430}', '\u{44f}', 32),
    ('\u{450}', '\u{45f}', 80),
    ('\u{561}', '\u{586}', 48),
];

/// Pairs that follow no rule: of Turkish, German, and West African languages.
const PAIRS: [(char, char); 13] = [
    ('\u{178}', '\u{ff}'),
    ('\u{4c0}', '\u{4cf}'),
    ('\u{181}', '\u{253}'),
    ('\u{186}', '\u{254}'),
    ('\u{18a}', '\u{257}'),
    ('\u{18e}', '\u{1dd}'),
    ('\u{18f}', '\u{259}'),
    ('\u{190}', '\u{25b}'),
    ('\u{194}', '\u{263}'),
    ('\u{196}', '\u{269}'),
    ('\u{19d}', '\u{272}'),
    ('\u{1b2}', '\u{28b}'),
    ('\u{220}', '\u{19e}'),
];

/// In capitals; a sharp s becomes two.
pub(super) fn upper(text: &str) -> String {
    let mut capitals = String::new();
    for letter in text.chars() {
        match letter {
            'ß' => capitals.push_str("SS"),
            // Letters that share a capital with another, which is the one that has it back.
            'ı' => capitals.push('I'),
            'ſ' => capitals.push('S'),
            'ς' => capitals.push('Σ'),
            'µ' => capitals.push('Μ'),
            _ => capitals.push(turned(letter, true)),
        }
    }
    capitals
}

/// As a small letter.
pub(super) fn lower(letter: char) -> char {
    match letter {
        'ẞ' => 'ß',
        _ => turned(letter, false),
    }
}

fn turned(letter: char, to_capital: bool) -> char {
    let code = u32::from(letter);
    let within = |(from, to): &(char, char)| (*from..=*to).contains(&letter);
    // Whether a letter at such a place is the small one of its pair.
    let is_small = match (EVEN.iter().any(within), ODD.iter().any(within)) {
        (true, _) => Some(code % 2 == 1),
        (_, true) => Some(code % 2 == 0),
        _ => None,
    };
    let moved = match is_small {
        Some(is_small) if is_small == to_capital => Some(if to_capital { code - 1 } else { code + 1 }),
        Some(_) => None,
        None => APART.iter().find_map(|(from, to, apart)| {
            let small = if to_capital { code } else { code + apart };
            let is_there = (u32::from(*from)..=u32::from(*to)).contains(&small);
            is_there.then(|| if to_capital { code - apart } else { small })
        }),
    };
    let paired = || {
        let pair = PAIRS.iter().find(|(capital, small)| letter == if to_capital { *small } else { *capital })?;
        Some(if to_capital { pair.0 } else { pair.1 })
    };
    moved.and_then(char::from_u32).or_else(paired).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the standard library, in all blocks that are meant.
    #[test]
    fn the_rules_are_those_of_unicode() {
        let blocks =
            [0..=0x17f, 0x1cd..=0x1dc, 0x1de..=0x1ef, 0x1f8..=0x233, 0x386..=0x3ce, 0x400..=0x586, 0x1e00..=0x1eff];
        // Letters with more than one character for the other case, and three that share theirs.
        let odd = "İŉΐΰևẖẗẘẙẚẛßẞſςıµ";
        let letters = blocks.into_iter().flatten().filter_map(char::from_u32).filter(|letter| !odd.contains(*letter));
        let wrong: String = letters
            .filter(|letter| {
                !letter.to_uppercase().eq(upper(&letter.to_string()).chars())
                    || !letter.to_lowercase().eq([lower(*letter)])
            })
            .collect();
        assert_eq!(wrong, "");
        for (capital, small) in PAIRS {
            assert!(small.to_uppercase().eq([capital]) && capital.to_lowercase().eq([small]), "{capital} {small}");
        }
    }

    #[test]
    fn words_of_london() {
        for (small, capitals) in
            [("łódź, żółć", "ŁÓDŹ, ŻÓŁĆ"), ("straße", "STRASSE"), ("Ștefan ţ", "ȘTEFAN Ţ"), ("ɗan ƙasa", "ƊAN ƘASA")]
        {
            assert_eq!(upper(small), capitals);
        }
        assert_eq!("ТИЇВ ΑΘΉΝΑ ĐẶNG 한국".chars().map(lower).collect::<String>(), "тиїв αθήνα đặng 한국");
    }

    proptest::proptest! {
        #[test]
        fn any_letter_can_be_turned(letter in proptest::prelude::any::<char>()) {
            lower(letter);
            upper(&letter.to_string());
        }
    }
}
