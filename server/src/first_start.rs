//! A first start: the standard survey is published and the first coordinator gets an account.

use shared::standard;

use crate::role::Role;
use crate::settings::{Secret, Settings};
use crate::store::{self, Store};
use crate::{publish, staff};

/// The address of the standard survey.
pub const STANDARD: &str = "state-of-the-sector";
const EMAIL: &str = "admin@sectorwise.local";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the standard questionnaire cannot be read: {0}")]
    Standard(#[from] serde_json::Error),
    #[error("the standard questionnaire cannot be published: {0}")]
    Publish(#[from] publish::Error),
    #[error("the first coordinator cannot be added: {0}")]
    Staff(#[from] staff::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The first coordinator, with the password where it was made here: it is shown once.
#[derive(Debug, PartialEq, Eq)]
pub struct FirstCoordinator {
    pub email: String,
    pub password: Option<String>,
}

/// Publishes the standard survey where nobody has yet.
pub async fn publish_standard(store: &Store) -> Result<(), Error> {
    if store::surveys::find(store.read(), STANDARD).await?.is_none() {
        publish::publish(store, STANDARD, standard::state_of_the_sector()?).await?;
    }
    Ok(())
}

/// Does what a first start needs; `None` on every later start.
pub async fn first_start(store: &Store, settings: &Settings) -> Result<Option<FirstCoordinator>, Error> {
    publish_standard(store).await?;
    if store::people::count_staff(store.read()).await? > 0 {
        return Ok(None);
    }
    let email = settings.admin_email.as_deref().unwrap_or(EMAIL);
    let given = settings.admin_password.as_ref().map(|secret: &Secret| secret.reveal().to_owned());
    match staff::add(store, email, Role::Admin, given).await {
        Ok((email, password)) => Ok(Some(FirstCoordinator { email, password })),
        // Two processes started at once: the other one was first.
        Err(staff::Error::Taken(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
