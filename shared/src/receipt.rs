//! The receipt: the only yes that a device believes, since a captive portal also says 200.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_compact::{KeyPair, PublicKey, Seed, Signature};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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
        let mut rest = Map::new();
        let mut put = |key: &str, value: Value| rest.insert(key.to_owned(), value);
        put("id", self.id.as_str().into());
        put("survey", self.survey.as_str().into());
        put("version", self.version.into());
        put("revision", self.revision.into());
        put("sha256", self.sha256.as_str().into());
        put("received_at", self.received_at.as_str().into());
        put("sequence", self.sequence.into());
        put("key_id", self.key_id.as_str().into());
        canonical(&Value::Object(rest))
    }

    /// Whether one of `keys` signed exactly this.
    pub fn is_signed_by(&self, keys: &[ReceiptKey]) -> bool {
        keys.iter().filter(|key| key.id == self.key_id).any(|key| self.verify(key).is_some())
    }

    fn verify(&self, key: &ReceiptKey) -> Option<()> {
        let key = PublicKey::from_slice(&decode(&key.key)?).ok()?;
        let signature = Signature::from_slice(&decode(&self.signature)?).ok()?;
        key.verify(self.signed_bytes().as_bytes(), &signature).ok()
    }
}

/// Base64, read by hand: the crate's reader is three kilobytes on the phone. `None` for anything but the one
/// spelling of some bytes.
fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_suffix("==").or(text.strip_suffix('=')).unwrap_or(text);
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0u32);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 & 0xffff | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    let is_whole = text.len().is_multiple_of(4) && count < 6 && bits & ((1 << count) - 1) == 0;
    is_whole.then_some(bytes)
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

    proptest::proptest! {
        #[test]
        fn base64_reads_as_the_crate_does(text in "[A-Za-z0-9+/]{0,12}={0,3}", bytes in proptest::collection::vec(0u8.., 0..70)) {
            proptest::prop_assert_eq!(decode(&text), STANDARD.decode(&text).ok());
            proptest::prop_assert_eq!(decode(&STANDARD.encode(&bytes)), Some(bytes));
        }
    }

    /// A field that is added and forgotten here would not be signed.
    #[test]
    fn everything_but_the_signature_is_signed() {
        let mut all = serde_json::to_value(receipt()).unwrap();
        all.as_object_mut().unwrap().remove("signature");
        assert_eq!(receipt().signed_bytes(), canonical(&all));
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
