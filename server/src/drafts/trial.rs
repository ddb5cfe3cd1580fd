//! A link that lets somebody's own phone try a draft: signed, for this draft only, for a day; nothing of it is kept.

use shared::questionnaire::Questionnaire;
use shared::time::Millis;

use super::discard::begun;
use super::{Draft, Error, questionnaire};
use crate::editions::is_slug;
use crate::keys::Keys;
use crate::store::{self, Store};

const HOUR: Millis = 3_600_000;
const HOURS: Millis = 24;

/// What a link leads to.
#[derive(Debug)]
pub enum Trial {
    Open(Box<Questionnaire>),
    /// It was good once.
    Ended,
}

/// What stands behind the draft's name in such a link: an hour and a signature.
pub async fn pass(store: &Store, keys: &Keys, draft: &Draft, now: Millis) -> Result<String, Error> {
    // By the hour, so that a page which is loaded again shows the same code.
    let until = now / HOUR + HOURS + 1;
    let draft = of(draft.survey.id, begun(store.read(), draft.survey.id).await?);
    Ok(format!("{until}.{}", keys.seal(&[draft.as_str(), &until.to_string()].join(" "))))
}

/// Follows such a link.
pub async fn trial(store: &Store, keys: &Keys, slug: &str, pass: &str, now: Millis) -> Result<Trial, Error> {
    let (until, seal) = pass.split_once('.').ok_or(Error::Unknown)?;
    let hour: Millis = until.parse().map_err(|_| Error::Unknown)?;
    if !is_slug(slug) {
        return Err(Error::Unknown);
    }
    let survey = store::surveys::find(store.read(), slug).await?.ok_or(Error::Unknown)?;
    let draft = of(survey.id, begun(store.read(), survey.id).await?);
    if !keys.is_sealed(&[draft.as_str(), until].join(" "), seal) {
        return Err(Error::Unknown);
    }
    if now >= hour.saturating_mul(HOUR) {
        return Ok(Trial::Ended);
    }
    let row = store::surveys::version(store.read(), survey.id, 0).await?.ok_or(Error::Unknown)?;
    Ok(Trial::Open(Box::new(questionnaire(&row)?)))
}

/// A draft, and not the next one under the same address.
fn of(survey_id: i64, begun: i64) -> String {
    format!("{survey_id} {begun}")
}
