//! Surveys, their versions and the counter of their log.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::entity::{survey, version};
use super::{Result, Survey, Version};

/// What a survey begins with: two months.
const WELCOME_DAYS: i32 = 60;

pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Survey>> {
    Ok(survey::Entity::find().filter(survey::Column::Slug.eq(slug)).one(db).await?)
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Survey>> {
    Ok(survey::Entity::find().order_by_asc(survey::Column::Id).all(db).await?)
}

/// The survey of this address, made where there is none yet; two may do so at once.
pub async fn ensure(db: &impl ConnectionTrait, workspace_id: i64, slug: &str, now: i64) -> Result<Survey> {
    let row = survey::ActiveModel {
        workspace_id: Set(workspace_id),
        slug: Set(slug.to_owned()),
        last_sequence: Set(0),
        closes_at: Set(None),
        created_at: Set(now),
        welcome_days: Set(WELCOME_DAYS),
        newest_version: Set(0),
        ..Default::default()
    };
    let once = OnConflict::column(survey::Column::Slug).do_nothing().to_owned();
    survey::Entity::insert_many([row]).on_conflict(once).exec_without_returning(db).await?;
    let survey = find(db, slug).await?;
    survey.ok_or_else(|| DbErr::RecordNotFound(slug.to_owned()).into())
}

pub async fn set_closes_at(db: &impl ConnectionTrait, id: i64, closes_at: Option<i64>) -> Result<()> {
    let update = survey::Entity::update_many().col_expr(survey::Column::ClosesAt, closes_at.into());
    update.filter(survey::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

pub async fn set_welcome_days(db: &impl ConnectionTrait, id: i64, days: i32) -> Result<()> {
    let update = survey::Entity::update_many().col_expr(survey::Column::WelcomeDays, days.into());
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

/// Every published version, the oldest first.
pub async fn published(db: &impl ConnectionTrait, survey_id: i64) -> Result<Vec<Version>> {
    let query = version::Entity::find().filter(version::Column::SurveyId.eq(survey_id));
    let query = query.filter(version::Column::Version.gt(0)).order_by_asc(version::Column::Version);
    Ok(query.all(db).await?)
}

/// Numbers above this one, and when they were published.
pub async fn published_after(db: &impl ConnectionTrait, survey_id: i64, version: i32) -> Result<Vec<(i32, i64)>> {
    let query = version::Entity::find().select_only().columns([version::Column::Version, version::Column::PublishedAt]);
    let query = query.filter(version::Column::SurveyId.eq(survey_id)).filter(version::Column::Version.gt(version));
    let rows: Vec<(i32, Option<i64>)> = query.into_tuple().all(db).await?;
    Ok(rows.into_iter().filter_map(|(version, at)| Some((version, at?))).collect())
}

/// One version; 0 is the draft.
pub async fn version(db: &impl ConnectionTrait, survey_id: i64, version: i32) -> Result<Option<Version>> {
    Ok(version::Entity::find_by_id((survey_id, version)).one(db).await?)
}

/// Writes a version that is not there yet; a published one is the newest from then on.
pub async fn put_version(db: &impl ConnectionTrait, row: Version) -> Result<()> {
    if row.version > 0 {
        let update = survey::Entity::update_many().col_expr(survey::Column::NewestVersion, row.version.into());
        update.filter(survey::Column::Id.eq(row.survey_id)).exec(db).await?;
    }
    version::Entity::insert(version::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}
