//! Opening a database: what both kinds share, and bringing the schema up to date.

use std::time::Duration;

use sea_orm::ConnectOptions;

use super::{Error, Result, Store, postgres, sqlite};

/// Whoever waits longer for a connection is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);
/// For a pool to close; SQLite folds its log in then.
const CLOSING: Duration = Duration::from_secs(10);

impl Store {
    /// Connects and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        let store =
            if url.starts_with("sqlite:") { sqlite::connect(url).await? } else { postgres::connect(url).await? };
        store.migrate().await?;
        Ok(store)
    }

    /// Two processes may start at once: the second finds the work done when it tries again.
    async fn migrate(&self) -> Result<()> {
        for pause in [300, 1000, 3000] {
            match migrations::up(&self.write.inner).await.map_err(Error::from) {
                Err(_) => {}
                done => return done,
            }
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        Ok(migrations::up(&self.write.inner).await?)
    }

    /// Closes every connection; SQLite's file is left whole, without a write-ahead log beside it. A database
    /// that is away is not waited for.
    pub async fn close(self) {
        let checkpoint = self.checkpoint.map(|checkpoint| checkpoint.connection);
        for connection in [Some(self.read.inner), checkpoint, Some(self.write.inner)].into_iter().flatten() {
            match tokio::time::timeout(CLOSING, connection.close()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "a connection did not close"),
                Err(_) => tracing::warn!("a connection did not close in time"),
            }
        }
    }
}

pub(super) fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(PATIENCE).connect_timeout(PATIENCE).sqlx_logging(false);
    options.test_before_acquire_if_idle_for(Duration::from_secs(10));
    options
}
