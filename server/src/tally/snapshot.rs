//! Snapshots of a tally: they name their last number, and are thrown away when in doubt.

use shared::tally::Tally;

use super::{Counted, Followed};
use crate::store::{self, Snapshot, Store};

/// A snapshot is written after so many new entries.
pub(super) const EVERY: i64 = 5_000;
/// Raised whenever the tally's columns change their meaning, so that old snapshots are not believed.
const FORMAT: u32 = 1;

/// The newest snapshot if it can be believed, or the beginning of the log.
pub(super) async fn load(store: &Store, survey_id: i64, postcodes: i64) -> store::Result<Counted> {
    let fresh = Counted { postcodes, is_loaded: true, ..Counted::default() };
    let Some(found) = store::snapshots::get(store.read(), survey_id).await? else { return Ok(fresh) };
    let expected = basis(store, survey_id, found.sequence, postcodes).await?;
    if expected.as_deref() != Some(found.basis.as_str()) {
        tracing::info!(survey_id, "the snapshot is of another log or postcode table; counting anew");
        return Ok(fresh);
    }
    let reading = tokio::task::spawn_blocking(move || postcard::from_bytes::<Tally>(&found.body));
    Ok(match reading.await {
        Ok(Ok(tally)) => Counted { tally, sequence: found.sequence, saved: found.sequence, ..fresh },
        _ => fresh,
    })
}

/// Writes what is counted, if it moved. A failure costs time at the next start, nothing else.
pub(super) async fn save(store: &Store, followed: &Followed) -> store::Result<()> {
    let (sequence, saved, postcodes, is_loaded) =
        followed.read(|counted| (counted.sequence, counted.saved, counted.postcodes, counted.is_loaded));
    if !is_loaded || sequence == saved {
        return Ok(());
    }
    let Some(basis) = basis(store, followed.survey_id, sequence, postcodes).await? else { return Ok(()) };
    let Ok(body) = followed.read(|counted| postcard::to_allocvec(&counted.tally)) else { return Ok(()) };
    let transaction = store.begin().await?;
    let row = Snapshot { survey_id: followed.survey_id, workspace_id: store::HUB, sequence, basis, body };
    store::snapshots::put(&*transaction, row).await?;
    transaction.commit().await?;
    followed.write(|counted| counted.saved = sequence);
    Ok(())
}

/// What a snapshot rests on: its format, the postcode table, and the hash of its last entry.
async fn basis(store: &Store, survey_id: i64, sequence: i64, postcodes: i64) -> store::Result<Option<String>> {
    let last = store::log::after(store.read(), survey_id, sequence - 1, 1).await?;
    Ok(last
        .first()
        .filter(|entry| entry.sequence == sequence)
        .map(|entry| format!("{FORMAT}:{postcodes}:{}:{}", entry.sha256, entry.submission_id)))
}
