//! Passwords: argon2id, few at a time and off the request threads, since each takes 19 MiB and its time.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

/// Hashes at once.
const AT_ONCE: usize = 2;

/// A hash that no password has, with the parameters of all others: an unknown e-mail takes as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2VjdG9yd2lzZS1ub2JvZHk$MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA";

pub struct Passwords {
    turns: Semaphore,
}

#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct Error(String);

impl Passwords {
    pub fn new() -> Passwords {
        Passwords { turns: Semaphore::new(AT_ONCE) }
    }

    /// Whether this is the password; without a hash it never is, and takes as long.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let _turn = self.turns.acquire().await.map_err(|error| Error(error.to_string()))?;
        let check = move || {
            let parsed = PasswordHash::new(&hash).map_err(|error| Error(error.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        };
        let fits = tokio::task::spawn_blocking(check).await.map_err(|error| Error(error.to_string()))??;
        Ok(known && fits)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Passwords::new()
    }
}

/// The hash to keep.
pub fn hash(password: &str) -> Result<String, Error> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|error| Error(error.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| Error(error.to_string()))?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| Error(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let hash = hash("horse").unwrap();
        let (somebody, nobody) = (PasswordHash::new(&hash).unwrap(), PasswordHash::new(NOBODY).unwrap());
        assert_eq!(somebody.params, nobody.params);
        assert_eq!(somebody.algorithm, nobody.algorithm);
        assert_eq!(somebody.hash.unwrap().len(), nobody.hash.unwrap().len());
        assert!(Argon2::default().verify_password(b"horse", &somebody).is_ok());
        assert!(Argon2::default().verify_password(b"horses", &somebody).is_err());
    }
}
