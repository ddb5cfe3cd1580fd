//! The follower of the log: keeps a tally of each survey in memory, always able to catch up from the log.

mod apply;
pub mod live;
mod packed;
pub mod recount;
mod snapshot;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use shared::interview::Form;
pub use shared::tally::Asked;
use shared::tally::{Table, Tally};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::editions::{self, Editions};
use crate::postcodes::Directory;
use crate::store::{self, Store, Survey};

/// Log entries read at once while catching up.
const CHUNK: u64 = 2_000;

/// Follows every survey's log.
pub struct Follower {
    store: Store,
    directory: Directory,
    /// For snapshots, which no request waits for.
    background: Handle,
    surveys: Mutex<HashMap<i64, Arc<Followed>>>,
}

/// Why there are no numbers.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Edition(#[from] editions::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Nothing is counted past it: the log is numbered without gaps.
    #[error("number {missing} of the log of {slug} is missing; counting waits for it")]
    Gap { slug: String, missing: i64 },
    /// The program is stopping.
    #[error("counting was interrupted")]
    Interrupted,
}

/// One survey's log as far as it has been followed.
struct Followed {
    survey_id: i64,
    /// Held while catching up, so that no entry is applied twice.
    catching_up: tokio::sync::Mutex<()>,
    counted: RwLock<Counted>,
    /// The last number applied; watched by event streams.
    reached: watch::Sender<i64>,
    /// Whether a task keeps it followed for the streams.
    is_kept: AtomicBool,
    /// When the last snapshot was begun.
    snapshot: Mutex<Instant>,
    tables: Mutex<Tables>,
}

#[derive(Default)]
struct Counted {
    tally: Tally,
    sequence: i64,
    /// The postcode table that base places were resolved with.
    postcodes: i64,
    /// Where the newest saved snapshot stands.
    saved: i64,
    is_loaded: bool,
}

/// Tables of the newest number, so that many watchers cost one.
#[derive(Default)]
struct Tables {
    /// Number and postcode table that they are of.
    basis: Option<(i64, i64)>,
    ready: HashMap<Asked, Option<Arc<Table>>>,
}

impl Follower {
    /// `background` outlives requests.
    pub fn new(store: Store, directory: Directory, background: Handle) -> Follower {
        Follower { store, directory, background, surveys: Mutex::default() }
    }

    /// The table of a measure, holding every submission whose receipt was sent before the call; `None`
    /// where the survey has no such measure.
    pub async fn table(&self, editions: &Editions, slug: &str, question: Asked) -> Result<Option<Arc<Table>>, Error> {
        let (survey, edition) = editions.newest(&self.store, slug).await?;
        self.follow(editions, &survey).await?;
        self.table_now(survey.id, edition.form.clone(), question).await
    }

    /// The same from what has been followed so far, without asking the database.
    pub async fn table_now(&self, survey_id: i64, form: Arc<Form>, asked: Asked) -> Result<Option<Arc<Table>>, Error> {
        let followed = self.followed(survey_id);
        let counting = tokio::task::spawn_blocking(move || followed.table(&form, asked));
        counting.await.map_err(|_| Error::Interrupted)
    }

    /// A watch on the last number followed; it moves after every catching up.
    pub fn watch(&self, survey_id: i64) -> watch::Receiver<i64> {
        self.followed(survey_id).reached.subscribe()
    }

    /// True for the first caller while nobody else keeps this survey followed; `release` gives it back.
    pub fn claim(&self, survey_id: i64) -> bool {
        !self.followed(survey_id).is_kept.swap(true, Ordering::AcqRel)
    }

    pub fn release(&self, survey_id: i64) {
        self.followed(survey_id).is_kept.store(false, Ordering::Release);
    }

    /// Whether anybody watches.
    pub fn is_watched(&self, survey_id: i64) -> bool {
        self.followed(survey_id).reached.receiver_count() > 0
    }

    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Writes a snapshot of every survey that moved since its last one.
    pub async fn save(&self, store: &Store) -> store::Result<()> {
        let surveys: Vec<_> = self.lock().values().cloned().collect();
        for followed in surveys {
            snapshot::save(store, &followed).await?;
        }
        Ok(())
    }

