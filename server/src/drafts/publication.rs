//! From draft to version: what it would change and break, and the publication itself.

use serde::Serialize;
use shared::draft::{Bank, Change, changes};
use shared::questionnaire::{Fault, Questionnaire};

use super::{Draft, Error, questionnaire, read};
use crate::publish::{faults, history, put, warnings};
use crate::sign_in::Identity;
use crate::store::{self, Store};

/// What publishing the draft would mean.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// The number of the draft's log that this is about.
    pub sequence: i64,
    /// The newest published version, which the changes are counted from.
    pub published: Option<u32>,
    /// What must be mended first.
    pub faults: Vec<Fault>,
    /// What stops nobody, but should be thought of.
    pub warnings: Vec<Fault>,
    pub changes: Vec<Change>,
    /// How many days submissions to older versions are in time.
    pub welcome_days: i32,
    /// The newest published version itself.
    #[serde(skip)]
    pub newest: Option<Questionnaire>,
}

/// Faults, and every change since the newest published version.
pub async fn review(store: &Store, bank: &Bank, who: &Identity, slug: &str) -> Result<(Draft, Review), Error> {
    let draft = read(store, who, slug).await?;
    let history = history(store.read(), draft.survey.id).await?;
    let review = Review {
        sequence: draft.sequence,
        published: history.last().map(|newest| newest.version),
        faults: faults(&history, &draft.questionnaire, bank),
        warnings: warnings(&draft.questionnaire),
        changes: history.last().map(|newest| changes(newest, &draft.questionnaire)).unwrap_or_default(),
        welcome_days: draft.survey.welcome_days,
        newest: history.into_iter().next_back(),
    };
    Ok((draft, review))
}

/// Publishes the draft as it was at `sequence`; the number of the version. The draft stays and goes on from there.
pub async fn publish(
    store: &Store,
    who: &Identity,
    slug: &str,
    sequence: i64,
    welcome_days: Option<u16>,
) -> Result<u32, Error> {
    let survey = super::survey(store.read(), who, slug).await?;
    let transaction = store.begin().await?;
    // The checks are worked out under the lock, since nothing may come in between; it is done a few times a year.
    store::surveys::lock(&*transaction, survey.id).await?;
    let row = store::drafts::lock(&*transaction, survey.id).await?.ok_or(Error::NoDraft)?;
    if row.sequence != sequence {
        return Err(Error::MovedOn(row.sequence));
    }
    let draft: Questionnaire = questionnaire(&row)?;
    let history = history(&*transaction, survey.id).await?;
    let version = put(&*transaction, &survey, &history, draft).await?;
    if let Some(days) = welcome_days {
        store::surveys::set_welcome_days(&*transaction, survey.id, days.into()).await?;
    }
    transaction.commit().await?;
    Ok(version)
}
