//! SQLite: one connection writes, others read and fold the write-ahead log in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};

use super::patience::{Patient, Silence};
use super::{Result, Store, open};

/// Readers of a file; each has a thread of its own.
const READERS: u32 = 4;
/// A write-ahead log of this size is folded in for good, which stops the writer for a moment.
const LARGE_LOG: u64 = 32 << 20;

/// What folds the write-ahead log in, and where that log lies.
#[derive(Clone, Debug)]
pub(super) struct Checkpoint {
    pub connection: DatabaseConnection,
    log: PathBuf,
}

pub(super) async fn connect(url: &str) -> Result<Store> {
    let write = writer(url).await?;
    // The writer is first: it makes the file and turns on the write-ahead log.
    let read = pool(url, READERS, |options| set_up(options).pragma("query_only", "on")).await?;
    let checkpoint = match file(url) {
        Some(file) => Some(Checkpoint { connection: pool(url, 1, folder).await?, log: log_beside(&file) }),
        None => None,
    };
    let patient = |inner| Patient { inner, limit: None, silence: Silence::default() };
    Ok(Store { read: patient(read), write: patient(write), checkpoint, hints: None })
}

impl Store {
    /// Folds SQLite's write-ahead log into its file now and then, beside the writer and not in its way.
    /// Returns at once on PostgreSQL; never otherwise.
    pub async fn keep_checkpointing(&self) {
        let Some(Checkpoint { connection, log }) = &self.checkpoint else { return };
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let size = std::fs::metadata(log).map_or(0, |data| data.len());
            if size == 0 {
                continue;
            }
            if let Err(error) = fold(connection, size > LARGE_LOG).await {
                tracing::warn!(%error, "a checkpoint failed; the next one makes up for it");
            }
        }
    }
}

/// Folds in what nobody reads any more, and where the log is large, empties it. To empty it SQLite stops the writer and
/// waits for every reader; where one holds on to an older moment, as a backup does, that would be for long, so it is
/// left for later. Whether it was emptied.
async fn fold(connection: &DatabaseConnection, is_large: bool) -> std::result::Result<bool, DbErr> {
    let passive = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(PASSIVE)");
    let folded = match connection.query_one_raw(passive).await? {
        // Whether it was busy, pages in the log, and how many of them are folded in.
        Some(row) => row.try_get_by_index::<i64>(1)? == row.try_get_by_index::<i64>(2)?,
        None => false,
    };
    let emptied = is_large && folded;
    if emptied {
        connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(emptied)
}

/// The file of an SQLite address; `None` for other databases and for memory.
pub fn file(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.split('?').next().unwrap_or_default();
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

fn log_beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

async fn pool(
    url: &str,
    connections: u32,
    set_up: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> Result<DatabaseConnection> {
    Ok(Database::connect(options(url, connections, set_up)).await?)
}

fn options(
    url: &str,
    connections: u32,
    set_up: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> ConnectOptions {
    let mut options = open::options(url, connections);
    // A connection to a file never goes stale.
    options.map_sqlx_sqlite_opts(set_up).idle_timeout(None).max_lifetime(None);
    options
}

/// The one connection that writes. After a commit that failed (a full disk) SQLite has rolled back by itself,
/// while the driver still counts a transaction: from then on it would commit inside of one that never ends,
/// and receipts would go out for what is not stored. Such a connection is replaced.
async fn writer(url: &str) -> Result<DatabaseConnection> {
    let mut options = options(url, 1, |options| set_up(options).pragma("wal_autocheckpoint", "0"));
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        Box::pin(std::future::ready(Ok(!connection.is_in_transaction())))
    });
    Ok(Database::connect(options).await?)
}

/// What folds in gives up soon: while it waits for readers it holds the writer up.
fn folder(options: SqliteConnectOptions) -> SqliteConnectOptions {
    set_up(options).busy_timeout(Duration::from_secs(2))
}

fn set_up(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise each write would wait while a backup is made.
    #[test]
    fn the_log_is_not_emptied_while_somebody_reads_an_older_moment()
    -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("sectorwise-fold-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("fold.db");
        let size = || std::fs::metadata(log_beside(&file)).map_or(0, |data| data.len());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let done: Result<_> = runtime.block_on(async {
            let store = Store::open(&format!("sqlite://{}", file.display())).await?;
            let Some(Checkpoint { connection, .. }) = store.checkpoint.clone() else { return Ok(None) };
            let write = async || {
                let transaction = store.begin().await?;
                crate::store::settings::put(&*transaction, crate::store::HUB, "a", "b").await?;
                transaction.commit().await
            };
            let moment = store.moment().await?;
            write().await?;
            let while_read = (fold(&connection, true).await?, size() > 0);
            moment.rollback().await?;
            let after = (fold(&connection, true).await?, size() > 0);
            store.close().await;
            Ok(Some((while_read, after)))
        });
        std::fs::remove_dir_all(&folder)?;
        // Whether it tried to empty the log, and whether there is anything in it.
        assert_eq!(done?, Some(((false, true), (true, false))));
        Ok(())
    }
}
