//! Publishing: a questionnaire becomes a survey's next version, which never changes again.

use shared::interview::Form;
use shared::questionnaire::{Fault, Questionnaire};
use shared::time::Millis;

use crate::clock;
use crate::editions::is_slug;
use crate::store::{self, HUB, Store, Transaction, Version};

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
    sound(slug, &mut questionnaire)?;
    let transaction = store.begin().await?;
    let survey_id = survey(&transaction, slug).await?;
    // The lock orders those who publish at once.
    store::surveys::lock(&*transaction, survey_id).await?;
    let newest = store::surveys::newest_version(&*transaction, survey_id).await?;
    if let Some(newest) = &newest {
        questionnaire.version = newest.version.unsigned_abs();
        if serde_json::to_string(&questionnaire)? == newest.definition {
            return Ok(questionnaire.version);
        }
    }
    let number = newest.map_or(1, |newest| newest.version + 1);
    questionnaire.version = number.unsigned_abs();
    let row = row(survey_id, number, serde_json::to_string(&questionnaire)?, Some(clock::now()));
    store::surveys::put_version(&*transaction, row).await?;
    transaction.commit().await?;
    Ok(questionnaire.version)
}

/// Keeps a questionnaire as the survey's draft, instead of an older draft.
pub async fn keep_draft(store: &Store, slug: &str, mut questionnaire: Questionnaire) -> Result<(), Error> {
    sound(slug, &mut questionnaire)?;
    questionnaire.version = 0;
    let transaction = store.begin().await?;
    let survey_id = survey(&transaction, slug).await?;
    let row = row(survey_id, 0, serde_json::to_string(&questionnaire)?, None);
    store::surveys::put_version(&*transaction, row).await?;
    transaction.commit().await?;
    Ok(())
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

fn sound(slug: &str, questionnaire: &mut Questionnaire) -> Result<(), Error> {
    if !is_slug(slug) {
        return Err(Error::Slug(slug.to_owned()));
    }
    slug.clone_into(&mut questionnaire.slug);
    Form::new(questionnaire.clone()).map(drop).map_err(Error::Faults)
}

async fn survey(transaction: &Transaction, slug: &str) -> Result<i64, Error> {
    match store::surveys::find(&**transaction, slug).await? {
        Some(survey) => Ok(survey.id),
        None => Ok(store::surveys::create(&**transaction, HUB, slug, clock::now()).await?),
    }
}

fn row(survey_id: i64, version: i32, definition: String, published_at: Option<i64>) -> Version {
    Version { survey_id, version, workspace_id: HUB, definition, published_at }
}
