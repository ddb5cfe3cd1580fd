//! All tables by one list, for backups: rows come out in pages of JSON and go in again, the same on both databases.

use futures_util::future::BoxFuture;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityName, EntityTrait,
    IdenStatic, IntoActiveModel, IsolationLevel, Iterable, ModelTrait, PrimaryKeyToColumn, PrimaryKeyTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement, TransactionOptions, TransactionTrait, Value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entity::{
    contact, draft_edit, kept_aside, postcode, receipt_key, session, setting, staff, submission, survey, token,
    version, workspace,
};
use super::patience::Patient;
use super::{Error, Result, Store, Transaction};

/// Made again from the log by whoever misses them, so no backup has them.
#[cfg(test)]
const MADE_AGAIN: [&str; 2] = ["tally_snapshot", "tally_snapshot_part"];

/// Values in one statement.
const VALUES: usize = 4096;

type Db = Patient<DatabaseTransaction>;
type Read = for<'a> fn(&'a Db, Place, u64) -> BoxFuture<'a, Result<Page>>;
type Write = for<'a> fn(&'a Db, &'a [String]) -> BoxFuture<'a, std::result::Result<(), Unwritten>>;

/// A table, and how its rows come out and go in.
pub struct Table {
    pub name: &'static str,
    pub columns: Vec<&'static str>,
    /// Rows that are read at once; fewer where they are large.
    page: u64,
    is_numbered: bool,
    read: Read,
    write: Write,
}

/// Where reading goes on: after the row of this key, or at the beginning.
#[derive(Clone, Default)]
pub struct Place(Option<Vec<Value>>);

/// Rows as JSON, in the order of their keys, and where the next ones begin.
pub struct Page {
    pub rows: Vec<String>,
    pub next: Place,
}

/// Why rows did not go in.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// They are none of this table.
    #[error(transparent)]
    Unfit(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] Error),
}

/// Every table that a backup has, those first that others refer to.
pub fn tables() -> Vec<Table> {
    vec![
        table::<workspace::Entity>(1000),
        table::<setting::Entity>(1000),
        table::<receipt_key::Entity>(1000),
        table::<staff::Entity>(1000),
        table::<session::Entity>(1000),
        table::<token::Entity>(1000),
        table::<postcode::Entity>(5000),
        table::<survey::Entity>(1000),
        table::<version::Entity>(8),
        table::<draft_edit::Entity>(32),
        table::<submission::Entity>(1000),
        table::<contact::Entity>(1000),
        table::<kept_aside::Entity>(64),
    ]
}

impl Table {
    /// Rows after a place; none at the end of the table.
    pub async fn read(&self, moment: &Transaction, after: Place) -> Result<Page> {
        (self.read)(moment, after, self.page).await
    }

    /// Adds rows as `read` gave them.
    pub async fn write(&self, transaction: &Transaction, rows: &[String]) -> std::result::Result<(), Unwritten> {
        for rows in rows.chunks((VALUES / self.columns.len().max(1)).max(1)) {
            (self.write)(transaction, rows).await?;
        }
        Ok(())
    }
}

impl Store {
    /// One moment of the whole database, whatever is written meanwhile; who writes never waits for it.
    pub async fn moment(&self) -> Result<Transaction> {
        let Patient { inner, limit, silence } = self.read_long();
        let is_sqlite = inner.get_database_backend() == DbBackend::Sqlite;
        let mut options = TransactionOptions::default();
        if !is_sqlite {
            options.isolation_level = Some(IsolationLevel::RepeatableRead);
            options.access_mode = Some(AccessMode::ReadOnly);
        }
        let begun = silence.within(limit, inner.begin_with_options(options)).await?;
        let moment = Transaction(Patient { inner: begun, limit, silence });
        be_patient(&moment).await?;
        // The first question sets the moment.
        moment.execute_unprepared("SELECT count(*) FROM workspace").await?;
        Ok(moment)
    }
}

