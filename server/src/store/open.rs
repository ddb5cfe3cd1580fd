//! Opening a database: how SQLite and PostgreSQL are set up, migrations, checkpoints.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use super::{Error, Result, Store};

/// Readers of an SQLite file; each has a thread of its own.
const SQLITE_READERS: u32 = 4;
const POSTGRES_READERS: u32 = 12;
const POSTGRES_WRITERS: u32 = 4;
/// Whoever waits longer for a connection is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);
/// A write-ahead log of this size is folded in for good, which stops the writer for a moment.
const LARGE_LOG: u64 = 32 << 20;

/// What folds SQLite's write-ahead log in, and where that log lies.
#[derive(Clone, Debug)]
pub(super) struct Checkpoint {
    connection: DatabaseConnection,
    log: PathBuf,
}

impl Store {
    /// Connects and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Store> {
        let store = if url.starts_with("sqlite:") { Store::sqlite(url).await? } else { Store::postgres(url).await? };
        store.migrate().await?;
        Ok(store)
    }

    async fn sqlite(url: &str) -> Result<Store> {
        let write = writer(url).await?;
        // The writer is first: it makes the file and turns on the write-ahead log.
        let read = connect(url, SQLITE_READERS, |options| sqlite(options).pragma("query_only", "on")).await?;
        let checkpoint = match sqlite_file(url) {
            Some(file) => Some(Checkpoint { connection: connect(url, 1, sqlite).await?, log: log_beside(&file) }),
            None => None,
        };
        Ok(Store { read, write, checkpoint })
    }

    async fn postgres(url: &str) -> Result<Store> {
        let mut options = options(url, POSTGRES_READERS);
        // A plan made while the log was empty would read all of it for ever after.
        options.map_sqlx_postgres_opts(|options| options.options([("plan_cache_mode", "force_custom_plan")]));
        options.statement_timeout(Duration::from_secs(30)).set_application_name("sectorwise");
        let read = Database::connect(options.clone()).await?;
        let write = Database::connect(options.max_connections(POSTGRES_WRITERS).to_owned()).await?;
        Ok(Store { read, write, checkpoint: None })
    }

    /// Two processes may start at once: the second finds the work done when it tries again.
    async fn migrate(&self) -> Result<()> {
        for pause in [300, 1000, 3000] {
            match migrations::up(&self.write).await.map_err(Error::from) {
                Err(Error::Refused(_)) => {}
                done => return done,
            }
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        Ok(migrations::up(&self.write).await?)
    }

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
            let mut done = connection.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await;
            if size > LARGE_LOG {
                done = connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await;
            }
            if let Err(error) = done {
                tracing::warn!(%error, "a checkpoint failed; the next one makes up for it");
            }
        }
    }

    /// Closes every connection; SQLite's file is left whole, without a write-ahead log beside it.
    pub async fn close(self) {
        let checkpoint = self.checkpoint.map(|checkpoint| checkpoint.connection);
        for connection in [Some(self.read), checkpoint, Some(self.write)].into_iter().flatten() {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a connection did not close");
            }
        }
    }
}

/// The file of an SQLite address; `None` for other databases and for memory.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
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

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(PATIENCE).connect_timeout(PATIENCE).sqlx_logging(false);
    options.test_before_acquire_if_idle_for(Duration::from_secs(10));
    options
}

async fn connect(
    url: &str,
    connections: u32,
    set_up: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> Result<DatabaseConnection> {
    Ok(Database::connect(for_sqlite(url, connections, set_up)).await?)
}

fn for_sqlite(
    url: &str,
    connections: u32,
    set_up: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> ConnectOptions {
    let mut options = options(url, connections);
    // A connection to a file never goes stale.
    options.map_sqlx_sqlite_opts(set_up).idle_timeout(None).max_lifetime(None);
    options
}

/// The one connection that writes. After a commit that failed (a full disk) SQLite has rolled back by itself,
/// while the driver still counts a transaction: from then on it would commit inside of one that never ends,
/// and receipts would go out for what is not stored. Such a connection is replaced.
async fn writer(url: &str) -> Result<DatabaseConnection> {
    let mut options = for_sqlite(url, 1, |options| sqlite(options).pragma("wal_autocheckpoint", "0"));
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        Box::pin(std::future::ready(Ok(!connection.is_in_transaction())))
    });
    Ok(Database::connect(options).await?)
}

fn sqlite(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
}
