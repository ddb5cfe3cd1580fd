//! One entry of a survey's log.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
#[serde(deny_unknown_fields)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub workspace_id: i64,
    pub kind: String,
    pub submission_id: String,
    pub revision: i32,
    pub version: i32,
    pub sha256: String,
    /// Gone after erasure.
    pub body: Option<String>,
    pub edit_key_sha256: Option<String>,
    pub received_at: i64,
    pub finished_at: i64,
    pub late: bool,
    pub demo: bool,
    pub key_id: String,
    pub signature: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
