//! A simulated phone: it finishes surveys and sends them by the phone's own state machine, from one tab or two.

mod finish;
mod send;

use super::answers::Answers;
use super::book::Book;
use super::kind::{Counts, Kind};
use super::line::Line;
use fastrand::Rng;
use shared::outbox::Parcel;
use shared::receipt::ReceiptKey;
use shared::time::Millis;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How much faster time passes for a device: a pause of five minutes takes ten seconds.
const HASTE: i64 = 30;
const YEAR: Millis = 365 * 24 * 3_600_000;

/// What all devices of a round share.
pub struct World {
    pub answers: Answers,
    pub book: Book,
    pub counts: Arc<Counts>,
    pub keys: Vec<ReceiptKey>,
    pub line: Line,
    pub began: Instant,
    /// The sabotaged phone: it gives up what was answered with a 4xx.
    pub deletes_on_4xx: bool,
}

/// A survey that has arrived and may be corrected or withdrawn.
struct Arrived {
    id: String,
    edit_key: String,
    revision: u32,
    is_to_go: bool,
}

pub struct Device {
    world: Arc<World>,
    /// Milliseconds by which its clock is wrong.
    wrong_by: AtomicI64,
    inside: Mutex<Inside>,
}

struct Inside {
    chance: Rng,
    outbox: Vec<Parcel>,
    /// By id, of what is in the outbox.
    edit_keys: Vec<(String, String)>,
    arrived: Vec<Arrived>,
    number: u32,
}

impl Device {
    pub fn new(world: Arc<World>, seed: u64) -> Device {
        let inside = Inside {
            chance: Rng::with_seed(seed),
            outbox: Vec::new(),
            edit_keys: Vec::new(),
            arrived: Vec::new(),
            number: 0,
        };
        Device { world, wrong_by: AtomicI64::new(0), inside: Mutex::new(inside) }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What this device takes for the time.
    fn now(&self) -> Millis {
        let since = self.world.began.elapsed().as_millis() as i64 * HASTE;
        wall_clock().saturating_add(since).saturating_add(self.wrong_by.load(Ordering::Relaxed))
    }

    /// Its clock is set to another year, and next time back.
    pub fn jump(&self) {
        let years = self.inside().chance.i64(-5..=5);
        self.wrong_by.store(years * YEAR, Ordering::Relaxed);
        self.world.counts.add(Kind::ClockJumped, 1);
    }

    /// The signal is back, or somebody looks.
    pub fn hurry(&self) {
        let now = self.now();
        for parcel in &mut self.inside().outbox {
            parcel.state = parcel.hurried(now);
        }
    }

    /// Why this device is not done: empty when nothing waits.
    pub fn left(&self) -> Vec<String> {
        let inside = self.inside();
        let parcels = inside.outbox.iter().map(|parcel| format!("{} {:?}", parcel.id, parcel.state));
        let to_go = inside.arrived.iter().filter(|arrived| arrived.is_to_go);
        parcels.chain(to_go.map(|arrived| format!("{} is not withdrawn", arrived.id))).collect()
    }

    /// How long this tab rests between two rounds.
    pub fn rest(&self) -> Duration {
        Duration::from_millis(self.inside().chance.u64(20..120))
    }

    /// True once in so many times.
    pub fn one_in(&self, times: u32) -> bool {
        self.inside().chance.u32(..times.max(1)) == 0
    }

    pub fn between(&self, low: u32, high: u32) -> u32 {
        self.inside().chance.u32(low..=high)
    }
}

fn wall_clock() -> Millis {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as Millis)
}
