//! The first schema: workspaces, surveys and their versions, the log, people, tallies and places.

mod log;
mod people;
mod surveys;
mod tallies;

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text};

pub struct First;

impl MigrationName for First {
    fn name(&self) -> &str {
        "m20261122_first"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for First {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("workspace")
                    .col(big_pk_auto("id"))
                    .col(text("slug").unique_key().take())
                    .col(text("name"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await?;
        let hub = Query::insert()
            .into_table("workspace")
            .columns(["slug", "name", "created_at"])
            .values_panic(["hub".into(), "London Hub".into(), 0i64.into()])
            .take();
        manager.execute(hub).await?;
        for table in surveys::tables().into_iter().chain(log::tables()).chain(people::tables()).chain(tallies::tables())
        {
            manager.create_table(table).await?;
        }
        for index in log::indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    /// All or nothing on SQLite too, where this is not the default.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// A new table that begins with the workspace it belongs to.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(big_integer("workspace_id"))
        .foreign_key(&mut reference(name, "workspace_id", "workspace"))
        .take()
}

/// `from.column` holds an id of `to`.
pub(crate) fn reference(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").take()
}
