//! What can go wrong between the program and its database.

use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// A failure of the database. Nobody outside learns more than whether trying again may help.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, is busy or is full: the same may work later.
    #[error("the database is away: {0}")]
    Away(DbErr),
    /// Anything else, most likely a mistake of ours.
    #[error("the database refused: {0}")]
    Refused(DbErr),
    /// At the start: what it confirms may be gone when the power goes.
    #[error("the database may forget what it confirmed, since {name} is {value}; {advice}")]
    Forgets { name: &'static str, value: String, advice: &'static str },
}

impl Error {
    pub fn is_away(&self) -> bool {
        matches!(self, Error::Away(_))
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Error {
        if is_away(&error) { Error::Away(error) } else { Error::Refused(error) }
    }
}

fn is_away(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => is_sqlx_away(error),
        _ => false,
    }
}

fn is_sqlx_away(error: &SqlxError) -> bool {
    match error {
        SqlxError::Database(error) => error.code().is_some_and(|code| is_passing(&code)),
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::Protocol(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed
        | SqlxError::BeginFailed => true,
        _ => false,
    }
}

/// SQLSTATE classes of a PostgreSQL that is away, short of something or asks to try again; and SQLite's
/// primary codes for busy, locked, read-only, IO error, full and unable to open (its extended codes carry
/// them in the lowest byte).
fn is_passing(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "25006", "40", "53", "55P03", "57", "58"].iter().any(|class| code.starts_with(class));
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    fn what_may_work_later_is_told_from_what_never_will() {
        for code in ["5", "517", "13", "57P01", "53300", "40001"] {
            assert!(is_passing(code), "{code}");
        }
        for code in ["19", "2067", "1", "23505", "42P01", "22021"] {
            assert!(!is_passing(code), "{code}");
        }
    }
}
