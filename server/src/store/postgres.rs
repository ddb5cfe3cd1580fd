//! PostgreSQL: how sessions are set up, so that a process which was cut off holds nobody up, on either side.

use std::time::Duration;

use sea_orm::sqlx::{Connection, Error as SqlxError, PgConnection};
use sea_orm::{Database, DatabaseConnection};

use super::patience::{Patient, Silence};
use super::{Result, Store, open};

const READERS: u32 = 12;
const WRITERS: u32 = 4;
/// The server's limit for a statement.
const LONGEST: Duration = Duration::from_secs(30);
/// Ours, which holds where nothing comes from the server any more: for what takes a moment, and for what reads or
/// writes a whole log.
const SILENCE: Duration = Duration::from_secs(10);
pub(super) const LONGEST_SILENCE: Duration = Duration::from_secs(35);
/// For a connection that somebody gave up waiting on.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

/// What the server does on its side.
const SESSION: [(&str, &str); 8] = [
    // A receipt stands for what survives the power going, whatever the role or the database was set to.
    ("synchronous_commit", "on"),
    // A plan made while the log was empty would read all of it for ever after.
    ("plan_cache_mode", "force_custom_plan"),
    // Who holds a survey's row and says nothing more is cut off, and gives the row back.
    ("idle_in_transaction_session_timeout", "10s"),
    // Meanwhile the others answer that they are busy.
    ("lock_timeout", "5s"),
    // A process whose machine or network went away is noticed in seconds instead of hours.
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "20s"),
];

pub(super) async fn connect(url: &str) -> Result<Store> {
    let silence = Silence::default();
    let read = pool(url, READERS, &silence).await?;
    let write = pool(url, WRITERS, &silence).await?;
    let patient = |inner| Patient { inner, limit: Some(SILENCE), silence: silence.clone() };
    Ok(Store { read: patient(read), write: patient(write), checkpoint: None, hints: Some(url.into()) })
}

pub(super) async fn pool(url: &str, connections: u32, silence: &Silence) -> Result<DatabaseConnection> {
    let mut options = open::options(url, connections);
    options.map_sqlx_postgres_opts(|options| options.options(SESSION));
    options.statement_timeout(LONGEST).set_application_name("sectorwise");
    // The pool asks each connection that comes back whether it lives, and would wait for the answer for ever.
    options.map_sqlx_postgres_pool_opts(|options| {
        options.after_release(|connection, _| Box::pin(async { is_alive(connection).await.map(|()| true) }))
    });
    let silence = silence.clone();
    options.map_sqlx_postgres_before_acquire(move |connection, metadata| {
        let is_suspect = silence.has_met(metadata.age);
        Box::pin(async move { Ok(!is_suspect || is_alive(connection).await.is_ok()) })
    });
    Ok(Database::connect(options).await?)
}

async fn is_alive(connection: &mut PgConnection) -> std::result::Result<(), SqlxError> {
    let answer = tokio::time::timeout(SIGN_OF_LIFE, connection.ping()).await;
    answer.unwrap_or_else(|_| Err(SqlxError::Protocol("it does not answer any more".into())))
}
