//! A simulated phone: it finishes surveys and sends them by the phone's own state machine, from one tab or two.

use super::answers::{Answers, SURVEY};
use super::book::Book;
use super::kind::{Counts, Kind};
use super::line::Line;
use fastrand::Rng;
use shared::outbox::{MOST, Outcome, Parcel, State, Trouble, Verdict, batch_of, body_of, judge, patient};
use shared::receipt::{Receipt, ReceiptKey};
use shared::submission::Cover;
use shared::time::{Millis, Stamp};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How much faster time passes for a device: a pause of five minutes takes ten seconds.
const HASTE: i64 = 30;
const YEAR: Millis = 365 * 24 * 3_600_000;
/// What waits is not piled up any higher: the suite is about what happens to it.
const PATIENT_PILE: usize = 400;
const ADDRESS: &str = "/api/v1/submissions";

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

    /// Somebody finishes a survey here.
    pub fn finish(&self) {
        let mut inside = self.inside();
        if inside.outbox.len() >= PATIENT_PILE {
            return;
        }
        let id = uuid(self.now(), &mut inside.chance);
        let edit_key = hex(&mut inside.chance);
        self.pack(&mut inside, id, 1, edit_key);
    }

    /// Somebody corrects what has arrived, or takes it back.
    pub fn reconsider(&self) {
        let mut inside = self.inside();
        let count = inside.arrived.len();
        if count == 0 {
            return;
        }
        let which = inside.chance.usize(..count);
        if inside.chance.u32(..3) == 0 {
            if let Some(arrived) = inside.arrived.get_mut(which) {
                arrived.is_to_go = true;
            }
            return;
        }
        let arrived = inside.arrived.swap_remove(which);
        if arrived.is_to_go {
            return inside.arrived.push(arrived);
        }
        self.pack(&mut inside, arrived.id, arrived.revision + 1, arrived.edit_key);
    }

    fn pack(&self, inside: &mut Inside, id: String, revision: u32, edit_key: String) {
        let now = Stamp { millis: self.now(), offset: 60 };
        // In a year in which these answers cannot be, nobody could have finished.
        let found = self.world.answers.any(&mut inside.chance, now);
        let found = found.map(|finished| (finished, now)).or_else(|| {
            let now = Stamp { millis: wall_clock(), offset: 0 };
            self.world.answers.any(&mut inside.chance, now).map(|finished| (finished, now))
        });
        let Some((finished, now)) = found else { return };
        let cover = Cover {
            id: id.clone(),
            survey: SURVEY.into(),
            version: 1,
            revision,
            started_at: Stamp { millis: now.millis - 600_000, ..now }.to_rfc3339(),
            finished_at: now.to_rfc3339(),
            language: "en".into(),
            edit_key: edit_key.clone(),
            notice: self.world.answers.notice().to_owned(),
            salt: hex(&mut inside.chance),
        };
        inside.number += 1;
        match Parcel::packed(cover, &finished, SURVEY, inside.number, self.now()) {
            Some(parcel) => {
                self.world.book.finished(&parcel, (revision > 1).then(|| edit_key.clone()));
                inside.edit_keys.push((id, edit_key));
                inside.outbox.push(parcel);
            }
            None => self.world.book.complain(format!("{id} has no hash")),
        }
    }

    /// The signal is back, or somebody looks.
    pub fn hurry(&self) {
        let now = self.now();
        for parcel in &mut self.inside().outbox {
            parcel.state = parcel.hurried(now);
        }
    }

    /// One round of one tab. Another tab may be at it: nothing but the server keeps them apart.
    pub fn send(&self) {
        let due: Vec<Parcel> = {
            let now = self.now();
            self.inside().outbox.iter().filter(|parcel| parcel.is_due(now)).cloned().collect()
        };
        let mut rest = due.as_slice();
        let mut most = MOST;
        while let Some(first) = rest.first() {
            let batch = batch_of(rest, most.min(patient(first)));
            let answer = self.world.line.post(ADDRESS, &body_of(batch));
            if self.world.deletes_on_4xx && answer.as_ref().is_some_and(|answer| answer.status / 100 == 4) {
                self.inside().outbox.retain(|parcel| !batch.iter().any(|gone| gone.id == parcel.id));
            }
            match judge(answer.as_ref(), batch.len()) {
                Verdict::TooMuch => {
                    most = 1;
                    continue;
                }
                Verdict::Results(results) => {
                    for (parcel, outcome) in batch.iter().zip(results) {
                        let outcome = outcome.filter(|outcome| parcel.is_meant_by(outcome));
                        self.settle(parcel, outcome.as_ref(), Trouble::NotOurs, None);
                    }
                }
                Verdict::Failed(trouble, retry_after) => {
                    batch.iter().for_each(|parcel| self.settle(parcel, None, trouble, retry_after));
                }
            }
            rest = rest.get(batch.len()..).unwrap_or_default();
        }
        self.withdraw();
    }

    /// What has become of a parcel, unless the other tab has settled it; only a yes lets it go.
    fn settle(&self, parcel: &Parcel, outcome: Option<&Outcome>, trouble: Trouble, retry_after: Option<Millis>) {
        let now = self.now();
        let mut inside = self.inside();
        let jitter = inside.chance.f64();
        let next = match outcome {
            Some(outcome) => parcel.answered(outcome, &self.world.keys, now, jitter),
            None => parcel.failed(trouble, retry_after, now, jitter),
        };
        if let State::Sent { receipt } = &next {
            self.world.book.open().heard(receipt);
        }
        let is_this = |kept: &Parcel| kept.id == parcel.id && kept.revision == parcel.revision;
        let Some(at) = inside.outbox.iter().position(|kept| is_this(kept) && kept.is_waiting()) else { return };
        if !matches!(next, State::Sent { .. }) {
            if let Some(kept) = inside.outbox.get_mut(at) {
                kept.state = next;
            }
            return;
        }
        let sent = inside.outbox.swap_remove(at);
        if let Some(key) = inside.edit_keys.iter().position(|(id, _)| *id == sent.id) {
            let (id, edit_key) = inside.edit_keys.swap_remove(key);
            inside.arrived.push(Arrived { id, edit_key, revision: sent.revision, is_to_go: false });
        }
    }

    /// What is to be taken back is asked for until there is a receipt for it.
    fn withdraw(&self) {
        let to_go: Vec<(String, String)> = {
            let inside = self.inside();
            let to_go = inside.arrived.iter().filter(|arrived| arrived.is_to_go);
            to_go.map(|arrived| (arrived.id.clone(), arrived.edit_key.clone())).collect()
        };
        for (id, edit_key) in to_go {
            let body = serde_json::json!({"survey": SURVEY, "edit_key": edit_key}).to_string();
            let Some(answer) = self.world.line.post(&format!("{ADDRESS}/{id}/withdrawal"), &body) else { continue };
            let receipt: Option<Receipt> = serde_json::from_str(&answer.body).ok();
            let ours = receipt.filter(|receipt| receipt.id == id && receipt.is_signed_by(&self.world.keys));
            if let Some(receipt) = ours.filter(|_| answer.status == 200) {
                self.world.book.open().heard_withdrawn(&receipt);
                self.inside().arrived.retain(|arrived| arrived.id != id);
            }
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

fn hex(chance: &mut Rng) -> String {
    format!("{:032x}", chance.u128(..))
}

fn uuid(now: Millis, chance: &mut Rng) -> String {
    let random: [u8; 10] = std::array::from_fn(|_| chance.u8(..));
    uuid::Builder::from_unix_timestamp_millis(now.max(0).unsigned_abs(), &random).into_uuid().to_string()
}
