//! The page's side of the service worker: it registers it, and hears when this page is there without signal.

use std::cell::Cell;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::{clock, js};
use crate::islands::spoken::OUTBOX;

const SCRIPT: &str = "/sw.js";
const RETRY: f64 = 15_000.0;

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static READY: Cell<bool> = const { Cell::new(false) };
}

/// Registers the worker and hands it this page; to be called once the page is usable, so that the worker's
/// downloads do not compete with it. Calling it again does nothing.
pub fn register() {
    let Some(container) = js::service_worker().filter(|_| !STARTED.replace(true)) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event.data()));
    container.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    if let Some(window) = web_sys::window() {
        js::listen(&window, "online", hand_over_later);
    }
    js::spawn(async move {
        // Without signal the registration fails, but the worker of the last visit is there.
        drop(JsFuture::from(container.register(SCRIPT)).await);
        hand_over(&container).await;
    });
}

/// Whether this page would open without signal.
pub async fn is_ready_offline() -> bool {
    if READY.get() {
        return true;
    }
    let is_controlled = js::service_worker().is_some_and(|container| container.controller().is_some());
    let (Some(path), true) = (path(), is_controlled) else { return false };
    // A page is put into its cache last, after everything that it needs.
    let Ok(asked) = js::match_in_caches(&path) else { return false };
    JsFuture::from(asked).await.is_ok_and(|page| page.is_truthy())
}

/// Something waits to be sent: where the browser has that, the worker is woken for it with every page closed.
pub fn send_when_closed() {
    if let Some(worker) = js::service_worker().and_then(|container| container.controller()) {
        let _ = worker.post_message(&"send".into());
    }
}

async fn hand_over(container: &ServiceWorkerContainer) {
    let Ok(ready) = container.ready() else { return };
    let Ok(registration) = JsFuture::from(ready).await else { return };
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    let (Some(worker), Some(path)) = (registration.active(), path()) else { return };
    let message = Object::new();
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    let _ = Reflect::set(&message, &"from".into(), &[path.as_str(), &search].concat().into());
    let _ = Reflect::set(&message, &"cache".into(), &path.into());
    let _ = Reflect::set(&message, &"uses".into(), &loaded());
    if cfg!(feature = "several") {
        let _ = Reflect::set(&message, &"outbox".into(), &OUTBOX.into());
    }
    let _ = worker.post_message(&message);
}

/// What this page has loaded: it may belong to an older generation than the newest.
fn loaded() -> Array {
    let names = Array::new();
    for entry in js::performance_entries("resource").unwrap_or_default().iter() {
        names.push(&Reflect::get(&entry, &"name".into()).unwrap_or_default());
    }
    names
}

fn hear(message: &JsValue) {
    let about = |name: &str| Reflect::get(message, &name.into()).ok().and_then(|path| path.as_string());
    if about("cached").is_some() && about("cached") == path() && !READY.replace(true) {
        clock::mark("sectorwise-offline-ready");
        super::news::tell_here();
    }
    if about("failed").is_some() {
        js::after(RETRY, hand_over_later);
    }
}

fn hand_over_later() {
    if let Some(container) = js::service_worker().filter(|_| !READY.get()) {
        js::spawn(async move { hand_over(&container).await });
    }
}

fn path() -> Option<String> {
    web_sys::window()?.location().pathname().ok()
}
