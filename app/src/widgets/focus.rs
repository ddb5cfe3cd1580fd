//! Moving the focus: to the field that an error names, to a new page's heading, to what has moved.

use leptos::prelude::{document, request_animation_frame, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

/// What stays over a question that is scrolled to, in pixels: the masthead.
#[cfg(all(feature = "browser", feature = "whole"))]
const ABOVE: f64 = 80.0;
/// Between the masthead and what is scrolled to, in pixels.
#[cfg(all(feature = "browser", feature = "whole"))]
const SPARE: f64 = 16.0;
const CONTROLS: &str = "input,select,textarea,button,a[href],summary";

/// Focuses the element with this id; of a group, its first control. False where it is not there.
pub fn focus_on(id: &str) -> bool {
    document().get_element_by_id(id).is_some_and(|element| focus_in(&element))
}

/// The same once everything that is changing has been drawn.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        focus_on(&id);
    });
}

/// The same, or the other where it is not there.
pub fn focus_soon_or(id: String, other: &'static str) {
    request_animation_frame(move || {
        if !focus_on(&id) {
            focus_on(other);
        }
    });
}

/// In the designer's preview, while somebody types in the editor around it, only the frame's own page is scrolled:
/// both a focus and `scrollIntoView` would reach out of it. True where that was done.
#[cfg(all(feature = "browser", feature = "whole"))]
fn look_only(element: &Element) -> bool {
    let is_framed = window().parent().ok().flatten().is_some_and(|parent| parent != window());
    if !is_framed || document().has_focus().unwrap_or(true) {
        return false;
    }
    let around = element.closest(".question").ok().flatten();
    let place = around.as_ref().unwrap_or(element).get_bounding_client_rect().top();
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    // A long title makes two lines of the masthead.
    let above = find(".masthead").map_or(ABOVE, |head| head.get_bounding_client_rect().height() + SPARE);
    // The heading is seen whole or not at all.
    let heading = find("#heading").map(|heading| heading.get_bounding_client_rect());
    let is_cut = |top: f64, bottom: f64| top < place && place - bottom < above;
    let place = heading.filter(|rect| is_cut(rect.top(), rect.bottom())).map_or(place, |rect| rect.top());
    window().scroll_to_with_x_and_y(0.0, window().scroll_y().unwrap_or_default() + place - above);
    true
}

/// The smaller bundle is in no frame.
#[cfg(not(all(feature = "browser", feature = "whole")))]
fn look_only(_: &Element) -> bool {
    false
}

fn focus_in(element: &Element) -> bool {
    if look_only(element) {
        return true;
    }
    let is_group = matches!(element.tag_name().as_str(), "FIELDSET" | "DIV") && !element.has_attribute("tabindex");
    let inner = if is_group { element.query_selector(CONTROLS).ok().flatten() } else { None };
    let target = inner.unwrap_or_else(|| element.clone());
    // The question comes into sight, not only the control: its wording stands above.
    if is_group || element.closest(".question").ok().flatten().is_some() {
        let around = element.closest(".scale,.question").ok().flatten();
        around.unwrap_or_else(|| element.clone()).scroll_into_view();
    }
    target.unchecked_into::<HtmlElement>().focus().is_ok()
}

/// A new page begins at its top and at its heading.
pub fn begin_page(heading: &'static str) {
    request_animation_frame(move || {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_on(heading);
    });
}

/// Whether a box on the page is ticked, whatever the page's script knows of it.
pub fn input_is_checked(id: &str) -> bool {
    let input = document().get_element_by_id(id).map(JsCast::unchecked_into::<HtmlInputElement>);
    input.is_some_and(|input| input.checked())
}
