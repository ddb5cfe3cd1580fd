//! Surveys and their versions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, big_pk_auto, integer, text};

use super::{reference, table};

pub fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("survey")
            .col(big_pk_auto("id"))
            .col(text("slug").unique_key().take())
            // The newest number of the survey's log: taken and raised inside the inserting transaction.
            .col(big_integer("last_sequence"))
            .col(big_integer_null("closes_at"))
            .col(big_integer("created_at"))
            .take(),
        table("survey_version")
            .col(big_integer("survey_id"))
            // Version 0 is the draft: the only one that may be overwritten.
            .col(integer("version"))
            .col(text("definition"))
            .col(big_integer_null("published_at"))
            .primary_key(Index::create().col("survey_id").col("version"))
            .foreign_key(&mut reference("survey_version", "survey_id", "survey"))
            .take(),
    ]
}
