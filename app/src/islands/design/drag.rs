//! Moving a question with the pointer: the grip is held, the places light up, letting go moves it.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use shared::draft::Place;
use shared::draft::wishes::{move_to, place_in_words, step};

use super::hands;
use super::screen::{Open, Screen};
use crate::widgets::el::{El, Happened, el};

/// How far the pointer goes before it is a drag, in pixels.
const THRESHOLD: f64 = 5.0;

/// A question on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub id: String,
    /// Where the pointer went down.
    from: (f64, f64),
    /// Whether it has moved enough.
    pub moves: bool,
    pub over: Option<Place>,
}

/// The handle of a question that can be moved: by pointer, and with the arrow keys.
pub fn grip(screen: Screen, id: &str, name: Memo<String>) -> El {
    let (down, keyed, opened, called) = (id.to_owned(), id.to_owned(), id.to_owned(), id.to_owned());
    el("button.grip")
        .attr("type", "button")
        .id(format!("grip-{id}"))
        .live_attr("aria-label", move || {
            Some(format!("Move {called} {}: drag it, or press the arrow keys", name.get()).into())
        })
        .attr("title", "Drag, or press the arrow keys")
        .child(el("span").attr("aria-hidden", "true").child("⠿"))
        .on("pointerdown", move |event| {
            event.prevent();
            hold(&event);
            hands::focus(format!("grip-{down}"));
            let from = position(&event);
            screen.drag.set(Some(Drag { id: down.clone(), from, moves: false, over: None }));
        })
        .on("pointermove", move |event| moved(screen, &event))
        .on("pointerup", move |_| dropped(screen))
        .on("pointercancel", move |_| screen.drag.set(None))
        .on("click", move |_| screen.open.set(Open::Question(opened.clone())))
        .on("keydown", move |event| {
            let up = match event.key().as_str() {
                "ArrowUp" => true,
                "ArrowDown" => false,
                "Escape" => return screen.drag.set(None),
                _ => return,
            };
            event.prevent();
            walk(screen, &keyed, up);
            hands::focus(format!("grip-{keyed}"));
        })
}

/// One place up or down, and says where that is.
pub fn walk(screen: Screen, id: &str, up: bool) {
    match screen.peek(|draft| step(draft, id, up)) {
        Some(edit) => go(screen, id, edit),
        None => screen.said.set(format!("{id} is already the {}", if up { "first" } else { "last" })),
    }
}

/// To another place, and says where that is.
pub fn go_to(screen: Screen, id: &str, place: Place) {
    if let Some(edit) = screen.peek(|draft| move_to(draft, id, place)) {
        go(screen, id, edit);
    }
}

fn go(screen: Screen, id: &str, edit: shared::draft::Edit) {
    if screen.act(vec![edit], "outline") {
        let place = screen.peek(|draft| {
            shared::draft::desk::place_of(draft, id).map(|place| place_in_words(draft, &place)).unwrap_or_default()
        });
        screen.said.set(format!("{id} is now {place}"));
        screen.pause();
    }
}

fn moved(screen: Screen, event: &Happened) {
    let Some(mut drag) = screen.drag.get_untracked() else { return };
    let (x, y) = position(event);
    if !drag.moves && (x - drag.from.0).hypot(y - drag.from.1) < THRESHOLD {
        return;
    }
    let under = document().element_from_point(x as f32, y as f32);
    let row = under.and_then(|under| under.closest("[data-after]").ok().flatten());
    let over = row.map(|row| place(&row, y)).or(drag.over.clone());
    drag.moves = true;
    drag.over = over;
    if screen.drag.get_untracked().as_ref() != Some(&drag) {
        screen.drag.set(Some(drag));
    }
}

/// Rows know what stands before their end; above the middle of the first it would be before them.
fn place(row: &Element, _y: f64) -> Place {
    let of = |name: &str| row.get_attribute(name).filter(|value| !value.is_empty());
    Place { section: of("data-section").unwrap_or_default(), repeat: of("data-repeat"), after: of("data-after") }
}

fn dropped(screen: Screen) {
    let Some(drag) = screen.drag.get_untracked() else { return };
    screen.drag.set(None);
    if let (true, Some(place)) = (drag.moves, drag.over) {
        if place.after.as_deref() != Some(drag.id.as_str()) && place.repeat.as_deref() != Some(drag.id.as_str()) {
            go_to(screen, &drag.id, place);
        }
        hands::focus(format!("grip-{}", drag.id));
    }
}

fn position(event: &Happened) -> (f64, f64) {
    use leptos::web_sys::MouseEvent;
    let event: &MouseEvent = event.event().unchecked_ref();
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// All further moves of this pointer come here.
fn hold(event: &Happened) {
    #[cfg(feature = "browser")]
    if let Some(element) = event.closest("button") {
        let pointer: &web_sys::PointerEvent = event.event().unchecked_ref();
        let _ = element.set_pointer_capture(pointer.pointer_id());
    }
    #[cfg(not(feature = "browser"))]
    let _ = event;
}
