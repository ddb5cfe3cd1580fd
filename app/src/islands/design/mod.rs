//! The designer: outline, editor and phone, over one draft that others may have open too.

mod add;
mod builder;
mod clash;
mod drag;
mod editor;
mod fields;
mod frame;
mod hands;
mod languages;
#[cfg(feature = "browser")]
mod link;
mod lists;
mod opened;
mod options;
mod outline;
mod preview;
mod problems;
mod question;
mod rule;
mod screen;
mod section;
mod survey;
mod toolbar;
mod translate;

use leptos::prelude::*;

use crate::widgets::el::{El, el};
pub use opened::Opened;
use screen::{Open, Screen};
pub use translate::Translator;

/// The page brings the draft as a block of JSON; the server draws only the frame.
#[island]
pub fn Designer() -> impl IntoView {
    let screen = Screen::new();
    frame::opening(screen, "div.designer", str::to_owned, move || whole(screen))
}

fn whole(screen: Screen) -> El {
    let bench = el("div.bench")
        .child(outline::outline(screen))
        .child(editor::editor(screen))
        .child(problems::problems(screen))
        .child(preview::preview(screen));
    frame::around(screen, toolbar::toolbar(screen), bench).child(add::dialogs(screen)).child(frame::said(screen))
}

/// Opens something: the editor and the phone show it, and the address names it.
fn link_to(screen: Screen, open: Open) {
    let hash = match &open {
        Open::Survey => "survey".to_owned(),
        Open::Section(id) | Open::Question(id) => id.clone(),
        Open::List(name) => format!("list-{name}"),
    };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&format!("#{hash}")));
    }
    screen.refused.set(None);
    screen.pause();
    screen.open.set(open);
    hands::show_open();
    #[cfg(feature = "browser")]
    link::show_opened(screen);
}
