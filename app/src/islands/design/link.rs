//! Between the screen and the device: what is sent, what comes, what is looked at a moment after a change.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use serde_json::{Value, json};
use shared::draft::desk::{Desk, Kept, News, Progress};
use shared::draft::{Refusal, agreed, locked, newcomer};
use shared::questionnaire::{Fault, Published, Questionnaire, check};

use super::opened::{self, Opened};
use super::screen::{Open, Pill, Screen};
use crate::device;
use crate::device::desk::{self as wire, Sent};

/// After the last keystroke.
const REST: f64 = 900.0;
/// Nobody answered: again after this.
const AGAIN: f64 = 4_000.0;
/// The check and the preview come after the keystroke has been drawn.
const CHECK: f64 = 350.0;
const SHOW: f64 = 250.0;
/// The phone has drawn by then.
const SETTLED: f64 = 500.0;
/// The stream is usually quicker than asking.
const CATCH_UP: f64 = 1_500.0;

thread_local! {
    /// Which of the delayed works is the newest, by name.
    static NEWEST: RefCell<HashMap<&'static str, u32>> = RefCell::default();
}

/// Does something after a while, unless it is asked for again in the meantime.
fn after_rest(name: &'static str, millis: f64, work: impl FnOnce() + 'static) {
    let number = NEWEST.with_borrow_mut(|newest| {
        let number = newest.entry(name).or_default();
        *number = number.wrapping_add(1);
        *number
    });
    wire::later(millis, move || {
        if NEWEST.with_borrow(|newest| newest.get(name) == Some(&number)) {
            work();
        }
    });
}

/// Opens the draft that the page brought.
pub fn begin(screen: Screen) {
    let Some(opened) = opened::of_page() else { return };
    wire::spawn(async move { arrive(screen, Opened::clone(&opened)).await });
}

async fn arrive(screen: Screen, opened: Opened) {
    let Opened { sequence, begun, questionnaire: draft, published, bank, may_change } = opened;
    screen.may_change.set(may_change);
    let slug = draft.slug.clone();
    let (client, kept) = wire::arrive(&slug).await;
    let kept: Option<Kept> = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    let desk = Desk::new(client, bank, sequence, draft).begun_at(begun);
    let desk = match kept.filter(|kept| kept.begun == begun) {
        Some(kept) => desk.resume(kept),
        // What was kept for a draft that is gone goes with it, when this page first keeps something.
        None => desk,
    };
    screen.tongue.set(desk.shown().main_language().to_owned());
    screen.open.set(first(desk.shown()));
    screen.desk.set_value(Some(desk));
    screen.version.set(published);
    screen.begun.set(true);
    screen.changed();
    saved(screen);
    follow(screen, &slug);
    wire::on_leaving(move || hurry(screen));
    if published.is_some() {
        look_up_published(screen, slug);
    }
    send(screen);
}

fn look_up_published(screen: Screen, slug: String) {
    wire::spawn(async move {
        if let Sent::Answered(version) = wire::published(&slug).await {
            let whole = serde_json::from_value::<Published>(version.clone()).ok().map(|one| one.questionnaire);
            let bare = || serde_json::from_value::<Questionnaire>(version).ok();
            screen.published.set(whole.or_else(bare));
        }
    });
}

/// The question that the address names, or the survey.
fn first(draft: &Questionnaire) -> Open {
    let hash = window().location().hash().unwrap_or_default();
    let id = hash.trim_start_matches('#');
    if super::screen::find(draft, id).is_some() {
        return Open::Question(id.to_owned());
    }
    if draft.sections.iter().any(|section| section.id == id) {
        return Open::Section(id.to_owned());
    }
    Open::Survey
}

fn read(told: &Value) -> Option<(i64, Questionnaire, Option<u32>)> {
    let draft = serde_json::from_value(told.get("questionnaire")?.clone()).ok()?;
    let published = told.get("published").and_then(Value::as_u64).map(|number| number as u32);
    Some((told.get("sequence")?.as_i64()?, draft, published))
}

/// What is shown has changed: it is kept at once, sent and looked at soon.
pub fn changed(screen: Screen) {
    keep(screen);
    after_rest("send", REST, move || send(screen));
    after_rest("check", CHECK, move || look_for_faults(screen));
    show(screen);
}

