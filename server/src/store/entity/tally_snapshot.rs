//! A tally as it was after a number of the log.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tally_snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: i64,
    pub workspace_id: i64,
    pub sequence: i64,
    pub basis: String,
    /// Empty: the bytes lie in parts.
    pub body: Vec<u8>,
    pub generation: String,
    pub parts: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
