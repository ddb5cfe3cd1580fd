//! The pill in the masthead: it says in a word where the answers on this device are.

use leptos::prelude::*;

use crate::widgets::el::{Child, el, live};
use crate::widgets::icon;

/// Where the answers are, by what matters most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Where {
    /// There are none yet.
    #[default]
    Nowhere,
    Saved,
    /// On the screen only, for now.
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
            Where::Saved => "Saved on phone".to_owned(),
            Where::Unsaved => "Not saved yet".to_owned(),
            Where::Offline => "No signal".to_owned(),
            Where::Queued(waiting) => [&waiting.to_string(), " to send"].concat(),
            Where::Sending => "Sending".to_owned(),
            Where::Sent => "Sent".to_owned(),
            Where::Refused => "Not accepted".to_owned(),
        }
    }
}

/// What an island on the same page tells the pill; the root of all islands provides it.
#[derive(Clone, Copy)]
pub struct Telling {
    /// An answer of this page is in the journal.
    pub saved: RwSignal<bool>,
    /// The page shows a submission that has arrived.
    pub arrived: RwSignal<bool>,
}

impl Telling {
    pub fn new() -> Telling {
        Telling { saved: RwSignal::new(false), arrived: RwSignal::new(false) }
    }

    /// The page's own; on the server nobody listens.
    pub fn of_page() -> Telling {
        use_context().unwrap_or_else(Telling::new)
    }
}

impl Default for Telling {
    fn default() -> Telling {
        Telling::new()
    }
}

#[island]
pub fn Pill() -> impl IntoView {
    let now = RwSignal::new(Where::Nowhere);
    #[cfg(feature = "browser")]
    browser::follow(now, Telling::of_page());
    // The element is there from the start, or its first words would not be announced.
    el("span.status.push").attr("role", "status").live_attr("data-state", move || now.get().state().map(Into::into)).child(live(
        move || match now.get() {
            Where::Nowhere => Child::Nothing,
            now => Child::Many(vec![icon(now.icon()).into(), " ".into(), now.words().into()]),
        },
    ))
}

#[cfg(feature = "browser")]
mod browser {
    use super::{Telling, Where};
    use crate::device::{self, Signal};
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    pub fn follow(now: RwSignal<Where>, telling: Telling) {
        let signal = RwSignal::new(None::<Signal>);
        let refresh = move || {
            spawn_local(async move {
                let found = device::signal().await;
                if signal.with_untracked(|known| known.as_ref() != Some(&found)) {
                    signal.set(Some(found));
                }
            })
        };
        refresh();
        device::on_change(refresh);
        Effect::new(move |_| {
            let next = signal.with(|signal| place(signal.as_ref(), telling.saved.get(), telling.arrived.get()));
            if next != now.get_untracked() {
                now.set(next);
            }
        });
    }

    fn place(signal: Option<&Signal>, saved: bool, arrived: bool) -> Where {
        match signal {
            Some(signal) if saved && !signal.kept => Where::Unsaved,
            Some(signal) if signal.needs_you > 0 => Where::Refused,
            Some(signal) if signal.sending => Where::Sending,
            Some(signal) if signal.waiting > 0 => Where::Queued(signal.waiting),
            Some(signal) if !signal.online => Where::Offline,
            _ if arrived => Where::Sent,
            _ if saved => Where::Saved,
            _ => Where::Nowhere,
        }
    }
}
