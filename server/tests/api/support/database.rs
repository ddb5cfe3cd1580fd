//! A fresh database for one test, gone with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database as Sea, DatabaseConnection, DbBackend, Statement, TransactionTrait};

use super::until;

static COUNT: AtomicU32 = AtomicU32::new(0);

pub struct Database {
    /// For everything the program writes beside its database.
    pub folder: PathBuf,
    pub url: String,
    /// PostgreSQL: whom to ask for databases, and the name of this one.
    admin: Option<(String, String)>,
}

impl Database {
    pub fn sqlite() -> Database {
        let folder = folder();
        let url = format!("sqlite://{}", folder.join("sectorwise.db").display());
        Database { folder, url, admin: None }
    }

    /// `None` where there is no PostgreSQL to test on.
    pub fn postgresql() -> Option<Database> {
        Some(Database::new_on(&test_server()?))
    }

    /// On the PostgreSQL of this address, whose user may create others.
    pub fn new_on(admin: &str) -> Database {
        let folder = folder();
        let name = folder.file_name().unwrap().to_str().unwrap().replace('-', "_");
        run(admin, &format!("create database {name}"));
        let (server, _) = admin.rsplit_once('/').unwrap();
        Database { url: format!("{server}/{name}"), folder, admin: Some((admin.to_owned(), name)) }
    }

    pub fn is_sqlite(&self) -> bool {
        self.admin.is_none()
    }

    /// The first column of the first row, as text.
    pub fn value(&self, sql: &str) -> Option<String> {
        value_of(&self.url, sql)
    }

    /// The first column of every row, which is a text.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        with(&self.url, async |connection| {
            let statement = Statement::from_string(connection.get_database_backend(), sql);
            let rows = connection.query_all_raw(statement).await.unwrap();
            rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
        })
    }

    /// Every table that migrations made.
    pub fn tables(&self) -> Vec<String> {
        let sql = if self.is_sqlite() {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
        } else {
            "select table_name::text from information_schema.tables where table_schema = 'public'"
        };
        let mut tables = self.texts(sql);
        tables.retain(|table| table != "seaql_migrations");
        tables.sort();
        tables
    }

    /// Every row of a table as one text, the same on both databases, sorted.
    pub fn rows(&self, table: &str) -> Vec<String> {
        let columns = if self.is_sqlite() {
            format!("select name || ':' || lower(type) from pragma_table_info('{table}')")
        } else {
            format!(
                "select column_name || ':' || data_type from information_schema.columns \
                    where table_schema = 'public' and table_name = '{table}'"
            )
        };
        let mut columns = self.texts(&columns);
        columns.sort();
        let column = |column: &String| {
            let (name, kind) = column.split_once(':').unwrap();
            // PostgreSQL writes its booleans as words.
            let value = if kind == "boolean" { format!("cast({name} as int)") } else { name.to_owned() };
            format!("'{name}=' || coalesce('<' || cast({value} as text) || '>', 'nothing')")
        };
        let all: Vec<String> = columns.iter().map(column).collect();
        let mut rows = self.texts(&format!("select {} from {table}", all.join(" || ' ' || ")));
        rows.sort();
        rows
    }

    pub fn count(&self, from: &str) -> i64 {
        self.value(&format!("select count(*) from {from}")).unwrap().parse().unwrap()
    }

    /// PostgreSQL: ends every connection and lets no new one in, or lets them in again.
    pub fn refuse_connections(&self, name: &str, refuse: bool) {
        let (admin, _) = self.admin.as_ref().unwrap();
        run(admin, &format!("alter database {name} with allow_connections {}", !refuse));
        if refuse {
            run(admin, &format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"));
        }
    }

    /// Does something while another connection is inside a transaction that did this.
    pub fn inside<T>(&self, sql: &str, act: impl FnOnce() -> T) -> T {
        let runtime = runtime();
        let open = async || {
            let transaction = Sea::connect(&self.url).await.unwrap().begin().await.unwrap();
            transaction.execute_unprepared(sql).await.unwrap();
            transaction
        };
        let transaction = runtime.block_on(open());
        let done = act();
        runtime.block_on(transaction.rollback()).unwrap();
        done
    }

    /// PostgreSQL: waits until so many sessions of this database are in this state.
    pub fn wait_for_sessions(&self, count: i64, state: &str) {
        let sessions = format!("pg_stat_activity where datname = current_database() and {state}");
        until(state, || self.count(&sessions) == count);
    }

    pub fn execute(&self, sql: &str) {
        run(&self.url, sql);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((admin, name)) = &self.admin {
            run(admin, &format!("drop database {name} with (force)"));
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The PostgreSQL that the tests were given.
pub fn test_server() -> Option<String> {
    std::env::var("SECTORWISE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// The first column of the first row, as text.
pub fn value_of(url: &str, sql: &str) -> Option<String> {
    with(url, async |connection| {
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await.unwrap()?;
        let text = row.try_get_by_index::<Option<String>>(0);
        text.unwrap_or_else(|_| row.try_get_by_index::<Option<i64>>(0).unwrap().map(|number| number.to_string()))
    })
}

pub fn folder() -> PathBuf {
    let name = format!("sectorwise-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(url: &str, sql: &str) {
    with(url, async |connection| {
        connection.execute_unprepared(sql).await.unwrap();
    });
}

fn with<T>(url: &str, act: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
    runtime().block_on(async {
        let connection = Sea::connect(url).await.unwrap();
        if connection.get_database_backend() == DbBackend::Sqlite {
            connection.execute_unprepared("pragma busy_timeout = 10000").await.unwrap();
        }
        let done = act(&connection).await;
        connection.close().await.unwrap();
        done
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
