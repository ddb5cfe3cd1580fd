//! How often somebody may try: counted in memory, forgotten with the process.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use shared::time::Millis;

use crate::clock;

/// At most `limit` tries in any `window`, then one as soon as its share of the window has passed.
pub struct Throttle {
    limit: u32,
    window: Millis,
    /// Who (as a hash: neither addresses nor e-mails are kept) → when all of its tries are paid off.
    paid_at: Mutex<HashMap<u64, Millis>>,
    hasher: RandomState,
}

/// Seconds until the next try may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOften(pub u64);

/// Above this, entries that are paid off are dropped; above ten times this, all are.
const MANY: usize = 10_000;

impl Throttle {
    pub fn new(limit: u32, window: Millis) -> Throttle {
        Throttle { limit: limit.max(1), window, paid_at: Mutex::default(), hasher: RandomState::new() }
    }

    /// Counts a try of `who`. The time of day has no part in it: a clock that is set back must lock nobody out.
    pub fn take(&self, who: impl Hash) -> Result<(), TooOften> {
        self.take_at(who, clock::steady())
    }

    fn take_at(&self, who: impl Hash, now: Millis) -> Result<(), TooOften> {
        let mut all = self.paid_at.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > MANY {
            all.retain(|_, paid_at| *paid_at > now);
        }
        if all.len() > 10 * MANY {
            all.clear();
        }
        let paid_at = all.entry(self.hasher.hash_one(who)).or_insert(now);
        let next = (*paid_at).max(now) + self.price();
        let over = next - now - self.window;
        if over > 0 {
            return Err(TooOften(over.unsigned_abs().div_ceil(1000)));
        }
        *paid_at = next;
        Ok(())
    }

    /// Gives a try back: it was a good one.
    pub fn give_back(&self, who: impl Hash) {
        let mut all = self.paid_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(paid_at) = all.get_mut(&self.hasher.hash_one(who)) {
            *paid_at -= self.price();
        }
    }

    fn price(&self) -> Millis {
        self.window / Millis::from(self.limit)
    }
}

/// The throttles of the program.
pub struct Throttles {
    /// Public writes by address; `None` without a limit.
    pub public_writes: Option<Throttle>,
    pub sign_in_by_email: Throttle,
    pub sign_in_by_address: Throttle,
}

const MINUTE: Millis = 60_000;

impl Throttles {
    pub fn new(public_writes: Option<u32>) -> Throttles {
        Throttles {
            public_writes: public_writes.map(|limit| Throttle::new(limit, MINUTE)),
            sign_in_by_email: Throttle::new(10, 10 * MINUTE),
            sign_in_by_address: Throttle::new(40, 10 * MINUTE),
        }
    }
}

/// What counts as one address: a household's IPv6 network is one, whatever its machines call themselves.
pub fn address(ip: IpAddr) -> [u8; 8] {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            [0, 0, 0, 0, a, b, c, d]
        }
        IpAddr::V6(ip) => {
            let [a, b, c, d, e, f, g, h, ..] = ip.octets();
            [a, b, c, d, e, f, g, h]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_paid_off_with_time() {
        let throttle = Throttle::new(3, 3_000);
        for _ in 0..3 {
            assert_eq!(throttle.take_at("ama", 0), Ok(()));
        }
        assert_eq!(throttle.take_at("ama", 0), Err(TooOften(1)));
        assert_eq!(throttle.take_at("ben", 0), Ok(()));
        assert_eq!(throttle.take_at("ama", 1_000), Ok(()));
        assert_eq!(throttle.take_at("ama", 1_000), Err(TooOften(1)));
        throttle.give_back("ama");
        assert_eq!(throttle.take_at("ama", 1_000), Ok(()));
    }
}
