//! Intervals of shares.

/// A share's lower and upper end, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Whether two shares may be the same for all we know: "no clear change".
    pub fn overlaps(self, other: Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Wilson's score interval (1927, "Probable inference, the law of succession, and statistical inference") of a share
/// (0 to 1) of `size` answers, the effective size where they are weighted, at `z` standard deviations.
///
/// `population`: how many there are in all, which narrows the interval by √((N−n)/(N−1)) (Cochran 1977, 2.6).
/// `None` where nobody answered or the share is none.
pub fn wilson(share: f64, size: f64, z: f64, population: Option<f64>) -> Option<Interval> {
    if !(0.0..=1.0).contains(&share) || !size.is_finite() || size <= 0.0 || !z.is_finite() {
        return None;
    }
    let square = z * z;
    let scale = 1.0 + square / size;
    let centre = (share + square / (2.0 * size)) / scale;
    let half = z * (share * (1.0 - share) / size + square / (4.0 * size * size)).sqrt() / scale;
    let finite = population.filter(|all| *all > 1.0).map_or(1.0, |all| ((all - size).max(0.0) / (all - 1.0)).sqrt());
    let half = half * finite;
    Some(Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::super::Z95;
    use super::*;

    fn percents(share: f64, size: f64) -> (f64, f64) {
        let found = wilson(share, size, Z95, None).unwrap();
        ((found.low * 100.0).round(), (found.high * 100.0).round())
    }

    #[test]
    fn small_bases_give_wide_intervals() {
        assert_eq!(percents(0.5, 54.0), (37.0, 63.0));
        assert_eq!(percents(0.09, 54.0), (4.0, 20.0));
        assert_eq!(percents(0.0, 10.0), (0.0, 28.0));
    }

    #[test]
    fn who_has_asked_everybody_is_sure() {
        let all = wilson(0.5, 40.0, Z95, Some(40.0)).unwrap();
        assert!((all.high - all.low).abs() < 1e-12);
        let some = wilson(0.5, 40.0, Z95, Some(60.0)).unwrap();
        let none = wilson(0.5, 40.0, Z95, None).unwrap();
        assert!(some.high - some.low < none.high - none.low);
        assert!(some.overlaps(none) && !Interval { low: 0.0, high: 0.1 }.overlaps(none));
    }

    #[test]
    fn nobody_and_nonsense_have_none() {
        for (share, size) in [(0.5, 0.0), (1.2, 10.0), (f64::NAN, 10.0), (0.5, f64::INFINITY), (0.5, -3.0)] {
            assert_eq!(wilson(share, size, Z95, None), None);
        }
    }
}
