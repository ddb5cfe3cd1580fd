//! An event as widgets need it: what was typed or ticked, and where.

use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// Something that a person did.
pub struct Happened(pub(super) JsValue);

impl Happened {
    /// The element that it happened to; handlers stand on groups, so this may be any of its members.
    pub fn element(&self) -> Option<Element> {
        self.0.unchecked_ref::<Event>().target()?.dyn_into().ok()
    }

    /// The nearest element around it that fits.
    pub fn closest(&self, selector: &str) -> Option<Element> {
        self.element()?.closest(selector).ok().flatten()
    }

    /// Its text; selects and text areas answer to the same names as inputs.
    pub fn value(&self) -> String {
        self.input().map(|input| input.value()).unwrap_or_default()
    }

    pub fn checked(&self) -> bool {
        self.input().is_some_and(|input| input.checked())
    }

    pub fn name(&self) -> String {
        self.attribute("name")
    }

    pub fn attribute(&self, name: &str) -> String {
        self.element().and_then(|element| element.get_attribute(name)).unwrap_or_default()
    }

    /// The key of a keyboard event.
    pub fn key(&self) -> String {
        self.0.unchecked_ref::<KeyboardEvent>().key()
    }

    /// What the browser would do by itself is left out.
    pub fn prevent(&self) {
        self.0.unchecked_ref::<Event>().prevent_default();
    }

    /// As the browser has it.
    pub fn event(&self) -> &Event {
        self.0.unchecked_ref()
    }

    fn input(&self) -> Option<HtmlInputElement> {
        self.element().map(JsCast::unchecked_into)
    }
}
