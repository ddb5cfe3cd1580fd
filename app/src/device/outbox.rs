//! Finished surveys on this device: frozen once, sent for ever, mended where the server refused them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Reflect;
use shared::Problem;
use shared::interview::Finished;
use shared::outbox::rows::{of_parcel, of_state, to_parcel, to_problems};
use shared::outbox::{MOST, Parcel, State, batch_of, body_of};
use shared::submission::Cover;
use shared::time::{Millis, Stamp};
use wasm_bindgen::JsValue;

use super::database::{self, Durability, Step, Store};
use super::news::{self, News};
use super::{DeviceError, Draft, clock, drafts, fold, journal, rows, sender, worker};

/// Fields that this device keeps beside the parcel's own.
pub const DRAFT: &str = "draft";
pub const EDIT_KEY: &str = "edit_key";
pub const STATE: &str = "state";
pub const BYTES: &str = "bytes";
/// Beside a draft that is to be mended, until it is changed.
const PROBLEMS: &str = "problems";

thread_local! {
    /// A survey that this device could not keep, as it was frozen, and what has become of it.
    static IN_MEMORY: RefCell<Option<Parcel>> = const { RefCell::new(None) };
}

pub fn key(id: &str, revision: u32) -> String {
    [id, "/", &revision.to_string()].concat()
}

/// Freezes the answers and puts them into the outbox, on the disk before this returns. Called twice, by a
/// double tap or by two tabs, it leaves one parcel and returns that. `now` is the moment whose day the
/// answers were checked with: the server checks them with that day.
///
/// Where the device keeps nothing, they are sent from memory: the parcel has then arrived, or was refused.
pub async fn finish(draft: Draft, finished: &Finished, now: Stamp) -> Result<Parcel, DeviceError> {
    // A try from memory may have arrived without our hearing of it: the same answers stay the same bytes.
    let before = IN_MEMORY.with_borrow(|kept| kept.as_ref().filter(|kept| kept.id == draft.id).cloned());
    let again = before.as_ref().and_then(|kept| packed(&draft, finished, clock::local(kept.finished_at)).ok());
    let parcel = match again.filter(|again| before.is_some_and(|kept| kept.bytes == again.bytes)) {
        Some(parcel) => parcel,
        None => packed(&draft, finished, now)?,
    };
    match put_away(&draft, &parcel).await {
        Ok(parcel) => {
            IN_MEMORY.take();
            Ok(parcel)
        }
        Err(_) => send_from_memory(&draft, parcel).await,
    }
}

async fn send_from_memory(draft: &Draft, mut parcel: Parcel) -> Result<Parcel, DeviceError> {
    IN_MEMORY.set(Some(parcel.clone()));
    parcel.state = sender::send_once(&parcel).await;
    IN_MEMORY.set(Some(parcel.clone()));
    match parcel.state {
        State::Waiting { .. } => return Err(DeviceError::Unsent),
        // It is still a draft.
        State::Refused { .. } => return Ok(parcel),
        State::Sent { .. } | State::Conflict { .. } | State::Withdrawn { .. } => {}
    }
    drop(fold::close(&draft.id));
    // An older state may be there, from before the device was full.
    let step = Step::Delete(Store::Drafts, draft.id.as_str().into());
    let _ = database::run(Durability::Relaxed, vec![step]).await;
    journal::clear(&draft.id);
    news::tell(News::Outbox);
    Ok(parcel)
}

/// Whether a finished survey is known to this page alone.
pub fn is_in_memory(id: &str) -> bool {
    in_memory(id).is_some()
}

fn in_memory(id: &str) -> Option<Parcel> {
    let is_settled = |parcel: &&Parcel| parcel.id == id && !parcel.is_waiting();
    IN_MEMORY.with_borrow(|kept| kept.as_ref().filter(is_settled).cloned())
}

async fn put_away(draft: &Draft, parcel: &Parcel) -> Result<Parcel, DeviceError> {
    let key = key(&draft.id, draft.revision);
    if let Some(parcel) = parcel_at(&key).await? {
        return Ok(parcel);
    }
    let value = database::to_js(&of_parcel(parcel));
    // For a mend, and for taking the answers back one day.
    set(&value, DRAFT, &database::to_js(&rows::of_draft(draft, true)));
    set(&value, EDIT_KEY, &JsValue::from_str(&draft.edit_key));
    let closed = fold::close(&draft.id);
    let steps = vec![
        Step::Add(Store::Outbox, key.as_str().into(), value),
        Step::Delete(Store::Drafts, draft.id.as_str().into()),
    ];
    if let Err(error) = database::run(Durability::Strict, steps).await {
        if let Ok(Some(parcel)) = parcel_at(&key).await {
            return Ok(parcel);
        }
        fold::reopen(&draft.id, closed);
        return Err(error);
    }
    journal::clear(&draft.id);
    news::tell(News::Outbox);
    sender::wake();
    worker::send_when_closed();
    Ok(parcel.clone())
}

