//! Numbers as people read them.

/// `10000000000` → `10,000,000,000`.
pub fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    let digits = whole.trim_start_matches('-');
    if digits.len() < whole.len() {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped("10000000"), "10,000,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("-1234.5"), "-1,234.5");
    }
}
