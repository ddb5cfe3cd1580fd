//! An `El` in the browser: built from nothing, or taken over from the server's HTML.

use leptos::prelude::Render;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node, Placeholder, Text};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, RenderHtml};
use leptos::wasm_bindgen::JsCast;

use super::{Child, El, Follow, Handler, Happened, Setting, Words};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element on the page. What keeps it alive goes with it: its effects and its handlers.
pub struct ElState {
    pub(super) node: Element,
    _children: Vec<ChildState>,
    _effects: Vec<RenderEffect<()>>,
    _handlers: Vec<RemoveEventHandler<Element>>,
}

pub enum ChildState {
    Nothing,
    Text(Text),
    El(ElState),
    Many(Vec<ChildState>),
    Live(RenderEffect<ChildState>, Placeholder),
    /// Off the page, and kept.
    Aside(Box<ChildState>),
    View(AnyViewState),
}

/// Where an element stands in HTML that is being taken over; `None` while building from nothing.
type Place<'a> = Option<(&'a Cursor, &'a PositionState)>;

pub fn build_el(el: El) -> ElState {
    place_el(el, None)
}

pub fn hydrate_el(el: El, cursor: &Cursor, position: &PositionState) -> ElState {
    place_el(el, Some((cursor, position)))
}

fn place_el(el: El, place: Place) -> ElState {
    let el = *el.0;
    let node = match place {
        None => Rndr::create_element(el.tag, matches!(el.tag, "svg" | "use").then_some(SVG)),
        Some((cursor, position)) => {
            match position.get() {
                Position::FirstChild => cursor.child(),
                Position::Current => {}
                _ => cursor.sibling(),
            }
            position.set(Position::FirstChild);
            cursor.current().unchecked_into()
        }
    };
    let mut effects = Vec::new();
    for (name, setting) in el.attributes {
        match setting {
            Setting::Fixed(value) if place.is_none() => Rndr::set_attribute(&node, name, &value),
            Setting::Fixed(_) => {}
            Setting::Live(value) => effects.push(follow_attribute(&node, name, value)),
        }
    }
    let children = el.children.into_iter().map(|child| place_child(child, place));
    let mut children: Vec<ChildState> = children.collect();
    match place {
        None => children.iter_mut().for_each(|child| child.mount(&node, None)),
        Some((cursor, position)) => {
            cursor.set(node.clone().into());
            position.set(Position::NextChild);
        }
    }
    effects.extend(el.follows.into_iter().map(|run| follow(&node, run)));
    let handlers = el.handlers.into_iter().map(|(event, handler)| listen(&node, event, handler));
    ElState { _handlers: handlers.collect(), _effects: effects, _children: children, node }
}

fn follow_attribute(
    node: &Element,
    name: &'static str,
    value: Box<dyn Fn() -> Option<Words> + Send>,
) -> RenderEffect<()> {
    let node = node.clone();
    RenderEffect::new(move |_| match value() {
        Some(value) => Rndr::set_attribute(&node, name, &value),
        None => Rndr::remove_attribute(&node, name),
    })
}

fn follow(node: &Element, run: Follow) -> RenderEffect<()> {
    let node = node.clone();
    RenderEffect::new(move |_| run(&node))
}

fn listen(node: &Element, event: &'static str, handler: Handler) -> RemoveEventHandler<Element> {
    let owner = Owner::current().unwrap_or_default();
    Rndr::add_event_listener(node, event, Box::new(move |event| owner.with(|| handler(Happened(event)))))
}

fn place_child(child: Child, place: Place) -> ChildState {
    match (child, place) {
        (Child::Nothing | Child::Same | Child::Aside | Child::Back, _) => ChildState::Nothing,
        (Child::El(el), _) => ChildState::El(place_el(el, place)),
        (Child::Many(children), _) => {
            ChildState::Many(children.into_iter().map(|child| place_child(child, place)).collect())
        }
        (Child::Text(text), None) => ChildState::Text(Rndr::create_text_node(&text)),
        (Child::Text(_), Some((cursor, position))) => {
            if position.get() == Position::FirstChild {
                cursor.child();
            } else {
                cursor.sibling();
            }
            if position.get() == Position::NextChildAfterText {
                // The comment that keeps two texts apart.
                cursor.sibling();
            }
            position.set(Position::NextChildAfterText);
            ChildState::Text(cursor.current().unchecked_into())
        }
        (Child::Live(child), None) => place_live(child, None, Rndr::create_placeholder()),
        (Child::Live(child), Some((cursor, position))) => {
            let first = place_child(child(), place);
            place_live(child, Some(first), cursor.next_placeholder(position))
        }
        (Child::View(view), None) => ChildState::View(view.build()),
        (Child::View(view), Some((cursor, position))) => ChildState::View(view.hydrate::<true>(cursor, position)),
    }
}

/// `first` is what the server drew; the first run then only finds out which signals to follow.
fn place_live(child: Box<dyn Fn() -> Child + Send>, first: Option<ChildState>, marker: Placeholder) -> ChildState {
    let before = marker.clone();
    let mut first = first;
    let effect = RenderEffect::new(move |old: Option<ChildState>| {
        let next = child();
        if let Some(first) = first.take() {
            return first;
        }
        match (old, next) {
            (Some(old), Child::Same) => old,
            (Some(mut old), Child::Aside) if cfg!(feature = "whole") => {
                old.unmount();
                ChildState::Aside(Box::new(old))
            }
            (Some(ChildState::Aside(mut kept)), Child::Back) if cfg!(feature = "whole") => {
                kept.mount_before(&before);
                *kept
            }
            (Some(ChildState::Text(node)), Child::Text(text)) => {
                Rndr::set_text(&node, &text);
                ChildState::Text(node)
            }
            (old, next) => {
                let mut next = place_child(next, None);
                if let Some(mut old) = old {
                    next.mount_before(&before);
                    old.unmount();
                }
                next
            }
        }
    });
    ChildState::Live(effect, marker)
}

impl Mountable for ElState {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.node.parent_node() {
            Some(parent) => {
                child.mount(parent.unchecked_ref(), Some(&self.node));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.node.clone()]
    }
}

impl ChildState {
    fn mount_before(&mut self, marker: &Placeholder) {
        if let Some(parent) = marker.parent_node() {
            self.mount(parent.unchecked_ref(), Some(marker));
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            ChildState::Nothing | ChildState::Aside(_) => {}
            ChildState::Text(node) => Rndr::insert_node(parent, node, marker),
            ChildState::El(el) => el.mount(parent, marker),
            ChildState::Many(children) => children.iter_mut().for_each(|child| child.mount(parent, marker)),
            ChildState::Live(effect, own) => {
                effect.with_value_mut(|child| child.mount(parent, marker));
                Rndr::insert_node(parent, own, marker);
            }
            ChildState::View(view) => view.mount(parent, marker),
        }
    }

    fn unmount(&mut self) {
        match self {
            ChildState::Nothing | ChildState::Aside(_) => {}
            ChildState::Text(node) => Rndr::remove(node),
            ChildState::El(el) => el.unmount(),
            ChildState::Many(children) => children.iter_mut().for_each(ChildState::unmount),
            ChildState::Live(effect, marker) => {
                effect.with_value_mut(ChildState::unmount);
                marker.remove();
            }
            ChildState::View(view) => view.unmount(),
        }
    }
}
