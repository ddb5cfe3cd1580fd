//! Sums, means and quartiles of numbers.

use serde::{Deserialize, Serialize};

/// What is said of numbers; all `None` where there are none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    pub sum: f64,
    pub mean: Option<f64>,
    pub median: Option<f64>,
    /// The 25 % and 75 % quantiles.
    pub quartiles: Option<(f64, f64)>,
}

impl Numbers {
    /// Quantiles are type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages".
    pub fn of(mut values: Vec<f64>) -> Numbers {
        values.sort_by(f64::total_cmp);
        // An empty `sum()` would be minus nought.
        let sum = values.iter().fold(0.0, |sum, value| sum + value);
        let mean = (!values.is_empty()).then(|| sum / values.len() as f64);
        let quantile = |share| quantile(&values, share);
        Numbers { sum, mean, median: quantile(0.5), quartiles: quantile(0.25).zip(quantile(0.75)) }
    }
}

fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? as f64 * share;
    let below = sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: `quantile(c(1, 2, 3, 4), c(.25, .5, .75), type = 7)`.
    #[test]
    fn quantiles_are_of_type_seven() {
        let numbers = Numbers::of(vec![4.0, 1.0, 3.0, 2.0]);
        assert_eq!(numbers.median, Some(2.5));
        assert_eq!(numbers.quartiles, Some((1.75, 3.25)));
        assert_eq!((numbers.sum, numbers.mean), (10.0, Some(2.5)));
        assert_eq!(Numbers::of(vec![]), Numbers::default());
    }
}
