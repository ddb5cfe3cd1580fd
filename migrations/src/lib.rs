//! The schema, written once for SQLite and PostgreSQL; every table carries its workspace.

mod drafts;
mod first;
mod snapshots;

use sea_orm_migration::prelude::*;

/// The workspace that every installation begins with: the Hub's.
pub const HUB: i64 = 1;

/// Brings a database up to date; nothing happens where it is.
pub async fn up(connection: &sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(connection, None).await
}

/// All migrations in order. They only ever grow: expand first, contract in a later release.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(first::First), Box::new(drafts::Drafts), Box::new(snapshots::Snapshots)]
    }
}

/// The names of all migrations in order: what a schema is called is the last of them.
pub fn names() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}
