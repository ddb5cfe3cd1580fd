//! Withdrawing: an entry of the log says so, and the bytes of the submission are erased.

use serde_json::json;
use shared::json::{canonical, sha256_hex};
use shared::receipt::Receipt;
use shared::submission::is_uuid;

use crate::clock;
use crate::editions::is_slug;
use crate::ledger::{self, WITHDRAWAL};
use crate::state::App;
use crate::store::log::Held;
use crate::store::{self, Entry, Survey};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such survey, or nothing of this id was ever stored in it.
    #[error("there is no such submission")]
    Unknown,
    #[error("the edit key does not belong to the submission")]
    WrongEditKey,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The receipt of the withdrawal; the same again where it was withdrawn already.
pub async fn withdraw(app: &App, slug: &str, id: &str, edit_key: &str) -> Result<Receipt, Error> {
    if !is_slug(slug) || !is_uuid(id) {
        return Err(Error::Unknown);
    }
    let survey = store::surveys::find(app.store.read(), slug).await?.ok_or(Error::Unknown)?;
    let transaction = app.store.begin().await?;
    let survey = store::surveys::lock(&*transaction, survey.id).await?.ok_or(Error::Unknown)?;
    let revisions = store::log::held(&*transaction, survey.id, &[id]).await?;
    let newest = proven(&revisions, edit_key)?;
    if newest.kind == WITHDRAWAL {
        return Ok(ledger::receipt(slug, newest));
    }
    let mut entry = entry(&survey, newest);
    let receipt = ledger::sign(&app.keys, slug, &mut entry);
    store::log::erase(&*transaction, survey.id, id).await?;
    store::contacts::erase(&*transaction, survey.id, id).await?;
    store::asides::erase(&*transaction, slug, id).await?;
    let sequence = entry.sequence;
    store::log::append(&*transaction, vec![entry]).await?;
    store::surveys::advance(&*transaction, survey.id, sequence).await?;
    transaction.commit().await?;
    app.commits.announce(survey.id, sequence);
    Ok(receipt)
}

/// The highest revision, for whoever knows the key whose hash the first one carried.
fn proven<'a>(revisions: &'a [Held], edit_key: &str) -> Result<&'a Held, Error> {
    let newest = revisions.iter().max_by_key(|held| held.revision).ok_or(Error::Unknown)?;
    let first = revisions.iter().find(|held| held.revision == 1).ok_or(Error::Unknown)?;
    let given = sha256_hex(edit_key.as_bytes());
    if first.edit_key_sha256.as_deref() == Some(given.as_str()) { Ok(newest) } else { Err(Error::WrongEditKey) }
}

fn entry(survey: &Survey, newest: &Held) -> Entry {
    let revision = newest.revision + 1;
    // What the receipt's hash is over: it names the submission and nothing that was in it.
    let body = canonical(&json!({
        "id": newest.submission_id, "revision": revision, "survey": survey.slug, "withdrawn": true,
    }));
    let now = clock::now();
    Entry {
        survey_id: survey.id,
        sequence: survey.last_sequence + 1,
        workspace_id: survey.workspace_id,
        kind: WITHDRAWAL.to_owned(),
        submission_id: newest.submission_id.clone(),
        revision,
        version: newest.version,
        sha256: sha256_hex(body.as_bytes()),
        body: Some(body),
        edit_key_sha256: None,
        received_at: now,
        finished_at: now,
        late: false,
        demo: false,
        key_id: String::new(),
        signature: String::new(),
    }
}
