//! Between the screen and the device: what is sent, what comes, what is looked at a moment after a change.

mod catch_up;
mod delay;
mod hearing;
mod preview;
mod sending;
mod undo_keys;

use leptos::prelude::*;
use shared::draft::desk::{Desk, Kept};
use shared::draft::locked;
use shared::questionnaire::{Fault, Questionnaire, check};

use super::opened::{self, Opened};
use super::screen::{Open, Refused, Screen};
use crate::device::desk as wire;
use delay::after_rest;
use hearing::{follow, look_up_published};
pub use preview::{reload_preview, show, show_opened};
pub use sending::{hurry, keep};

/// The check comes when whoever types rests: it looks at every question.
const CHECK: f64 = 600.0;
/// Longer than the two presses of most people are apart.
const DOUBLE_CLICK: f64 = 700.0;

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
    let named = named(desk.shown());
    let is_named = named.is_some();
    screen.open.set(named.unwrap_or_default());
    screen.desk.set_value(Some(desk));
    screen.version.set(published);
    screen.begun.set(true);
    screen.changed();
    sending::saved(screen);
    if is_named {
        super::hands::show_open();
    }
    follow_address(screen);
    follow(screen, &slug);
    wire::on_leaving(move || hurry(screen));
    if published.is_some() {
        look_up_published(screen, slug);
    }
    sending::send(screen);
}

/// What the address names, where it is there.
fn named(draft: &Questionnaire) -> Option<Open> {
    let hash = window().location().hash().unwrap_or_default();
    let id = hash.trim_start_matches('#');
    if super::screen::find(draft, id).is_some() {
        return Some(Open::Question(id.to_owned()));
    }
    if draft.sections.iter().any(|section| section.id == id) {
        return Some(Open::Section(id.to_owned()));
    }
    let list = id.strip_prefix("list-").filter(|name| draft.lists.iter().any(|list| list.name == *name));
    match list {
        Some(name) => Some(Open::List(name.to_owned())),
        None => (id == "survey").then_some(Open::Survey),
    }
}

/// Somebody has written another place into the address of the open draft.
fn follow_address(screen: Screen) {
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(open) = screen.peek(named).filter(|open| *open != screen.open.get_untracked()) {
            super::link_to(screen, open);
        }
    });
    // It lives as long as the page.
    std::mem::forget(handle);
}

/// What is shown has changed: it is kept at once, sent and looked at soon.
pub fn changed(screen: Screen) {
    sending::keep(screen);
    sending::send_soon(screen);
    after_rest("check", CHECK, move || look_for_faults(screen));
    show(screen);
}

/// Others have changed what is shown.
fn redrawn(screen: Screen) {
    screen.stay_open();
    screen.changed();
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

/// Once a double click is over.
pub fn after_double_click(work: impl FnOnce() + 'static) {
    after_rest("double click", DOUBLE_CLICK, work);
}

/// Does what the log or its answer brought; whoever typed in what is not there any more goes on typing in the clash.
fn with_clashes(screen: Screen, change: impl FnOnce(&mut Desk)) {
    let typed = super::hands::types_in("#editor");
    let open = screen.open.get_untracked();
    let mut clashes = 0..0;
    screen.desk.update_value(|desk| {
        if let Some(desk) = desk {
            let before = desk.clashes().len();
            change(desk);
            clashes = before..desk.clashes().len();
        }
    });
    if let Some(index) = clashes.clone().last() {
        screen.said.set("Somebody changed what you were changing. Both are shown at the top".to_owned());
        if typed {
            super::hands::focus(super::clash::mine_id(index));
        }
    }
    redrawn(screen);
    if clashes.is_empty() && open != screen.open.get_untracked() {
        let who = screen.others.with_untracked(|others| others.last().cloned());
        let who = who.unwrap_or_else(|| "Somebody".to_owned());
        let why = format!("{who} removed what you had open");
        screen.said.set(why.clone());
        screen.refused.set(Some(Refused { at: String::new(), why }));
    }
}

/// Listens for the preview, and for the keys of undo.
pub fn listen(screen: Screen) {
    undo_keys::listen(screen);
    preview::listen(screen);
}
