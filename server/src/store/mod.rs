//! The store: SeaORM entities and queries, as functions over any connection; no rules.
//!
//! Reads go to [`Store::read`], writes through [`Store::begin`]. Nothing outside this folder names SeaORM.

pub mod asides;
pub mod contacts;
pub mod drafts;
pub mod dump;
mod durability;
mod entity;
mod error;
pub mod log;
mod notify;
mod open;
mod patience;
pub mod people;
pub mod postcodes;
mod postgres;
pub mod receipt_keys;
pub mod settings;
pub mod snapshots;
mod sqlite;
pub mod surveys;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

pub use entity::draft_edit::Model as DraftEdit;
pub use entity::kept_aside::Model as Aside;
pub use entity::session::Model as Session;
pub use entity::staff::Model as Staff;
pub use entity::submission::Model as Entry;
pub use entity::survey::Model as Survey;
pub use entity::tally_snapshot::Model as Snapshot;
pub use entity::tally_snapshot_part::Model as SnapshotPart;
pub use entity::token::Model as Token;
pub use entity::version::Model as Version;
pub use error::Error;
pub use migrations::{HUB, names as schemas};
pub use notify::Hint;
use patience::Patient;
/// Anything that queries can be sent through: a pool or a transaction.
pub use sea_orm::ConnectionTrait as Connection;
pub use sqlite::file as sqlite_file;

pub type Result<T> = std::result::Result<T, Error>;

/// The connections of one database. Cloning shares them.
#[derive(Clone, Debug)]
pub struct Store {
    read: Patient<DatabaseConnection>,
    write: Patient<DatabaseConnection>,
    checkpoint: Option<sqlite::Checkpoint>,
    /// PostgreSQL's address, for what listens to other processes.
    hints: Option<std::sync::Arc<str>>,
}

/// A transaction that has the right to write from its beginning; dropped without `commit`, it never was.
pub struct Transaction(Patient<DatabaseTransaction>);

impl Store {
    /// For queries outside a transaction.
    pub fn read(&self) -> &Patient<DatabaseConnection> {
        &self.read
    }

    /// The same for a query that reads a whole log.
    pub fn read_long(&self) -> Patient<DatabaseConnection> {
        self.read.for_long()
    }

    /// Begins to write. On SQLite there is one writer at a time: keep it short, and compute outside.
    pub async fn begin(&self) -> Result<Transaction> {
        Store::begin_on(&self.write).await
    }

    /// The same for statements that write a whole log.
    pub async fn begin_long(&self) -> Result<Transaction> {
        Store::begin_on(&self.write.for_long()).await
    }

    async fn begin_on(write: &Patient<DatabaseConnection>) -> Result<Transaction> {
        let mode = (write.get_database_backend() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..TransactionOptions::default() };
        let Patient { inner, limit, silence } = write;
        let begun = write.wait(inner.begin_with_options(options)).await?;
        Ok(Transaction(Patient { inner: begun, limit: *limit, silence: silence.clone() }))
    }

    /// Whether the database answers, to those who read and to those who write.
    pub async fn ping(&self) -> Result<()> {
        self.read.inner.ping().await?;
        Ok(self.write.inner.ping().await?)
    }
}

impl Transaction {
    /// Durable once this has returned.
    pub async fn commit(self) -> Result<()> {
        let Patient { inner, limit, silence } = self.0;
        Ok(silence.within(limit, inner.commit()).await?)
    }

    /// Ends it without a change; merely dropping it does the same, a little later.
    pub async fn rollback(self) -> Result<()> {
        let Patient { inner, limit, silence } = self.0;
        Ok(silence.within(limit, inner.rollback()).await?)
    }
}

impl std::ops::Deref for Transaction {
    type Target = Patient<DatabaseTransaction>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
