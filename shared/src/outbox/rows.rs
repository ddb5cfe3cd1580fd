//! Parcels and results as JSON, field by field, in the shapes that `serde` derives, as the tests see to.

use serde_json::Value;

use super::{Outcome, OutcomeKind, Parcel, State, Trouble};
use crate::json::fields::{Object, items, number, small, text};
use crate::json::{canonical, read_own, sha256_hex};
use crate::problem::{Code, Problem, Severity};
use crate::receipt::{Receipt, ReceiptKey};

pub fn to_parcel(value: &Value) -> Option<Parcel> {
    Some(Parcel {
        id: text(value, "id")?,
        survey: text(value, "survey")?,
        title: text(value, "title").unwrap_or_default(),
        version: small(value, "version")?,
        revision: small(value, "revision")?,
        bytes: text(value, "bytes")?,
        sha256: text(value, "sha256")?,
        finished_at: number(value, "finished_at")?,
        number: small(value, "number").unwrap_or_default(),
        state: to_state(value.get("state")?)?,
    })
}

pub fn of_parcel(parcel: &Parcel) -> Value {
    let mut row = Object::default();
    row.text("id", &parcel.id);
    row.text("survey", &parcel.survey);
    row.text("title", &parcel.title);
    row.number("version", parcel.version.into());
    row.number("revision", parcel.revision.into());
    row.text("bytes", &parcel.bytes);
    row.text("sha256", &parcel.sha256);
    row.number("finished_at", parcel.finished_at);
    row.number("number", parcel.number.into());
    row.put("state", of_state(&parcel.state));
    row.into_value()
}

fn to_state(value: &Value) -> Option<State> {
    Some(match text(value, "state")?.as_str() {
        "waiting" => State::Waiting {
            attempts: small(value, "attempts").unwrap_or_default(),
            tried_at: number(value, "tried_at"),
            next_at: number(value, "next_at").unwrap_or_default(),
            trouble: text(value, "trouble").map(|word| to_trouble(&word)),
        },
        "sent" => State::Sent { receipt: to_receipt(value.get("receipt")?)? },
        "withdrawn" => State::Withdrawn { receipt: to_receipt(value.get("receipt")?)? },
        "conflict" => State::Conflict { tried_at: number(value, "tried_at").unwrap_or_default() },
        "refused" => {
            State::Refused { problems: to_problems(value), tried_at: number(value, "tried_at").unwrap_or_default() }
        }
        _ => return None,
    })
}

pub fn of_state(state: &State) -> Value {
    let mut row = Object::default();
    match state {
        State::Waiting { attempts, tried_at, next_at, trouble } => {
            row.text("state", "waiting");
            row.number("attempts", (*attempts).into());
            row.put("tried_at", tried_at.map_or(Value::Null, Value::from));
            row.number("next_at", *next_at);
            row.put("trouble", trouble.map_or(Value::Null, |trouble| of_trouble(trouble).into()));
        }
        State::Sent { receipt } | State::Withdrawn { receipt } => {
            row.text("state", if matches!(state, State::Sent { .. }) { "sent" } else { "withdrawn" });
            row.put("receipt", of_receipt(receipt));
        }
        State::Conflict { tried_at } => {
            row.text("state", "conflict");
            row.number("tried_at", *tried_at);
        }
        State::Refused { problems, tried_at } => {
            row.text("state", "refused");
            row.put("problems", Value::Array(problems.iter().map(of_problem).collect()));
            row.number("tried_at", *tried_at);
        }
    }
    row.into_value()
}

fn to_trouble(word: &str) -> Trouble {
    match word {
        "not-ours" => Trouble::NotOurs,
        "busy" => Trouble::Busy,
        _ => Trouble::NoSignal,
    }
}

fn of_trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoSignal => "no-signal",
        Trouble::NotOurs => "not-ours",
        Trouble::Busy => "busy",
    }
}

/// A receipt; `None` where it is none.
pub fn to_receipt(value: &Value) -> Option<Receipt> {
    Some(Receipt {
        id: text(value, "id")?,
        survey: text(value, "survey")?,
        version: small(value, "version")?,
        revision: small(value, "revision")?,
        sha256: text(value, "sha256")?,
        received_at: text(value, "received_at")?,
        sequence: number(value, "sequence")? as u64,
        key_id: text(value, "key_id")?,
        signature: text(value, "signature")?,
    })
}

fn of_receipt(receipt: &Receipt) -> Value {
    let mut row = Object::default();
    row.text("id", &receipt.id);
    row.text("survey", &receipt.survey);
    row.number("version", receipt.version.into());
    row.number("revision", receipt.revision.into());
    row.text("sha256", &receipt.sha256);
    row.text("received_at", &receipt.received_at);
    row.number("sequence", receipt.sequence as i64);
    row.text("key_id", &receipt.key_id);
    row.text("signature", &receipt.signature);
    row.into_value()
}

/// The problems that an object lists.
pub fn to_problems(value: &Value) -> Vec<Problem> {
    items(value, "problems").iter().filter_map(to_problem).collect()
}

