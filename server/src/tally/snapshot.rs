//! Snapshots of a tally: they name their last number, and are thrown away when in doubt.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::packed::{self, Parts};
use super::{Counted, Followed};
use crate::store::{self, Connection, Snapshot, SnapshotPart, Store};

/// A snapshot is written when the log has grown by a fifth since the last one, by this much at least,
const LEAST_GROWTH: i64 = 5_000;
/// and no more often than this: writing it holds up submissions for a moment.
const LEAST_AGE: Duration = Duration::from_secs(600);
/// Raised whenever the tally's columns change their meaning, or the bytes their form, so that old snapshots are not believed.
const FORMAT: u32 = 3;

/// The newest snapshot if it can be believed, or the beginning of the log.
pub(super) async fn load(db: &impl Connection, survey_id: i64, postcodes: i64) -> store::Result<Counted> {
    let fresh = Counted { postcodes, is_loaded: true, ..Counted::default() };
    let Some(found) = store::snapshots::get(db, survey_id).await? else { return Ok(fresh) };
    let expected = basis(db, survey_id, found.sequence, postcodes).await?;
    if expected.as_deref() != Some(found.basis.as_str()) {
        tracing::info!(survey_id, "the snapshot is of another log or postcode table; counting anew");
        return Ok(fresh);
    }
    let Some(parts) = parts(db, &found).await? else { return Ok(fresh) };
    Ok(match tokio::task::spawn_blocking(move || packed::unpack(parts)).await {
        Ok(Some(tally)) => Counted { tally, sequence: found.sequence, saved: found.sequence, ..fresh },
        _ => fresh,
    })
}

/// One by one; `None` where one is missing.
async fn parts(db: &impl Connection, found: &Snapshot) -> store::Result<Option<Parts>> {
    let mut parts = Vec::new();
    for number in 0..found.parts {
        match store::snapshots::part(db, found.survey_id, &found.generation, number).await? {
            Some(part) => parts.push(part),
            None => return Ok(None),
        }
    }
    Ok(Some(parts.into_iter().collect()))
}

/// Whether it is time for another one.
pub(super) fn is_due(sequence: i64, saved: i64, age: Duration) -> bool {
    let growth = sequence - saved;
    age >= LEAST_AGE && growth >= LEAST_GROWTH && growth >= saved / 5
}

/// Writes what is counted, if it moved, a part at a time: submissions are stored in between. A failure costs time at
/// the next start, nothing else.
pub(super) async fn save(store: &Store, followed: &Arc<Followed>) -> store::Result<()> {
    let taken = {
        // Nobody waits to apply entries meanwhile, so readers are not held up either.
        let _alone = followed.catching_up.lock().await;
        let taking = followed.clone();
        tokio::task::spawn_blocking(move || taking.read(taken)).await.ok().flatten()
    };
    let Some((sequence, postcodes, packed)) = taken else { return Ok(()) };
    let survey_id = followed.survey_id;
    let Some(basis) = basis(store.read(), survey_id, sequence, postcodes).await? else { return Ok(()) };
    let generation = Uuid::now_v7().to_string();
    let mut parts = 0;
    for body in packed {
        let transaction = store.begin().await?;
        let (generation, workspace_id) = (generation.clone(), store::HUB);
        let part = SnapshotPart { survey_id, generation, number: parts, workspace_id, body };
        store::snapshots::put_part(&*transaction, part).await?;
        transaction.commit().await?;
        parts += 1;
    }
    let body = Vec::new();
    let row = Snapshot { survey_id, workspace_id: store::HUB, sequence, basis, body, generation, parts };
    let generation = row.generation.clone();
    let transaction = store.begin().await?;
    if !store::snapshots::put(&*transaction, row).await? {
        // Another process wrote a newer one meanwhile, and has taken ours away.
        return transaction.rollback().await;
    }
    transaction.commit().await?;
    followed.write(|counted| counted.saved = sequence);
    for (generation, number) in store::snapshots::older_parts(store.read(), survey_id, &generation).await? {
        let transaction = store.begin().await?;
        store::snapshots::forget_part(&*transaction, survey_id, &generation, number).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Number, postcode table and bytes of one moment; `None` where there is nothing new.
fn taken(counted: &Counted) -> Option<(i64, i64, Parts)> {
    if !counted.is_loaded || counted.sequence == counted.saved {
        return None;
    }
    Some((counted.sequence, counted.postcodes, packed::pack(&counted.tally)?))
}

/// What a snapshot rests on: its format, the postcode table, and the hash of its last entry.
async fn basis(db: &impl Connection, survey_id: i64, sequence: i64, postcodes: i64) -> store::Result<Option<String>> {
    let last = store::log::after(db, survey_id, sequence - 1, 1).await?;
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
