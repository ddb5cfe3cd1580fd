//! Locks between tabs: Web Locks, and where a browser has none (plain http) a lease in localStorage.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Promise};
use shared::time::Millis;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Storage;

use super::js::{self, Locks};
use super::{clock, fold, journal};

/// How long a lease lasts without a beat. Tabs in the background beat once a minute.
const LEASE: Millis = 70_000;
const BEAT: f64 = 5_000.0;
/// What the locks of drafts begin with.
pub const DRAFT: &str = "draft:";

/// A lock held by this tab; dropping it, or closing the tab, lets it go.
pub struct Guard(Kind);

enum Kind {
    Web {
        release: Function,
    },
    Lease {
        name: String,
    },
    /// Neither locks nor storage: nobody can be asked.
    Alone,
}

thread_local! {
    /// The locks that this tab keeps until it goes.
    static KEPT: RefCell<Vec<(String, Guard)>> = const { RefCell::new(Vec::new()) };
    static LEASES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static BEATING: Cell<bool> = const { Cell::new(false) };
    static TAB: String = clock::new_secret();
}

/// Takes a lock and keeps it until the tab goes or lets it go; false where another tab has it.
pub async fn keep(name: &str) -> bool {
    if is_kept(name) {
        return true;
    }
    match take(name, false).await {
        Some(guard) => {
            KEPT.with_borrow_mut(|kept| kept.push((name.to_owned(), guard)));
            true
        }
        // Asked for twice at once, the other request may have won.
        None => is_kept(name),
    }
}

pub fn let_go(name: &str) {
    let gone: Vec<_> = KEPT.with_borrow_mut(|kept| kept.extract_if(.., |(held, _)| held == name).collect());
    drop(gone);
}

fn is_kept(name: &str) -> bool {
    KEPT.with_borrow(|kept| kept.iter().any(|(held, _)| held == name))
}

/// Takes a lock if nobody has it, or takes it away from whoever has it.
pub async fn take(name: &str, steal: bool) -> Option<Guard> {
    match js::locks() {
        Some(locks) => take_web(&locks, name, steal).await,
        None => take_lease(name, steal),
    }
}

async fn take_web(locks: &Locks, name: &str, steal: bool) -> Option<Guard> {
    let (granted, grant) = promise();
    let (held, release) = promise();
    let callback = Closure::once_into_js(move |lock: JsValue| {
        let is_granted = !lock.is_null() && !lock.is_undefined();
        let _ = grant.call1(&JsValue::UNDEFINED, &is_granted.into());
        if is_granted { JsValue::from(held) } else { JsValue::UNDEFINED }
    });
    let options = js::literal(if steal { r#"{"steal":true}"# } else { r#"{"ifAvailable":true}"# });
    let Ok(requested) = locks.request(name, &options, &callback) else { return Some(Guard(Kind::Alone)) };
    // The race also hears that the request failed, or later that the lock was stolen.
    match JsFuture::from(Promise::race(&Array::of2(&granted, &requested))).await {
        Ok(is_granted) => is_granted.is_truthy().then_some(Guard(Kind::Web { release })),
        Err(_) => Some(Guard(Kind::Alone)),
    }
}

fn promise() -> (Promise, Function) {
    // Not `Function::default()`: that evaluates a string, which the page's policy forbids.
    let mut resolve = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |how, _| resolve = how.into());
    (promise, resolve.unchecked_into())
}

fn take_lease(name: &str, steal: bool) -> Option<Guard> {
    let Some(storage) = journal::storage() else { return Some(Guard(Kind::Alone)) };
    if !steal && is_taken(&storage, name) {
        return None;
    }
    LEASES.with_borrow_mut(|leases| leases.push(name.to_owned()));
    write(&storage, name);
    if !BEATING.replace(true) {
        js::every(BEAT, beat);
        if let Some(window) = web_sys::window() {
            js::listen(&window, "pagehide", || LEASES.with_borrow(|leases| leases.iter().for_each(|name| end(name))));
        }
    }
    Some(Guard(Kind::Lease { name: name.to_owned() }))
}

/// Whether another tab has it, and lives.
fn is_taken(storage: &Storage, name: &str) -> bool {
    let line = storage.get_item(&key(name)).ok().flatten();
    line.as_deref().and_then(|line| line.split_once(' ')).is_some_and(|(tab, beat)| {
        let beat: Millis = beat.parse().unwrap_or_default();
        // A beat from the future is as dead as an old one: the clock was set back.
        TAB.with(|own| own != tab) && clock::millis().abs_diff(beat) <= LEASE.unsigned_abs()
    })
}

/// Says that this tab lives. Where another has taken over meanwhile, because this one slept or both began in the
/// same moment, its own picture of the draft is out of date: the page looks at the device anew, and says so.
fn beat() {
    let Some(storage) = journal::storage() else { return };
    LEASES.with_borrow(|leases| {
        for name in leases {
            if !is_taken(&storage, name) {
                write(&storage, name);
            } else if name.starts_with(DRAFT)
                && fold::is_kept()
                && clock::is_online()
                && let Some(window) = web_sys::window()
            {
                let _ = window.location().reload();
            }
        }
    });
}

fn write(storage: &Storage, name: &str) {
    let line = TAB.with(|tab| [tab, " ", &clock::millis().to_string()].concat());
    let _ = storage.set_item(&key(name), &line);
}

fn end(name: &str) {
    if let Some(storage) = journal::storage().filter(|storage| !is_taken(storage, name)) {
        let _ = storage.remove_item(&key(name));
    }
}

fn key(name: &str) -> String {
    ["sw:l:", name].concat()
}

impl Drop for Guard {
    fn drop(&mut self) {
        match &self.0 {
            Kind::Web { release } => drop(release.call0(&JsValue::UNDEFINED)),
            Kind::Lease { name } => {
                LEASES.with_borrow_mut(|leases| leases.retain(|lease| lease != name));
                end(name);
            }
            Kind::Alone => {}
        }
    }
}