    fn followed(&self, survey_id: i64) -> Arc<Followed> {
        let fresh = || {
            Arc::new(Followed {
                survey_id,
                catching_up: tokio::sync::Mutex::new(()),
                counted: RwLock::default(),
                reached: watch::channel(0).0,
                is_kept: AtomicBool::new(false),
                snapshot: Mutex::new(Instant::now()),
                tables: Mutex::default(),
            })
        };
        self.lock().entry(survey_id).or_insert_with(fresh).clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Arc<Followed>>> {
        self.surveys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the log to its end.
    pub async fn follow(&self, editions: &Editions, survey: &Survey) -> Result<(), Error> {
        let followed = &self.followed(survey.id);
        let newest = store::surveys::last_sequence(self.store.read(), survey.id).await?;
        let postcodes = self.directory.refresh(&self.store).await?;
        let is_current = |counted: &Counted| {
            counted.is_loaded && counted.sequence >= newest && counted.postcodes == postcodes.version
        };
        if followed.read(is_current) {
            return Ok(());
        }
        let _alone = followed.catching_up.lock().await;
        if followed.read(is_current) {
            return Ok(());
        }
        // Base places depend on the postcode table: with another one everything is counted anew, and aside,
        // so that nobody is shown half of it.
        let mut anew = None;
        if !followed.read(|counted| counted.is_loaded && counted.postcodes == postcodes.version) {
            anew = Some(snapshot::load(self.store.read(), followed.survey_id, postcodes.version).await?);
        }
        loop {
            let from = anew.as_ref().map_or_else(|| followed.read(|counted| counted.sequence), |anew| anew.sequence);
            let entries = store::log::after(self.store.read(), followed.survey_id, from, CHUNK).await?;
            if entries.is_empty() {
                break;
            }
            let mut forms = HashMap::new();
            for version in entries.iter().map(|entry| entry.version) {
                if let Entry::Vacant(slot) = forms.entry(version) {
                    let edition = editions.get(&self.store, &survey.slug, version.unsigned_abs()).await?;
                    slot.insert(edition.form.clone());
                }
            }
            let (followed, postcodes) = (followed.clone(), postcodes.clone());
            let applying = tokio::task::spawn_blocking(move || {
                let applied = match &mut anew {
                    Some(anew) => apply::apply(anew, &entries, &forms, &postcodes),
                    None => followed.write(|counted| apply::apply(counted, &entries, &forms, &postcodes)),
                };
                (anew, applied)
            });
            let (rest, applied) = applying.await.map_err(|_| Error::Interrupted)?;
            anew = rest;
            if let Err(apply::Gap(missing)) = applied {
                return Err(Error::Gap { slug: survey.slug.clone(), missing });
            }
        }
        if let Some(anew) = anew {
            followed.write(|counted| *counted = anew);
        }
        followed.reached.send_replace(followed.read(|counted| counted.sequence));
        self.save_when_due(followed);
        Ok(())
    }

    /// In the background, and nobody's counts wait for it or fail with it.
    fn save_when_due(&self, followed: &Arc<Followed>) {
        let (sequence, saved) = followed.read(|counted| (counted.sequence, counted.saved));
        {
            let mut begun = followed.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
            if !snapshot::is_due(sequence, saved, begun.elapsed()) {
                return;
            }
            // The next one is due long after this one is written.
            *begun = Instant::now();
        }
        let (store, followed) = (self.store.clone(), followed.clone());
        self.background.spawn(async move {
            if let Err(error) = snapshot::save(&store, &followed).await {
                tracing::warn!(%error, survey_id = followed.survey_id, "no snapshot was written; a later one will be");
            }
        });
    }
}

impl Followed {
    fn read<T>(&self, read: impl FnOnce(&Counted) -> T) -> T {
        read(&self.counted.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, write: impl FnOnce(&mut Counted) -> T) -> T {
        write(&mut self.counted.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn table(&self, form: &Form, asked: Asked) -> Option<Arc<Table>> {
        let counted = self.counted.read().unwrap_or_else(PoisonError::into_inner);
        let basis = Some((counted.sequence, counted.postcodes));
        {
            let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
            if tables.basis != basis {
                *tables = Tables { basis, ready: HashMap::new() };
            }
            if let Some(ready) = tables.ready.get(&asked) {
                return ready.clone();
            }
        }
        let table = counted.tally.table(form, &asked).map(|mut table| {
            table.sequence = counted.sequence.max(0).unsigned_abs();
            Arc::new(table)
        });
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        // Only measures that exist are kept, and not endlessly many cross-tabs of them.
        if table.is_some() && tables.basis == basis {
            if tables.ready.len() >= 500 {
                tables.ready.clear();
            }
            tables.ready.insert(asked, table.clone());
        }
        table
    }
}
