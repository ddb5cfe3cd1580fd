//! The browser's half of the outbox page: what is on this phone, and what its buttons do.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDialogElement, HtmlElement};
use shared::time::Millis;

use super::entry::{Entry, Group, Pill};
use super::parcels::entry_of;
use super::{Note, Seen, Shown};
use crate::device::{self, DeviceError, Draft, Signal, Storage};
use crate::widgets::dates;
use crate::widgets::el::Happened;
use crate::widgets::followed::Followed;
use crate::words;

thread_local! {
    static LOOKING: Cell<bool> = const { Cell::new(false) };
    static AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// Looks now and at every change; sends what waits, and lets the worker keep this page.
pub fn keep_looking(shown: &Seen) {
    let seen = shown.clone();
    device::on_change(move || refresh(&seen));
    device::start_sending();
    super::speak::begin(shown);
    refresh(shown);
    device::worker::register();
}

pub fn refresh(shown: &Seen) {
    if LOOKING.replace(true) {
        AGAIN.set(true);
        return;
    }
    let shown = shown.clone();
    spawn_local(async move {
        loop {
            AGAIN.set(false);
            let seen = look().await;
            if shown.peek(|before| before.as_ref() != Some(&seen)) {
                let focused = focused();
                shown.set(Some(seen));
                // The list is drawn anew, and the keyboard stays where it was.
                request_animation_frame(move || keep_focus(focused));
            }
            if !AGAIN.get() {
                break;
            }
        }
        LOOKING.set(false);
    });
}

async fn look() -> Shown {
    let (parcels, drafts) = (device::parcels().await, device::drafts().await);
    let (signal, storage) = (device::signal().await, device::storage().await);
    let is_blocked = storage.blocked || parcels.is_err();
    let mut entries: Vec<Entry> = parcels.unwrap_or_default().iter().map(|parcel| entry_of(parcel, when)).collect();
    entries.extend(drafts.unwrap_or_default().iter().map(of_draft));
    Shown { note: note(&signal, is_blocked), entries, is_sending: signal.sending, safety: safety(&storage) }
}

/// A moment as people say it: `today, 14:04` or `Mon 16 Nov 2026, 18:20`.
fn when(millis: Millis) -> String {
    let stamp = device::local(millis);
    if stamp.date() == device::today() { words::today_at(&clock(millis)) } else { dates::moment(stamp) }
}

fn clock(millis: Millis) -> String {
    device::local(millis).to_rfc3339().get(11..16).unwrap_or_default().to_owned()
}

fn of_draft(draft: &Draft) -> Entry {
    let begun = shared::time::Stamp::parse(&draft.started_at).map_or_else(String::new, |stamp| when(stamp.millis));
    Entry {
        id: draft.id.clone(),
        survey: draft.survey.clone(),
        group: Group::NotFinished,
        title: draft.title.clone(),
        pill: Pill::Saved,
        progress: (draft.of > 0).then(|| words::answered_of(&draft.answered.to_string(), &draft.of.to_string())),
        facts: words::begun(&begun, &draft.number.to_string()),
        lines: if device::now().millis - draft.changed_at > OLD {
            vec![words::not_touched().to_owned()]
        } else {
            vec![]
        },
        can_mend: false,
    }
}

fn note(signal: &Signal, is_blocked: bool) -> Option<Note> {
    if is_blocked {
        return Some(Note {
            pill: Pill::Refused,
            class: "div.note.stop",
            strong: words::keeps_nothing().to_owned(),
            rest: words::would_be_lost().to_owned(),
        });
    }
    if signal.online {
        return None;
    }
    let strong = match signal.offline_since {
        Some(since) => words::no_signal_since(&clock(since)),
        None => words::no_signal().to_owned(),
    };
    let rest = match signal.waiting {
        0 => words::that_is_fine().to_owned(),
        many => words::surveys_wait(many as usize),
    };
    Some(Note { pill: Pill::Offline, class: "div.note.wait", strong, rest })
}

fn safety(storage: &Storage) -> Vec<String> {
    let promise = match storage.persisted {
        Some(true) => words::has_agreed(),
        _ => words::not_promised(),
    };
    let mut words = vec![promise.to_owned()];
    if let (Some(used), Some(left)) = (storage.used, storage.left) {
        words.push(words::takes_room(&size(used), &size(left)));
    }
    if device::belongs_on_home_screen() {
        words.push(words::add_to_home_screen().to_owned());
    }
    if storage.persisted != Some(true) {
        words.push(words::if_private().to_owned());
    }
    words.push(words::no_names().to_owned());
    words
}

/// What nobody has touched for so long may be deleted: it is offered, and never done by itself.
const OLD: Millis = 30 * 86_400_000;

/// Whole megabytes: printing a fraction costs a phone more than it says.
fn size(bytes: f64) -> String {
    [&((bytes / 1e6).ceil() as u64).to_string(), " MB"].concat()
}

/// What a button does; there is one handler for all of them.
pub fn press(press: &Happened, shown: &Seen, said: &Arc<Followed<&'static str>>) {
    let Some(button) = press.closest("[data-act]") else { return };
    let id = button.get_attribute("data-id").unwrap_or_default();
    let act = button.get_attribute("data-act").unwrap_or_default();
    let (shown, said) = (shown.clone(), said.clone());
    spawn_local(async move {
        let mut heard = "";
        let done = match act.as_str() {
            "try" => {
                device::hurry(None).await;
                Ok(())
            }
            "again" => {
                device::hurry(Some(id)).await;
                Ok(())
            }
            "save" => save(&id).await,
            "mend" => mend(&id).await,
            "copy" => {
                heard = words::copied();
                device::copy(&id).await
            }
            "delete" => {
                ask(&id);
                Ok(())
            }
            "really" => device::discard(&answered()).await,
            _ => {
                answered();
                Ok(())
            }
        };
        said.set(done.err().map_or(heard, said_of));
        refresh(&shown);
    });
}

/// What has not arrived; of one survey, where one is named.
async fn save(only: &str) -> Result<(), DeviceError> {
    for (index, body) in device::unsent(only).await?.iter().enumerate() {
        let more = if index == 0 { String::new() } else { format!("-{}", index + 1) };
        let name = ["sectorwise-unsent-", &device::today().to_iso(), &more, ".json"].concat();
        device::save_file(&name, "application/json", body);
    }
    Ok(())
}

async fn mend(id: &str) -> Result<(), DeviceError> {
    let draft = device::mend(id).await?;
    let _ = location().assign(&["/s/", &draft.survey, "#draft=", &draft.id].concat());
    Ok(())
}

fn ask(id: &str) {
    let Some(dialog) = by_id("delete") else { return };
    let _ = dialog.set_attribute("data-id", id);
    match dialog.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) => drop(dialog.show_modal()),
        // Older browsers have no dialogs; there it stands on the page.
        None => drop(dialog.set_attribute("open", "")),
    }
}

/// Closes the dialog; what it was about.
fn answered() -> String {
    let Some(dialog) = by_id("delete") else { return String::new() };
    match dialog.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) => dialog.close(),
        None => drop(dialog.remove_attribute("open")),
    }
    dialog.get_attribute("data-id").unwrap_or_default()
}

fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

fn focused() -> Option<String> {
    document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

fn keep_focus(before: Option<String>) {
    let Some(before) = before.filter(|before| focused().as_ref() != Some(before)) else { return };
    // What was there may be gone, and the keyboard must not start from the top.
    let element = by_id(&before).or_else(|| by_id("outbox"));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn said_of(error: DeviceError) -> &'static str {
    match error {
        DeviceError::HeldElsewhere => words::held_in_another_tab(),
        DeviceError::Full => words::no_room_left(),
        DeviceError::Missing => words::has_gone(),
        _ => words::did_not_happen(),
    }
}
