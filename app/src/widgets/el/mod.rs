//! A view as data: tag, attributes, handlers and children in lists, one Rust type for every shape.
//!
//! `view!` compiles each shape of element into code of its own, several times over. Twelve small widgets
//! cost a phone 53 kB compressed that way, and 21 kB without type erasure; as data they cost 5. So what is
//! drawn on a phone is an `El`. It is a Leptos view like any other: it hydrates, it follows signals, and
//! it may stand inside `view!`.

mod dom;
mod event;
mod html;
mod render;

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use leptos::prelude::AnyView;
use leptos::tachys::renderer::types::Element;

pub use event::Happened;

pub type Words = Cow<'static, str>;

/// One element; made by [`el`]. It is moved at every step of its making, so it is one pointer.
#[must_use]
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Setting)>,
    handlers: Vec<(&'static str, Handler)>,
    follows: Vec<Follow>,
    children: Vec<Child>,
}

type Handler = Box<dyn Fn(Happened) + Send>;
type Follow = Box<dyn Fn(&Element) + Send>;

enum Setting {
    Fixed(Words),
    /// `None` takes the attribute away.
    Live(Box<dyn Fn() -> Option<Words> + Send>),
}

/// What an element contains.
pub enum Child {
    Nothing,
    Text(Words),
    El(El),
    Many(Vec<Child>),
    /// Drawn again whenever a signal that it reads has changed.
    Live(Box<dyn Fn() -> Child + Send>),
    /// In a live child: what is there stays.
    Same,
    /// In a live child: what is there is taken off the page and kept.
    Aside,
    /// In a live child: what was kept is on the page again.
    Back,
    /// A view of another type, such as the children of an island.
    View(AnyView),
}

/// An element by its tag and classes: `el("p.hint.small")`.
pub fn el(selector: &'static str) -> El {
    let (tag, classes) = selector.split_once('.').unwrap_or((selector, ""));
    let parts = Parts { tag, attributes: Vec::new(), handlers: Vec::new(), follows: Vec::new(), children: Vec::new() };
    let empty = El(Box::new(parts));
    if classes.is_empty() { empty } else { empty.attr("class", classes.replace('.', " ")) }
}

/// A child that is there while a condition holds, and is drawn again only when that changes.
pub fn when<C: Into<Child>>(
    holds: impl Fn() -> bool + Send + 'static,
    child: impl Fn() -> C + Send + 'static,
) -> Child {
    keyed(move || holds().into(), move |now| if now == 0 { Child::Nothing } else { child().into() })
}

/// As [`when`], but drawn once: while the condition does not hold it is off the page and kept, with what was typed.
pub fn kept_when(holds: impl Fn() -> bool + Send + 'static, child: impl Fn() -> Child + Send + 'static) -> Child {
    let drawn = AtomicBool::new(false);
    keyed(
        move || holds().into(),
        move |now| match (now > 0, drawn.fetch_or(now > 0, Ordering::Relaxed)) {
            (true, false) => child(),
            (true, true) => Child::Back,
            (false, true) => Child::Aside,
            (false, false) => Child::Nothing,
        },
    )
}

/// A child that follows the signals of its key, and is drawn again only when that has changed.
pub fn keyed(key: impl Fn() -> usize + Send + 'static, child: impl Fn(usize) -> Child + Send + 'static) -> Child {
    let before = AtomicUsize::new(usize::MAX);
    Child::Live(Box::new(move || {
        let now = key();
        if before.swap(now, Ordering::Relaxed) == now { Child::Same } else { child(now) }
    }))
}

/// A child that follows the signals it reads.
pub fn live<C: Into<Child>>(child: impl Fn() -> C + Send + 'static) -> Child {
    Child::Live(Box::new(move || child().into()))
}

impl El {
    /// Sets an attribute; a second time replaces the first.
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> El {
        self.set(name, Setting::Fixed(value.into()))
    }

    /// An attribute that is there or not.
    pub fn flag(self, name: &'static str, on: bool) -> El {
        if on { self.attr(name, "") } else { self }
    }

    /// An attribute that follows the signals it reads.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<Words> + Send + 'static) -> El {
        self.set(name, Setting::Live(Box::new(value)))
    }

    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> El {
        self.live_attr(name, move || on().then_some(Cow::Borrowed("")))
    }

    pub fn id(self, id: impl Into<Words>) -> El {
        self.attr("id", id)
    }

    /// Events bubble: one handler on a group serves all that it contains.
    pub fn on(self, event: &'static str, handler: impl Fn(Happened) + Send + 'static) -> El {
        self.handle(event, Box::new(handler))
    }

    #[inline(never)]
    fn handle(mut self, event: &'static str, handler: Handler) -> El {
        self.0.handlers.push((event, handler));
        self
    }

    /// Runs with the element in the browser, and again when a signal that it reads has changed.
    pub fn follow(self, run: impl Fn(&Element) + Send + 'static) -> El {
        self.run(Box::new(run))
    }

    #[inline(never)]
    fn run(mut self, run: Follow) -> El {
        self.0.follows.push(run);
        self
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, setting: Setting) -> El {
        match self.0.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = setting,
            None => self.0.attributes.push((name, setting)),
        }
        self
    }

    pub fn child(self, child: impl Into<Child>) -> El {
        self.put(child.into())
    }

    #[inline(never)]
    fn put(mut self, child: Child) -> El {
        self.0.children.push(child);
        self
    }

    pub fn children<C: Into<Child>>(self, children: impl IntoIterator<Item = C>) -> El {
        children.into_iter().fold(self, |el, child| el.put(child.into()))
    }
}

impl From<El> for Child {
    fn from(el: El) -> Child {
        Child::El(el)
    }
}

impl From<&'static str> for Child {
    fn from(text: &'static str) -> Child {
        Child::Text(Cow::Borrowed(text))
    }
}

impl From<Words> for Child {
    fn from(text: Words) -> Child {
        Child::Text(text)
    }
}

impl From<String> for Child {
    fn from(text: String) -> Child {
        Child::Text(Cow::Owned(text))
    }
}

impl<C: Into<Child>> From<Option<C>> for Child {
    fn from(child: Option<C>) -> Child {
        child.map_or(Child::Nothing, Into::into)
    }
}

impl<C: Into<Child>> From<Vec<C>> for Child {
    fn from(children: Vec<C>) -> Child {
        Child::Many(children.into_iter().map(Into::into).collect())
    }
}

impl From<AnyView> for Child {
    fn from(view: AnyView) -> Child {
        Child::View(view)
    }
}