/// `None` for a code that a newer server has made up.
fn to_problem(value: &Value) -> Option<Problem> {
    Some(Problem {
        question: text(value, "question").unwrap_or_default(),
        row: text(value, "row"),
        code: Code::from_code(value.get("code")?.as_str()?)?,
        severity: if value.get("severity").is_some() { Severity::Warning } else { Severity::Error },
        detail: text(value, "detail").unwrap_or_default(),
    })
}

fn of_problem(problem: &Problem) -> Value {
    let mut row = Object::default();
    row.text("question", &problem.question);
    row.text("code", problem.code.code());
    if let Some(name) = &problem.row {
        row.text("row", name);
    }
    if problem.severity == Severity::Warning {
        row.text("severity", "warning");
    }
    row.text("detail", &problem.detail);
    row.into_value()
}

/// One result of the server's answer; `None` where it is none.
pub fn to_outcome(value: &Value) -> Option<Outcome> {
    Some(Outcome {
        id: text(value, "id"),
        outcome: match text(value, "outcome")?.as_str() {
            "stored" => OutcomeKind::Stored,
            "duplicate" => OutcomeKind::Duplicate,
            "conflict" => OutcomeKind::Conflict,
            "refused" => OutcomeKind::Refused,
            _ => return None,
        },
        receipt: value.get("receipt").and_then(to_receipt),
        problems: to_problems(value),
    })
}

/// The keys that a published survey lists.
pub fn to_keys(survey: &Value) -> Vec<ReceiptKey> {
    let keys = items(survey, "receipt_keys").iter();
    keys.filter_map(|key| Some(ReceiptKey { id: text(key, "id")?, key: text(key, "key")? })).collect()
}

/// `shared::submission::hash_of` for bytes that were frozen here: nothing strange can be in them, and the
/// strict reader of the server is 2 kB.
pub fn hash_of(frozen: &str) -> Option<String> {
    let mut value: Value = read_own(frozen)?;
    let hash = value.get("contact").map(|contact| sha256_hex(canonical(contact).as_bytes()));
    if let Some(hash) = hash {
        value.as_object_mut()?.insert("contact".to_owned(), Value::String(hash));
    }
    Some(sha256_hex(canonical(&value).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    fn receipt() -> Receipt {
        Receipt {
            id: "i".into(),
            survey: "s".into(),
            version: 1,
            revision: 2,
            sha256: "00".into(),
            received_at: "2026-11-22T10:14:00.000Z".into(),
            sequence: 7,
            key_id: "k".into(),
            signature: "x".into(),
        }
    }

    fn problems() -> Vec<Problem> {
        let mut warning = Problem::new("C1", Code::Constraint).row("a").detail("Is that right?");
        warning.severity = Severity::Warning;
        vec![Problem::new("D2", Code::NotANumber), warning, Problem::whole(Code::UnknownVersion)]
    }

    #[test]
    fn a_parcel_has_the_derived_shape_in_every_state() {
        for state in [
            State::fresh(1_795_320_563_548),
            State::Waiting { attempts: 3, tried_at: Some(5), next_at: 6, trouble: Some(Trouble::NotOurs) },
            State::Sent { receipt: receipt() },
            State::Withdrawn { receipt: receipt() },
            State::Conflict { tried_at: 9 },
            State::Refused { problems: problems(), tried_at: 9 },
        ] {
            let parcel = Parcel {
                id: "i".into(),
                survey: "s".into(),
                title: "S".into(),
                version: 1,
                revision: 2,
                bytes: r#"{"a":"é\n"}"#.into(),
                sha256: "00".into(),
                finished_at: 1_795_320_563_548,
                number: 3,
                state,
            };
            assert_eq!(from_value::<Parcel>(of_parcel(&parcel)).unwrap(), parcel);
            assert_eq!(to_parcel(&to_value(&parcel).unwrap()), Some(parcel));
        }
    }

    #[test]
    fn the_hash_is_the_one_that_the_server_signs() {
        for frozen in [
            r#"{"answers":{"C1":{"amount":182000.5}},"contact":{"email":"a@b.org","salt":"00"},"id":"i"}"#,
            r#"{"answers":{"B1":"é \u2028 😀"},"id":"i"}"#,
        ] {
            assert!(hash_of(frozen).is_some());
            assert_eq!(hash_of(frozen), crate::submission::hash_of(frozen));
        }
        assert_eq!(hash_of("no submission"), None);
    }

    #[test]
    fn outcomes_and_keys_have_the_derived_shape() {
        let outcome = Outcome {
            id: Some("i".into()),
            outcome: OutcomeKind::Refused,
            receipt: Some(receipt()),
            problems: problems(),
        };
        assert_eq!(to_outcome(&to_value(&outcome).unwrap()), Some(outcome));
        let keys = vec![ReceiptKey { id: "k".into(), key: "x".into() }];
        assert_eq!(to_keys(&json!({"slug": "s", "receipt_keys": keys})), keys);
        assert!(to_keys(&json!("no survey")).is_empty());
    }
}
