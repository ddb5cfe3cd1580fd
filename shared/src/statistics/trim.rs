//! Trimming: nobody speaks for very many others, and nobody for almost none.

/// What became of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trimmed {
    /// How many weights stand at a bound now.
    pub weights: usize,
    /// Whether all are within the bounds and add up to what they did; where bounds leave no room they are not.
    pub is_settled: bool,
}

/// Rounds of cutting and giving back; each moves less than the one before.
const ROUNDS: usize = 50;

/// Keeps weights between `low` and `high` times their mean. What is cut off one is spread over those that have room,
/// in proportion, so that the sum stays (Potter 1990, "A study of procedures to identify and trim extreme sampling weights").
pub fn trim(weights: &mut [f64], low: f64, high: f64) -> Trimmed {
    let sum: f64 = weights.iter().sum();
    let mean = sum / weights.len().max(1) as f64;
    let (least, most) = (low * mean, high * mean);
    // Written so that a bound or a sum that is no number leaves everything as it is.
    if !(mean > 0.0 && mean.is_finite() && least <= mean && mean <= most) {
        return Trimmed { weights: 0, is_settled: weights.is_empty() };
    }
    for _ in 0..ROUNDS {
        weights.iter_mut().for_each(|weight| *weight = weight.clamp(least, most));
        let missing = sum - weights.iter().sum::<f64>();
        let has_room = |weight: &f64| if missing > 0.0 { *weight < most } else { *weight > least };
        let room: f64 = weights.iter().filter(|weight| has_room(weight)).sum();
        if missing.abs() <= sum * 1e-12 || room <= 0.0 {
            break;
        }
        let factor = 1.0 + missing / room;
        weights.iter_mut().filter(|weight| has_room(weight)).for_each(|weight| *weight *= factor);
    }
    let slack = mean * 1e-9;
    let at_bound = |weight: &&f64| **weight <= least + slack || **weight >= most - slack;
    let is_within = |weight: &f64| (least - slack..=most + slack).contains(weight);
    let is_settled = weights.iter().all(is_within) && (weights.iter().sum::<f64>() - sum).abs() <= sum * 1e-6;
    Trimmed { weights: weights.iter().filter(at_bound).count(), is_settled }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn bounds_hold_and_the_sum_stays(mut weights in proptest::collection::vec(0.001..1000.0f64, 1..60)) {
            let (sum, mean) = (weights.iter().sum::<f64>(), weights.iter().sum::<f64>() / weights.len() as f64);
            let before = weights.clone();
            let trimmed = trim(&mut weights, 0.3, 5.0);
            proptest::prop_assert!(trimmed.is_settled, "{before:?} {weights:?}");
            proptest::prop_assert!((weights.iter().sum::<f64>() - sum).abs() <= 1e-6 * sum);
            for weight in &weights {
                proptest::prop_assert!(*weight >= 0.3 * mean * (1.0 - 1e-6) && *weight <= 5.0 * mean * (1.0 + 1e-6));
            }
        }
    }

    #[test]
    fn weights_within_the_bounds_are_left_alone() {
        let mut weights = [1.0, 2.0, 3.0];
        assert_eq!(trim(&mut weights, 0.3, 5.0), Trimmed { weights: 0, is_settled: true });
        assert_eq!(weights, [1.0, 2.0, 3.0]);
        assert_eq!(trim(&mut [f64::NAN], 0.3, 5.0), Trimmed { weights: 0, is_settled: false });
    }
}
