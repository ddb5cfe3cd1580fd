//! The event stream behind a board: opened while the page is seen, closed while it is not.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RwSignal, Set, document, set_timeout};
use shared::tally::Table;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use crate::islands::watch::{Board, Live};

/// After the browser gave up (the server said no, or is away for long), we try again.
const AGAIN: Duration = Duration::from_secs(5);

/// Keeps `now` at the newest table and `live` at the truth. HTTP/1.1 allows six streams a browser and
/// host, so a hidden page gives its own back.
pub fn follow(board: &Board, now: RwSignal<Table>, live: RwSignal<Live>) {
    let address = format!("/api/v1/surveys/{}/live?question={}&by={}", board.slug, board.measure, board.by);
    let stream = Stream { address, now, live, open: Rc::default() };
    stream.open();
    let watching = Closure::<dyn Fn()>::new(move || {
        if document().hidden() {
            stream.close();
        } else {
            stream.open();
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", watching.as_ref().unchecked_ref());
    // It lives as long as the page.
    watching.forget();
}

#[derive(Clone)]
struct Stream {
    address: String,
    now: RwSignal<Table>,
    live: RwSignal<Live>,
    open: Rc<RefCell<Option<Open>>>,
}

/// An open stream and what listens to it.
struct Open {
    source: EventSource,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 3],
}

impl Stream {
    fn open(&self) {
        if self.open.borrow().is_some() {
            return;
        }
        let Ok(source) = EventSource::new(&self.address) else { return };
        let (now, live) = (self.now, self.live);
        let opened = Closure::<dyn Fn(MessageEvent)>::new(move |_| live.set(Live::Live));
        let table = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let table = event.data().as_string().and_then(|text| serde_json::from_str::<Table>(&text).ok());
            if let Some(table) = table {
                now.set(table);
                live.set(Live::Live);
            }
        });
        let this = self.clone();
        let failed = Closure::<dyn Fn(MessageEvent)>::new(move |_| this.failed());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("tally", table.as_ref().unchecked_ref());
        self.open.replace(Some(Open { source, _listeners: [opened, table, failed] }));
    }

    fn close(&self) {
        if let Some(open) = self.open.borrow_mut().take() {
            open.source.close();
        }
    }

    fn failed(&self) {
        self.live.set(Live::Late);
        let gave_up = self.open.borrow().as_ref().is_some_and(|open| open.source.ready_state() == EventSource::CLOSED);
        if gave_up {
            let this = self.clone();
            set_timeout(
                move || {
                    this.close();
                    if !document().hidden() {
                        this.open();
                    }
                },
                AGAIN,
            );
        }
    }
}
