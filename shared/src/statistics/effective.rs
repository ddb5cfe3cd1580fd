//! How much weights cost: a weighted sample says as much as a smaller one without weights.

/// Kish's effective sample size (1965, "Survey Sampling", 11.7): (Σw)² / Σw². 0 where there are no weights.
pub fn effective_size(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// How many times as many answers the same certainty takes because of the weights: n / n_eff, 1 where all are equal.
pub fn design_effect(weights: &[f64]) -> Option<f64> {
    let effective = effective_size(weights);
    (effective > 0.0).then(|| weights.len() as f64 / effective)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_cost_nothing_and_unequal_ones_do() {
        assert_eq!(effective_size(&[2.0; 7]), 7.0);
        assert_eq!(design_effect(&[2.0; 7]), Some(1.0));
        assert!((effective_size(&[1.0, 3.0]) - 1.6).abs() < 1e-12);
        assert_eq!((effective_size(&[]), design_effect(&[]), design_effect(&[0.0])), (0.0, None, None));
    }
}