/// It is sent now.
pub fn hurry(screen: Screen) {
    after_rest("send", 0.0, move || send(screen));
}

/// The phone beside it shows what is open now.
pub fn show(screen: Screen) {
    after_rest("show", SHOW, move || tell_preview(screen));
}

fn keep(screen: Screen) {
    if is_gone(screen) {
        return;
    }
    let kept = screen.desk.with_value(|desk| desk.as_ref().map(|desk| (desk.shown().slug.clone(), desk.kept())));
    let Some((slug, kept)) = kept else { return };
    let json = (!kept.is_empty()).then(|| serde_json::to_string(&kept).unwrap_or_default());
    wire::keep(&slug, &kept.client, json.as_deref());
    let waits = json.is_some() && screen.desk.with_value(|desk| is_busy(desk.as_ref()));
    let is_calm = screen.pill.with_untracked(|pill| matches!(pill, Pill::Saved(_)));
    if waits && is_calm {
        screen.pill.set(Pill::Saving);
    }
}

fn is_busy(desk: Option<&Desk>) -> bool {
    desk.is_some_and(|desk| desk.progress() != Progress::Saved)
}

fn saved(screen: Screen) {
    if screen.desk.with_value(|desk| is_busy(desk.as_ref())) {
        screen.pill.set(Pill::Saving);
        return;
    }
    let clock = device::now().to_rfc3339();
    // 2026-11-22T14:02:09.123+00:00
    screen.pill.set(Pill::Saved(clock.get(11..16).unwrap_or_default().to_owned()));
}

fn send(screen: Screen) {
    if is_gone(screen) {
        return;
    }
    let mut batch = None;
    screen.desk.update_value(|desk| {
        if let Some(desk) = desk {
            batch = desk.take().map(|batch| (desk.shown().slug.clone(), batch));
        }
    });
    let Some((slug, batch)) = batch else {
        // What was typed may have been taken back before it was sent.
        let is_done = !screen.desk.with_value(|desk| is_busy(desk.as_ref()));
        if is_done && screen.pill.get_untracked() == Pill::Saving {
            saved(screen);
        }
        return;
    };
    // What has been taken is kept under its name from now on.
    keep(screen);
    screen.pill.set(Pill::Saving);
    let json = serde_json::to_string(&batch).unwrap_or_default();
    wire::spawn(async move {
        let sent = wire::send(&slug, &json).await;
        answered(screen, sent);
    });
}

fn answered(screen: Screen, sent: Sent) {
    if is_gone(screen) {
        return;
    }
    let answer = match &sent {
        Sent::Answered(answer) => results(answer),
        _ => None,
    };
    screen.desk.update_value(|desk| {
        if let Some(desk) = desk {
            match answer {
                Some((sequence, results)) => desk.answered(sequence, results),
                None => desk.failed(),
            }
        }
    });
    match sent {
        Sent::Answered(_) => {
            redrawn(screen);
            saved(screen);
            if screen.desk.with_value(|desk| is_busy(desk.as_ref())) {
                hurry(screen);
            }
        }
        Sent::SignedOut => {
            screen.pill.set(Pill::SignedOut);
            after_rest("send", AGAIN, move || send(screen));
        }
        // The stream may be a moment behind, or the page was asleep.
        Sent::Refused(404, _) => gone(screen, "Somebody".to_owned()),
        Sent::Refused(_, words) => screen.pill.set(Pill::Refused(words)),
        Sent::Nobody => {
            screen.pill.set(Pill::NoSignal);
            after_rest("send", AGAIN, move || send(screen));
        }
    }
    catch_up(screen);
}

fn results(answer: &Value) -> Option<(i64, Vec<Option<Refusal>>)> {
    let results = answer.get("results")?.as_array()?;
    // `applied` is no refusal.
    let refusals = results.iter().map(|result| serde_json::from_value::<Refusal>(result.clone()).ok());
    Some((answer.get("sequence")?.as_i64()?, refusals.collect()))
}

