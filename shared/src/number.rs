//! Numbers from text, without the standard library's tables: they would cost a phone 15 kB.

/// The number that a text of digits, with a sign and a point where they belong, stands for (as XPath 1.0
/// writes numbers: no exponent, no spaces). Exact up to 15 digits, which is more than any answer may have;
/// beyond that near enough to be compared with a limit.
pub fn read(text: &str) -> Option<f64> {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (mut digits, mut number, mut scale) = (0u32, 0u64, 0i32);
    let mut point = false;
    for byte in bare.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                if number < u64::MAX / 16 {
                    number = number * 10 + u64::from(byte - b'0');
                    scale -= i32::from(point);
                } else {
                    scale += i32::from(!point);
                }
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let number = scaled(number as f64, scale);
    (digits > 0).then_some(if bare.len() < text.len() { -number } else { number })
}

/// Times a power of ten. Such powers are exact up to 22, so that one division rounds once.
pub(crate) fn scaled(number: f64, scale: i32) -> f64 {
    let power = |exponent: u32| (0..exponent.min(400)).fold(1.0, |power, _| power * 10.0);
    if scale < 0 { number / power(scale.unsigned_abs()) } else { number * power(scale.unsigned_abs()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type_and_nothing_else() {
        for (typed, expected) in
            [("12", 12.0), ("-0.5", -0.5), ("5.", 5.0), (".5", 0.5), ("0099.95", 99.95), ("10000000000", 1e10)]
        {
            assert_eq!(read(typed), Some(expected), "{typed}");
        }
        for typed in ["", "-", ".", "1.2.3", "1e5", " 1", "inf", "--1", "1-"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn long_numbers_stay_large() {
        assert!(read(&"9".repeat(400)).is_some_and(|number| number > 1e300));
        assert!(read(&format!("0.{}1", "0".repeat(400))).is_some_and(|number| number < 1e-300));
        assert!(
            read("123456789012345678901").is_some_and(|number| (number / 123456789012345678901.0 - 1.0).abs() < 1e-15)
        );
    }

    proptest::proptest! {
        #[test]
        fn up_to_fifteen_digits_it_reads_as_the_standard_library_does(whole in 0u64..1_000_000_000, part in 0u64..1_000_000, zeros in 0usize..=6) {
            let text = format!("{whole}.{part:0zeros$}");
            proptest::prop_assert_eq!(read(&text), text.parse().ok());
        }
    }
}
