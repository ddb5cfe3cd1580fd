//! The log of submissions, contact details apart from it, and what arrived but was not taken.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, boolean, integer, integer_null, text, text_null};

use super::{reference, table};

pub fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("submission")
            .col(big_integer("survey_id"))
            .col(big_integer("sequence"))
            // `submission`, `withdrawal` or `demo-removal`.
            .col(text("kind"))
            .col(text("submission_id"))
            .col(integer("revision"))
            .col(integer("version"))
            .col(text("sha256"))
            // Empty after erasure; number and hash stay.
            .col(text_null("body"))
            .col(text_null("edit_key_sha256"))
            .col(big_integer("received_at"))
            .col(big_integer("finished_at"))
            .col(boolean("late"))
            .col(boolean("demo"))
            .col(text("key_id"))
            .col(text("signature"))
            .primary_key(Index::create().col("survey_id").col("sequence"))
            .foreign_key(&mut reference("submission", "survey_id", "survey"))
            .take(),
        table("contact")
            .col(big_integer("survey_id"))
            .col(text("submission_id"))
            .col(integer("revision"))
            .col(text("body"))
            .primary_key(Index::create().col("survey_id").col("submission_id").col("revision"))
            .foreign_key(&mut reference("contact", "survey_id", "survey"))
            .take(),
        table("kept_aside")
            .col(big_pk_auto("id"))
            // As sent: it may name a survey that does not exist, or none.
            .col(text("survey"))
            .col(text_null("submission_id"))
            .col(integer_null("revision"))
            // `conflict` or `refused`.
            .col(text("reason"))
            .col(text("problems"))
            .col(text_null("body"))
            .col(text("sha256"))
            .col(big_integer("size"))
            .col(big_integer("received_at"))
            .take(),
    ]
}

pub fn indexes() -> Vec<IndexCreateStatement> {
    let unique = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).unique().take();
        for column in columns {
            index.col(*column);
        }
        index
    };
    // The promise of "exactly once" rests on this index.
    let mut key = unique("submission_key", "submission", &["survey_id", "submission_id", "revision"]);
    if cfg!(feature = "sabotage-no-unique-key") {
        key = Index::create().name("submission_key").table("submission").col("survey_id").col("submission_id").take();
    }
    vec![
        key,
        unique("kept_aside_once", "kept_aside", &["workspace_id", "reason", "sha256"]),
        Index::create().name("kept_aside_of").table("kept_aside").col("survey").col("submission_id").take(),
    ]
}
