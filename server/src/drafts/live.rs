//! Whoever has a draft open hears of others' edits: the log is read from where they stand.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use super::Error;
use super::discard::is_the_end;
use super::watch::{Stand, watch};
use crate::sign_in::Identity;
use crate::state::App;
use crate::store::{self, DraftEdit};

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
    app: Arc<App>,
    survey_id: i64,
    stand: watch::Receiver<Stand>,
    sequence: i64,
    published: Option<i32>,
}

impl Live {
    /// `after` is the number that the follower has already; `None` begins where the draft is now.
    pub async fn new(app: Arc<App>, who: &Identity, slug: &str, after: Option<i64>) -> Result<Live, Error> {
        let db = app.store.read();
        let survey_id = super::survey(db, who, slug).await?.id;
        let after = match (store::drafts::sequence(db, survey_id).await?, after) {
            (Some(sequence), after) => after.unwrap_or(sequence),
            // Whoever had it open hears what became of it.
            (None, Some(after)) if store::drafts::last_number(db, survey_id).await? > after => after,
            (None, _) => return Err(Error::NoDraft),
        };
        let published = store::surveys::newest_number(db, survey_id).await?;
        Ok(Live { stand: watch(&app, survey_id), app, survey_id, sequence: after, published })
    }

    /// The next edits, or a new version. `None` when `patience` has passed without news.
    pub async fn next(&mut self, patience: Duration) -> Result<Option<News>, Error> {
        let end = Instant::now() + patience;
        loop {
            // Again each time: the task may have ended meanwhile.
            self.stand = watch(&self.app, self.survey_id);
            let known = Stand { sequence: self.sequence, published: self.published };
            let is_news = |stand: &Stand| stand.sequence > known.sequence || stand.published > known.published;
            match timeout_at(end, self.stand.wait_for(is_news)).await {
                Err(_) => return Ok(None),
                Ok(Err(_)) => return Err(Error::NoDraft),
                Ok(Ok(_)) => {}
            }
            if let Some(news) = self.look().await? {
                return Ok(Some(news));
            }
        }
    }

    async fn look(&mut self) -> Result<Option<News>, Error> {
        let edits = store::drafts::after(self.app.store.read(), self.survey_id, self.sequence, MOST).await?;
        let published = store::surveys::newest_number(self.app.store.read(), self.survey_id).await?;
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
