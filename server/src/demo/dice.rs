//! Seeded chance: the same seed gives the same demo on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, and good enough for made-up answers.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// From 0 up to but not including 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high.saturating_sub(low) + 1)
    }

    /// Small numbers often, large ones seldom: from `low` to `high`, even on a logarithmic scale.
    pub fn skewed(&mut self, low: f64, high: f64) -> f64 {
        let (low, high) = (low.max(1.0).ln(), high.max(1.0).ln());
        (low + (high - low) * self.share()).exp()
    }

    /// An index, in proportion to its weight.
    pub fn weighted(&mut self, weights: impl IntoIterator<Item = f64, IntoIter: Clone>) -> usize {
        let weights = weights.into_iter();
        let mut left = self.share() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> Option<&'a T> {
        let index = self.between(0, (items.len() as u64).checked_sub(1)?);
        items.get(index as usize).copied()
    }
}
