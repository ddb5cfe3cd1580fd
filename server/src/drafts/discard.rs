//! Discarding a draft: it and its log go, and one last entry tells whoever still has it open.

use super::Error;
use crate::clock;
use crate::commits::Commits;
use crate::sign_in::Identity;
use crate::store::{self, Connection, DraftEdit, Store};

/// What the last entry of a log says. It cannot be read as an edit, so nobody can send it.
const END: &str = r#"{"edit":"discarded"}"#;

/// Whether this is what is left of a draft that was discarded.
pub(super) fn is_the_end(edit: &DraftEdit) -> bool {
    edit.edit == END
}

/// The number at which a survey's draft began: it tells it from the one before under the same address.
pub(super) async fn begun(db: &impl Connection, survey_id: i64) -> Result<i64, Error> {
    // Discarding leaves one entry, so the end of the draft before is the first that there is.
    Ok(store::drafts::number_of(db, survey_id, END).await?.unwrap_or(0))
}

/// Discards a draft; published versions stay. `expected` is the number that it had when somebody decided so; `None`
/// discards it as it is.
pub async fn discard(
    store: &Store,
    news: &Commits,
    who: &Identity,
    slug: &str,
    expected: Option<i64>,
) -> Result<(), Error> {
    let survey = super::survey(store.read(), who, slug).await?;
    let transaction = store.begin().await?;
    let row = store::drafts::lock(&*transaction, survey.id).await?.ok_or(Error::NoDraft)?;
    if expected.is_some_and(|expected| expected != row.sequence) {
        return Err(Error::MovedOn(row.sequence));
    }
    let sequence = row.sequence + 1;
    let end = DraftEdit {
        survey_id: survey.id,
        sequence,
        workspace_id: survey.workspace_id,
        staff: who.name.clone(),
        client: "discarded".to_owned(),
        batch: None,
        edit: END.to_owned(),
        at: clock::now(),
    };
    store::drafts::discard(&*transaction, end).await?;
    transaction.commit().await?;
    news.announce(survey.id, sequence);
    Ok(())
}
