//! A survey: its address, the newest number of its log, when it closes.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "survey")]
#[serde(deny_unknown_fields)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub workspace_id: i64,
    pub slug: String,
    pub last_sequence: i64,
    pub closes_at: Option<i64>,
    pub created_at: i64,
    /// How long submissions to an older version are in time after a newer one was published.
    pub welcome_days: i32,
    /// The number of the newest published version; 0 before the first.
    pub newest_version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
