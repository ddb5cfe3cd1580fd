//! A submission: how the device freezes it, how the server reads it, what both hash.

use serde_json::{Map, Value};

use crate::interview::Finished;
use crate::json::{canonical, read, sha256_hex};
use crate::problem::{Code, Problem};
use crate::time::Stamp;

/// Everything about a submission beside its answers, as the device knows it at the finish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// UUIDv7, made by the device.
    pub id: String,
    pub survey: String,
    pub version: u32,
    pub revision: u32,
    /// RFC 3339 with the device's offset.
    pub started_at: String,
    pub finished_at: String,
    pub language: String,
    /// Revision 1 carries the key's SHA-256, later ones the key itself.
    pub edit_key: String,
    /// The version of the privacy notice that was shown.
    pub notice: String,
    /// Random, so that the hash of contact details cannot be guessed.
    pub salt: String,
}

/// The bytes to send, for ever: made once, at the finish.
pub fn freeze(cover: &Cover, finished: &Finished) -> String {
    let mut body = Map::new();
    let mut put = |key: &str, value: Value| body.insert(key.to_owned(), value);
    put("id", cover.id.clone().into());
    put("survey", cover.survey.clone().into());
    put("version", cover.version.into());
    put("revision", cover.revision.into());
    put("started_at", cover.started_at.clone().into());
    put("finished_at", cover.finished_at.clone().into());
    put("language", cover.language.clone().into());
    put("notice", cover.notice.clone().into());
    if cover.revision == 1 {
        put("edit_key_sha256", sha256_hex(cover.edit_key.as_bytes()).into());
    } else {
        put("edit_key", cover.edit_key.clone().into());
    }
    if let Some(contact) = &finished.contact {
        let contact = crate::interview::Contact { salt: cover.salt.clone(), ..contact.clone() };
        put("contact", contact.to_value());
    }
    put("answers", Value::Object(finished.answers.clone()));
    canonical(&Value::Object(body))
}

/// A submission as received: readable, but its answers not yet checked against its questionnaire.
#[derive(Clone, Debug)]
pub struct Received {
    pub id: String,
    pub survey: String,
    pub version: u32,
    pub revision: u32,
    pub started_at: Option<Stamp>,
    pub finished_at: Stamp,
    pub language: String,
    pub edit_key_sha256: Option<String>,
    pub edit_key: Option<String>,
    pub answers: Map<String, Value>,
    pub contact: Option<Value>,
    /// The RFC 8785 bytes with `contact` replaced by its hash: what is stored and hashed.
    pub body: String,
    pub sha256: String,
    /// The RFC 8785 bytes of `contact`, stored apart.
    pub contact_body: Option<String>,
}

/// Why a submission cannot even be checked; the id where it could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    pub id: Option<String>,
    pub problem: Problem,
}

/// Reads one submission; every shape error is the item's own, and never touches its neighbours.
pub fn receive(bytes: &[u8]) -> Result<Received, Unreadable> {
    let value = read(bytes)
        .map_err(|error| Unreadable { id: None, problem: Problem::whole(Code::Unreadable).detail(error.0) })?;
    let id = value.get("id").and_then(Value::as_str).filter(|id| is_uuid(id)).map(str::to_owned);
    from_value(value).map_err(|detail| Unreadable { id, problem: Problem::whole(Code::Unreadable).detail(detail) })
}

