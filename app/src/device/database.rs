//! IndexedDB: the database "sectorwise", opened again when the browser has closed it under us.
//!
//! A transaction ends as soon as anything but its own requests is awaited. So there is one way to run one:
//! all its requests are issued before the first await, and their results are read after the commit.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use idb::{Database, Factory, IndexParams, KeyPath, KeyRange, ObjectStoreParams, Query, Transaction};
use js_sys::{Array, JSON, Promise, Reflect};
use serde_json::Value;
use shared::json::canonical;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::{DeviceError, js, news};

const NAME: &str = "sectorwise";
const VERSION: u32 = 1;
/// How long the browser may take to open the database. Some never answer, and nobody may wait for that.
const OPENING: f64 = 5_000.0;

/// Only what waits has a `next_at`, so this index lists what is to be sent, in the order in which it is due.
const DUE: &str = "due";
const STATE: &str = "state";

/// A store; the keys are text and lie outside the values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// By id.
    Drafts,
    /// By `id/revision`.
    Outbox,
    /// JSON text by `slug@version`.
    Definitions,
}

impl Store {
    const ALL: [Store; 3] = [Store::Drafts, Store::Outbox, Store::Definitions];

    fn name(self) -> &'static str {
        match self {
            Store::Drafts => "drafts",
            Store::Outbox => "outbox",
            Store::Definitions => "definitions",
        }
    }
}

/// Changes a stored object in place, or leaves it.
pub type Change = Rc<dyn Fn(&JsValue) -> bool>;

/// What is to be moved of a stored object; `None` leaves everything.
pub type Part = Rc<dyn Fn(&JsValue) -> Option<JsValue>>;

/// One request of a transaction. Requests that read have a list as their result.
#[derive(Clone)]
pub enum Step {
    Put(Store, JsValue, JsValue),
    /// Fails the whole transaction where the key exists.
    Add(Store, JsValue, JsValue),
    Delete(Store, JsValue),
    Read(Store, Option<KeyRange>),
    Keys(Store),
    /// So many of what waits, the longest due first.
    Due(u32),
    /// The keys of what is in a state.
    InState(&'static str),
    Change(Store, JsValue, Change),
    /// Puts a part of an object into another store, under another key, and deletes the object.
    Move((Store, JsValue), (Store, JsValue), Part),
}

/// Whether a transaction waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    Relaxed,
    Strict,
}

#[wasm_bindgen]
extern "C" {
    // web-sys keeps the options unstable, and idb has none.
    #[wasm_bindgen(extends = IdbDatabase)]
    type WithOptions;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &WithOptions,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
    static REFUSED: Cell<bool> = const { Cell::new(false) };
    /// So many tries to open have gone on for longer than they may.
    static LATE: Cell<u32> = const { Cell::new(0) };
}

/// Whether the database could not be opened when that was last tried.
pub fn is_refused() -> bool {
    REFUSED.get()
}

pub async fn get(store: Store, key: &str) -> Result<Option<JsValue>, DeviceError> {
    let range = KeyRange::only(&key.into()).ok();
    Ok(run(Durability::Relaxed, vec![Step::Read(store, range)]).await?.pop())
}

pub async fn all(store: Store) -> Result<Vec<JsValue>, DeviceError> {
    run(Durability::Relaxed, vec![Step::Read(store, None)]).await
}

/// All steps or none. Gives what the reading step found. Done again where the browser had closed the database.
pub async fn run(durability: Durability, steps: Vec<Step>) -> Result<Vec<JsValue>, DeviceError> {
    match run_once(durability, &steps).await {
        Err(DeviceError::Closed) => run_once(durability, &steps).await,
        done => done,
    }
}

/// The same for what may be out of date by the time that it could be done again.
pub async fn run_once(durability: Durability, steps: &[Step]) -> Result<Vec<JsValue>, DeviceError> {
    ready().await?;
    let done = match begin(durability, steps) {
        Ok((transaction, requests)) => ended(&transaction, &requests).await.map(|()| results(&requests)),
        Err(error) => Err(error),
    };
    if matches!(done, Err(DeviceError::Closed)) {
        OPEN.take();
    }
    done
}

fn results(requests: &[IdbRequest]) -> Vec<JsValue> {
    let mut lists = requests.iter().filter_map(|request| request.result().ok()?.dyn_into::<Array>().ok());
    lists.next().map(|list| list.to_vec()).unwrap_or_default()
}

