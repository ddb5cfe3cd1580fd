//! Staff, their sessions, and tokens of programs.

use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::entity::{session, staff, token};
use super::{Result, Session, Staff, Token};

pub async fn count_staff(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(staff::Entity::find().count(db).await?)
}

/// By the e-mail address in small letters.
pub async fn staff_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Staff>> {
    Ok(staff::Entity::find().filter(staff::Column::Email.eq(email)).one(db).await?)
}

/// Adds somebody; the id is given here.
pub async fn add_staff(db: &impl ConnectionTrait, row: Staff) -> Result<()> {
    let row = staff::ActiveModel { id: NotSet, ..row.into() };
    staff::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn set_password(db: &impl ConnectionTrait, staff_id: i64, password: &str) -> Result<()> {
    let update = staff::Entity::update_many().col_expr(staff::Column::Password, password.into());
    update.filter(staff::Column::Id.eq(staff_id)).exec(db).await?;
    Ok(())
}

pub async fn add_session(db: &impl ConnectionTrait, row: Session) -> Result<()> {
    session::Entity::insert(session::ActiveModel::from(row)).exec_without_returning(db).await?;
    Ok(())
}

/// Who is signed in under this hash, unless the session is over.
pub async fn session(db: &impl ConnectionTrait, hash: &str, now: i64) -> Result<Option<Staff>> {
    let query = session::Entity::find_by_id(hash).filter(session::Column::ExpiresAt.gt(now));
    match query.one(db).await? {
        Some(session) => Ok(staff::Entity::find_by_id(session.staff_id).one(db).await?),
        None => Ok(None),
    }
}

pub async fn end_session(db: &impl ConnectionTrait, hash: &str) -> Result<()> {
    session::Entity::delete_by_id(hash).exec(db).await?;
    Ok(())
}

pub async fn forget_sessions_before(db: &impl ConnectionTrait, now: i64) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(db).await?;
    Ok(())
}

pub async fn end_sessions_of(db: &impl ConnectionTrait, staff_id: i64) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::StaffId.eq(staff_id)).exec(db).await?;
    Ok(())
}

/// Adds a token; the id is given here.
pub async fn add_token(db: &impl ConnectionTrait, row: Token) -> Result<()> {
    let row = token::ActiveModel { id: NotSet, ..row.into() };
    token::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn token(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Token>> {
    Ok(token::Entity::find().filter(token::Column::Hash.eq(hash)).one(db).await?)
}
