//! Surveys, their versions and the counter of their log.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{survey, version};
use super::{Result, Survey, Version};

pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Survey>> {
    Ok(survey::Entity::find().filter(survey::Column::Slug.eq(slug)).one(db).await?)
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Survey>> {
    Ok(survey::Entity::find().order_by_asc(survey::Column::Id).all(db).await?)
}

/// The new survey's id.
pub async fn create(db: &impl ConnectionTrait, workspace_id: i64, slug: &str, now: i64) -> Result<i64> {
    let row = survey::ActiveModel {
        workspace_id: Set(workspace_id),
        slug: Set(slug.to_owned()),
        last_sequence: Set(0),
        closes_at: Set(None),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(survey::Entity::insert(row).exec(db).await?.last_insert_id)
}

pub async fn set_closes_at(db: &impl ConnectionTrait, id: i64, closes_at: Option<i64>) -> Result<()> {
    let update = survey::Entity::update_many().col_expr(survey::Column::ClosesAt, closes_at.into());
    update.filter(survey::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// The survey as it is now, and until the end of this transaction nobody else numbers its log.
pub async fn lock(db: &impl ConnectionTrait, id: i64) -> Result<Option<Survey>> {
    Ok(survey::Entity::find_by_id(id).lock_exclusive().one(db).await?)
}

/// Only under `lock`, in the transaction that writes the numbers.
pub async fn advance(db: &impl ConnectionTrait, id: i64, last_sequence: i64) -> Result<()> {
    let update = survey::Entity::update_many().col_expr(survey::Column::LastSequence, last_sequence.into());
    update.filter(survey::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// The newest number of a log.
pub async fn last_sequence(db: &impl ConnectionTrait, id: i64) -> Result<i64> {
    let query = survey::Entity::find_by_id(id).select_only().column(survey::Column::LastSequence);
    Ok(query.into_tuple().one(db).await?.unwrap_or(0))
}

/// The newest published version.
pub async fn newest_version(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<Version>> {
    let query = version::Entity::find().filter(version::Column::SurveyId.eq(survey_id));
    let query = query.filter(version::Column::Version.gt(0)).order_by_desc(version::Column::Version);
    Ok(query.one(db).await?)
}

/// The number of the newest published version, without its definition.
pub async fn newest_number(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<i32>> {
    let query = version::Entity::find().select_only().column(version::Column::Version);
    let query = query.filter(version::Column::SurveyId.eq(survey_id)).filter(version::Column::Version.gt(0));
    Ok(query.order_by_desc(version::Column::Version).into_tuple().one(db).await?)
}

/// One version; 0 is the draft.
pub async fn version(db: &impl ConnectionTrait, survey_id: i64, version: i32) -> Result<Option<Version>> {
    Ok(version::Entity::find_by_id((survey_id, version)).one(db).await?)
}

/// Writes a version; only the draft may be there already.
pub async fn put_version(db: &impl ConnectionTrait, row: Version) -> Result<()> {
    let is_draft = row.version == 0;
    let mut insert = version::Entity::insert(version::ActiveModel::from(row));
    if is_draft {
        let key = [version::Column::SurveyId, version::Column::Version];
        insert = insert.on_conflict(OnConflict::columns(key).update_column(version::Column::Definition).to_owned());
    }
    insert.exec_without_returning(db).await?;
    Ok(())
}