/// Begins a transaction and issues its requests; nothing is awaited here.
fn begin(durability: Durability, steps: &[Step]) -> Result<(IdbTransaction, Vec<IdbRequest>), DeviceError> {
    let names = Array::new();
    let mut mode = "readonly";
    for step in steps {
        let (store, writes) = step.scope();
        names.push(&JsValue::from_str(store.name()));
        if let Step::Move(_, (to, _), _) = step {
            names.push(&JsValue::from_str(to.name()));
        }
        if writes {
            mode = "readwrite";
        }
    }
    let options = match durability {
        Durability::Relaxed => js::literal("{}"),
        Durability::Strict => js::literal(r#"{"durability":"strict"}"#),
    };
    let database: WithOptions = OPEN.with_borrow(Clone::clone).ok_or(DeviceError::Closed)?.unchecked_into();
    let raw = database.transaction(&names, mode, &options).map_err(|error| code(&error))?;
    let transaction = Transaction::from(raw.clone());
    let mut requests = Vec::new();
    for step in steps {
        match issue(step, &transaction) {
            Ok(request) => requests.push(request),
            Err(error) => {
                let _ = raw.abort();
                return Err(reason(error));
            }
        }
    }
    Ok((raw, requests))
}

fn issue(step: &Step, transaction: &Transaction) -> Result<IdbRequest, idb::Error> {
    let objects = transaction.object_store(step.scope().0.name())?;
    let range = |range: &Option<KeyRange>| range.clone().map(Query::KeyRange);
    Ok(match step {
        Step::Put(_, key, value) => objects.put(value, Some(key))?.into(),
        Step::Add(_, key, value) => objects.add(value, Some(key))?.into(),
        Step::Delete(_, key) => objects.delete(key.clone())?.into(),
        Step::Read(_, of) => objects.get_all(range(of), None)?.into(),
        Step::Keys(_) => objects.get_all_keys(None, None)?.into(),
        Step::Due(most) => objects.index(DUE)?.get_all(None, Some(*most))?.into(),
        Step::InState(state) => {
            let of = KeyRange::only(&JsValue::from_str(state))?;
            objects.index(STATE)?.get_all_keys(Some(Query::KeyRange(of)), None)?.into()
        }
        Step::Change(_, key, change) => {
            let (objects, at, change) = (objects.clone(), key.clone(), change.clone());
            with_found(objects.get(key.clone())?.into(), move |value| {
                if change(value) {
                    objects.put(value, Some(&at))?;
                }
                Ok(())
            })
        }
        Step::Move((_, key), (to, new_key), part) => {
            let others = transaction.object_store(to.name())?;
            let (objects, at, new_key, part) = (objects.clone(), key.clone(), new_key.clone(), part.clone());
            with_found(objects.get(key.clone())?.into(), move |value| {
                if let Some(part) = part(value) {
                    others.put(&part, Some(&new_key))?;
                    objects.delete(at)?;
                }
                Ok(())
            })
        }
    })
}

/// Does something with the object that a request finds, inside its event, where the transaction is surely
/// alive. Where that fails, so does the transaction.
fn with_found(request: IdbRequest, then: impl FnOnce(&JsValue) -> Result<(), idb::Error> + 'static) -> IdbRequest {
    let found = request.clone();
    let done = js::once(move || {
        let value = found.result().unwrap_or_default();
        if value.is_object()
            && then(&value).is_err()
            && let Some(transaction) = found.transaction()
        {
            let _ = transaction.abort();
        }
    });
    request.set_onsuccess(Some(done.unchecked_ref()));
    request
}

impl Step {
    /// Its store, and whether it writes.
    fn scope(&self) -> (Store, bool) {
        match self {
            Step::Put(store, ..) | Step::Add(store, ..) | Step::Delete(store, _) | Step::Change(store, ..) => {
                (*store, true)
            }
            Step::Move((store, _), ..) => (*store, true),
            Step::Read(store, _) | Step::Keys(store) => (*store, false),
            Step::Due(..) | Step::InState(_) => (Store::Outbox, false),
        }
    }
}

/// Waits for the commit: only then is anything written. The browser settles a promise; the futures of
/// `idb` would cost a phone 4 kB.
async fn ended(raw: &IdbTransaction, requests: &[IdbRequest]) -> Result<(), DeviceError> {
    let ended = Promise::new(&mut |resolve, reject| {
        raw.set_oncomplete(Some(&resolve));
        raw.set_onabort(Some(&reject));
    });
    if JsFuture::from(ended).await.is_ok() {
        return Ok(());
    }
    // The transaction knows the reason, unless the browser has closed the database.
    let of_request = || requests.iter().find_map(|request| request.error().ok().flatten());
    let error: Option<DomException> = raw.error().or_else(of_request);
    Err(error.map_or(DeviceError::Failed, |error| named(&error.name())))
}

/// Opens the database where it is not open yet. After this the next transaction begins without waiting.
pub async fn ready() -> Result<(), DeviceError> {
    if OPEN.with_borrow(Option::is_some) {
        return Ok(());
    }
    let opened = if LATE.get() == 0 { open().await } else { Err(DeviceError::Blocked) };
    set_refused(opened.is_err());
    opened
}

fn set_refused(is_refused: bool) {
    if REFUSED.replace(is_refused) != is_refused {
        // Somebody may be looking at "saved".
        news::tell_here();
    }
}

async fn open() -> Result<(), DeviceError> {
    let factory = Factory::new().map_err(|_| DeviceError::Blocked)?;
    let opening = IdbOpenDbRequest::from(factory.open(NAME, Some(VERSION)).map_err(reason)?);
    let upgrading = opening.clone();
    let upgrade = js::once(move || {
        // Where a store cannot be made, the transactions that need it fail and say so.
        let _ = upgrading.result().map_err(idb::Error::IndexedDbOpenFailed).and_then(create);
    });
    opening.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        opening.set_onsuccess(Some(&resolve));
        opening.set_onerror(Some(&reject));
        let late = opening.clone();
        js::after(OPENING, move || {
            // A request without a result has not been answered.
            if late.result().is_err() {
                LATE.set(LATE.get() + 1);
                await_late(&late);
                let _ = reject.call0(&JsValue::UNDEFINED);
            }
        });
    });
    if JsFuture::from(opened).await.is_err() {
        let error = opening.error().ok().flatten().map(|error| named(&error.name()));
        return Err(if error == Some(DeviceError::Full) { DeviceError::Full } else { DeviceError::Blocked });
    }
    take_in(opening.result().map_err(|error| code(&error))?.unchecked_into());
    Ok(())
}

