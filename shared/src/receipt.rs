//! The receipt: the only yes that a device believes, since a captive portal also says 200.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_compact::{KeyPair, PublicKey, Seed, Signature};
use serde::{Deserialize, Serialize};

use crate::json::{canonical, sha256_hex};

/// A signed promise that a submission is durably stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub id: String,
    pub survey: String,
    pub version: u32,
    pub revision: u32,
    pub sha256: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// Its number in the survey's log.
    pub sequence: u64,
    pub key_id: String,
    /// Ed25519 over the RFC 8785 bytes of the rest, base64.
    pub signature: String,
}

/// A public key with which receipts can be verified, as the survey lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptKey {
    pub id: String,
    /// 32 bytes, base64.
    pub key: String,
}

impl Receipt {
    /// The bytes that are signed: everything but the signature.
    pub fn signed_bytes(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.remove("signature");
        }
        canonical(&value)
    }

    /// Whether one of `keys` signed exactly this.
    pub fn is_signed_by(&self, keys: &[ReceiptKey]) -> bool {
        keys.iter().filter(|key| key.id == self.key_id).any(|key| self.verify(key).is_some())
    }

    fn verify(&self, key: &ReceiptKey) -> Option<()> {
        let key = PublicKey::from_slice(&STANDARD.decode(&key.key).ok()?).ok()?;
        let signature = Signature::from_slice(&STANDARD.decode(&self.signature).ok()?).ok()?;
        key.verify(self.signed_bytes().as_bytes(), &signature).ok()
    }
}

/// Signs receipts; made from a secret seed of 32 bytes.
pub struct Signer {
    pair: KeyPair,
    id: String,
}

impl Signer {
    pub fn from_seed(seed: [u8; 32]) -> Signer {
        let pair = KeyPair::from_seed(Seed::new(seed));
        let id = sha256_hex(pair.pk.as_ref()).get(..16).unwrap_or_default().to_owned();
        Signer { pair, id }
    }

    /// The public half.
    pub fn key(&self) -> ReceiptKey {
        ReceiptKey { id: self.id.clone(), key: STANDARD.encode(self.pair.pk.as_ref()) }
    }

    /// Fills in `key_id` and `signature`; the same content always gets the same signature.
    pub fn sign(&self, mut receipt: Receipt) -> Receipt {
        receipt.key_id.clone_from(&self.id);
        let signature = self.pair.sk.sign(receipt.signed_bytes().as_bytes(), None);
        receipt.signature = STANDARD.encode(signature.as_ref());
        receipt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt() -> Receipt {
        Receipt {
            id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
            survey: "s".into(),
            version: 1,
            revision: 1,
            sha256: "00".into(),
            received_at: "2026-11-22T10:14:00.000Z".into(),
            sequence: 7,
            key_id: String::new(),
            signature: String::new(),
        }
    }

    #[test]
    fn only_the_untouched_receipt_of_a_listed_key_is_a_yes() {
        let signer = Signer::from_seed([7; 32]);
        let keys = [Signer::from_seed([8; 32]).key(), signer.key()];
        let signed = signer.sign(receipt());
        assert!(signed.is_signed_by(&keys));
        assert!(!signed.is_signed_by(&keys[..1]));
        for touched in [
            Receipt { sequence: 8, ..signed.clone() },
            Receipt { sha256: "01".into(), ..signed.clone() },
            Receipt { key_id: keys[0].id.clone(), ..signed.clone() },
            Receipt { signature: String::new(), ..signed.clone() },
            Receipt { signature: "!".into(), ..signed.clone() },
        ] {
            assert!(!touched.is_signed_by(&keys));
        }
    }
}
