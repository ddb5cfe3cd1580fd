//! Contact details, apart from the answers.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Result;
use super::entity::contact::{self, Column};
use super::entity::submission;

pub use super::entity::contact::Model as Contact;

pub async fn add(db: &impl ConnectionTrait, rows: Vec<Contact>) -> Result<()> {
    for rows in rows.chunks(100) {
        let rows = rows.iter().cloned().map(contact::ActiveModel::from);
        contact::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

pub async fn erase(db: &impl ConnectionTrait, survey_id: i64, submission_id: &str) -> Result<()> {
    let delete = contact::Entity::delete_many().filter(Column::SurveyId.eq(survey_id));
    delete.filter(Column::SubmissionId.eq(submission_id)).exec(db).await?;
    Ok(())
}

/// Those of demo answers; call it before or after their bytes are erased, it looks at their mark only.
pub async fn erase_demo(db: &impl ConnectionTrait, survey_id: i64) -> Result<()> {
    let demo = submission::Entity::find().select_only().column(submission::Column::SubmissionId);
    let demo = demo.filter(submission::Column::SurveyId.eq(survey_id)).filter(submission::Column::Demo.eq(true));
    let delete = contact::Entity::delete_many().filter(Column::SurveyId.eq(survey_id));
    delete.filter(Column::SubmissionId.in_subquery(demo.into_query())).exec(db).await?;
    Ok(())
}

/// Those of these submissions, all revisions.
pub async fn of(db: &impl ConnectionTrait, survey_id: i64, ids: &[&str]) -> Result<Vec<Contact>> {
    let query = contact::Entity::find().filter(Column::SurveyId.eq(survey_id));
    Ok(query.filter(Column::SubmissionId.is_in(ids.iter().copied())).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, survey_id: i64) -> Result<u64> {
    Ok(contact::Entity::find().filter(Column::SurveyId.eq(survey_id)).count(db).await?)
}
