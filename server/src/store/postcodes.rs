//! The postcode table: the base place of every London postcode that was loaded.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Result;
use super::entity::postcode::{self, Column};

/// Up to `limit` postcodes after `postcode`, in order.
pub async fn after(
    db: &impl ConnectionTrait,
    workspace_id: i64,
    postcode: &str,
    limit: u64,
) -> Result<Vec<(String, i16)>> {
    let query = postcode::Entity::find().select_only().columns([Column::Postcode, Column::Place]);
    let query = query.filter(Column::WorkspaceId.eq(workspace_id)).filter(Column::Postcode.gt(postcode));
    Ok(query.order_by_asc(Column::Postcode).limit(limit).into_tuple().all(db).await?)
}

/// Adds postcodes; a later line about the same one wins.
pub async fn put(db: &impl ConnectionTrait, workspace_id: i64, rows: &[(String, i16)]) -> Result<()> {
    let newer = OnConflict::columns([Column::WorkspaceId, Column::Postcode]).update_column(Column::Place).to_owned();
    for rows in rows.chunks(1000) {
        let rows = rows.iter().map(|(postcode, place)| postcode::ActiveModel {
            workspace_id: Set(workspace_id),
            postcode: Set(postcode.clone()),
            place: Set(*place),
        });
        postcode::Entity::insert_many(rows).on_conflict(newer.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

pub async fn clear(db: &impl ConnectionTrait, workspace_id: i64) -> Result<()> {
    postcode::Entity::delete_many().filter(Column::WorkspaceId.eq(workspace_id)).exec(db).await?;
    Ok(())
}
