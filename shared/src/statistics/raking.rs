//! Raking: weights under which the answers add up to several known margins at once.

/// One margin: the category of each respondent, and what each category comes to in the population.
#[derive(Clone, Copy, Debug)]
pub struct Margin<'a> {
    /// One a respondent: an index into `targets`.
    pub categories: &'a [u16],
    /// At least 0 each; all margins have the same sum.
    pub targets: &'a [f64],
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub iterations: u32,
    /// The largest distance from a target that is good enough, as a share of the population.
    pub tolerance: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { iterations: 50, tolerance: 1e-6 }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// One a respondent; they add up to the population.
    pub weights: Vec<f64>,
    pub iterations: u32,
    pub is_converged: bool,
    /// The largest distance from a target that was left, as a share of the population.
    pub gap: f64,
}

/// Why margins cannot be raked to; margins and categories are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Error {
    /// There is nobody to weight, or nothing to weight to.
    Nobody,
    /// A margin does not name a category of its own for each respondent.
    Categories { margin: usize },
    /// A target is no number from 0 on.
    Target { margin: usize, category: usize },
    /// The population has this category, and nobody who answered is in it.
    Unanswered { margin: usize, category: usize },
    /// The margin adds up to another population than the first one does.
    Total { margin: usize, total: f64, first: f64 },
}

/// Iterative proportional fitting (Deming and Stephan 1940, "On a least squares adjustment of a sampled frequency table
/// when the expected marginal totals are known"): every weight begins at the same, and is multiplied by target over
/// present sum, margin after margin, until all are met or the iterations are over.
pub fn rake(margins: &[Margin], settings: Settings) -> Result<Raked, Error> {
    let respondents = margins.first().map_or(0, |margin| margin.categories.len());
    if respondents == 0 {
        return Err(Error::Nobody);
    }
    let population = check(margins, respondents)?;
    let mut raked = Raked {
        weights: vec![population / respondents as f64; respondents],
        iterations: 0,
        is_converged: false,
        gap: f64::INFINITY,
    };
    while raked.iterations < settings.iterations && !raked.is_converged {
        for margin in margins {
            let sums = sums(margin, &raked.weights);
            // A category that the population has not, and somebody is in all the same, weighs nothing.
            let factors: Vec<f64> = margin
                .targets
                .iter()
                .zip(&sums)
                .map(|(target, sum)| if *sum > 0.0 { target / sum } else { 0.0 })
                .collect();
            for (weight, category) in raked.weights.iter_mut().zip(margin.categories) {
                *weight *= factors.get(usize::from(*category)).copied().unwrap_or_default();
            }
        }
        raked.iterations += 1;
        raked.gap = gap(margins, &raked.weights) / population;
        raked.is_converged = raked.gap <= settings.tolerance;
    }
    Ok(raked)
}

/// What all margins add up to.
fn check(margins: &[Margin], respondents: usize) -> Result<f64, Error> {
    let mut first = None;
    for (index, margin) in margins.iter().enumerate() {
        let categories = margin.targets.len();
        let is_known = |category: &u16| usize::from(*category) < categories;
        if margin.categories.len() != respondents || !margin.categories.iter().all(is_known) {
            return Err(Error::Categories { margin: index });
        }
        let mut answers = vec![0_u32; categories];
        for category in margin.categories {
            if let Some(count) = answers.get_mut(usize::from(*category)) {
                *count += 1;
            }
        }
        for (category, (target, answers)) in margin.targets.iter().zip(answers).enumerate() {
            if !target.is_finite() || *target < 0.0 {
                return Err(Error::Target { margin: index, category });
            }
            if *target > 0.0 && answers == 0 {
                return Err(Error::Unanswered { margin: index, category });
            }
        }
        let total: f64 = margin.targets.iter().sum();
        let first = *first.get_or_insert(total);
        // Registers are counted, not measured: a rounding of one in a thousand is no other population.
        if (total - first).abs() > first * 1e-3 {
            return Err(Error::Total { margin: index, total, first });
        }
    }
    first.filter(|total| *total > 0.0).ok_or(Error::Nobody)
}

fn sums(margin: &Margin, weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; margin.targets.len()];
    for (weight, category) in weights.iter().zip(margin.categories) {
        if let Some(sum) = sums.get_mut(usize::from(*category)) {
            *sum += weight;
        }
    }
    sums
}

/// The largest distance of any category from its target.
fn gap(margins: &[Margin], weights: &[f64]) -> f64 {
    let of = |margin: &Margin| {
        let sums = sums(margin, weights);
        margin.targets.iter().zip(sums).map(|(target, sum)| (target - sum).abs()).fold(0.0, f64::max)
    };
    margins.iter().map(of).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two by two, worked by hand: with independent margins the cell is the product of the shares.
    #[test]
    fn weights_meet_both_margins() {
        let (first, second) = ([0, 0, 1, 1, 1, 0], [0, 1, 0, 1, 1, 1]);
        let margins = [
            Margin { categories: &first, targets: &[60.0, 40.0] },
            Margin { categories: &second, targets: &[30.0, 70.0] },
        ];
        let raked = rake(&margins, Settings::default()).unwrap();
        assert!(raked.is_converged && raked.gap <= 1e-6, "{raked:?}");
        assert!((raked.weights.iter().sum::<f64>() - 100.0).abs() < 1e-4);
        let of = |place: usize| raked.weights[place];
        // The odds ratio of the answers stays what it was: 1·2 / (2·1).
        let (a, b, c, d) = (of(0), of(1) + of(5), of(2), of(3) + of(4));
        assert!((a * d / (b * c) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_cannot_be_met_is_told() {
        let margin = |categories, targets| Margin { categories, targets };
        let rake = |margins: &[Margin]| rake(margins, Settings::default()).unwrap_err();
        assert_eq!(rake(&[]), Error::Nobody);
        assert_eq!(rake(&[margin(&[0, 1], &[1.0])]), Error::Categories { margin: 0 });
        assert_eq!(rake(&[margin(&[0, 0], &[1.0, 2.0])]), Error::Unanswered { margin: 0, category: 1 });
        assert_eq!(rake(&[margin(&[0, 1], &[1.0, -2.0])]), Error::Target { margin: 0, category: 1 });
        assert_eq!(rake(&[margin(&[0], &[0.0])]), Error::Nobody);
        let other = [margin(&[0, 0], &[3.0]), margin(&[0, 1], &[1.0, 1.0])];
        assert_eq!(rake(&other), Error::Total { margin: 1, total: 2.0, first: 3.0 });
    }

    /// Nobody can be in the first category of the one and not of the other.
    #[test]
    fn margins_that_contradict_each_other_do_not_converge() {
        let same = [0, 0, 1];
        let margins =
            [Margin { categories: &same, targets: &[9.0, 1.0] }, Margin { categories: &same, targets: &[5.0, 5.0] }];
        let raked = rake(&margins, Settings::default()).unwrap();
        assert!(!raked.is_converged && raked.gap > 0.3 && raked.iterations == 50);
    }
}
