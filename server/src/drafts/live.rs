//! Whoever has a draft open hears of others' edits: the log is read from where they stand.

use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::Error;
use super::discard::is_the_end;
use crate::commits::Commits;
use crate::sign_in::Identity;
use crate::store::{self, DraftEdit, Store};

/// Another process may have written something without a hint reaching us.
const LOOK: Duration = Duration::from_secs(1);
/// Edits in one event; a few may bring a whole file each.
const MOST: u64 = 50;

/// What one event says.
#[derive(Debug, Serialize)]
pub struct News {
    /// The number of the last edit in it.
    pub sequence: i64,
    /// The survey's newest published version.
    pub published: Option<u32>,
    pub edits: Vec<Told>,
    /// Who discarded the draft; then there is nothing more to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discarded: Option<String>,
}

/// One edit of somebody's.
#[derive(Debug, Serialize)]
pub struct Told {
    pub sequence: i64,
    pub client: String,
    /// An e-mail address, or a token's name.
    pub by: String,
    pub edit: Box<RawValue>,
}

/// One follower of one draft.
pub struct Live {
    store: Store,
    survey_id: i64,
    commits: watch::Receiver<i64>,
    sequence: i64,
    published: Option<i32>,
}

impl Live {
    /// `after` is the number that the follower has already; `None` begins where the draft is now.
    pub async fn new(
        store: &Store,
        news: &Commits,
        who: &Identity,
        slug: &str,
        after: Option<i64>,
    ) -> Result<Live, Error> {
        let survey_id = super::survey(store.read(), who, slug).await?.id;
        let commits = news.watch(survey_id);
        let after = match (store::drafts::sequence(store.read(), survey_id).await?, after) {
            (Some(sequence), after) => after.unwrap_or(sequence),
            // Whoever had it open hears what became of it.
            (None, Some(after)) if store::drafts::last_number(store.read(), survey_id).await? > after => after,
            (None, _) => return Err(Error::NoDraft),
        };
        let published = store::surveys::newest_number(store.read(), survey_id).await?;
        Ok(Live { store: store.clone(), survey_id, commits, sequence: after, published })
    }

    /// The next edits, or a new version. `None` when `patience` has passed without news.
    pub async fn next(&mut self, patience: Duration) -> Result<Option<News>, Error> {
        let end = Instant::now() + patience;
        loop {
            self.commits.borrow_and_update();
            if let Some(news) = self.look().await? {
                return Ok(Some(news));
            }
            let until = end.min(Instant::now() + LOOK);
            // A hint only: what counts is the log.
            if let Ok(Err(_)) = timeout_at(until, self.commits.changed()).await {
                // Nobody is left to give one.
                sleep_until(until).await;
            }
            if Instant::now() >= end {
                return Ok(None);
            }
        }
    }

    async fn look(&mut self) -> Result<Option<News>, Error> {
        let edits = store::drafts::after(self.store.read(), self.survey_id, self.sequence, MOST).await?;
        let published = store::surveys::newest_number(self.store.read(), self.survey_id).await?;
        if edits.is_empty() && published == self.published {
            return Ok(None);
        }
        self.published = published;
        let published = published.map(i32::unsigned_abs);
        if let Some(end) = edits.iter().find(|edit| is_the_end(edit)) {
            self.sequence = end.sequence;
            let discarded = Some(end.staff.clone());
            return Ok(Some(News { sequence: self.sequence, published, edits: Vec::new(), discarded }));
        }
        self.sequence = edits.last().map_or(self.sequence, |edit| edit.sequence);
        let edits = edits.into_iter().map(told).collect::<Result<_, _>>()?;
        Ok(Some(News { sequence: self.sequence, published, edits, discarded: None }))
    }
}

fn told(row: DraftEdit) -> Result<Told, Error> {
    let edit = RawValue::from_string(row.edit)?;
    Ok(Told { sequence: row.sequence, client: row.client, by: row.staff, edit })
}
