//! The pill in the masthead: it says in a word where the answers on this device are.

use std::sync::Arc;

use leptos::prelude::*;

use crate::widgets::el::{Child, el, live};
use crate::widgets::followed::Followed;
use crate::widgets::icon;
use crate::words;

/// Where the answers are, by what matters most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Where {
    /// There are none yet.
    #[default]
    Nowhere,
    Saved,
    /// On the screen only.
    Unsaved,
    Offline,
    /// So many are finished and wait.
    Queued(u32),
    Sending,
    Sent,
    Refused,
}

impl Where {
    fn state(self) -> Option<&'static str> {
        Some(match self {
            Where::Nowhere => return None,
            Where::Saved => "saved",
            Where::Unsaved => "unsaved",
            Where::Offline => "offline",
            Where::Queued(_) => "queued",
            Where::Sending => "sending",
            Where::Sent => "sent",
            Where::Refused => "refused",
        })
    }

    fn icon(self) -> &'static str {
        match self {
            Where::Nowhere | Where::Saved => "#i-check",
            Where::Unsaved | Where::Refused => "#i-alert",
            Where::Offline => "#i-no-signal",
            Where::Queued(_) => "#i-clock",
            Where::Sending => "#i-up",
            Where::Sent => "#i-sent",
        }
    }

    fn words(self) -> String {
        match self {
            Where::Nowhere => String::new(),
            Where::Saved => words::pill_saved().to_owned(),
            Where::Unsaved => words::pill_unsaved().to_owned(),
            Where::Offline => words::pill_offline().to_owned(),
            Where::Queued(waiting) => words::pill_queued(waiting as usize),
            Where::Sending => words::pill_sending().to_owned(),
            Where::Sent => words::pill_sent().to_owned(),
            Where::Refused => words::pill_refused().to_owned(),
        }
    }
}

/// What an island on the same page tells the pill.
#[derive(Clone, Default)]
pub struct Telling {
    /// There are answers on this page. Whether they are kept, the device knows.
    pub begun: Arc<Followed<bool>>,
    /// The page shows a submission that has arrived.
    pub arrived: Arc<Followed<bool>>,
}

impl Telling {
    /// The page's own. On the server nobody listens.
    pub fn of_page() -> Telling {
        #[cfg(feature = "browser")]
        {
            thread_local!(static PAGE: Telling = Telling::default());
            PAGE.with(Telling::clone)
        }
        #[cfg(not(feature = "browser"))]
        Telling::default()
    }
}

#[island]
pub fn Pill() -> impl IntoView {
    let now = Arc::new(Followed::new(Where::Nowhere));
    #[cfg(feature = "browser")]
    browser::follow(now.clone(), Telling::of_page());
    // The element is there from the start, or its first words would not be announced.
    let stated = now.clone();
    let words = live(move || {
        words::follow();
        match now.get() {
            Where::Nowhere => Child::Nothing,
            now => Child::Many(vec![icon(now.icon()).into(), " ".into(), now.words().into()]),
        }
    });
    words::own(el("span.status.push"))
        .attr("role", "status")
        .live_attr("data-state", move || stated.get().state().map(Into::into))
        .child(words)
}

#[cfg(feature = "browser")]
mod browser {
    use std::sync::Arc;

    use leptos::reactive::effect::RenderEffect;
    use leptos::task::spawn_local;

    use super::{Followed, Telling, Where};
    use crate::device::{self, Signal};

    pub fn follow(now: Arc<Followed<Where>>, telling: Telling) {
        let found = Arc::new(Followed::new(None::<Signal>));
        let looked = found.clone();
        let look = move || {
            let found = looked.clone();
            spawn_local(async move { found.set(Some(device::signal().await)) })
        };
        look();
        device::on_change(look);
        let effect = RenderEffect::new(move |_| {
            let (begun, arrived) = (telling.begun.get(), telling.arrived.get());
            let next = found.with(|signal| place(signal.as_ref(), begun, arrived));
            if now.peek(|now| *now != next) {
                now.set(next);
            }
        });
        // It lives as long as the page.
        std::mem::forget(effect);
    }

    fn place(signal: Option<&Signal>, begun: bool, arrived: bool) -> Where {
        match signal {
            _ if begun && !device::is_kept() => Where::Unsaved,
            Some(signal) if signal.needs_you > 0 => Where::Refused,
            Some(signal) if signal.sending => Where::Sending,
            Some(signal) if signal.waiting > 0 => Where::Queued(signal.waiting),
            Some(signal) if !signal.online => Where::Offline,
            _ if arrived => Where::Sent,
            _ if begun => Where::Saved,
            _ => Where::Nowhere,
        }
    }
}
