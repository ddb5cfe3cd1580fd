//! Public halves of every key that ever signed a receipt here.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use shared::receipt::ReceiptKey;

use super::Result;
use super::entity::receipt_key::{self, Column};

/// The newest first.
pub async fn all(db: &impl ConnectionTrait, workspace_id: i64) -> Result<Vec<ReceiptKey>> {
    let query = receipt_key::Entity::find().filter(Column::WorkspaceId.eq(workspace_id));
    let rows = query.order_by_desc(Column::CreatedAt).all(db).await?;
    Ok(rows.into_iter().map(|row| ReceiptKey { id: row.key_id, key: row.public_key }).collect())
}

/// Nothing happens where the key is known.
pub async fn add(db: &impl ConnectionTrait, workspace_id: i64, key: &ReceiptKey, now: i64) -> Result<()> {
    let row = receipt_key::ActiveModel {
        workspace_id: Set(workspace_id),
        key_id: Set(key.id.clone()),
        public_key: Set(key.key.clone()),
        created_at: Set(now),
    };
    let known = OnConflict::columns([Column::WorkspaceId, Column::KeyId]).do_nothing().to_owned();
    receipt_key::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}
