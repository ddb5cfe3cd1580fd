//! Hints between processes that a log has grown, by LISTEN and NOTIFY of PostgreSQL. A hint may be lost or come
//! twice: whoever gets one looks at the log, and whoever gets none looks at it all the same, a little later.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;
use sea_orm::sqlx::{Error as SqlxError, Executor};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::patience::Silence;
use super::{Result, Store, postgres};

const CHANNEL: &str = "sectorwise";
/// After so long without a hint it is asked whether the connection lives.
const QUIET: Duration = Duration::from_secs(30);
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
/// Before listening is tried again.
const PAUSE: Duration = Duration::from_secs(2);

/// Which log has grown, and to what number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    Submissions { survey_id: i64, sequence: i64 },
    Draft { survey_id: i64, sequence: i64 },
}

impl Store {
    /// Tells every process that listens, this one too. Only after the commit, and many hints at once: telling takes
    /// a lock that all of the cluster's tellers share. Nothing happens on SQLite.
    pub async fn tell(&self, hints: &[Hint]) -> Result<()> {
        if self.hints.is_none() || hints.is_empty() {
            return Ok(());
        }
        let payloads: Vec<String> = hints.iter().map(Hint::to_string).collect();
        let sql = "SELECT pg_notify($1, payload) FROM unnest(string_to_array($2, ',')) AS payload";
        let values = [CHANNEL.into(), payloads.join(",").into()];
        self.read.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
        Ok(())
    }

    /// Hands on every hint. Returns at once on SQLite; never otherwise.
    pub async fn listen(&self, heard: impl Fn(Hint)) {
        let Some(url) = &self.hints else { return };
        loop {
            if let Err(error) = listen(url, &heard).await {
                // The log is looked at every second in any case.
                tracing::debug!(%error, "hints of other processes are not heard; trying again");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Ends when the connection does, said or silently.
async fn listen(url: &str, heard: &impl Fn(Hint)) -> Result<()> {
    // A pool of its own each time: a connection that went silent would keep its place in one for long.
    let pool = postgres::pool(url, 1, &Silence::default()).await?;
    let ended = hear(&pool, heard).await;
    // Not waited for, as a silent connection would be.
    tokio::spawn(pool.close());
    ended.map_err(|error| sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())).into())
}

async fn hear(pool: &sea_orm::DatabaseConnection, heard: &impl Fn(Hint)) -> std::result::Result<(), SqlxError> {
    let mut listener = PgListener::connect_with(pool.get_postgres_connection_pool()).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    loop {
        match tokio::time::timeout(QUIET, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                if let Some(hint) = Hint::read(notification.payload()) {
                    heard(hint);
                }
            }
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let answer = tokio::time::timeout(SIGN_OF_LIFE, listener.execute("SELECT 1")).await;
                answer.map_err(|_| SqlxError::PoolTimedOut)??;
            }
        }
    }
}

impl Hint {
    fn read(text: &str) -> Option<Hint> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        let (survey_id, sequence) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        match kind {
            "log" => Some(Hint::Submissions { survey_id, sequence }),
            "draft" => Some(Hint::Draft { survey_id, sequence }),
            // Of a newer program.
            _ => None,
        }
    }
}

impl std::fmt::Display for Hint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Hint::Submissions { survey_id, sequence } => write!(formatter, "log {survey_id} {sequence}"),
            Hint::Draft { survey_id, sequence } => write!(formatter, "draft {survey_id} {sequence}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hint;

    #[test]
    fn a_hint_is_read_as_it_was_written_and_what_is_unknown_is_none() {
        for hint in [Hint::Submissions { survey_id: 7, sequence: 23 }, Hint::Draft { survey_id: 1, sequence: 4 }] {
            assert_eq!(Hint::read(&hint.to_string()), Some(hint));
        }
        for odd in ["", "log", "log 1", "log x 2", "weather 1 2"] {
            assert_eq!(Hint::read(odd), None);
        }
    }
}
