//! The root secret and what comes from it: the key that signs receipts, the key of sessions.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use shared::json::sha256_hex;
use shared::receipt::{Receipt, ReceiptKey, Signer};

use crate::settings::Secret;
use crate::store::{self, HUB, Store};
use crate::{clock, random};

/// Keys in force. The root itself is not kept in memory beyond its derivations.
pub struct Keys {
    key: ReceiptKey,
    signing: SigningKey,
    listed: Vec<ReceiptKey>,
    session: [u8; 32],
    links: [u8; 32],
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("the operating system gives no random numbers: {0}")]
    Random(getrandom::Error),
}

const ROOT: &str = "secret-key";

impl Keys {
    /// Takes the root from the settings, else from the database, where a first start leaves one.
    pub async fn load(store: &Store, given: Option<&Secret>) -> Result<Keys, Error> {
        let root = match given {
            Some(secret) => secret.reveal().to_owned(),
            None => kept_root(store).await?,
        };
        let seed = derive(&root, "receipt");
        let key = Signer::from_seed(seed).key();
        let transaction = store.begin().await?;
        store::receipt_keys::add(&*transaction, HUB, &key, clock::now()).await?;
        transaction.commit().await?;
        let listed = store::receipt_keys::all(store.read(), HUB).await?;
        Ok(Keys {
            key,
            signing: SigningKey::from_bytes(&seed),
            listed,
            session: derive(&root, "session"),
            links: derive(&root, "link"),
        })
    }

    /// Every key that ever signed here: a receipt stays good when the root changes.
    pub fn listed(&self) -> &[ReceiptKey] {
        &self.listed
    }

    /// As `shared`'s signer does it, byte for byte, in a quarter of its time: the writer signs one by one.
    pub fn sign(&self, mut receipt: Receipt) -> Receipt {
        receipt.key_id.clone_from(&self.key.id);
        let signature = self.signing.sign(receipt.signed_bytes().as_bytes());
        receipt.signature = STANDARD.encode(signature.to_bytes());
        receipt
    }

    /// Signs what a link promises: 128 bits that nobody makes up.
    pub fn seal(&self, promise: &str) -> String {
        let seal = hmac(&self.links, promise.as_bytes());
        URL_SAFE_NO_PAD.encode(seal.get(..16).unwrap_or_default())
    }

    /// Whether it is our own signature; the time it takes says nothing about how much of it is right.
    pub fn is_sealed(&self, promise: &str, seal: &str) -> bool {
        let right = self.seal(promise);
        right.len() == seal.len() && right.bytes().zip(seal.bytes()).fold(0, |odd, (a, b)| odd | (a ^ b)) == 0
    }

    /// What is kept of a session's secret. A new root ends every session.
    pub fn session_hash(&self, secret: &str) -> String {
        sha256_hex(&[&self.session[..], secret.as_bytes()].concat())
    }
}

/// Keys ready to check many receipts, each faster than the phone's implementation does it.
pub struct Verifier(HashMap<String, VerifyingKey>);

impl Verifier {
    /// What cannot be a key is left out, so that nothing is signed by it.
    pub fn new(keys: &[ReceiptKey]) -> Verifier {
        let read = |key: &ReceiptKey| {
            let bytes: [u8; 32] = STANDARD.decode(&key.key).ok()?.try_into().ok()?;
            Some((key.id.clone(), VerifyingKey::from_bytes(&bytes).ok()?))
        };
        Verifier(keys.iter().filter_map(read).collect())
    }

    /// Whether the key that it names signed exactly this.
    pub fn is_signed(&self, receipt: &Receipt) -> bool {
        let Some(key) = self.0.get(&receipt.key_id) else { return false };
        let signature = STANDARD.decode(&receipt.signature).ok().and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| key.verify_strict(receipt.signed_bytes().as_bytes(), &signature).is_ok())
    }
}

/// What is kept of a program's token: the same on the command line and in the server, whatever their roots.
pub fn token_hash(token: &str) -> String {
    sha256_hex(token.as_bytes())
}

fn derive(root: &str, label: &str) -> [u8; 32] {
    Sha256::digest(format!("sectorwise {label} key\n{root}")).into()
}

/// HMAC-SHA256 (RFC 2104) with a key that is shorter than a block.
fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| -> [u8; 64] { std::array::from_fn(|at| key.get(at).copied().unwrap_or(0) ^ pad) };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

/// Two processes may start at once: what lies there after both have tried is the root of both.
async fn kept_root(store: &Store) -> Result<String, Error> {
    if let Some(root) = store::settings::get(store.read(), HUB, ROOT).await? {
        return Ok(root);
    }
    let fresh = random::secret().map_err(Error::Random)?;
    let transaction = store.begin().await?;
    store::settings::put_if_absent(&*transaction, HUB, ROOT, &fresh).await?;
    transaction.commit().await?;
    Ok(store::settings::get(store.read(), HUB, ROOT).await?.unwrap_or(fresh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_signed_as_the_shared_signer_would() {
        let seed = derive("a root", "receipt");
        let signer = Signer::from_seed(seed);
        let keys = Keys {
            key: signer.key(),
            signing: SigningKey::from_bytes(&seed),
            listed: vec![],
            session: seed,
            links: seed,
        };
        let receipt = Receipt {
            id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
            survey: "s".into(),
            version: 1,
            revision: 1,
            sha256: "00".into(),
            received_at: "2026-11-22T10:14:00.000Z".into(),
            sequence: 7,
            key_id: String::new(),
            signature: String::new(),
        };
        assert_eq!(keys.sign(receipt.clone()), signer.sign(receipt.clone()));
        let (signed, verifier) = (keys.sign(receipt), Verifier::new(&[signer.key()]));
        assert!(verifier.is_signed(&signed) && !Verifier::new(&[]).is_signed(&signed));
        assert!(!verifier.is_signed(&Receipt { sequence: 8, ..signed }));
        let seal = keys.seal("1 0 491000");
        assert_eq!(seal.len(), 22);
        assert!(keys.is_sealed("1 0 491000", &seal) && !keys.is_sealed("1 0 491001", &seal));
        assert!(!keys.is_sealed("1 0 491000", "") && !keys.is_sealed("1 0 491000", &seal.to_lowercase()));
    }

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // Test cases 1 and 2; a short key is filled up with zeros.
        let key = |short: &[u8]| std::array::from_fn(|at| short.get(at).copied().unwrap_or(0));
        let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let first = hmac(&key(&[0x0b; 20]), b"Hi There");
        assert_eq!(hex(first), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        let second = hmac(&key(b"Jefe"), b"what do ya want for nothing?");
        assert_eq!(hex(second), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
