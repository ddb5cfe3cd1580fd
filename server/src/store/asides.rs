//! What arrived and was not taken: kept for staff, bounded.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::kept_aside::{self, Column};
use super::{Aside, Result};

/// Adds rows, whose ids are given here; the same bytes for the same reason are kept once.
pub async fn keep(db: &impl ConnectionTrait, rows: &[Aside]) -> Result<()> {
    let once = OnConflict::columns([Column::WorkspaceId, Column::Reason, Column::Sha256]).do_nothing().to_owned();
    for rows in rows.chunks(64) {
        let rows = rows.iter().cloned().map(|row| kept_aside::ActiveModel { id: NotSet, ..row.into() });
        kept_aside::Entity::insert_many(rows).on_conflict(once.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Ids and sizes of what was kept for a reason, the newest first.
pub async fn sizes(db: &impl ConnectionTrait, workspace_id: i64, reason: &str) -> Result<Vec<(i64, i64)>> {
    let query = kept_aside::Entity::find().select_only().columns([Column::Id, Column::Size]);
    let query =
        query.filter(Column::WorkspaceId.eq(workspace_id)).filter(Column::Reason.eq(reason)).order_by_desc(Column::Id);
    Ok(query.into_tuple().all(db).await?)
}

/// Forgets this id and everything older of the same reason.
pub async fn forget_up_to(db: &impl ConnectionTrait, workspace_id: i64, reason: &str, id: i64) -> Result<()> {
    let delete = kept_aside::Entity::delete_many().filter(Column::WorkspaceId.eq(workspace_id));
    let delete = delete.filter(Column::Reason.eq(reason));
    delete.filter(Column::Id.lte(id)).exec(db).await?;
    Ok(())
}

/// Forgets everything about one submission.
pub async fn erase(db: &impl ConnectionTrait, survey: &str, submission_id: &str) -> Result<()> {
    let delete = kept_aside::Entity::delete_many().filter(Column::Survey.eq(survey));
    delete.filter(Column::SubmissionId.eq(submission_id)).exec(db).await?;
    Ok(())
}
