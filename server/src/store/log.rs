//! The log: numbered entries that are only ever added, and whose bytes can be erased.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IdenStatic, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement, Value,
};

use super::entity::submission::{self, Column};
use super::{Entry, Result};

/// What is needed to answer about an entry: everything but its bytes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Held {
    pub sequence: i64,
    pub kind: String,
    pub submission_id: String,
    pub revision: i32,
    pub version: i32,
    pub sha256: String,
    pub edit_key_sha256: Option<String>,
    pub received_at: i64,
    pub key_id: String,
    pub signature: String,
}

/// The highest revisions of one submission, withdrawals included; 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Newest {
    pub in_time: i32,
    pub late: i32,
}

impl Newest {
    /// Whether this is the entry that counts, or the late one that waits to take its place.
    pub fn has(&self, entry: &Entry) -> bool {
        let (newest, beaten) = if entry.late { (self.late, self.in_time) } else { (self.in_time, 0) };
        entry.revision == newest && newest > beaten
    }
}

/// Rows in one statement.
const LARGEST: usize = 64;

const HELD: [Column; 10] = [
    Column::Sequence,
    Column::Kind,
    Column::SubmissionId,
    Column::Revision,
    Column::Version,
    Column::Sha256,
    Column::EditKeySha256,
    Column::ReceivedAt,
    Column::KeyId,
    Column::Signature,
];

/// Every revision of these submissions, in the order of the log.
pub async fn held(db: &impl ConnectionTrait, survey_id: i64, ids: &[&str]) -> Result<Vec<Held>> {
    let mut found = Vec::new();
    for ids in ids.chunks(LARGEST) {
        // As many parameters as the next power of two: few statements, so they stay prepared.
        let last = ids.last().copied().unwrap_or_default();
        let padded = ids.iter().copied().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
        let query = submission::Entity::find().select_only().columns(HELD).filter(Column::SurveyId.eq(survey_id));
        let query = query.filter(Column::SubmissionId.is_in(padded));
        found.extend(query.into_model::<Held>().all(db).await?);
    }
    found.sort_unstable_by_key(|held: &Held| held.sequence);
    Ok(found)
}

/// Entries after a number, in order; `limit` of them at most.
pub async fn after(db: &impl ConnectionTrait, survey_id: i64, sequence: i64, limit: u64) -> Result<Vec<Entry>> {
    let query = submission::Entity::find().filter(Column::SurveyId.eq(survey_id)).filter(Column::Sequence.gt(sequence));
    Ok(query.order_by_asc(Column::Sequence).limit(limit).all(db).await?)
}

/// How many entries of a kind there are.
pub async fn count(db: &impl ConnectionTrait, survey_id: i64, kind: &str) -> Result<u64> {
    let query = submission::Entity::find().filter(Column::SurveyId.eq(survey_id)).filter(Column::Kind.eq(kind));
    Ok(query.count(db).await?)
}

/// Adds entries, many rows a statement. The statement is put together as text, since everybody waits for the writer:
/// to build it as a tree of expressions, one for each value, takes longer.
pub async fn append(db: &impl ConnectionTrait, entries: Vec<Entry>) -> Result<()> {
    let backend = db.get_database_backend();
    let mut entries = entries.into_iter();
    while let Some(bits) = entries.len().checked_ilog2() {
        // Powers of two again, so that the statements stay prepared.
        let rows = LARGEST.min(1 << bits);
        let values: Vec<Value> = entries.by_ref().take(rows).flat_map(row).collect();
        db.execute_raw(Statement::from_sql_and_values(backend, insertion(backend, rows), values)).await?;
    }
    Ok(())
}

/// In the order of [`row`].
const COLUMNS: [Column; 16] = [
    Column::SurveyId,
    Column::Sequence,
    Column::WorkspaceId,
    Column::Kind,
    Column::SubmissionId,
    Column::Revision,
    Column::Version,
    Column::Sha256,
    Column::Body,
    Column::EditKeySha256,
    Column::ReceivedAt,
    Column::FinishedAt,
    Column::Late,
    Column::Demo,
    Column::KeyId,
    Column::Signature,
];

