//! The plural rules of CLDR for the languages of the interface, for the server; browsers know them all.

/// The category of a number as it is written without needless decimals: `1` is one, `1.5` is not.
pub fn category(language: &str, number: f64) -> &'static str {
    let whole = number.fract() == 0.0;
    match language {
        "pl" if whole => polish(number.abs()),
        // Whatever has decimals.
        "pl" => "other",
        // English and Urdu have the same rule.
        _ if number.abs() == 1.0 => "one",
        _ => "other",
    }
}

fn polish(number: f64) -> &'static str {
    let (tens, ones) = (number % 100.0, number % 10.0);
    match ones {
        _ if number == 1.0 => "one",
        2.0 | 3.0 | 4.0 if !(12.0..=14.0).contains(&tens) => "few",
        _ => "many",
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    /// Samples from CLDR's `plurals.xml`, with its ranges at both ends.
    #[test]
    fn cldrs_samples_have_their_categories() {
        for (language, is, samples) in [
            ("en", "one", vec![1.0]),
            ("en", "other", vec![0.0, 2.0, 5.0, 16.0, 22.0, 100.0, 1_000_000.0, 0.1, 1.5, 10.5]),
            ("pl", "one", vec![1.0]),
            ("pl", "few", vec![2.0, 3.0, 4.0, 22.0, 24.0, 32.0, 34.0, 102.0, 1002.0]),
            ("pl", "many", vec![0.0, 5.0, 12.0, 14.0, 19.0, 20.0, 21.0, 25.0, 100.0, 112.0, 1000.0, 1_000_000.0]),
            ("pl", "other", vec![0.1, 0.9, 1.1, 1.5, 2.5, 10.1, 1000.1]),
            ("ur", "one", vec![1.0]),
            ("ur", "other", vec![0.0, 2.0, 5.0, 16.0, 22.0, 100.0, 0.1, 0.9, 1.5, 10.1]),
        ] {
            for number in samples {
                assert_eq!(category(language, number), is, "{language} {number}");
            }
        }
    }
}
