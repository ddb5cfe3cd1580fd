//! Promises that a build can be told to break, so that the fault suite proves that it would be found out.

use std::time::Duration;

/// The log takes the same submission again.
pub const NO_UNIQUE_KEY: bool = cfg!(feature = "sabotage-no-unique-key");
/// The receipt goes out before its commit.
pub const EARLY_RECEIPT: bool = cfg!(feature = "sabotage-early-receipt");
/// The follower passes over an entry now and then.
pub const SKIPPING_FOLLOWER: bool = cfg!(feature = "sabotage-skipping-follower");

/// Does something only when its answer is on its way.
pub async fn later<T>(work: impl Future<Output = T>) -> T {
    tokio::time::sleep(Duration::from_millis(30)).await;
    work.await
}