/// Nobody waits for this one any more, but what it brings is of use from then on.
fn await_late(opening: &IdbOpenDbRequest) {
    let request = opening.clone();
    let answered = js::once(move || {
        LATE.set(LATE.get().saturating_sub(1));
        if let Some(database) = request.result().ok().filter(JsValue::is_object) {
            take_in(database.unchecked_into());
            set_refused(false);
        }
    });
    opening.set_onsuccess(Some(answered.unchecked_ref()));
    opening.set_onerror(Some(answered.unchecked_ref()));
}

fn take_in(database: IdbDatabase) {
    let closing = database.clone();
    // Closed by the browser, or for a newer version of this program in another tab.
    let close = js::always(move || {
        closing.close();
        OPEN.take();
    });
    database.set_onclose(Some(close.unchecked_ref()));
    database.set_onversionchange(Some(close.unchecked_ref()));
    OPEN.set(Some(database));
}

fn create(database: JsValue) -> Result<(), idb::Error> {
    let database = Database::try_from(database)?;
    for store in Store::ALL {
        let objects = database.create_object_store(store.name(), ObjectStoreParams::new())?;
        if store == Store::Outbox {
            for (name, path) in [(STATE, "state.state"), (DUE, "state.next_at")] {
                objects.create_index(name, KeyPath::new_single(path), None::<IndexParams>)?;
            }
        }
    }
    Ok(())
}

/// As an object of the database, so that developer tools and indexes can read it.
pub fn to_js(value: &Value) -> JsValue {
    // What was printed a moment ago can be read.
    JSON::parse(&canonical(value)).unwrap_or(JsValue::UNDEFINED)
}

pub fn from_js(value: &JsValue) -> Option<Value> {
    let json = JSON::stringify(value).ok()?;
    shared::json::read_own(&String::from(json))
}

fn reason(error: idb::Error) -> DeviceError {
    use idb::Error::*;
    match error {
        IndexedDbNotFound(_) => DeviceError::Blocked,
        AddFailed(value)
        | UpdateFailed(value)
        | DeleteFailed(value)
        | GetFailed(value)
        | GetAllKeysFailed(value)
        | ObjectStoreNotFound(value)
        | IndexedDbOpenFailed(value) => code(&value),
        _ => DeviceError::Failed,
    }
}

fn code(error: &JsValue) -> DeviceError {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    named(&name.unwrap_or_default())
}

fn named(name: &str) -> DeviceError {
    match name {
        "QuotaExceededError" => DeviceError::Full,
        "SecurityError" => DeviceError::Blocked,
        // iOS closes databases when memory is short: "connection is closing", "server lost".
        "InvalidStateError" | "UnknownError" | "AbortError" => DeviceError::Closed,
        _ => DeviceError::Failed,
    }
}
