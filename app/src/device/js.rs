//! The browser functions that web-sys lacks, keeps unstable, or takes for granted where browsers differ.

use std::pin::Pin;

use js_sys::{Array, Function, JSON, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, ServiceWorkerContainer, StorageManager};

#[wasm_bindgen]
extern "C" {
    pub type Navigator;
    #[wasm_bindgen(thread_local_v2, js_name = navigator)]
    static NAVIGATOR: Navigator;
    #[wasm_bindgen(method, getter, js_name = onLine)]
    fn on_line(this: &Navigator) -> bool;
    // Only iPhones and iPads know it: whether the page was opened from the home screen.
    #[wasm_bindgen(method, getter)]
    fn standalone(this: &Navigator) -> Option<bool>;
    // On a plain http address in a local network there are none of these.
    #[wasm_bindgen(method, getter)]
    fn locks(this: &Navigator) -> Option<Locks>;
    #[wasm_bindgen(method, getter)]
    fn storage(this: &Navigator) -> Option<StorageManager>;
    #[wasm_bindgen(method, getter, js_name = serviceWorker)]
    fn service_worker(this: &Navigator) -> Option<ServiceWorkerContainer>;

    pub type Locks;
    #[wasm_bindgen(method, catch)]
    pub fn request(this: &Locks, name: &str, options: &JsValue, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, millis: f64) -> JsValue;
    #[wasm_bindgen(js_name = setInterval)]
    fn set_interval(callback: &JsValue, millis: f64) -> JsValue;
    #[wasm_bindgen(js_name = requestIdleCallback, catch)]
    fn request_idle(callback: &JsValue, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(into: &mut [u8]) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = performance, js_name = mark, catch)]
    pub fn performance_mark(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = performance, js_name = getEntriesByType, catch)]
    pub fn performance_entries(kind: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = caches, js_name = match, catch)]
    pub fn match_in_caches(path: &str) -> Result<Promise, JsValue>;
}

/// Which plural form a number takes in a language (`few`); `other` where the browser does not know.
#[cfg(feature = "several")]
pub fn plural_category(language: &str, number: f64) -> String {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = Intl)]
        type PluralRules;
        #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
        fn new(language: &str) -> Result<PluralRules, JsValue>;
        #[wasm_bindgen(method)]
        fn select(this: &PluralRules, number: f64) -> String;
    }
    PluralRules::new(language).map_or_else(|_| "other".to_owned(), |rules| rules.select(number))
}

pub fn standalone() -> Option<bool> {
    NAVIGATOR.with(Navigator::standalone)
}

pub fn is_on_line() -> bool {
    NAVIGATOR.with(Navigator::on_line)
}

pub fn locks() -> Option<Locks> {
    NAVIGATOR.with(Navigator::locks)
}

pub fn storage_manager() -> Option<StorageManager> {
    NAVIGATOR.with(Navigator::storage)
}

pub fn service_worker() -> Option<ServiceWorkerContainer> {
    NAVIGATOR.with(Navigator::service_worker)
}

/// Runs at the side. Boxed: one task's code for all callers.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(work));
}

fn spawn_boxed(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Calls once, later.
pub fn after(millis: f64, callback: impl FnOnce() + 'static) {
    set_timeout(&once(callback), millis);
}

/// Calls again and again while the page lives.
pub fn every(millis: f64, callback: fn()) {
    set_interval(&always(callback), millis);
}

/// Calls once when the browser has nothing better to do, after half a second at the latest.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    let callback = once(callback);
    if request_idle(&callback, &literal(r#"{"timeout":500}"#)).is_err() {
        // Safari has no idle callback.
        set_timeout(&callback, 50.0);
    }
}

/// Calls at every such event while the page lives.
pub fn listen(target: &EventTarget, event: &str, callback: impl Fn() + 'static) {
    let callback = always(callback);
    let _ = target.add_event_listener_with_callback(event, callback.unchecked_ref::<Function>());
}

/// A small constant object.
pub fn literal(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

/// So many random bytes.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if get_random_values(&mut bytes).is_err() {
        // Every browser has it; ids must differ all the same if one has not.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A function that the browser may call once. It is freed then.
pub fn once(callback: impl FnOnce() + 'static) -> JsValue {
    once_boxed(Box::new(callback))
}

/// A function that the browser may call while the page lives.
pub fn always(callback: impl Fn() + 'static) -> JsValue {
    always_boxed(Box::new(callback))
}

// Boxed: one shim for all callers.
fn once_boxed(callback: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(callback)
}

fn always_boxed(callback: Box<dyn Fn()>) -> JsValue {
    Closure::<dyn Fn()>::wrap(callback).into_js_value()
}
