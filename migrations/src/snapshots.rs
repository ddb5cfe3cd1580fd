//! Snapshots of tallies lie in parts, so that writing a large one never holds up submissions for long.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, integer, text};

use crate::first::{reference, table};

pub struct Snapshots;

impl MigrationName for Snapshots {
    fn name(&self) -> &str {
        "m20261124_snapshots"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Snapshots {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Which parts are a snapshot's, and how many. `body` is empty from now on.
        for mut column in [text("generation").default("").take(), integer("parts").default(0).take()] {
            // One at a time: SQLite adds no more in one statement.
            manager.alter_table(Table::alter().table("tally_snapshot").add_column(&mut column).take()).await?;
        }
        let parts = table("tally_snapshot_part")
            .col(big_integer("survey_id"))
            // One writing of one process; later ones sort behind earlier ones.
            .col(text("generation"))
            .col(integer("number"))
            .col(blob("body"))
            .primary_key(Index::create().col("survey_id").col("generation").col("number"))
            .foreign_key(&mut reference("tally_snapshot_part", "survey_id", "survey"))
            .take();
        manager.create_table(parts).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
