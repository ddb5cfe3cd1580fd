//! What arrived and was not taken is kept for staff: the same bytes once, and not without bounds.

use shared::json::sha256_hex;
use shared::problem::Problem;
use shared::time::Millis;

use crate::store::{self, Aside, HUB, Store};

/// Other bytes than those held under the same id and revision.
pub const CONFLICT: &str = "conflict";
/// Did not pass the checks.
pub const REFUSED: &str = "refused";

/// How many are kept of each reason in a workspace, and how many bytes of them; the oldest go first. Anybody
/// can send what is refused, and that must not drive out the conflicts.
const REASONS: [&str; 2] = [CONFLICT, REFUSED];
const MOST: usize = 10_000;
const MOST_BYTES: i64 = 128 << 20;

/// Bytes as they came, with the reason why they were not taken.
pub fn new(raw: &str, reason: &str, problems: &[Problem], now: Millis) -> Aside {
    Aside {
        id: 0,
        workspace_id: HUB,
        survey: String::new(),
        submission_id: None,
        revision: None,
        reason: reason.to_owned(),
        problems: serde_json::to_string(problems).unwrap_or_default(),
        body: Some(raw.to_owned()),
        sha256: sha256_hex(raw.as_bytes()),
        size: raw.len() as i64,
        received_at: now,
    }
}

/// Durable once this has returned.
pub async fn keep(store: &Store, asides: &[Aside]) -> store::Result<()> {
    let transaction = store.begin().await?;
    store::asides::keep(&*transaction, asides).await?;
    transaction.commit().await
}

/// Forgets the oldest beyond the bounds.
pub async fn trim(store: &Store, workspace_id: i64) -> store::Result<()> {
    for reason in REASONS {
        let sizes = store::asides::sizes(store.read(), workspace_id, reason).await?;
        let Some(id) = oldest_beyond(&sizes, MOST, MOST_BYTES) else { continue };
        let transaction = store.begin().await?;
        store::asides::forget_up_to(&*transaction, workspace_id, reason, id).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// The first, from the newest on, that no longer fits.
fn oldest_beyond(newest_first: &[(i64, i64)], most: usize, most_bytes: i64) -> Option<i64> {
    let mut bytes = 0;
    newest_first.iter().enumerate().find_map(|(index, (id, size))| {
        bytes += size;
        (index >= most || bytes > most_bytes).then_some(*id)
    })
}

#[cfg(test)]
mod tests {
    use super::oldest_beyond;

    #[test]
    fn the_oldest_go_first() {
        let all = [(9, 10), (7, 10), (4, 10), (1, 10)];
        assert_eq!(oldest_beyond(&all, 4, 40), None);
        assert_eq!(oldest_beyond(&all, 3, 40), Some(1));
        assert_eq!(oldest_beyond(&all, 4, 25), Some(4));
    }
}
