//! Five classes with round limits for the map's colours.

/// Upper limits of the first four classes; the fifth is everything above.
pub(super) fn limits(largest: f64) -> [f64; 4] {
    let step = round_up(largest / 5.0);
    [1.0, 2.0, 3.0, 4.0].map(|times| step * times)
}

/// The class of a value, 1 to 5.
pub(super) fn class(value: f64, limits: &[f64; 4]) -> usize {
    1 + limits.iter().filter(|limit| value >= **limit).count()
}

/// The next of 1, 2, 3, 4, 5, 6, 8, 10, 20 … that is at least `step`.
fn round_up(step: f64) -> f64 {
    let mut unit = 1.0;
    loop {
        for times in [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0] {
            if unit * times >= step {
                return unit * times;
            }
        }
        unit *= 10.0;
        if unit > 1e15 {
            return unit;
        }
    }
}

/// What the key says of each class.
pub(super) fn words(limits: &[f64; 4], unit: &str) -> [String; 5] {
    let say = |number: f64| shared::words::grouped(&number.to_string());
    let [a, b, c, d] = *limits;
    let between = |from: f64, to: f64| match to - from {
        step if step <= 1.0 => format!("{}{unit}", say(from)),
        _ => format!("{} to {}{unit}", say(from), say(to - 1.0)),
    };
    [
        format!("under {}{unit}", say(a)),
        between(a, b),
        between(b, c),
        between(c, d),
        format!("{}{unit} and over", say(d)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_round_and_cover_the_largest() {
        assert_eq!(limits(71.0), [20.0, 40.0, 60.0, 80.0]);
        assert_eq!(limits(0.0), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(class(0.0, &limits(71.0)), 1);
        assert_eq!(class(20.0, &limits(71.0)), 2);
        assert_eq!(class(1e9, &limits(71.0)), 5);
    }
}
