//! What the phone beside the editor is told, and when it begins anew.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use serde_json::json;
use shared::draft::{agreed, newcomer};
use shared::questionnaire::Questionnaire;

use super::delay::after_rest;
use crate::islands::design::screen::{Open, Screen};

/// It comes after the keystroke has been drawn.
const SHOW: f64 = 250.0;
/// The phone has drawn by then.
const SETTLED: f64 = 500.0;

/// The phone beside it shows what is open now.
pub fn show(screen: Screen) {
    after_rest("show", SHOW, move || tell_preview(screen));
}

/// It says when it is there.
pub(super) fn listen(screen: Screen) {
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let is_ours = window().location().origin().is_ok_and(|origin| origin == event.origin());
        if is_ours && event.data().as_string().as_deref() == Some("preview-is-ready") {
            tell_preview(screen);
        }
    });
    window().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
}

fn tell_preview(screen: Screen) {
    let frame = document()
        .get_element_by_id("preview-frame")
        .and_then(|frame| frame.dyn_into::<web_sys::HtmlIFrameElement>().ok()?.content_window());
    let (Some(frame), Ok(origin)) = (frame, window().location().origin()) else { return };
    let message = screen.desk.with_value(|desk| {
        let desk = desk.as_ref()?;
        let draft = desk.shown();
        let mut answers = agreed(draft);
        if screen.newcomer.get_untracked() {
            answers.extend(newcomer(draft, desk.bank()));
        }
        let open = match screen.open.get_untracked() {
            Open::Question(id) => Some(outermost(draft, &id)),
            Open::Section(id) => {
                let section = draft.sections.iter().find(|section| section.id == id);
                section.and_then(|section| section.questions.first()).map(|question| question.id.clone())
            }
            _ => draft.questions().next().map(|question| question.id.clone()),
        };
        let tongue = screen.tongue.get_untracked();
        let language = if draft.languages.contains(&tongue) { tongue } else { draft.main_language().to_owned() };
        let open = open.map(|id| format!("q-{id}")).unwrap_or_default();
        Some(json!({"survey": draft, "language": language, "answers": answers, "open": open}).to_string())
    });
    if let Some(message) = message {
        keep_out();
        let _ = frame.post_message(&message.into(), &origin);
    }
}

/// A page that is turned takes the focus to its heading; whoever types here must keep it.
fn keep_out() {
    if let Some(frame) = document().get_element_by_id("preview-frame") {
        let _ = frame.set_attribute("inert", "");
        after_rest("preview", SETTLED, move || drop(frame.remove_attribute("inert")));
    }
}

/// What a repeat asks stands on the page of the repeat.
fn outermost(draft: &Questionnaire, id: &str) -> String {
    let around = draft.questions().find(|question| question.questions.iter().any(|inner| inner.id == id));
    around.map_or_else(|| id.to_owned(), |repeat| repeat.id.clone())
}

/// The phone begins anew.
pub fn reload_preview() {
    let frame = document().get_element_by_id("preview-frame");
    if let Some(frame) = frame.and_then(|frame| frame.dyn_into::<web_sys::HtmlIFrameElement>().ok()) {
        // The same address again loads it again.
        frame.set_src(&frame.src());
    }
}