fn packed(draft: &Draft, finished: &Finished, now: Stamp) -> Result<Parcel, DeviceError> {
    let cover = Cover {
        id: draft.id.clone(),
        survey: draft.survey.clone(),
        version: draft.version,
        revision: draft.revision,
        started_at: draft.started_at.clone(),
        finished_at: now.to_rfc3339(),
        language: draft.language.clone(),
        edit_key: draft.edit_key.clone(),
        notice: draft.notice.clone(),
        salt: draft.salt.clone(),
    };
    Parcel::packed(cover, finished, &draft.title, draft.number, now.millis).ok_or(DeviceError::Unreadable)
}

/// Every finished survey on this device, each in its newest revision, the newest first.
pub async fn parcels() -> Result<Vec<Parcel>, DeviceError> {
    let mut parcels: Vec<Parcel> = Vec::new();
    for value in database::all(Store::Outbox).await? {
        if let Some(parcel) = read(&value) {
            drafts::saw_number(parcel.number);
            if let Some(other) = parcels.iter_mut().find(|other| other.id == parcel.id) {
                if other.revision < parcel.revision {
                    *other = parcel;
                }
                continue;
            }
            // A list is short here, and a sort is kilobytes.
            let at = parcels.iter().position(|other| other.finished_at < parcel.finished_at);
            parcels.insert(at.unwrap_or(parcels.len()), parcel);
        }
    }
    Ok(parcels)
}

/// The newest revision under an id.
pub async fn parcel(id: &str) -> Result<Option<Parcel>, DeviceError> {
    if let Some(parcel) = in_memory(id) {
        return Ok(Some(parcel));
    }
    Ok(parcels().await?.into_iter().find(|parcel| parcel.id == id))
}

/// The same where it has arrived; `Missing` where it has not.
pub async fn arrived(id: &str) -> Result<Parcel, DeviceError> {
    let parcel = parcel(id).await?.filter(|parcel| matches!(parcel.state, State::Sent { .. }));
    parcel.ok_or(DeviceError::Missing)
}

/// What has not arrived, or one of it, as bodies that can be sent as they are.
pub async fn unsent(only: &str) -> Result<Vec<String>, DeviceError> {
    let mut parcels = parcels().await?;
    let has_arrived = |parcel: &Parcel| matches!(parcel.state, State::Sent { .. } | State::Withdrawn { .. });
    parcels.retain(|parcel| !has_arrived(parcel) && (only.is_empty() || parcel.id == only));
    let mut rest = parcels.as_slice();
    let mut bodies = Vec::new();
    while !rest.is_empty() {
        let batch = batch_of(rest, MOST);
        bodies.push(body_of(batch));
        rest = rest.get(batch.len()..).unwrap_or_default();
    }
    Ok(bodies)
}

async fn parcel_at(key: &str) -> Result<Option<Parcel>, DeviceError> {
    Ok(database::get(Store::Outbox, key).await?.and_then(|value| read(&value)))
}

pub async fn is_finished(draft: &Draft) -> Result<bool, DeviceError> {
    Ok(parcel_at(&key(&draft.id, draft.revision)).await?.is_some())
}

