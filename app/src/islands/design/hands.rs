//! What the screen does to the page itself: values, focus, dialogs. The server has no page and does nothing.

use leptos::prelude::{document, request_animation_frame};
use leptos::tachys::renderer::types::Element;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};

/// What stays free around a line that is brought into sight, in pixels.
#[cfg(feature = "browser")]
const SPARE: f64 = 48.0;

/// Selects and text areas answer to the same names.
fn input(element: &Element) -> &HtmlInputElement {
    element.unchecked_ref()
}

/// Shows a value, unless it is there: the cursor stays where it is then.
pub fn show_value(element: &Element, value: &str) {
    if input(element).value() != value {
        input(element).set_value(value);
    }
}

pub fn show_checked(element: &Element, on: bool) {
    input(element).set_checked(on);
}

pub fn value_of(id: &str) -> String {
    document().get_element_by_id(id).map(|element| input(&element).value()).unwrap_or_default()
}

pub fn set_value_of(id: &str, value: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        input(&element).set_value(value);
    }
}

/// Where the cursor stands in a text, in bytes of it.
pub fn cursor(id: &str) -> usize {
    let Some(element) = document().get_element_by_id(id) else { return 0 };
    let units = input(&element).selection_start().ok().flatten().unwrap_or_default();
    bytes(&input(&element).value(), units as usize)
}

/// Puts the cursor to a byte of the text.
pub fn put_cursor(id: &str, at: usize) {
    if let Some(element) = document().get_element_by_id(id) {
        let text = input(&element).value();
        let units = text.get(..at).map_or(0, |head| head.encode_utf16().count()) as u32;
        let _ = input(&element).set_selection_range(units, units);
    }
}

fn bytes(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, letter) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += letter.len_utf16();
    }
    text.len()
}

/// Before something is drawn anew: the focus comes back to what has the same id afterwards.
pub fn hold_focus() {
    if cfg!(not(feature = "browser")) {
        return;
    }
    let Some(active) = document().active_element().filter(|active| !active.id().is_empty()) else { return };
    let id = active.id();
    let cursor = input(&active).selection_start().ok().flatten();
    request_animation_frame(move || {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let Some(again) = document().get_element_by_id(&id).filter(|_| is_lost) else { return };
        let _ = again.unchecked_ref::<HtmlElement>().focus();
        if let Some(cursor) = cursor {
            let _ = input(&again).set_selection_range(cursor, cursor);
        }
    });
}

/// Whether somebody is typing in there.
#[cfg(feature = "browser")]
pub fn types_in(selector: &str) -> bool {
    let active =
        document().active_element().filter(|active| matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    active.is_some_and(|active| active.closest(selector).ok().flatten().is_some())
}

/// Focuses what is there: the next key goes to it already.
pub fn focus_now(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Focuses what will be there in a moment, and brings it into sight.
pub fn focus(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        // What has just been drawn is there one frame later.
        request_animation_frame(move || {
            focus_now(&id);
        });
    });
}

/// What has just been opened is marked in the outline, where it is brought into sight. Where the editor stands below
/// the outline, it is scrolled to and has the focus: nobody would know that anything had happened.
pub fn show_open() {
    #[cfg(feature = "browser")]
    request_animation_frame(|| {
        request_animation_frame(|| {
            let find = |selector: &str| document().query_selector(selector).ok().flatten();
            let (Some(outline), Some(editor)) = (find(".bench > nav"), find("#editor")) else { return };
            let (frame, place) = (outline.get_bounding_client_rect(), editor.get_bounding_client_rect());
            if place.top() >= frame.bottom() - 1.0 {
                focus_now("editor-title");
                editor.scroll_into_view();
            } else if let Some(row) = find(".bench > nav [aria-current]") {
                let row = row.get_bounding_client_rect();
                let (over, under) = (frame.top() - row.top(), row.bottom() - frame.bottom());
                let by = if over > 0.0 {
                    -over - SPARE
                } else if under > 0.0 {
                    under + SPARE
                } else {
                    0.0
                };
                outline.set_scroll_top(outline.scroll_top() + by as i32);
            }
        });
    });
}

/// Back to the line of what is open.
pub fn show_outline() {
    if let Some(row) = document().query_selector(".bench > nav [aria-current]").ok().flatten() {
        row.scroll_into_view();
        let _ = row.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Opens a dialog of the page as a modal one.
pub fn open_dialog(element: &Element) {
    #[cfg(feature = "browser")]
    {
        let dialog: web_sys::HtmlDialogElement = element.clone().unchecked_into();
        request_animation_frame(move || {
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        });
    }
    #[cfg(not(feature = "browser"))]
    let _ = element;
}
