//! Snapshots of tallies, one a survey, in parts that are written one by one.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::entity::tally_snapshot::{self, Column};
use super::entity::tally_snapshot_part::{self, Column as Part};
use super::{Result, Snapshot, SnapshotPart};

pub async fn get(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<Snapshot>> {
    Ok(tally_snapshot::Entity::find_by_id(survey_id).one(db).await?)
}

/// Takes the place of the survey's older snapshot; `false` where parts of it are not there.
pub async fn put(db: &impl ConnectionTrait, row: Snapshot) -> Result<bool> {
    let parts = tally_snapshot_part::Entity::find().filter(Part::SurveyId.eq(row.survey_id));
    if parts.filter(Part::Generation.eq(&row.generation)).count(db).await? != u64::from(row.parts.unsigned_abs()) {
        return Ok(false);
    }
    let columns = [Column::Sequence, Column::Basis, Column::Body, Column::Generation, Column::Parts];
    let newer = OnConflict::column(Column::SurveyId).update_columns(columns).to_owned();
    let row = tally_snapshot::ActiveModel::from(row);
    tally_snapshot::Entity::insert(row).on_conflict(newer).exec_without_returning(db).await?;
    Ok(true)
}

pub async fn put_part(db: &impl ConnectionTrait, row: SnapshotPart) -> Result<()> {
    tally_snapshot_part::Entity::insert(tally_snapshot_part::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

/// The bytes of one part.
pub async fn part(db: &impl ConnectionTrait, survey_id: i64, generation: &str, number: i32) -> Result<Option<Vec<u8>>> {
    let query = tally_snapshot_part::Entity::find_by_id((survey_id, generation.to_owned(), number));
    Ok(query.one(db).await?.map(|part| part.body))
}

/// Parts of what was written, or begun, before this generation.
pub async fn older_parts(db: &impl ConnectionTrait, survey_id: i64, generation: &str) -> Result<Vec<(String, i32)>> {
    let query = tally_snapshot_part::Entity::find().select_only().columns([Part::Generation, Part::Number]);
    let query = query.filter(Part::SurveyId.eq(survey_id)).filter(Part::Generation.lt(generation));
    Ok(query.into_tuple().all(db).await?)
}

pub async fn forget_part(db: &impl ConnectionTrait, survey_id: i64, generation: &str, number: i32) -> Result<()> {
    tally_snapshot_part::Entity::delete_by_id((survey_id, generation.to_owned(), number)).exec(db).await?;
    Ok(())
}
