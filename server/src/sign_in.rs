//! Signing in and out, and who is behind a session's cookie or a program's token.

use std::net::IpAddr;

use shared::time::Millis;

use crate::keys::token_hash;
use crate::role::Role;
use crate::state::App;
use crate::store::{self, Session, Staff};
use crate::throttle::{self, TooOften};
use crate::{clock, password, random};

/// How long a session lasts.
pub const LASTS: Millis = 7 * 24 * 3_600_000;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub workspace_id: i64,
    /// An e-mail address, or a token's name.
    pub name: String,
    pub role: Role,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Always the same, whatever was wrong.
    #[error("wrong e-mail address or password")]
    Wrong,
    #[error("too many tries")]
    TooOften(TooOften),
    #[error(transparent)]
    Password(#[from] password::Error),
    #[error("the operating system gives no random numbers: {0}")]
    Random(getrandom::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The secret of a new session, and whose it is.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: String,
    ip: Option<IpAddr>,
) -> Result<(String, Identity), Error> {
    let (now, email) = (clock::now(), email.trim().to_lowercase());
    let by_address = ip.map(throttle::address);
    let throttles = &app.throttles;
    throttles.sign_in_by_address.take(by_address).map_err(Error::TooOften)?;
    throttles.sign_in_by_email.take(&email).map_err(Error::TooOften)?;
    // A zero byte is no part of an address, and PostgreSQL refuses it with an error of its own.
    let staff = match email.contains('\0') {
        true => None,
        false => store::people::staff_by_email(app.store.read(), &email).await?,
    };
    let hash = staff.as_ref().map(|staff| staff.password.clone());
    let fits = app.passwords.verify(password, hash).await?;
    let Some(staff) = staff.filter(|_| fits) else { return Err(Error::Wrong) };
    throttles.sign_in_by_address.give_back(by_address);
    throttles.sign_in_by_email.give_back(&email);
    let secret = random::secret().map_err(Error::Random)?;
    let transaction = app.store.begin().await?;
    store::people::forget_sessions_before(&*transaction, now).await?;
    let session = Session {
        hash: app.keys.session_hash(&secret),
        workspace_id: staff.workspace_id,
        staff_id: staff.id,
        created_at: now,
        expires_at: now + LASTS,
    };
    store::people::add_session(&*transaction, session).await?;
    transaction.commit().await?;
    identity(staff).map(|identity| (secret, identity)).ok_or(Error::Wrong)
}

/// Ends a session; nothing happens where there is none.
pub async fn sign_out(app: &App, secret: &str) -> store::Result<()> {
    let transaction = app.store.begin().await?;
    store::people::end_session(&*transaction, &app.keys.session_hash(secret)).await?;
    transaction.commit().await
}

/// Who is signed in with a cookie's secret.
pub async fn by_session(app: &App, secret: &str) -> store::Result<Option<Identity>> {
    let staff = store::people::session(app.store.read(), &app.keys.session_hash(secret), clock::now()).await?;
    Ok(staff.and_then(identity))
}

fn identity(staff: Staff) -> Option<Identity> {
    Some(Identity { workspace_id: staff.workspace_id, role: Role::from_code(&staff.role)?, name: staff.email })
}

/// Which program holds a token.
pub async fn by_token(app: &App, token: &str) -> store::Result<Option<Identity>> {
    let token = store::people::token(app.store.read(), &token_hash(token)).await?;
    Ok(token.and_then(|token| {
        let role = Role::from_code(&token.role)?;
        Some(Identity { workspace_id: token.workspace_id, name: token.name, role })
    }))
}
