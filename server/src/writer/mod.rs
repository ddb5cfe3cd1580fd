//! The writer: takes whatever waits into one transaction, and answers only after its commit.

mod inbox;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::mpsc;

use inbox::Job;
pub use inbox::{Busy, Inbox, Limits, Load};

use crate::asides;
use crate::commits::Commits;
use crate::keys::Keys;
use crate::ledger::{Arrival, Ledger, Verdict, Welcome};
use crate::sabotage;
use crate::store::{self, Aside, Store};

/// Submissions in one transaction, give or take one request.
const TOGETHER: usize = 256;
/// A transaction that takes longer is given up: its database went away without a word.
const LONGEST: Duration = Duration::from_secs(10);
/// After so many that were kept aside, the bounds are looked at.
const TRIM_EVERY: usize = 64;

/// One arrival, and where its verdict is waited for.
struct Slot {
    job: usize,
    place: usize,
    arrival: Arrival,
}

/// A verdict, and what is to be kept aside because of it.
type Decided = (Verdict, Option<Aside>);

/// The writer itself: one a process.
pub struct Writer {
    jobs: mpsc::Receiver<Job>,
    store: Store,
    keys: Arc<Keys>,
    commits: Arc<Commits>,
    kept_aside: usize,
}

pub fn new(store: Store, keys: Arc<Keys>, commits: Arc<Commits>, limits: Limits) -> (Inbox, Writer) {
    let (inbox, jobs) = inbox::new(limits);
    (inbox, Writer { jobs, store, keys, commits, kept_aside: TRIM_EVERY })
}

impl Writer {
    /// Ends when every inbox is gone. Whatever one batch does to it, the next one finds it at work.
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
            // Its senders are told to come back, since their replies are dropped; its transaction never was.
            if !survives(self.write(jobs)).await {
                tracing::error!("the writer stumbled over a batch, which is asked for again");
            }
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
        for job in self.keep_aside(asides).await {
            if let Some((_, _, kept)) = answers.get_mut(job) {
                *kept = false;
            }
        }
        for (reply, verdicts, kept) in answers {
            let verdicts = verdicts.into_iter().collect::<Option<Vec<_>>>().filter(|_| kept);
            reply.send(verdicts.ok_or(Busy));
        }
    }

    /// One transaction for all; where the database refuses that, one for each, so that none harms another.
    async fn commit_all<'a>(&self, survey_id: i64, slots: &'a [Slot]) -> Vec<(&'a Slot, Option<Decided>)> {
        let arrivals: Vec<&Arrival> = slots.iter().map(|slot| &slot.arrival).collect();
        match self.commit_in_time(survey_id, &arrivals).await {
            Ok(decided) => return slots.iter().zip(decided.into_iter().map(Some)).collect(),
            Err(error) if error.is_away() || slots.len() == 1 => {
                tracing::error!(%error, submissions = slots.len(), "a batch was not stored; it is asked for again");
                return slots.iter().map(|slot| (slot, None)).collect();
            }
            Err(error) => tracing::warn!(%error, submissions = slots.len(), "a batch was refused; each is tried alone"),
        }
        let mut all = Vec::new();
        let mut is_away = false;
        for slot in slots {
            // Not one after the other into the same silence.
            let decided = match is_away {
                true => None,
                false => match self.commit_in_time(survey_id, &[&slot.arrival]).await {
                    Ok(mut decided) => decided.pop(),
                    Err(error) => {
                        tracing::error!(%error, id = slot.arrival.entry.submission_id, "a submission was not stored");
                        is_away = error.is_away();
                        None
                    }
                },
            };
            all.push((slot, decided));
        }
        all
    }

    async fn commit_in_time(&self, survey_id: i64, arrivals: &[&Arrival]) -> store::Result<Vec<Decided>> {
        self.store.in_time(LONGEST, self.commit(survey_id, arrivals)).await
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

    /// All together; where the database refuses that, each alone. The jobs of those that could not be kept.
    async fn keep_aside(&mut self, asides: Vec<(usize, Aside)>) -> Vec<usize> {
        if asides.is_empty() {
            return Vec::new();
        }
        let (jobs, rows): (Vec<usize>, Vec<Aside>) = asides.into_iter().unzip();
        let mut lost = Vec::new();
        match self.keep(&rows).await {
            Ok(()) => {}
            Err(error) if error.is_away() => {
                tracing::error!(%error, "what was not taken could not be kept aside; it is asked for again");
                return jobs;
            }
            Err(error) => {
                tracing::warn!(%error, asides = rows.len(), "what was not taken was not kept aside; each is tried alone");
                for (job, row) in jobs.iter().zip(&rows) {
                    if let Err(error) = self.keep(std::slice::from_ref(row)).await {
                        tracing::error!(%error, sha256 = row.sha256, "one could not be kept aside; it is asked for again");
                        lost.push(*job);
                    }
                }
            }
        }
        self.kept_aside += rows.len();
        if self.kept_aside >= TRIM_EVERY {
            self.kept_aside = 0;
            let workspaces: BTreeSet<i64> = rows.iter().map(|aside| aside.workspace_id).collect();
            for workspace_id in workspaces {
                let trimmed = self.store.in_time(LONGEST, asides::trim(&self.store, workspace_id)).await;
                if let Err(error) = trimmed {
                    tracing::warn!(%error, "what was kept aside could not be bounded; the next time makes up for it");
                }
            }
        }
        lost
    }

    async fn keep(&self, rows: &[Aside]) -> store::Result<()> {
        self.store.in_time(LONGEST, asides::keep(&self.store, rows)).await
    }
}

/// Whether the work came to its end without a panic.
async fn survives(work: impl Future<Output = ()>) -> bool {
    AssertUnwindSafe(work).catch_unwind().await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::survives;

    #[test]
    fn a_panic_ends_one_batch_and_not_the_writer() -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        assert!(runtime.block_on(survives(async {})));
        let stumbles = async { std::panic::resume_unwind(Box::new("as a panic does")) };
        assert!(!runtime.block_on(survives(stumbles)));
        Ok(())
    }
}
