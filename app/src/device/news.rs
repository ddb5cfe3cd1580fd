//! News of storage: who shows it hears of every change, in this tab or in another.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::sender;

const CHANNEL: &str = "sectorwise";

/// What has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum News {
    Drafts,
    Outbox,
}

impl News {
    fn word(self) -> &'static str {
        match self {
            News::Drafts => "drafts",
            News::Outbox => "outbox",
        }
    }
}

type Listener = Rc<dyn Fn()>;

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    static POST: Option<BroadcastChannel> = open();
}

/// Calls whenever something in storage has changed, in this tab or in another, and when the signal comes or goes.
pub fn on_change(callback: impl Fn() + 'static) {
    // Opens the channel, so that other tabs are heard.
    POST.with(|_| ());
    LISTENERS.with_borrow_mut(|listeners| listeners.push(Rc::new(callback)));
}

/// Tells this tab and the others.
pub fn tell(news: News) {
    tell_others(news);
    tell_here();
}

pub fn tell_others(news: News) {
    POST.with(|post| {
        if let Some(post) = post {
            let _ = post.post_message(&news.word().into());
        }
    });
}

/// Tells this tab. A listener may add listeners, so the list is not held meanwhile.
pub fn tell_here() {
    for listener in LISTENERS.with_borrow(Clone::clone) {
        listener();
    }
}

fn open() -> Option<BroadcastChannel> {
    let post = BroadcastChannel::new(CHANNEL).ok()?;
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(News::Outbox.word()) {
            sender::wake();
        }
        tell_here();
    });
    post.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    Some(post)
}
