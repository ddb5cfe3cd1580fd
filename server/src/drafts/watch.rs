//! One look a second at each draft that is open somewhere, however many have it open.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use crate::state::App;
use crate::store;

/// Another process may have written something without a hint reaching us.
const LOOK: Duration = Duration::from_secs(1);

/// Where a draft's log and its survey's versions stand. Both only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    pub sequence: i64,
    pub published: Option<i32>,
}

/// The drafts that somebody has had open.
#[derive(Default)]
pub struct Watches(Mutex<HashMap<i64, Arc<Watched>>>);

#[derive(Default)]
struct Watched {
    stand: watch::Sender<Stand>,
    /// Whether a task looks at it.
    is_kept: AtomicBool,
}

/// Hears where a survey's draft stands, from now on. To be called again now and then, since the task that looks may
/// have ended.
pub fn watch(app: &Arc<App>, survey_id: i64) -> watch::Receiver<Stand> {
    let watched = {
        let mut all = app.draft_watches.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(survey_id).or_default().clone()
    };
    let receiver = watched.stand.subscribe();
    if let Some(kept) = Kept::claimed(&watched) {
        app.background.spawn(keep_looking(app.clone(), survey_id, kept));
    }
    receiver
}

async fn keep_looking(app: Arc<App>, survey_id: i64, mut kept: Kept) {
    let mut commits = app.draft_news.watch(survey_id);
    loop {
        while kept.0.stand.receiver_count() > 0 {
            commits.borrow_and_update();
            match look(&app, survey_id).await {
                Ok(stand) => {
                    kept.0.stand.send_if_modified(|known| std::mem::replace(known, stand) != stand);
                }
                Err(error) => {
                    tracing::warn!(%error, survey_id, "a draft could not be looked at; trying again");
                    tokio::time::sleep(LOOK).await;
                }
            }
            // A hint only: what counts is the log.
            let _ = timeout(LOOK, commits.changed()).await;
        }
        let watched = kept.0.clone();
        drop(kept);
        // Somebody may have come after the last look and before it was given back.
        match Kept::claimed(&watched) {
            Some(again) if watched.stand.receiver_count() > 0 => kept = again,
            _ => return,
        }
    }
}

async fn look(app: &App, survey_id: i64) -> store::Result<Stand> {
    let sequence = store::drafts::last_number(app.store.read(), survey_id).await?;
    let published = store::surveys::newest_number(app.store.read(), survey_id).await?;
    Ok(Stand { sequence, published })
}

/// The right to look, given back whatever happens to its task.
struct Kept(Arc<Watched>);

impl Kept {
    fn claimed(watched: &Arc<Watched>) -> Option<Kept> {
        (!watched.is_kept.swap(true, Ordering::AcqRel)).then(|| Kept(watched.clone()))
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.is_kept.store(false, Ordering::Release);
    }
}