/// Where the stream does not bring what was in the way, the draft is read anew.
fn catch_up(screen: Screen) {
    let behind = move || screen.desk.with_value(|desk| desk.as_ref().is_some_and(Desk::is_behind));
    if !behind() {
        return;
    }
    after_rest("catch up", CATCH_UP, move || {
        let slug = screen.peek(|draft| draft.slug.clone());
        if behind() {
            wire::spawn(async move {
                if let Sent::Answered(told) = wire::read(&slug).await
                    && let Some((sequence, draft, published)) = read(&told)
                {
                    screen.version.set(published);
                    screen.desk.update_value(|desk| {
                        if let Some(desk) = desk {
                            desk.caught_up(sequence, draft);
                        }
                    });
                    redrawn(screen);
                    hurry(screen);
                }
            });
        }
    });
}

fn redrawn(screen: Screen) {
    screen.stay_open();
    screen.changed();
}

fn follow(screen: Screen, slug: &str) {
    let after = move || screen.desk.with_value(|desk| desk.as_ref().map_or(0, Desk::sequence));
    let heard = move |text: String| {
        let Ok(news) = serde_json::from_str::<News>(&text) else { return };
        heard(screen, news);
    };
    let lives = move |is_open: bool| {
        if is_open && !is_gone(screen) && screen.pill.get_untracked() == Pill::NoSignal {
            hurry(screen);
            saved(screen);
        }
    };
    wire::follow(slug, after, heard, lives);
}

/// The draft is gone: what was not sent belongs to nothing any more.
fn gone(screen: Screen, by: String) {
    let known =
        screen.desk.with_value(|desk| desk.as_ref().map(|desk| (desk.shown().slug.clone(), desk.client().to_owned())));
    if let Some((slug, client)) = known {
        wire::keep(&slug, &client, None);
    }
    screen.dialog.set(None);
    screen.pill.set(Pill::Discarded);
    screen.discarded.set(Some(by));
}

fn is_gone(screen: Screen) -> bool {
    screen.discarded.with_untracked(Option::is_some)
}

fn heard(screen: Screen, news: News) {
    if is_gone(screen) {
        return;
    }
    if let Some(by) = news.discarded {
        return gone(screen, by);
    }
    let own = screen.desk.with_value(|desk| desk.as_ref().map(|desk| desk.client().to_owned())).unwrap_or_default();
    let others: Vec<String> = news.edits.iter().filter(|told| told.client != own).map(|told| told.by.clone()).collect();
    if news.published.is_some() && news.published != screen.version.get_untracked() {
        screen.version.set(news.published);
        look_up_published(screen, screen.peek(|draft| draft.slug.clone()));
    }
    let mut clashes = 0;
    screen.desk.update_value(|desk| {
        if let Some(desk) = desk {
            let before = desk.clashes().len();
            desk.told(news);
            clashes = desk.clashes().len().saturating_sub(before);
        }
    });
    if !others.is_empty() {
        screen.others.update(|known| {
            for other in others {
                known.retain(|name| *name != other);
                known.push(other);
            }
        });
    }
    if clashes > 0 {
        screen.said.set("Somebody changed what you were changing. Both are shown at the top".to_owned());
    }
    redrawn(screen);
    catch_up(screen);
}

fn look_for_faults(screen: Screen) {
    screen.rested.update(|rested| *rested = rested.wrapping_add(1));
    if !screen.checks {
        return;
    }
    let faults = screen.desk.with_value(|desk| {
        let desk = desk.as_ref()?;
        let mut faults: Vec<Fault> = locked(desk.shown(), desk.bank());
        faults.extend(check(desk.shown()));
        // What stops comes first.
        faults.sort_by_key(Fault::is_odd);
        Some(faults)
    });
    if let Some(faults) = faults.filter(|faults| screen.faults.with_untracked(|known| known != faults)) {
        screen.faults.set(faults);
    }
}

/// Fields that hold nothing of the draft keep the browser's own undo.
const OWN_UNDO: &str = "dialog,.add-one,.builder,#list-table";

/// Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again, wherever the focus is.
fn listen_for_undo(screen: Screen) {
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

/// Listens for the preview, which says when it is there, and for undo.
pub fn listen(screen: Screen) {
    listen_for_undo(screen);
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
