//! Publishing: a questionnaire becomes a survey's next version, which never changes again.

use shared::draft::{Bank, dropped, locked, normal, owed, reused};
use shared::questionnaire::{Fault, Questionnaire, check};
use shared::time::Millis;

use crate::clock;
use crate::editions::is_slug;
use crate::store::{self, Connection, HUB, Store, Survey, Version};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the questionnaire has faults")]
    Faults(Vec<Fault>),
    #[error("{0:?} cannot be a survey's address: use small letters, digits and hyphens")]
    Slug(String),
    #[error("there is no survey {0:?}")]
    Unknown(String),
    #[error("the questionnaire cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The number of the version; where nothing has changed since the newest one, it is that.
pub async fn publish(store: &Store, slug: &str, mut questionnaire: Questionnaire) -> Result<u32, Error> {
    if !is_slug(slug) {
        return Err(Error::Slug(slug.to_owned()));
    }
    slug.clone_into(&mut questionnaire.slug);
    let transaction = store.begin().await?;
    let survey = store::surveys::ensure(&*transaction, HUB, slug, clock::now()).await?;
    // The lock orders those who publish at once.
    store::surveys::lock(&*transaction, survey.id).await?;
    let history = history(&*transaction, survey.id).await?;
    let number = put(&*transaction, &survey, &history, questionnaire).await?;
    transaction.commit().await?;
    Ok(number)
}

/// The published versions of a survey, the oldest first.
pub async fn history(db: &impl Connection, survey_id: i64) -> Result<Vec<Questionnaire>, Error> {
    let versions = store::surveys::published(db, survey_id).await?;
    Ok(versions.iter().map(|row| serde_json::from_str(&row.definition)).collect::<Result<_, _>>()?)
}

/// What stops nobody, but should have been thought of.
pub fn warnings(questionnaire: &Questionnaire) -> Vec<Fault> {
    check(questionnaire).into_iter().chain(owed(questionnaire)).filter(Fault::is_odd).collect()
}

/// Everything that keeps a questionnaire from becoming the version after `history`: it is unsound, it owes people
/// a privacy notice, it is not true to London's core, or it uses an id or a code for something else.
pub fn faults(history: &[Questionnaire], questionnaire: &Questionnaire, bank: &Bank) -> Vec<Fault> {
    let mut faults = check(questionnaire);
    faults.extend(owed(questionnaire));
    faults.retain(|fault| !fault.is_odd());
    faults.extend(locked(questionnaire, bank));
    faults.extend(reused(history, questionnaire));
    faults.extend(history.last().and_then(|newest| dropped(newest, questionnaire, bank)));
    faults
}

/// Writes the next version, under the survey's lock; nothing where it is the same as the newest one.
pub async fn put(
    db: &impl Connection,
    survey: &Survey,
    history: &[Questionnaire],
    mut questionnaire: Questionnaire,
) -> Result<u32, Error> {
    let newest = history.last().map_or(0, |newest| newest.version);
    questionnaire.version = newest;
    if history.last().is_some_and(|newest| normal(newest.clone()) == normal(questionnaire.clone())) {
        return Ok(newest);
    }
    let faults = faults(history, &questionnaire, &Bank::built_in()?);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    questionnaire.version = newest + 1;
    let row = Version {
        survey_id: survey.id,
        version: questionnaire.version as i32,
        workspace_id: survey.workspace_id,
        definition: serde_json::to_string(&questionnaire)?,
        published_at: Some(clock::now()),
        sequence: 0,
        changed_at: None,
        changed_by: None,
    };
    store::surveys::put_version(db, row).await?;
    Ok(questionnaire.version)
}

/// The newest version of a survey, else its draft.
pub async fn newest(store: &Store, slug: &str) -> Result<Option<Questionnaire>, Error> {
    let Some(survey) = store::surveys::find(store.read(), slug).await? else { return Ok(None) };
    let newest = store::surveys::newest_version(store.read(), survey.id).await?;
    let row = match newest {
        Some(newest) => Some(newest),
        None => store::surveys::version(store.read(), survey.id, 0).await?,
    };
    Ok(row.map(|row| serde_json::from_str(&row.definition)).transpose()?)
}

/// Submissions received after `closes_at` are marked late; `None` never closes.
pub async fn set_close(store: &Store, slug: &str, closes_at: Option<Millis>) -> Result<(), Error> {
    let transaction = store.begin().await?;
    let survey = store::surveys::find(&*transaction, slug).await?.ok_or_else(|| Error::Unknown(slug.to_owned()))?;
    store::surveys::set_closes_at(&*transaction, survey.id, closes_at).await?;
    transaction.commit().await?;
    Ok(())
}

/// Submissions to an older version are marked late so many days after a newer one was published.
pub async fn set_welcome(store: &Store, slug: &str, days: u16) -> Result<(), Error> {
    let transaction = store.begin().await?;
    let survey = store::surveys::find(&*transaction, slug).await?.ok_or_else(|| Error::Unknown(slug.to_owned()))?;
    store::surveys::set_welcome_days(&*transaction, survey.id, days.into()).await?;
    transaction.commit().await?;
    Ok(())
}