/// In the order of [`COLUMNS`].
fn row(entry: Entry) -> [Value; COLUMNS.len()] {
    [
        entry.survey_id.into(),
        entry.sequence.into(),
        entry.workspace_id.into(),
        entry.kind.into(),
        entry.submission_id.into(),
        entry.revision.into(),
        entry.version.into(),
        entry.sha256.into(),
        entry.body.into(),
        entry.edit_key_sha256.into(),
        entry.received_at.into(),
        entry.finished_at.into(),
        entry.late.into(),
        entry.demo.into(),
        entry.key_id.into(),
        entry.signature.into(),
    ]
}

fn insertion(backend: DbBackend, rows: usize) -> String {
    let mut sql = format!("INSERT INTO submission ({}) VALUES ", COLUMNS.map(|column| column.as_str()).join(", "));
    let mut place = 0;
    for row in 0..rows {
        sql.push_str(if row > 0 { ", (" } else { "(" });
        for column in 0..COLUMNS.len() {
            sql.push_str(if column > 0 { ", " } else { "" });
            place += 1;
            match backend {
                DbBackend::Sqlite => sql.push('?'),
                _ => sql.push_str(&format!("${place}")),
            }
        }
        sql.push(')');
    }
    sql
}

/// Takes the bytes of a submission away; numbers and hashes stay.
pub async fn erase(db: &impl ConnectionTrait, survey_id: i64, submission_id: &str) -> Result<()> {
    let update = submission::Entity::update_many().col_expr(Column::Body, Expr::value(None::<String>));
    let update = update.filter(Column::SurveyId.eq(survey_id)).filter(Column::SubmissionId.eq(submission_id));
    update.filter(Column::Kind.eq("submission")).exec(db).await?;
    Ok(())
}

/// The highest revision of every submission, withdrawals included.
pub async fn newest_revisions(db: &impl ConnectionTrait, survey_id: i64) -> Result<HashMap<String, Newest>> {
    let query = submission::Entity::find().select_only().columns([Column::SubmissionId, Column::Late]);
    let query = query.column_as(Column::Revision.max(), "revision").filter(Column::SurveyId.eq(survey_id));
    let query = query.group_by(Column::SubmissionId).group_by(Column::Late);
    let rows: Vec<(String, bool, i32)> = query.into_tuple().all(db).await?;
    let mut newest: HashMap<String, Newest> = HashMap::new();
    for (id, late, revision) in rows {
        let known = newest.entry(id).or_default();
        *if late { &mut known.late } else { &mut known.in_time } = revision;
    }
    Ok(newest)
}

/// Takes the bytes of every demo answer away, and their contact details; numbers and hashes stay.
pub async fn erase_demo(db: &impl ConnectionTrait, survey_id: i64) -> Result<u64> {
    let update = submission::Entity::update_many().col_expr(Column::Body, Expr::value(None::<String>));
    let update = update.filter(Column::SurveyId.eq(survey_id)).filter(Column::Demo.eq(true));
    let erased = update.filter(Column::Body.is_not_null()).exec(db).await?;
    Ok(erased.rows_affected)
}

/// The newest number of a kind of entry, or of all; 0 where there is none.
pub async fn newest_number(db: &impl ConnectionTrait, survey_id: i64, kind: Option<&str>) -> Result<i64> {
    let mut query = submission::Entity::find().filter(Column::SurveyId.eq(survey_id));
    if let Some(kind) = kind {
        query = query.filter(Column::Kind.eq(kind));
    }
    let query = query.select_only().column_as(Column::Sequence.max(), "newest");
    Ok(query.into_tuple::<Option<i64>>().one(db).await?.flatten().unwrap_or(0))
}

/// Id, revision and number of whatever of these submissions has bytes.
pub async fn with_bytes(db: &impl ConnectionTrait, survey_id: i64, ids: &[&str]) -> Result<Vec<(String, i32, i64)>> {
    let mut found = Vec::new();
    for ids in ids.chunks(LARGEST) {
        let query = submission::Entity::find().select_only();
        let query = query.columns([Column::SubmissionId, Column::Revision, Column::Sequence]);
        let query =
            query.filter(Column::SurveyId.eq(survey_id)).filter(Column::SubmissionId.is_in(ids.iter().copied()));
        let query = query.filter(Column::Kind.eq("submission")).filter(Column::Body.is_not_null());
        found.extend(query.into_tuple::<(String, i32, i64)>().all(db).await?);
    }
    Ok(found)
}
