//! Margins as answers can bear them: a category with a handful of answers would give each of them a huge weight.

/// Answers that a category needs to be weighted on its own.
pub const LEAST: usize = 5;

/// Puts categories with fewer than `least` answers together, and with the smallest of the others while that is still too
/// few. Gives each category its new number (from 0, in the order of the old ones) and how many there are; one at least
/// where there are categories at all, whatever is in it.
pub fn merge_small(answers: &[usize], least: usize) -> (Vec<u16>, usize) {
    let mut order: Vec<usize> = (0..answers.len()).collect();
    let of = |category: usize| answers.get(category).copied().unwrap_or_default();
    order.sort_by_key(|category| of(*category));
    let small = order.iter().take_while(|category| of(**category) < least).count();
    let mut merged = small;
    let sum = |merged: usize| order.iter().take(merged).map(|category| of(*category)).sum::<usize>();
    while small > 0 && merged < order.len() && sum(merged) < least {
        merged += 1;
    }
    let together: Vec<usize> = order.into_iter().take(merged).collect();
    let mut numbers = Vec::with_capacity(answers.len());
    let (mut next, mut shared) = (0, None);
    for category in 0..answers.len() {
        let mut fresh = || {
            next += 1;
            next - 1
        };
        let number = if together.contains(&category) { *shared.get_or_insert_with(fresh) } else { fresh() };
        numbers.push(number);
    }
    (numbers, usize::from(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_categories_come_together_until_they_are_enough() {
        assert_eq!(merge_small(&[9, 2, 30, 4], LEAST), (vec![0, 1, 2, 1], 3));
        // Two alone are still too few: the smallest of the others joins them.
        assert_eq!(merge_small(&[9, 1, 30, 2], LEAST), (vec![0, 0, 1, 0], 2));
        assert_eq!(merge_small(&[6, 7], LEAST), (vec![0, 1], 2));
        assert_eq!(merge_small(&[1, 2], LEAST), (vec![0, 0], 1));
        assert_eq!(merge_small(&[], LEAST), (vec![], 0));
    }
}
