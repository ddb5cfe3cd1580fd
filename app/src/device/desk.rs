//! The designer's desk and its server: what is kept until it is there, the requests, the stream of edits.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use super::{clock, http, journal, js, lock};

const PREFIX: &str = "sw:d:";
/// After the browser gave up a stream, we try again.
const AGAIN: f64 = 4_000.0;

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    Answered(Value),
    /// The session has ended.
    SignedOut,
    /// The server does not take it: status and its sentence.
    Refused(u16, String),
    /// Nobody answered, or somebody who is not ours, or it is busy.
    Nobody,
}

/// A name for this page in one draft, and what an earlier page kept under it. A tab that is still open keeps its
/// own; what a closed one left is taken up by the next.
pub async fn arrive(slug: &str) -> (String, Option<String>) {
    let prefix = [PREFIX, slug, ":"].concat();
    for (key, line) in stored(&prefix) {
        let client = key.get(prefix.len()..).unwrap_or_default().to_owned();
        if lock::keep(&[PREFIX, &client].concat()).await {
            return (client, Some(line));
        }
    }
    let client = clock::new_secret();
    lock::keep(&[PREFIX, &client].concat()).await;
    (client, None)
}

fn stored(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = journal::storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let keys: Vec<String> = keys.filter(|key| key.starts_with(prefix)).collect();
    let line = |key: String| storage.get_item(&key).ok().flatten().map(|line| (key, line));
    keys.into_iter().filter_map(line).collect()
}

/// Keeps what the server does not have yet; `None` forgets it. False where there is no room.
pub fn keep(slug: &str, client: &str, json: Option<&str>) -> bool {
    let Some(storage) = journal::storage() else { return json.is_none() };
    let key = [PREFIX, slug, ":", client].concat();
    match json {
        Some(json) => storage.set_item(&key, json).is_ok(),
        None => storage.remove_item(&key).is_ok(),
    }
}

/// Sends a batch of edits.
pub async fn send(slug: &str, batch: &str) -> Sent {
    judge(http::post_signed(&["/api/v1/drafts/", slug, "/edits"].concat(), batch).await)
}

/// Reads a draft anew.
pub async fn read(slug: &str) -> Sent {
    judge(http::get_signed(&["/api/v1/drafts/", slug].concat()).await)
}

/// The newest published version, as everybody gets it.
pub async fn published(slug: &str) -> Sent {
    judge(http::get_signed(&["/api/v1/surveys/", slug].concat()).await)
}

fn judge(answer: Option<http::Answer>) -> Sent {
    let Some(answer) = answer else { return Sent::Nobody };
    let json: Option<Value> = serde_json::from_str(&answer.body).ok();
    match (answer.status, json) {
        (200, Some(json)) => Sent::Answered(json),
        (401, _) => Sent::SignedOut,
        (status @ (400 | 403 | 404 | 409 | 413), Some(json)) => {
            let words = json.get("detail").or(json.get("title")).and_then(Value::as_str);
            Sent::Refused(status, words.unwrap_or_default().to_owned())
        }
        _ => Sent::Nobody,
    }
}

/// Runs once, later.
pub fn later(millis: f64, run: impl FnOnce() + 'static) {
    js::after(millis, run);
}

pub fn spawn(work: impl Future<Output = ()> + 'static) {
    js::spawn(work);
}

/// Calls when the page is hidden or left, when the network comes back, and when it is seen again.
pub fn on_leaving(run: impl Fn() + Clone + 'static) {
    if let Some(window) = web_sys::window() {
        for event in ["pagehide", "online"] {
            js::listen(&window, event, run.clone());
        }
        if let Some(document) = window.document() {
            js::listen(&document, "visibilitychange", run);
        }
    }
}

/// The edits of everybody, from a number of the log on; it goes on until the page does.
pub fn follow(
    slug: &str,
    after: impl Fn() -> i64 + 'static,
    heard: impl Fn(String) + 'static,
    lives: impl Fn(bool) + 'static,
) {
    let stream = Rc::new(Stream {
        address: ["/api/v1/drafts/", slug, "/live?after="].concat(),
        after: Box::new(after),
        heard: Rc::new(heard),
        lives: Rc::new(lives),
        open: RefCell::default(),
    });
    stream.open();
    let watched = stream.clone();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let page = document.clone();
        js::listen(&document, "visibilitychange", move || if page.hidden() { watched.close() } else { watched.open() });
    }
}

struct Stream {
    address: String,
    after: Box<dyn Fn() -> i64>,
    heard: Rc<dyn Fn(String)>,
    lives: Rc<dyn Fn(bool)>,
    open: RefCell<Option<Open>>,
}

struct Open {
    source: EventSource,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 3],
}

impl Stream {
    fn open(self: &Rc<Self>) {
        if self.open.borrow().is_some() {
            return;
        }
        let address = [self.address.as_str(), &(self.after)().to_string()].concat();
        let Ok(source) = EventSource::new(&address) else { return };
        let (heard, lives) = (self.heard.clone(), self.lives.clone());
        let opened = Closure::<dyn Fn(MessageEvent)>::new(move |_| lives(true));
        let edits = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        let this = self.clone();
        let failed = Closure::<dyn Fn(MessageEvent)>::new(move |_| this.failed());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("edits", edits.as_ref().unchecked_ref());
        self.open.replace(Some(Open { source, _listeners: [opened, edits, failed] }));
    }

    fn close(&self) {
        if let Some(open) = self.open.borrow_mut().take() {
            open.source.close();
        }
    }

    fn failed(self: &Rc<Self>) {
        (self.lives)(false);
        let gave_up = self.open.borrow().as_ref().is_some_and(|open| open.source.ready_state() == EventSource::CLOSED);
        if gave_up {
            let this = self.clone();
            js::after(AGAIN, move || {
                this.close();
                if web_sys::window().and_then(|window| window.document()).is_some_and(|page| !page.hidden()) {
                    this.open();
                }
            });
        }
    }
}
