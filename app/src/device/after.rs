//! After sending: a correction is a draft of the next revision, a withdrawal is the server's word that nothing is left.

use std::rc::Rc;

use js_sys::Reflect;
use serde_json::{Map, Value};
use shared::json::canonical;
use shared::json::fields::Object;
use shared::outbox::State;
use shared::outbox::rows::{of_state, to_receipt};
use shared::time::Stamp;
use wasm_bindgen::JsValue;

use super::database::{self, Durability, Step, Store};
use super::news::{self, News};
use super::outbox::{BYTES, DRAFT, EDIT_KEY, STATE, arrived, key, set};
use super::{DeviceError, Draft, clock, fold, http, rows, sender};

/// What arrived, as a draft that is finished as the next revision. A correction that was begun before goes on.
/// `contact` is the question whose answer travels beside the others.
pub async fn correct(id: &str, contact: Option<&str>) -> Result<Draft, DeviceError> {
    let parcel = arrived(id).await?;
    let begun = database::get(Store::Drafts, id).await?.and_then(|row| database::from_js(&row));
    if let Some(draft) = begun.and_then(|row| rows::to_draft(&row)) {
        return Ok(draft);
    }
    let sent = shared::json::read_own(&parcel.bytes).ok_or(DeviceError::Missing)?;
    let mut entries: Map<String, Value> =
        sent.get("answers").and_then(Value::as_object).cloned().ok_or(DeviceError::Unreadable)?;
    if let (Some(question), Some(given)) = (contact, sent.get("contact")) {
        let mut given = given.clone();
        if let Some(fields) = given.as_object_mut() {
            fields.remove("salt");
        }
        entries.insert(question.to_owned(), given);
    }
    let words = |name: &str| sent.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let draft = Draft {
        id: parcel.id.clone(),
        survey: parcel.survey.clone(),
        title: parcel.title.clone(),
        version: parcel.version,
        language: words("language"),
        notice: words("notice"),
        started_at: words("started_at"),
        changed_at: clock::millis(),
        section: 0,
        number: parcel.number,
        edit_key: edit_key(&parcel.id, parcel.revision).await?,
        salt: clock::new_secret(),
        revision: parcel.revision + 1,
        entries,
        answered: 0,
        of: 0,
    };
    let row = database::to_js(&rows::of_draft(&draft, true));
    database::run(Durability::Strict, vec![Step::Put(Store::Drafts, id.into(), row)]).await?;
    fold::forgive(id);
    news::tell(News::Drafts);
    Ok(draft)
}

/// What proves that a submission is this device's.
async fn edit_key(id: &str, revision: u32) -> Result<String, DeviceError> {
    let row = database::get(Store::Outbox, &key(id, revision)).await?.ok_or(DeviceError::Missing)?;
    Reflect::get(&row, &EDIT_KEY.into()).ok().and_then(|key| key.as_string()).ok_or(DeviceError::Missing)
}

/// Asks the server to erase a submission that has arrived, and erases it here once its receipt for that is
/// proven. `Unsent` where no such receipt came: nothing has changed then.
pub async fn withdraw(id: &str) -> Result<(), DeviceError> {
    let parcel = arrived(id).await?;
    let mut body = Object::default();
    body.text("survey", &parcel.survey);
    body.text("edit_key", &edit_key(id, parcel.revision).await?);
    let address = ["/api/v1/submissions/", id, "/withdrawal"].concat();
    let answer = http::post(&address, &canonical(&body.into_value())).await.filter(|answer| answer.status == 200);
    let receipt = answer.and_then(|answer| to_receipt(&shared::json::read_own(&answer.body)?));
    let receipt = receipt.filter(|receipt| receipt.id == parcel.id && receipt.survey == parcel.survey);
    let receipt = receipt.ok_or(DeviceError::Unsent)?;
    if !receipt.is_signed_by(&sender::keys_for(&parcel, &receipt.key_id).await)
        || Stamp::parse(&receipt.received_at).is_none()
    {
        return Err(DeviceError::Unsent);
    }
    let state = database::to_js(&of_state(&State::Withdrawn { receipt }));
    let erase = move |value: &JsValue| {
        set(value, STATE, &state);
        set(value, BYTES, &JsValue::from_str(""));
        set(value, DRAFT, &JsValue::UNDEFINED);
        true
    };
    let erase: database::Change = Rc::new(erase);
    // Earlier revisions, too, and a correction that was begun.
    let mut steps = vec![Step::Delete(Store::Drafts, id.into())];
    let revisions =
        (1..=parcel.revision).map(|revision| Step::Change(Store::Outbox, key(id, revision).into(), erase.clone()));
    steps.extend(revisions);
    database::run(Durability::Strict, steps).await?;
    super::journal::clear(id);
    news::tell(News::Outbox);
    Ok(())
}
