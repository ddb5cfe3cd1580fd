//! Snapshots of tallies, which can always be rebuilt from the log, and the postcode table.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, small_integer, text};

use super::{reference, table};

pub fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("tally_snapshot")
            .col(big_integer("survey_id"))
            // The last number of the log that is in it.
            .col(big_integer("sequence"))
            // What else it was made from; under another basis it is void.
            .col(text("basis"))
            .col(blob("body"))
            .primary_key(Index::create().col("survey_id"))
            .foreign_key(&mut reference("tally_snapshot", "survey_id", "survey"))
            .take(),
        table("postcode")
            .col(text("postcode"))
            .col(small_integer("place"))
            .primary_key(Index::create().col("workspace_id").col("postcode"))
            .take(),
    ]
}
