//! The way to the writer: bounded by requests and by bytes, so that what waits never fills the memory.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::ledger::{Arrival, Verdict};
use crate::store::Aside;

/// Whoever waits longer for an answer is asked to come back; what was handed in may still be stored.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much may wait; then others are asked to come back.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub requests: usize,
    /// Of all submissions that wait, as the writer holds them.
    pub bytes: usize,
}

/// What one request brings.
#[derive(Debug, Default)]
pub struct Load {
    pub arrivals: Vec<Arrival>,
    /// What was refused before it came here.
    pub asides: Vec<Aside>,
}

/// Nothing of the load is known to be stored; sending it again does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the writer is busy or its database away")]
pub struct Busy;

pub(super) struct Job {
    pub load: Load,
    pub reply: Reply,
}

/// Where an answer is waited for; what the load takes of the room is free when this goes.
pub(super) struct Reply {
    answer: oneshot::Sender<Result<Vec<Verdict>, Busy>>,
    _room: OwnedSemaphorePermit,
}

/// The way to the writer.
#[derive(Clone)]
pub struct Inbox {
    jobs: mpsc::Sender<Job>,
    room: Arc<Semaphore>,
    limits: Limits,
}

pub(super) fn new(limits: Limits) -> (Inbox, mpsc::Receiver<Job>) {
    let (jobs, waiting) = mpsc::channel(limits.requests);
    (Inbox { jobs, room: Arc::new(Semaphore::new(limits.bytes)), limits }, waiting)
}

impl Inbox {
    /// Verdicts in the order of the arrivals, once they are durable.
    pub async fn put(&self, load: Load) -> Result<Vec<Verdict>, Busy> {
        // What is larger than all the room has it to itself.
        let bytes = u32::try_from(load.bytes().min(self.limits.bytes)).map_err(|_| Busy)?;
        let room = self.room.clone().try_acquire_many_owned(bytes).map_err(|_| Busy)?;
        let (answer, verdicts) = oneshot::channel();
        self.jobs.try_send(Job { load, reply: Reply { answer, _room: room } }).map_err(|_| Busy)?;
        tokio::time::timeout(PATIENCE, verdicts).await.map_err(|_| Busy)?.map_err(|_| Busy)?
    }

    /// Whether there is still a writer behind it.
    pub fn is_open(&self) -> bool {
        !self.jobs.is_closed()
    }
}

impl Reply {
    /// Whoever does not wait any more will ask again.
    pub fn send(self, verdicts: Result<Vec<Verdict>, Busy>) {
        let _ = self.answer.send(verdicts);
    }
}

impl Load {
    /// What it holds: each submission as it came, and again as it is stored.
    fn bytes(&self) -> usize {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let arrivals = self.arrivals.iter();
        let arrivals =
            arrivals.map(|arrival| arrival.raw.len() + length(&arrival.entry.body) + length(&arrival.contact));
        let asides = self.asides.iter().map(|aside| length(&aside.body) + aside.problems.len());
        arrivals.chain(asides).sum()
    }
}
