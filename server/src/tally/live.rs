//! Keeps a watched survey followed, and turns its growth into tables at a bearable pace.

use std::sync::Arc;
use std::time::Duration;

use shared::tally::Table;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use super::Asked;
use crate::editions::Edition;
use crate::state::App;

/// At most five tables a second to each watcher.
const PACE: Duration = Duration::from_millis(200);
/// Another process may have stored something without a hint reaching us.
const LOOK: Duration = Duration::from_secs(1);
/// Under a flood of submissions the log is read in gulps, not one by one.
const GULP: Duration = Duration::from_millis(50);

/// One watcher of one question.
pub struct Live {
    app: Arc<App>,
    edition: Arc<Edition>,
    asked: Asked,
    reached: watch::Receiver<i64>,
    /// The number of the last table sent.
    sent: i64,
    next: Instant,
}

impl Live {
    /// `sent` is the number of the table that the watcher has already.
    pub fn new(app: Arc<App>, edition: Arc<Edition>, asked: Asked, sent: u64) -> Live {
        let reached = app.follower.watch(edition.survey_id);
        Live { app, edition, asked, reached, sent: sent as i64, next: Instant::now() + PACE }
    }

    /// The next table, as soon as the log has grown. `None` when `patience` has
    /// passed without news, so that the caller can send a sign of life.
    pub async fn next(&mut self, patience: Duration) -> Result<Option<Arc<Table>>, super::Error> {
        // Again each time: the task may have ended between two watchers.
        keep_following(self.app.clone(), self.edition.clone());
        let waiting = timeout(patience, self.reached.wait_for(|reached| *reached > self.sent));
        match waiting.await {
            Err(_) => return Ok(None),
            Ok(Err(_)) => return Err(super::Error::Interrupted),
            Ok(Ok(_)) => {}
        }
        sleep_until(self.next).await;
        self.next = Instant::now() + PACE;
        let form = self.edition.form.clone();
        let table = self.app.follower.table_now(self.edition.survey_id, form, self.asked.clone()).await?;
        self.sent = table.as_ref().map_or(self.sent, |table| table.sequence as i64);
        Ok(table)
    }
}

/// One task a survey follows its log while anybody watches, however many watch.
fn keep_following(app: Arc<App>, edition: Arc<Edition>) {
    let Some(mut kept) = Kept::claimed(&app, edition.survey_id) else { return };
    let background = app.background.clone();
    background.spawn(async move {
        loop {
            follow_while_watched(&app, &edition).await;
            drop(kept);
            // Somebody may have come after the last look and before it was given back.
            if !app.follower.is_watched(edition.survey_id) {
                return;
            }
            let Some(again) = Kept::claimed(&app, edition.survey_id) else { return };
            kept = again;
        }
    });
}

async fn follow_while_watched(app: &Arc<App>, edition: &Edition) {
    let mut commits = app.commits.watch(edition.survey_id);
    while app.follower.is_watched(edition.survey_id) {
        let _ = timeout(LOOK, commits.changed()).await;
        let followed = async {
            let (survey, _) = app.editions.newest(&app.store, &edition.slug).await?;
            app.follower.follow(&app.editions, &survey).await
        };
        if let Err(error) = followed.await {
            tracing::warn!(%error, survey = edition.slug, "the log could not be followed; trying again");
            tokio::time::sleep(LOOK).await;
        }
        tokio::time::sleep(GULP).await;
    }
}

/// The right to keep a survey followed, given back whatever happens to its task.
struct Kept {
    app: Arc<App>,
    survey_id: i64,
}

impl Kept {
    fn claimed(app: &Arc<App>, survey_id: i64) -> Option<Kept> {
        app.follower.claim(survey_id).then(|| Kept { app: app.clone(), survey_id })
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.app.follower.release(self.survey_id);
    }
}