fn from_value(value: Value) -> Result<Received, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let number = |key: &str| {
        let number = value.get(key).and_then(Value::as_f64).filter(|number| number.fract() == 0.0);
        number
            .filter(|number| (1.0..=1e6).contains(number))
            .map(|number| number as u32)
            .ok_or(format!("{key} is missing"))
    };
    let id = text("id").filter(|id| is_uuid(id)).ok_or("id is not a UUID in small letters")?.to_owned();
    let survey = text("survey").filter(|slug| slug.len() <= 64).ok_or("survey is missing")?.to_owned();
    let (version, revision) = (number("version")?, number("revision")?);
    let finished_at = text("finished_at").and_then(Stamp::parse).ok_or("finished_at is not RFC 3339")?;
    let started_at = match value.get("started_at") {
        None => None,
        Some(_) => Some(text("started_at").and_then(Stamp::parse).ok_or("started_at is not RFC 3339")?),
    };
    let language = text("language").unwrap_or("en");
    if language.len() > 35 || !language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err("language is not a language tag".into());
    }
    let language = language.to_owned();
    let edit_key_sha256 = text("edit_key_sha256").map(str::to_ascii_lowercase);
    if edit_key_sha256.as_ref().is_some_and(|hash| !is_sha256(hash)) {
        return Err("edit_key_sha256 is not 64 hexadecimal digits".into());
    }
    let edit_key = text("edit_key").map(str::to_owned);
    let contact = value.get("contact").cloned();
    let contact_body = contact.as_ref().map(canonical);
    let mut value = without_contact(value, contact_body.as_deref());
    let body = canonical(&value);
    let Some(Value::Object(answers)) = value.as_object_mut().and_then(|object| object.remove("answers")) else {
        return Err("answers is not an object".into());
    };
    Ok(Received {
        sha256: sha256_hex(body.as_bytes()),
        body,
        id,
        survey,
        version,
        revision,
        started_at,
        finished_at,
        language,
        edit_key_sha256,
        edit_key,
        answers,
        contact,
        contact_body,
    })
}

/// The hash that a receipt for these frozen bytes must carry; `None` where they are no submission.
pub fn hash_of(frozen: &str) -> Option<String> {
    let value = read(frozen.as_bytes()).ok()?;
    let contact = value.get("contact").map(canonical);
    Some(sha256_hex(canonical(&without_contact(value, contact.as_deref())).as_bytes()))
}

fn without_contact(mut value: Value, contact: Option<&str>) -> Value {
    if let (Some(contact), Some(object)) = (contact, value.as_object_mut()) {
        object.insert("contact".to_owned(), Value::String(sha256_hex(contact.as_bytes())));
    }
    value
}

/// 8-4-4-4-12 hexadecimal digits in small letters: one spelling, since ids are keys.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::Contact;
    use serde_json::json;

    fn cover() -> Cover {
        Cover {
            id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
            survey: "state-of-the-sector".into(),
            version: 1,
            revision: 1,
            started_at: "2026-11-22T10:00:00+00:00".into(),
            finished_at: "2026-11-22T10:14:00+00:00".into(),
            language: "en".into(),
            edit_key: "secret".into(),
            notice: "2026-11".into(),
            salt: "00ff".into(),
        }
    }

    #[test]
    fn what_the_device_freezes_the_server_reads_with_the_same_hash() {
        let answers = json!({"A1": true, "D2": {"fte": 5.5}}).as_object().unwrap().clone();
        let contact = Contact { name: "Ama".into(), email: "ama@example.org".into(), salt: String::new() };
        let frozen = freeze(&cover(), &Finished { answers, contact: Some(contact) });
        let received = receive(frozen.as_bytes()).unwrap();
        assert_eq!(hash_of(&frozen), Some(received.sha256.clone()));
        assert!(!received.body.contains("ama@example.org"));
        assert!(received.contact_body.unwrap().contains("ama@example.org"));
        assert_eq!(received.edit_key_sha256, Some(sha256_hex(b"secret")));
    }

    #[test]
    fn unknown_fields_are_part_of_the_hash_and_order_is_not() {
        let one = receive(br#"{"id":"01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11","survey":"s","version":1,"revision":1,"finished_at":"2026-11-22T10:14:00Z","answers":{},"x":1.0}"#).unwrap();
        let two = receive(br#"{"x":1,"answers":{},"finished_at":"2026-11-22T10:14:00Z","revision":1,"version":1,"survey":"s","id":"01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11"}"#).unwrap();
        let three = receive(br#"{"answers":{},"finished_at":"2026-11-22T10:14:00Z","revision":1,"version":1,"survey":"s","id":"01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11"}"#).unwrap();
        assert_eq!(one.sha256, two.sha256);
        assert_ne!(one.sha256, three.sha256);
    }

    #[test]
    fn a_broken_item_keeps_its_id_where_it_can_be_read() {
        let broken = receive(br#"{"id":"01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11","answers":[]}"#).unwrap_err();
        assert_eq!(broken.id.as_deref(), Some("01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11"));
        for text in ["", "[]", "null", "{\"id\":1}", "{\"id\":\"X\",\"id\":\"Y\"}"] {
            assert_eq!(receive(text.as_bytes()).unwrap_err().id, None);
        }
    }
}
