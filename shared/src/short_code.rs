//! The short code that can be read out over the telephone; it comes from the id, so it exists offline.

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a submission's id, such as `4T7K–Q2MX`: the last 40 random bits of a UUIDv7.
/// `None` where `id` is not a UUID.
pub fn of(id: &str) -> Option<String> {
    let mut bits = 0u64;
    for digit in id.get(26..36)?.chars() {
        bits = bits << 4 | u64::from(digit.to_digit(16)?);
    }
    let mut code = String::new();
    for index in 0..8 {
        if index == 4 {
            code.push('–');
        }
        let five = (bits >> (35 - 5 * index)) & 31;
        code.push(char::from(*ALPHABET.get(five as usize)?));
    }
    Some(code)
}

/// The last ten hexadecimal digits of the ids that a code may belong to; forgiving about case, dashes
/// and letters that sound or look alike. `None` where it cannot be a code.
pub fn tail_of_id(code: &str) -> Option<String> {
    let mut bits = 0u64;
    let mut count = 0;
    for letter in code.chars().filter(|letter| !matches!(letter, '-' | '–' | ' ')) {
        let plain = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|known| char::from(*known) == plain)?;
        bits = (bits << 5) | value as u64;
        count += 1;
        if count > 8 {
            return None;
        }
    }
    (count == 8).then(|| format!("{bits:010x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_id() {
        let id = "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11";
        let code = of(id).unwrap();
        assert_eq!(code, "9WQP–YF0H".to_owned());
        assert_eq!(tail_of_id(&code.to_lowercase().replace('0', "o")).unwrap(), id[26..]);
        assert_eq!(of("short"), None);
        assert_eq!(tail_of_id("ABC"), None);
        assert_eq!(tail_of_id("UUUU-UUUU"), None);
    }
}
