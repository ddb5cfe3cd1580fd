//! Which request meets which fault: the same for the same seed, request and time that it is sent.

use super::kind::{Kind, ON_THE_WAY};
use super::wire::Request;
use fastrand::Rng;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// One of so many requests goes wrong.
const ONE_IN: u32 = 5;

pub struct Plan {
    seed: u64,
    is_calm: AtomicBool,
    /// How often each request was sent.
    sent: Mutex<HashMap<u64, u64>>,
}

/// What happens to one request, and the chance with which the rest of it is decided.
pub struct Fate {
    pub fault: Option<Kind>,
    pub chance: Rng,
}

impl Plan {
    pub fn new(seed: u64) -> Plan {
        Plan { seed, is_calm: AtomicBool::new(false), sent: Mutex::default() }
    }

    /// From now on nothing goes wrong any more.
    pub fn calm(&self) {
        self.is_calm.store(true, Ordering::Release);
    }

    /// Pages and their files come through: what a browser makes of half a page is another test's matter.
    pub fn fate(&self, request: &Request) -> Fate {
        let mut hasher = DefaultHasher::new();
        (self.seed, request.path(), &request.body).hash(&mut hasher);
        let which = hasher.finish();
        let time = {
            let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            let time = sent.entry(which).or_insert(0);
            *time += 1;
            *time
        };
        let mut chance = Rng::with_seed(which.wrapping_add(time));
        let is_meant = request.path().starts_with("/api/") && !self.is_calm.load(Ordering::Acquire);
        let fault = (is_meant && chance.u32(..ONE_IN) == 0).then(|| chance.choice(ON_THE_WAY)).flatten();
        Fate { fault, chance }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(number: u32) -> Request {
        let head = "POST /api/v1/submissions HTTP/1.1\r\n\r\n".to_owned();
        Request { head, body: number.to_string().into_bytes() }
    }

    fn faults(plan: &Plan) -> Vec<Option<Kind>> {
        (0..400).map(|number| plan.fate(&request(number % 200)).fault).collect()
    }

    #[test]
    fn a_seed_decides_everything_and_another_try_meets_another_fate() {
        let all = faults(&Plan::new(7));
        assert_eq!(all, faults(&Plan::new(7)));
        assert_ne!(all, faults(&Plan::new(8)));
        assert_ne!(all[..200], all[200..]);
        assert!(ON_THE_WAY.iter().all(|kind| all.contains(&Some(*kind))));
        assert!(all.iter().flatten().count() < 200);
    }

    #[test]
    fn pages_and_calm_weather_are_spared() {
        let plan = Plan::new(7);
        let page = Request { head: "GET /s/state-of-the-sector HTTP/1.1\r\n\r\n".into(), body: Vec::new() };
        assert!((0..200).all(|_| plan.fate(&page).fault.is_none()));
        plan.calm();
        assert!(faults(&plan).iter().all(Option::is_none));
    }
}