/// Readies an empty database for the rows of a backup: nobody else writes until the end of the transaction, and the
/// workspace that every database begins with is away. Otherwise the name of a table that has rows, and nothing is done.
pub async fn make_room(transaction: &Transaction) -> Result<Option<&'static str>> {
    be_patient(transaction).await?;
    let backend = transaction.get_database_backend();
    let tables = tables();
    if backend != DbBackend::Sqlite {
        let names: Vec<_> = tables.iter().map(|table| table.name).collect();
        transaction.execute_unprepared(&format!("LOCK TABLE {} IN EXCLUSIVE MODE", names.join(", "))).await?;
    }
    for Table { name, .. } in &tables {
        let own = if *name == workspace::Entity.table_name() { " WHERE slug <> 'hub'" } else { "" };
        let any = Statement::from_string(backend, format!("SELECT 1 FROM {name}{own} LIMIT 1"));
        if transaction.query_one_raw(any).await?.is_some() {
            return Ok(Some(name));
        }
    }
    workspace::Entity::delete_many().exec(&**transaction).await?;
    Ok(None)
}

/// Numbers that the database gives out begin after those that were put in. SQLite sees to it by itself.
pub async fn go_on_numbering(transaction: &Transaction) -> Result<()> {
    if transaction.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    for Table { name, .. } in tables().iter().filter(|table| table.is_numbered) {
        let newest = format!(
            "SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name} HAVING max(id) IS NOT NULL"
        );
        transaction.execute_unprepared(&newest).await?;
    }
    Ok(())
}

/// A slow disk at our end is no reason to be cut off.
async fn be_patient(transaction: &Transaction) -> Result<()> {
    if transaction.get_database_backend() != DbBackend::Sqlite {
        transaction.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = '10min'").await?;
    }
    Ok(())
}

fn table<E>(page: u64) -> Table
where
    E: EntityTrait,
    E::Model: Serialize + DeserializeOwned + IntoActiveModel<E::ActiveModel> + Send + Sync,
    E::ActiveModel: Send,
{
    Table {
        name: E::default().table_name(),
        columns: E::Column::iter().map(|column| column.as_str()).collect(),
        page,
        is_numbered: E::PrimaryKey::auto_increment(),
        read: |db, after, limit| Box::pin(read::<E>(db, after, limit)),
        write: |db, rows| Box::pin(write::<E>(db, rows)),
    }
}

async fn read<E>(db: &Db, after: Place, limit: u64) -> Result<Page>
where
    E: EntityTrait,
    E::Model: Serialize + Send + Sync,
{
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let mut query = E::find().limit(limit);
    if let Some(after) = after.0 {
        // Compared as a row, which both databases look up in the key's index.
        let columns = keys.iter().map(|key| Expr::col(key.as_column_ref()));
        query = query.filter(Expr::tuple(columns).gt(Expr::tuple(after.into_iter().map(Expr::val))));
    }
    let found = keys.iter().fold(query, |query, key| query.order_by_asc(*key)).all(db).await?;
    let next = found.last().map(|row| keys.iter().map(|key| row.get(*key)).collect());
    let rows = found.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>();
    Ok(Page { rows: rows.map_err(|error| DbErr::Json(error.to_string()))?, next: Place(next) })
}

async fn write<E>(db: &Db, rows: &[String]) -> std::result::Result<(), Unwritten>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let models = rows.iter().map(|row| serde_json::from_str::<E::Model>(row));
    let models = models.map(|model| model.map(IntoActiveModel::into_active_model));
    let models: Vec<E::ActiveModel> = models.collect::<std::result::Result<_, _>>()?;
    E::insert_many(models).exec_without_returning(db).await.map_err(Error::from)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What a migration adds and the list above does not know would be missing in every backup.
    #[test]
    fn the_list_has_every_table_and_column_of_the_schema() -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("sectorwise-dump-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let schema: Result<BTreeSet<(String, String)>> = runtime.block_on(async {
            let store = Store::open(&format!("sqlite://{}", folder.join("schema.db").display())).await?;
            let sql = "SELECT tables.name, columns.name FROM sqlite_master tables, pragma_table_info(tables.name) columns \
                WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name <> 'seaql_migrations'";
            let rows = store.read().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            store.close().await;
            Ok(rows.iter().map(|row| row.try_get_many_by_index()).collect::<std::result::Result<_, _>>()?)
        });
        std::fs::remove_dir_all(&folder)?;
        let mut schema = schema?;
        schema.retain(|(table, _)| !MADE_AGAIN.contains(&table.as_str()));
        let listed = tables()
            .into_iter()
            .flat_map(|table| table.columns.into_iter().map(move |column| (table.name.to_owned(), column.to_owned())));
        assert_eq!(listed.collect::<BTreeSet<_>>(), schema);
        Ok(())
    }
}
