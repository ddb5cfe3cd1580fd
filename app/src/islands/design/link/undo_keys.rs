//! The keys for undo, wherever the focus is.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

use crate::islands::design::screen::Screen;

/// Fields that hold nothing of the draft keep the browser's own undo.
const OWN_UNDO: &str = "dialog,.add-one,.builder,#list-table";

/// Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again, wherever the focus is.
pub(super) fn listen(screen: Screen) {
    let pressed = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        let key = event.key().to_lowercase();
        let is_ours = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && matches!(key.as_str(), "z" | "y");
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_its_own = target.is_some_and(|target| target.closest(OWN_UNDO).ok().flatten().is_some());
        if is_ours && !is_its_own {
            event.prevent_default();
            screen.undo(key == "y" || event.shift_key());
        }
    });
    let pressed = pressed.into_js_value();
    let _ = document().add_event_listener_with_callback("keydown", pressed.unchecked_ref());
}
