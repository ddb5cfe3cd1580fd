//! The writer: takes whatever waits into one transaction, and answers only after its commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::asides;
use crate::commits::Commits;
use crate::keys::Keys;
use crate::ledger::{Arrival, Ledger, Verdict, Welcome};
use crate::sabotage;
use crate::store::{self, Aside, Store};

/// Requests that may wait; then others are asked to come back.
const WAITING: usize = 4096;
/// Submissions in one transaction, give or take one request.
const TOGETHER: usize = 256;
/// After so many that were kept aside, the bounds are looked at.
const TRIM_EVERY: usize = 64;

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

struct Job {
    load: Load,
    reply: oneshot::Sender<Result<Vec<Verdict>, Busy>>,
}

/// One arrival, and where its verdict is waited for.
struct Slot {
    job: usize,
    place: usize,
    arrival: Arrival,
}

/// A verdict, and what is to be kept aside because of it.
type Decided = (Verdict, Option<Aside>);

/// The way to the writer.
#[derive(Clone)]
pub struct Inbox(mpsc::Sender<Job>);

/// The writer itself: one a process.
pub struct Writer {
    jobs: mpsc::Receiver<Job>,
    store: Store,
    keys: Arc<Keys>,
    commits: Arc<Commits>,
    kept_aside: usize,
}

pub fn new(store: Store, keys: Arc<Keys>, commits: Arc<Commits>) -> (Inbox, Writer) {
    let (sender, jobs) = mpsc::channel(WAITING);
    (Inbox(sender), Writer { jobs, store, keys, commits, kept_aside: TRIM_EVERY })
}

impl Inbox {
    /// Verdicts in the order of the arrivals, once they are durable.
    pub async fn put(&self, load: Load) -> Result<Vec<Verdict>, Busy> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(Job { load, reply }).map_err(|_| Busy)?;
        answer.await.map_err(|_| Busy)?
    }
}

impl Writer {
    /// Ends when every inbox is gone.
    pub async fn run(mut self) {
        while let Some(first) = self.jobs.recv().await {
            let mut count = first.load.arrivals.len();
            let mut jobs = vec![first];
            while count < TOGETHER
                && let Ok(job) = self.jobs.try_recv()
            {
                count += job.load.arrivals.len();
                jobs.push(job);
            }
            self.write(jobs).await;
        }
    }

    async fn write(&mut self, jobs: Vec<Job>) {
        let mut answers = Vec::new();
        let mut surveys: BTreeMap<i64, Vec<Slot>> = BTreeMap::new();
        let mut asides: Vec<(usize, Aside)> = Vec::new();
        for (job, Job { load, reply }) in jobs.into_iter().enumerate() {
            answers.push((reply, vec![None; load.arrivals.len()], true));
            for (place, arrival) in load.arrivals.into_iter().enumerate() {
                surveys.entry(arrival.entry.survey_id).or_default().push(Slot { job, place, arrival });
            }
            asides.extend(load.asides.into_iter().map(|aside| (job, aside)));
        }
        for (survey_id, mut slots) in surveys {
            // A first revision and its successor may come together, in any order.
            slots.sort_by_key(|slot| slot.arrival.entry.revision);
            for (slot, outcome) in self.commit_all(survey_id, &slots).await {
                let Some((_, verdicts, _)) = answers.get_mut(slot.job) else { continue };
                if let (Some(verdict), Some((decided, aside))) = (verdicts.get_mut(slot.place), outcome) {
                    *verdict = Some(decided);
                    asides.extend(aside.map(|aside| (slot.job, aside)));
                }
            }
        }
        if let Err(error) = self.keep_aside(&asides).await {
            tracing::error!(%error, "what was not taken could not be kept aside; it is asked for again");
            for (job, _) in asides {
                if let Some((_, _, kept)) = answers.get_mut(job) {
                    *kept = false;
                }
            }
        }
        for (reply, verdicts, kept) in answers {
            let verdicts = verdicts.into_iter().collect::<Option<Vec<_>>>().filter(|_| kept);
            // Whoever does not wait any more will ask again.
            let _ = reply.send(verdicts.ok_or(Busy));
        }
    }

    /// One transaction for all; where the database refuses that, one for each, so that none harms another.
    async fn commit_all<'a>(&self, survey_id: i64, slots: &'a [Slot]) -> Vec<(&'a Slot, Option<Decided>)> {
        let arrivals: Vec<&Arrival> = slots.iter().map(|slot| &slot.arrival).collect();
        match self.commit(survey_id, &arrivals).await {
            Ok(decided) => return slots.iter().zip(decided.into_iter().map(Some)).collect(),
            Err(error) if error.is_away() || slots.len() == 1 => {
                tracing::error!(%error, submissions = slots.len(), "a batch was not stored; it is asked for again");
                return slots.iter().map(|slot| (slot, None)).collect();
            }
            Err(error) => tracing::warn!(%error, submissions = slots.len(), "a batch was refused; each is tried alone"),
        }
        let mut all = Vec::new();
        for slot in slots {
            let decided = self.commit(survey_id, &[&slot.arrival]).await.map(|mut decided| decided.pop());
            if let Err(error) = &decided {
                tracing::error!(%error, id = slot.arrival.entry.submission_id, "a submission was not stored");
            }
            all.push((slot, decided.ok().flatten()));
        }
        all
    }

    async fn commit(&self, survey_id: i64, arrivals: &[&Arrival]) -> store::Result<Vec<Decided>> {
        let transaction = self.store.begin().await?;
        let Some(survey) = store::surveys::lock(&*transaction, survey_id).await? else { return Ok(Vec::new()) };
        let ids: Vec<&str> = arrivals.iter().map(|arrival| arrival.entry.submission_id.as_str()).collect();
        let held = store::log::held(&*transaction, survey_id, &ids).await?;
        let oldest = arrivals.iter().map(|arrival| arrival.entry.version).min().unwrap_or_default();
        let newer = match oldest < survey.newest_version {
            true => store::surveys::published_after(&*transaction, survey_id, oldest).await?,
            false => Vec::new(),
        };
        let mut ledger = Ledger::new(&survey, Welcome::new(&survey, newer), held, &self.keys);
        let decided = arrivals.iter().map(|arrival| ledger.decide(arrival)).collect();
        let Ledger { last_sequence, entries, contacts, .. } = ledger;
        if entries.is_empty() {
            transaction.rollback().await?;
            return Ok(decided);
        }
        store::log::append(&*transaction, entries).await?;
        store::contacts::add(&*transaction, contacts).await?;
        store::surveys::advance(&*transaction, survey_id, last_sequence).await?;
        if sabotage::EARLY_RECEIPT {
            tokio::spawn(sabotage::later(transaction.commit()));
        } else {
            transaction.commit().await?;
        }
        self.commits.announce(survey_id, last_sequence);
        Ok(decided)
    }

    async fn keep_aside(&mut self, asides: &[(usize, Aside)]) -> store::Result<()> {
        if asides.is_empty() {
            return Ok(());
        }
        let rows: Vec<Aside> = asides.iter().map(|(_, aside)| aside.clone()).collect();
        asides::keep(&self.store, &rows).await?;
        self.kept_aside += rows.len();
        if self.kept_aside >= TRIM_EVERY {
            self.kept_aside = 0;
            let mut workspaces: Vec<i64> = rows.iter().map(|aside| aside.workspace_id).collect();
            workspaces.dedup();
            for workspace_id in workspaces {
                asides::trim(&self.store, workspace_id).await?;
            }
        }
        Ok(())
    }
}
