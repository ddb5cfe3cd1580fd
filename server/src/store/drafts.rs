//! Drafts, which are version 0 of a survey, and the log of their edits.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{draft_edit, version};
use super::{DraftEdit, Result, Version};

/// The survey's draft as it is now; until the end of this transaction nobody else changes it.
pub async fn lock(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<Version>> {
    Ok(version::Entity::find_by_id((survey_id, 0)).lock_exclusive().one(db).await?)
}

/// Every draft of a workspace.
pub async fn all(db: &impl ConnectionTrait, workspace_id: i64) -> Result<Vec<Version>> {
    let query = version::Entity::find().filter(version::Column::WorkspaceId.eq(workspace_id));
    Ok(query.filter(version::Column::Version.eq(0)).order_by_asc(version::Column::SurveyId).all(db).await?)
}

/// Only under `lock`.
pub async fn save(db: &impl ConnectionTrait, draft: &Version) -> Result<()> {
    let update = version::Entity::update_many()
        .col_expr(version::Column::Definition, draft.definition.as_str().into())
        .col_expr(version::Column::Sequence, draft.sequence.into())
        .col_expr(version::Column::ChangedAt, Expr::value(draft.changed_at))
        .col_expr(version::Column::ChangedBy, Expr::value(draft.changed_by.clone()));
    let update = update.filter(version::Column::SurveyId.eq(draft.survey_id)).filter(version::Column::Version.eq(0));
    update.exec(db).await?;
    Ok(())
}

/// The newest number of a draft's log; `None` where there is no draft.
pub async fn sequence(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<i64>> {
    let query = version::Entity::find_by_id((survey_id, 0)).select_only().column(version::Column::Sequence);
    Ok(query.into_tuple().one(db).await?)
}

pub async fn append(db: &impl ConnectionTrait, edits: Vec<DraftEdit>) -> Result<()> {
    for edits in edits.chunks(50) {
        let rows = edits.iter().cloned().map(draft_edit::ActiveModel::from);
        draft_edit::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Edits after a number, in order; `limit` of them at most.
pub async fn after(db: &impl ConnectionTrait, survey_id: i64, sequence: i64, limit: u64) -> Result<Vec<DraftEdit>> {
    let query = draft_edit::Entity::find().filter(draft_edit::Column::SurveyId.eq(survey_id));
    let query = query.filter(draft_edit::Column::Sequence.gt(sequence)).order_by_asc(draft_edit::Column::Sequence);
    Ok(query.limit(limit).all(db).await?)
}

/// The newest number that the log has given out, also to drafts that are not there any more.
pub async fn last_number(db: &impl ConnectionTrait, survey_id: i64) -> Result<i64> {
    let query = draft_edit::Entity::find().filter(draft_edit::Column::SurveyId.eq(survey_id));
    let query = query.select_only().column(draft_edit::Column::Sequence);
    let newest: Option<i64> = query.order_by_desc(draft_edit::Column::Sequence).into_tuple().one(db).await?;
    Ok(newest.unwrap_or(0))
}

/// The number of the entry that says just this.
pub async fn number_of(db: &impl ConnectionTrait, survey_id: i64, edit: &str) -> Result<Option<i64>> {
    let query = draft_edit::Entity::find().filter(draft_edit::Column::SurveyId.eq(survey_id));
    let query = query.filter(draft_edit::Column::Edit.eq(edit)).select_only().column(draft_edit::Column::Sequence);
    Ok(query.order_by_desc(draft_edit::Column::Sequence).into_tuple().one(db).await?)
}

/// One edit of the log.
pub async fn edit(db: &impl ConnectionTrait, survey_id: i64, sequence: i64) -> Result<Option<DraftEdit>> {
    Ok(draft_edit::Entity::find_by_id((survey_id, sequence)).one(db).await?)
}

/// Takes away a draft and its log, of which only `last` stays. Only under `lock`.
pub async fn discard(db: &impl ConnectionTrait, last: DraftEdit) -> Result<()> {
    let survey_id = last.survey_id;
    let log = draft_edit::Entity::delete_many().filter(draft_edit::Column::SurveyId.eq(survey_id));
    log.exec(db).await?;
    version::Entity::delete_by_id((survey_id, 0)).exec(db).await?;
    append(db, vec![last]).await
}

/// What was applied of one batch, in order.
pub async fn batch(db: &impl ConnectionTrait, survey_id: i64, client: &str, batch: &str) -> Result<Vec<DraftEdit>> {
    let query = draft_edit::Entity::find().filter(draft_edit::Column::SurveyId.eq(survey_id));
    let query = query.filter(draft_edit::Column::Client.eq(client)).filter(draft_edit::Column::Batch.eq(batch));
    Ok(query.order_by_asc(draft_edit::Column::Sequence).all(db).await?)
}
