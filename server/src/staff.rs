//! Adding people and programs.

use crate::keys::token_hash;
use crate::role::Role;
use crate::store::{self, HUB, Staff, Store, Token};
use crate::{clock, password, random};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0:?} is not an e-mail address")]
    NotAnEmail(String),
    #[error("a password needs 8 characters or more")]
    TooShort,
    #[error("{0} has an account already")]
    Taken(String),
    #[error("{0} has no account")]
    Nobody(String),
    #[error("give the token a name")]
    NoName,
    #[error(transparent)]
    Password(#[from] password::Error),
    #[error("the operating system gives no random numbers: {0}")]
    Random(getrandom::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The account's e-mail address, and its password where it was made here.
pub async fn add(
    store: &Store,
    email: &str,
    role: Role,
    given: Option<String>,
) -> Result<(String, Option<String>), Error> {
    let email = email.trim().to_lowercase();
    let looks_right = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if !looks_right || email.len() > 254 || email.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(Error::NotAnEmail(email));
    }
    let (hash, made) = hashed(given)?;
    let transaction = store.begin().await?;
    if store::people::staff_by_email(&*transaction, &email).await?.is_some() {
        return Err(Error::Taken(email));
    }
    let row = Staff {
        id: 0,
        workspace_id: HUB,
        email: email.clone(),
        password: hash,
        role: role.code().to_owned(),
        created_at: clock::now(),
    };
    store::people::add_staff(&*transaction, row).await?;
    transaction.commit().await?;
    Ok((email, made))
}

/// The new password where it was made here.
pub async fn set_password(store: &Store, email: &str, given: Option<String>) -> Result<Option<String>, Error> {
    let email = email.trim().to_lowercase();
    let (hash, made) = hashed(given)?;
    let transaction = store.begin().await?;
    let staff = store::people::staff_by_email(&*transaction, &email).await?.ok_or(Error::Nobody(email))?;
    store::people::set_password(&*transaction, staff.id, &hash).await?;
    // Whoever knew the old one may be signed in somewhere.
    store::people::end_sessions_of(&*transaction, staff.id).await?;
    transaction.commit().await?;
    Ok(made)
}

/// The hash to keep, and the password where it was made here.
fn hashed(given: Option<String>) -> Result<(String, Option<String>), Error> {
    let made = match &given {
        Some(given) if given.chars().count() < 8 => return Err(Error::TooShort),
        Some(_) => None,
        None => Some(random::password().map_err(Error::Random)?),
    };
    let hash = password::hash(given.as_deref().or(made.as_deref()).unwrap_or_default())?;
    Ok((hash, made))
}

/// The token itself, which is kept nowhere.
pub async fn add_token(store: &Store, name: &str, role: Role) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.contains('\0') {
        return Err(Error::NoName);
    }
    let token = format!("sw_{}", random::secret().map_err(Error::Random)?);
    let transaction = store.begin().await?;
    let row = Token {
        id: 0,
        workspace_id: HUB,
        name: name.to_owned(),
        hash: token_hash(&token),
        role: role.code().to_owned(),
        created_at: clock::now(),
    };
    store::people::add_token(&*transaction, row).await?;
    transaction.commit().await?;
    Ok(token)
}
