//! Drafts that several people edit: the log of their edits, and how long older versions stay welcome.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};

use crate::first::{reference, table};

pub struct Drafts;

impl MigrationName for Drafts {
    fn name(&self) -> &str {
        "m20261123_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Drafts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            // Of version 0: the newest number of the draft's log, and who changed it when.
            ("survey_version", big_integer("sequence").default(0).take()),
            ("survey_version", big_integer_null("changed_at").take()),
            ("survey_version", text_null("changed_by").take()),
            // Days after a newer version's publication in which submissions to the older one are in time.
            ("survey", integer("welcome_days").default(60).take()),
            // So that who numbers the log need not look for newer versions each time; 0 before the first.
            ("survey", integer("newest_version").default(0).take()),
        ];
        for (table, mut column) in columns {
            // One at a time: SQLite adds no more in one statement.
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        let newest = "update survey set newest_version = coalesce((select max(version.version) \
            from survey_version version where version.survey_id = survey.id), 0)";
        manager.get_connection().execute_unprepared(newest).await?;
        let log = table("draft_edit")
            .col(big_integer("survey_id"))
            .col(big_integer("sequence"))
            // An e-mail address, or a token's name.
            .col(text("staff"))
            // Which open page it came from, and in which of its batches.
            .col(text("client"))
            .col(text_null("batch"))
            .col(text("edit"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("survey_id").col("sequence"))
            .foreign_key(&mut reference("draft_edit", "survey_id", "survey"))
            .take();
        manager.create_table(log).await?;
        let batches = Index::create()
            .name("draft_edit_batch")
            .table("draft_edit")
            .col("survey_id")
            .col("client")
            .col("batch")
            .take();
        manager.create_index(batches).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
