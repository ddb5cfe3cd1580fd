//! Whether the database keeps what it confirms, asked before the first receipt is given.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{Error, Result, Store};

impl Store {
    /// Refuses a database that may forget a commit when the power goes.
    pub async fn check_durability(&self) -> Result<()> {
        check(&*self.begin().await?).await
    }
}

/// A setting, the values with which a commit is durable, and what to do about any other.
type Wanted = (&'static str, &'static [&'static str], &'static str);

const SQLITE: [Wanted; 3] = [
    ("journal_mode", &["wal"], "keep the file on a local disk"),
    ("synchronous", &["2", "3"], "this is a mistake of ours"),
    ("foreign_keys", &["1"], "this is a mistake of ours"),
];

/// `remote_apply` waits for more than `on`.
const POSTGRES: [Wanted; 3] = [
    ("fsync", &["on"], "set fsync = on in postgresql.conf"),
    ("full_page_writes", &["on"], "set full_page_writes = on in postgresql.conf"),
    ("synchronous_commit", &["on", "remote_apply"], "connect to PostgreSQL without a pooler that drops options"),
];

async fn check(db: &impl ConnectionTrait) -> Result<()> {
    let backend = db.get_database_backend();
    let (wanted, ask): (&[Wanted], _) = match backend {
        DbBackend::Sqlite => (&SQLITE, "PRAGMA"),
        _ => (&POSTGRES, "SHOW"),
    };
    for (name, good, advice) in wanted {
        let answer = db.query_one_raw(Statement::from_string(backend, format!("{ask} {name}"))).await?;
        let Some(row) = answer else { return Err(Error::Forgets { name, value: "unknown".to_owned(), advice }) };
        let value = match row.try_get_by_index::<i64>(0) {
            Ok(number) => number.to_string(),
            Err(_) => row.try_get_by_index::<String>(0)?,
        };
        if !good.contains(&value.as_str()) {
            return Err(Error::Forgets { name, value, advice });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_in_memory_is_refused() -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let said = runtime.block_on(async {
            let connection = sea_orm::Database::connect("sqlite::memory:").await?;
            check(&connection).await
        });
        assert!(said.is_err_and(|error| error.to_string().contains("journal_mode is memory")));
        Ok(())
    }
}
