//! Snapshots of a tally: they name their last number, and are thrown away when in doubt.

use std::sync::Arc;
use std::time::Duration;

use shared::tally::Tally;

use super::{Counted, Followed};
use crate::store::{self, Snapshot, Store};

/// A snapshot is written when the log has grown by a fifth since the last one, by this much at least,
const LEAST_GROWTH: i64 = 5_000;
/// and no more often than this: writing it holds up submissions for a moment.
const LEAST_AGE: Duration = Duration::from_secs(600);
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

/// Whether it is time for another one.
pub(super) fn is_due(sequence: i64, saved: i64, age: Duration) -> bool {
    let growth = sequence - saved;
    age >= LEAST_AGE && growth >= LEAST_GROWTH && growth >= saved / 5
}

/// Writes what is counted, if it moved. A failure costs time at the next start, nothing else.
pub(super) async fn save(store: &Store, followed: &Arc<Followed>) -> store::Result<()> {
    let taking = followed.clone();
    let taken = tokio::task::spawn_blocking(move || taking.read(taken)).await.ok().flatten();
    let Some((sequence, postcodes, body)) = taken else { return Ok(()) };
    let Some(basis) = basis(store, followed.survey_id, sequence, postcodes).await? else { return Ok(()) };
    let row = Snapshot { survey_id: followed.survey_id, workspace_id: store::HUB, sequence, basis, body };
    let transaction = store.begin().await?;
    store::snapshots::put(&*transaction, row).await?;
    transaction.commit().await?;
    followed.write(|counted| counted.saved = sequence);
    Ok(())
}

/// Number, postcode table and bytes of one moment; `None` where there is nothing new.
fn taken(counted: &Counted) -> Option<(i64, i64, Vec<u8>)> {
    if !counted.is_loaded || counted.sequence == counted.saved {
        return None;
    }
    Some((counted.sequence, counted.postcodes, postcard::to_allocvec(&counted.tally).ok()?))
}

/// What a snapshot rests on: its format, the postcode table, and the hash of its last entry.
async fn basis(store: &Store, survey_id: i64, sequence: i64, postcodes: i64) -> store::Result<Option<String>> {
    let last = store::log::after(store.read(), survey_id, sequence - 1, 1).await?;
    Ok(last
        .first()
        .filter(|entry| entry.sequence == sequence)
        .map(|entry| format!("{FORMAT}:{postcodes}:{}:{}", entry.sha256, entry.submission_id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_are_written_by_growth_and_time() {
        let later = LEAST_AGE;
        assert!(is_due(5_000, 0, later) && is_due(120_000, 100_000, later));
        assert!(!is_due(4_999, 0, later) && !is_due(119_999, 100_000, later));
        assert!(!is_due(1_000_000, 0, later / 2));
    }
}
