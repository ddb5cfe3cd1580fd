//! Staff, their sessions, tokens of programs, settings and the public halves of receipt keys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text};

use super::{reference, table};

pub fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("staff")
            .col(big_pk_auto("id"))
            .col(text("email").unique_key().take())
            .col(text("password"))
            .col(text("role"))
            .col(big_integer("created_at"))
            .take(),
        table("session")
            // Only hashes of secrets are kept: who reads the table cannot sign in with it.
            .col(text("hash").primary_key().take())
            .col(big_integer("staff_id"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .foreign_key(reference("session", "staff_id", "staff").on_delete(ForeignKeyAction::Cascade))
            .take(),
        table("token")
            .col(big_pk_auto("id"))
            .col(text("name"))
            .col(text("hash").unique_key().take())
            .col(text("role"))
            .col(big_integer("created_at"))
            .take(),
        table("setting")
            .col(text("name"))
            .col(text("value"))
            .primary_key(Index::create().col("workspace_id").col("name"))
            .take(),
        table("receipt_key")
            .col(text("key_id"))
            .col(text("public_key"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("workspace_id").col("key_id"))
            .take(),
    ]
}
