//! How long answers took: what half of them, and ninety-nine of a hundred, did not exceed.

use super::figure::{Bound, Figure};
use std::time::Duration;

#[derive(Default)]
pub struct Waits(Vec<Duration>);

impl Waits {
    pub fn add(&mut self, wait: Duration) {
        self.0.push(wait);
    }

    pub fn merge(&mut self, others: Waits) {
        self.0.extend(others.0);
    }

    /// The smallest wait that so many of a hundred did not exceed; nothing where nobody waited.
    fn percentile(&self, of_a_hundred: usize) -> Duration {
        let mut waits = self.0.clone();
        waits.sort_unstable();
        let place = (waits.len() * of_a_hundred).div_ceil(100).saturating_sub(1);
        waits.get(place).copied().unwrap_or_default()
    }

    /// In milliseconds, two figures; only the second has a bound.
    pub fn figures(&self, what: &str, at_most: Option<f64>) -> [Figure; 2] {
        let figure = |name: &str, percent, bound| {
            let value = (self.percentile(percent).as_secs_f64() * 1e5).round() / 100.0;
            Figure { figure: format!("{what}, {name}"), value, unit: "ms".into(), bound }
        };
        [figure("p50", 50, None), figure("p99", 99, at_most.map(Bound::AtMost))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_wait_that_somebody_had() {
        let mut waits = Waits::default();
        (1..=200).rev().for_each(|ms| waits.add(Duration::from_millis(ms)));
        let [half, most] = waits.figures("receipt", Some(25.0));
        assert_eq!((half.value, half.bound), (100.0, None));
        assert_eq!((most.figure.as_str(), most.value, most.bound), ("receipt, p99", 198.0, Some(Bound::AtMost(25.0))));
        assert_eq!(Waits::default().percentile(99), Duration::ZERO);
    }
}