pub async fn finished_keys() -> Result<Vec<String>, DeviceError> {
    let keys = database::run(Durability::Relaxed, vec![Step::Keys(Store::Outbox)]).await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// Of what waits, the longest due first, as many as go into one request: an outbox of five hundred is never in
/// memory as a whole. Rows that cannot be read are left where they are, and what lies behind them is looked for.
async fn waiting() -> Result<Vec<Parcel>, DeviceError> {
    let mut most = MOST;
    loop {
        let rows = database::run(Durability::Relaxed, vec![Step::Due(most as u32)]).await?;
        let parcels: Vec<Parcel> = rows.iter().filter_map(read).collect();
        if !parcels.is_empty() || rows.len() < most {
            return Ok(parcels);
        }
        most *= 2;
    }
}

/// Some of what is due at `now`, the longest due first; nothing where nothing is.
pub async fn due(now: Millis) -> Result<Vec<Parcel>, DeviceError> {
    let mut parcels = waiting().await?;
    parcels.retain(|parcel| parcel.is_due(now));
    Ok(parcels)
}

/// How long it is from `now` until a parcel is due, if any waits.
pub async fn next_due(now: Millis) -> Result<Option<Millis>, DeviceError> {
    let parcels = waiting().await?;
    let pauses = parcels.iter().filter_map(|parcel| match parcel.state {
        State::Waiting { .. } if parcel.is_due(now) => Some(0),
        State::Waiting { next_at, .. } => Some(next_at.saturating_sub(now)),
        _ => None,
    });
    Ok(pauses.min())
}

/// How many are in a state: `waiting`, `sent`, `refused` or `conflict`.
pub async fn count(state: &'static str) -> u32 {
    keys_in(state).await.map_or(0, |keys| keys.len() as u32)
}

async fn keys_in(state: &'static str) -> Result<Vec<JsValue>, DeviceError> {
    database::run(Durability::Relaxed, vec![Step::InState(state)]).await
}

/// What a parcel's state becomes; `None` leaves it.
pub type Next = Rc<dyn Fn(&Parcel) -> Option<State>>;

/// Gives a parcel the state that follows from what it is now, whatever it was when it was read.
pub async fn change(parcel: &Parcel, next: Next) -> Result<(), DeviceError> {
    let step = changed(key(&parcel.id, parcel.revision).into(), next);
    database::run(Durability::Relaxed, vec![step]).await.map(drop)
}

/// The same for everything that is in a state.
pub async fn change_all(state: &'static str, next: &Next) -> Result<(), DeviceError> {
    let steps: Vec<Step> = keys_in(state).await?.into_iter().map(|key| changed(key, next.clone())).collect();
    if steps.is_empty() { Ok(()) } else { database::run(Durability::Relaxed, steps).await.map(drop) }
}

fn changed(key: JsValue, next: Next) -> Step {
    let change = move |value: &JsValue| {
        let Some(state) = read(value).and_then(|parcel| next(&parcel)) else { return false };
        set(value, STATE, &database::to_js(&of_state(&state)));
        if matches!(state, State::Sent { .. }) {
            // There is nothing left to mend.
            set(value, DRAFT, &JsValue::UNDEFINED);
        }
        true
    };
    Step::Change(Store::Outbox, key, Rc::new(change))
}

/// Makes a refused survey a draft again, under the same id: nothing of it was counted. Another tab may be
/// sending it again, so its state is looked at in the transaction that takes it away.
pub async fn mend(id: &str) -> Result<Draft, DeviceError> {
    let parcel = parcel(id).await?.ok_or(DeviceError::Missing)?;
    let mended = Rc::new(Cell::new(Err(DeviceError::Missing)));
    let found = mended.clone();
    let draft_of = move |value: &JsValue| {
        let (draft, row) = refused(value).map_err(|error| found.set(Err(error))).ok()?;
        found.set(Ok(draft));
        Some(row)
    };
    let from = (Store::Outbox, key(id, parcel.revision).into());
    let step = Step::Move(from, (Store::Drafts, id.into()), Rc::new(draft_of));
    database::run(Durability::Strict, vec![step]).await?;
    let mended = mended.replace(Err(DeviceError::Missing))?;
    fold::forgive(id);
    news::tell(News::Outbox);
    Ok(mended)
}

/// The draft that a refused survey was, read and as it is stored.
fn refused(value: &JsValue) -> Result<(Draft, JsValue), DeviceError> {
    if !read(value).is_some_and(|parcel| matches!(parcel.state, State::Refused { .. })) {
        return Err(DeviceError::Missing);
    }
    let row = Reflect::get(value, &DRAFT.into()).map_err(|_| DeviceError::Unreadable)?;
    let draft = database::from_js(&row).and_then(|draft| rows::to_draft(&draft)).ok_or(DeviceError::Unreadable)?;
    let problems = Reflect::get(value, &STATE.into()).and_then(|state| Reflect::get(&state, &PROBLEMS.into()));
    set(&row, PROBLEMS, &problems.unwrap_or_default());
    Ok((draft, row))
}

/// Why a draft that is to be mended was refused.
pub async fn refused_for(id: &str) -> Vec<Problem> {
    let draft = database::get(Store::Drafts, id).await.ok().flatten();
    draft.and_then(|value| database::from_js(&value)).map(|draft| to_problems(&draft)).unwrap_or_default()
}

/// Deletes the answers of a submission that has arrived; its receipt stays.
pub async fn forget_answers(id: &str) -> Result<(), DeviceError> {
    if in_memory(id).is_some() {
        IN_MEMORY.with_borrow_mut(|kept| kept.iter_mut().for_each(|parcel| parcel.bytes.clear()));
        news::tell_here();
        return Ok(());
    }
    let parcel = arrived(id).await?;
    let erase = |value: &JsValue| {
        set(value, BYTES, &JsValue::from_str(""));
        true
    };
    let step = Step::Change(Store::Outbox, key(&parcel.id, parcel.revision).into(), Rc::new(erase));
    database::run(Durability::Relaxed, vec![step]).await?;
    news::tell(News::Outbox);
    Ok(())
}

fn read(value: &JsValue) -> Option<Parcel> {
    to_parcel(&database::from_js(value)?)
}

pub fn set(object: &JsValue, field: &str, value: &JsValue) {
    // Plain objects take every field.
    let _ = Reflect::set(object, &field.into(), value);
}
