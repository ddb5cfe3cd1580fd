//! Snapshots of tallies, one a survey.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};

use super::entity::tally_snapshot::{self, Column};
use super::{Result, Snapshot};

pub async fn get(db: &impl ConnectionTrait, survey_id: i64) -> Result<Option<Snapshot>> {
    Ok(tally_snapshot::Entity::find_by_id(survey_id).one(db).await?)
}

/// Takes the place of the survey's older snapshot.
pub async fn put(db: &impl ConnectionTrait, row: Snapshot) -> Result<()> {
    let columns = [Column::Sequence, Column::Basis, Column::Body];
    let newer = OnConflict::column(Column::SurveyId).update_columns(columns).to_owned();
    let row = tally_snapshot::ActiveModel::from(row);
    tally_snapshot::Entity::insert(row).on_conflict(newer).exec_without_returning(db).await?;
    Ok(())
}
