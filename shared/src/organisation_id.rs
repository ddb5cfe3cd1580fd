//! Organisation identifiers of org-id.guide: spelling and form, since only a register can prove one.

/// A register whose numbers are accepted.
pub struct List {
    pub code: &'static str,
    /// What respondents call the number.
    pub label: &'static str,
    pub example: &'static str,
}

/// The registers of `domain.md` 2.1, most common first.
pub const LISTS: [List; 5] = [
    List { code: "GB-CHC", label: "Charity number", example: "1173575" },
    List { code: "GB-COH", label: "Company or CIC number", example: "01234568" },
    List { code: "GB-MPR", label: "Mutual or society number", example: "IP031455" },
    List { code: "GB-SC", label: "Scottish charity number", example: "SC012345" },
    List { code: "GB-NIC", label: "Northern Ireland charity number", example: "101234" },
];

const COMPANY_PREFIXES: [&str; 33] = [
    "AC", "CE", "CS", "FC", "GE", "IP", "LP", "NI", "NL", "NO", "NP", "NR", "NC", "NZ", "OC", "RC", "R0", "RS", "SA",
    "SC", "SE", "SF", "SI", "SL", "SO", "SP", "SR", "SZ", "ZC", "SG", "GN", "GS", "ES",
];

/// The one spelling of a number in `list`; `None` where it cannot be one, or the list is unknown.
pub fn normalise(list: &str, typed: &str) -> Option<String> {
    let mut number: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    number.make_ascii_uppercase();
    match list {
        "GB-CHC" => {
            // "Charity no. 1173575" and a linked charity's "1173575-1" both mean 1173575.
            let main = typed.split(['-', '/']).next().unwrap_or_default();
            let digits: String = main.chars().filter(char::is_ascii_digit).collect();
            let fits = (6..=7).contains(&digits.len()) && !digits.starts_with('0');
            (fits && !is_dummy(&digits)).then_some(digits)
        }
        "GB-COH" => {
            if number.bytes().all(|byte| byte.is_ascii_digit()) && (1..=8).contains(&number.len()) {
                number = format!("{number:0>8}");
                return (!is_dummy(&number)).then_some(number);
            }
            let known = COMPANY_PREFIXES.iter().any(|prefix| number.starts_with(prefix));
            (known && number.len() == 8).then_some(number)
        }
        "GB-SC" => {
            let digits = number.strip_prefix("SC").unwrap_or(&number);
            (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("SC{digits}"))
        }
        "GB-NIC" => {
            let digits = number.strip_prefix("NIC").unwrap_or(&number).to_owned();
            (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
        }
        "GB-MPR" => {
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            ((2..=10).contains(&number.len()) && digits >= 1).then_some(number)
        }
        _ => None,
    }
}

/// Numbers that people type to get past a field.
fn is_dummy(digits: &str) -> bool {
    matches!(digits, "01234567" | "12345678" | "1234567" | "123456")
        || digits.bytes().all(|byte| Some(&byte) == digits.as_bytes().first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_number_become_one() {
        for (list, typed, expected) in [
            ("GB-CHC", "Charity no. 1173575", Some("1173575")),
            ("GB-CHC", "279 417", Some("279417")),
            ("GB-CHC", "1173575-1", Some("1173575")),
            ("GB-CHC", "0173575", None),
            ("GB-CHC", "11735755", None),
            ("GB-COH", "1234568", Some("01234568")),
            ("GB-COH", "ce 012345", Some("CE012345")),
            ("GB-COH", "12345678", None),
            ("GB-COH", "XX012345", None),
            ("GB-SC", "12345", None),
            ("GB-SC", "SC012345", Some("SC012345")),
            ("GB-MPR", "235C", Some("235C")),
            ("GB-XYZ", "1", None),
        ] {
            assert_eq!(normalise(list, typed).as_deref(), expected, "{list} {typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(typed in "\\PC{0,14}") {
            for list in &LISTS {
                if let Some(once) = normalise(list.code, &typed) {
                    proptest::prop_assert_eq!(normalise(list.code, &once), Some(once));
                }
            }
        }
    }
}
