//! Named values of a workspace.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::Result;
use super::entity::setting::{self, Column};

pub async fn get(db: &impl ConnectionTrait, workspace_id: i64, name: &str) -> Result<Option<String>> {
    let row = setting::Entity::find_by_id((workspace_id, name.to_owned())).one(db).await?;
    Ok(row.map(|row| row.value))
}

pub async fn put(db: &impl ConnectionTrait, workspace_id: i64, name: &str, value: &str) -> Result<()> {
    write(db, workspace_id, name, value, key().update_column(Column::Value).to_owned()).await
}

/// Leaves a value that is there already.
pub async fn put_if_absent(db: &impl ConnectionTrait, workspace_id: i64, name: &str, value: &str) -> Result<()> {
    write(db, workspace_id, name, value, key().do_nothing().to_owned()).await
}

fn key() -> OnConflict {
    OnConflict::columns([Column::WorkspaceId, Column::Name])
}

async fn write(
    db: &impl ConnectionTrait,
    workspace_id: i64,
    name: &str,
    value: &str,
    conflict: OnConflict,
) -> Result<()> {
    let row = setting::ActiveModel {
        workspace_id: Set(workspace_id),
        name: Set(name.to_owned()),
        value: Set(value.to_owned()),
    };
    setting::Entity::insert(row).on_conflict(conflict).exec_without_returning(db).await?;
    Ok(())
}
