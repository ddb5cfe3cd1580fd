//! Looking a receipt up again, by the id that the device made.

use shared::receipt::Receipt;
use shared::submission::is_uuid;

use crate::editions::is_slug;
use crate::ledger::{self, SUBMISSION};
use crate::state::App;
use crate::store;

/// The newest receipt of a submission, while it is held: not after a withdrawal.
pub async fn newest(app: &App, slug: &str, id: &str) -> store::Result<Option<Receipt>> {
    if !is_slug(slug) || !is_uuid(id) {
        return Ok(None);
    }
    let db = app.store.read();
    let Some(survey) = store::surveys::find(db, slug).await? else { return Ok(None) };
    let revisions = store::log::held(db, survey.id, &[id]).await?;
    let newest = revisions.iter().max_by_key(|held| held.revision).filter(|held| held.kind == SUBMISSION);
    Ok(newest.map(|held| ledger::receipt(slug, held)))
}
