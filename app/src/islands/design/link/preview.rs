//! What the phone beside the editor is told, and when it begins anew.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use serde_json::json;
use shared::draft::{agreed, newcomer};
use shared::questionnaire::{Question, Questionnaire};

use super::delay::after_rest;
use crate::islands::design::screen::{Open, Screen, find};
use crate::islands::preview::{HIDES, SHOWS};

/// It comes when whoever types rests: the phone draws its page anew in the same thread.
const SHOW: f64 = 450.0;
/// What has been opened is shown sooner.
const OPENED: f64 = 60.0;
/// The phone has drawn by then.
const SETTLED: f64 = 500.0;

/// The phone beside it shows what is open now.
pub fn show(screen: Screen) {
    after_rest("show", SHOW, move || tell_preview(screen));
}

/// The same for what has just been opened, when nothing is being typed.
pub fn show_opened(screen: Screen) {
    after_rest("show", OPENED, move || tell_preview(screen));
}

/// It says when it is there.
pub(super) fn listen(screen: Screen) {
    let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let is_ours = window().location().origin().is_ok_and(|origin| origin == event.origin());
        let said = event.data().as_string().filter(|_| is_ours).unwrap_or_default();
        if said == "preview-is-ready" {
            tell_preview(screen);
        } else if let Some(path) = said.strip_prefix(HIDES) {
            screen.hidden.set(id_of(path).to_owned());
        } else if said.starts_with(SHOWS) {
            screen.hidden.set(String::new());
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
        let mut draft = Cow::Borrowed(desk.shown());
        if let Some(id) = screen.bare.get_untracked() {
            always_ask(draft.to_mut(), &id);
        }
        let draft = draft.as_ref();
        let mut answers = agreed(draft);
        if screen.newcomer.get_untracked() {
            answers.extend(newcomer(draft, desk.bank()));
        }
        let mut watched = String::new();
        let open = match screen.open.get_untracked() {
            Open::Question(id) => {
                let outer = outermost(draft, &id);
                let is_drawn = find(draft, &id).is_some_and(Question::is_drawn);
                if is_drawn {
                    watched = if outer == id { id } else { format!("{outer}[1].{id}") };
                }
                Some(outer)
            }
            Open::Section(id) => {
                let section = draft.sections.iter().find(|section| section.id == id);
                section.and_then(|section| section.questions.first()).map(|question| question.id.clone())
            }
            _ => draft.questions().next().map(|question| question.id.clone()),
        };
        let tongue = screen.tongue.get_untracked();
        let language = if draft.languages.contains(&tongue) { tongue } else { draft.main_language().to_owned() };
        let open = open.map(|id| format!("q-{id}")).unwrap_or_default();
        Some(
            json!({"survey": draft, "language": language, "answers": answers, "open": open, "watched": watched})
                .to_string(),
        )
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

/// `sites[1].name` is about `name`.
fn id_of(path: &str) -> &str {
    path.rsplit_once("].").map_or(path, |(_, id)| id)
}

/// A question without what could hide it, to look at it.
fn always_ask(draft: &mut Questionnaire, id: &str) {
    for section in &mut draft.sections {
        let mut has_it = false;
        for question in &mut section.questions {
            let inner = question.questions.iter_mut().find(|inner| inner.id == id);
            let is_inside = inner.is_some();
            if let Some(inner) = inner {
                (inner.relevant, inner.short) = (None, true);
            }
            if question.id == id || is_inside {
                (question.relevant, question.short) = (None, true);
                has_it = true;
            }
        }
        if has_it {
            section.relevant = None;
        }
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
        // In the place of what it shows: another step in the history would keep the designer on the page.
        if let Some(content) = frame.content_window() {
            let _ = content.location().replace(&frame.src());
        }
    }
}
