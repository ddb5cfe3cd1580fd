//! `sectorwise verify`: walks through every log in one moment of the database and looks for what cannot be true.

mod difference;
mod entries;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use serde::Serialize;
use shared::interview::Form;
use shared::time::Date;

pub use difference::{Difference, Differences, What};

use crate::clock;
use crate::editions::{self, Editions};
use crate::keys::Verifier;
use crate::postcodes::Directory;
use crate::store::{self, Entry, HUB, Store, Survey, Transaction};
use crate::tally::recount::Recount;

/// Entries in memory at once.
const CHUNK: u64 = 1_000;

/// What was looked at, and what is not as it should be.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Nothing differs.
    pub ok: bool,
    pub surveys: Vec<Walked>,
    pub differences: Vec<Difference>,
    /// Further differences of kinds of which many were found already.
    pub more: u64,
}

/// One survey's log.
#[derive(Debug, Serialize)]
pub struct Walked {
    pub survey: String,
    pub entries: u64,
    /// The last number in the snapshot of tallies that was compared; none where there is no snapshot to go on from.
    pub snapshot: Option<i64>,
}

/// Looks at everything; a difference is no error. Nobody who writes waits for it.
pub async fn verify(store: &Store) -> Result<Report, crate::tally::Error> {
    let moment = store.moment().await?;
    let keys = store::receipt_keys::all(&*moment, HUB).await?;
    let directory = Directory::default();
    let postcodes = directory.refresh(store).await?;
    let (editions, verifier) = (Editions::default(), Verifier::new(&keys));
    let mut differences = Differences::default();
    let mut surveys = Vec::new();
    for survey in store::surveys::all(&*moment).await? {
        let recount = Recount::begin(&*moment, survey.id, postcodes.clone()).await?;
        let walk = Walk { store, moment: &moment, editions: &editions, verifier: &verifier, survey: &survey };
        surveys.push(walk.through(recount, &mut differences).await?);
    }
    moment.rollback().await?;
    let (differences, more) = differences.into_parts();
    Ok(Report { ok: differences.is_empty(), surveys, differences, more })
}

/// The way through one survey's log.
struct Walk<'a> {
    store: &'a Store,
    moment: &'a Transaction,
    editions: &'a Editions,
    verifier: &'a Verifier,
    survey: &'a Survey,
}

impl Walk<'_> {
    async fn through(
        &self,
        mut recount: Recount,
        differences: &mut Differences,
    ) -> Result<Walked, crate::tally::Error> {
        let Survey { id, slug, .. } = self.survey;
        let mut checks = entries::Checks::new(self.moment, self.verifier, self.survey).await?;
        let (mut forms, mut last, mut count) = (HashMap::new(), 0, 0);
        loop {
            let entries = store::log::after(&**self.moment, *id, last, CHUNK).await?;
            let Some(newest) = entries.last().map(|entry| entry.sequence) else { break };
            for entry in &entries {
                if entry.sequence != last + 1 {
                    differences.add(slug, What::Gap { from: last + 1, to: entry.sequence - 1 });
                }
                last = entry.sequence;
            }
            checks.look(&entries, differences).await?;
            self.read_forms(&entries, &mut forms, differences).await?;
            tokio::task::block_in_place(|| recount.add(&entries, &forms));
            (last, count) = (newest, count + entries.len() as u64);
        }
        if last != self.survey.last_sequence {
            differences.add(slug, What::Counter { counter: self.survey.last_sequence, last });
        }
        checks.end(differences).await?;
        let day = Date::from_days(clock::now().div_euclid(86_400_000));
        let moved = tokio::task::block_in_place(|| recount.moved(forms.values().map(|form| &**form), day));
        for moved in moved {
            differences.add(slug, moved.into());
        }
        Ok(Walked { survey: slug.clone(), entries: count, snapshot: recount.snapshot })
    }

    /// What nobody can read is not counted, by anybody.
    async fn read_forms(
        &self,
        entries: &[Entry],
        forms: &mut HashMap<i32, Arc<Form>>,
        differences: &mut Differences,
    ) -> Result<(), crate::tally::Error> {
        for entry in entries.iter().filter(|entry| entry.body.is_some()) {
            let Slot::Vacant(slot) = forms.entry(entry.version) else { continue };
            match self.editions.get(self.store, &self.survey.slug, entry.version.unsigned_abs()).await {
                Ok(edition) => {
                    slot.insert(edition.form.clone());
                }
                Err(editions::Error::Store(error)) => return Err(error.into()),
                Err(_) => {
                    let (sequence, version) = (entry.sequence, entry.version);
                    differences.add(&self.survey.slug, What::Version { sequence, version });
                }
            }
        }
        Ok(())
    }
}
