//! One's own edits on their way: kept at once, sent after a rest, and what the pill says of it.

use leptos::prelude::*;
use serde_json::Value;
use shared::draft::Refusal;
use shared::draft::desk::{Desk, Progress};

use super::catch_up::catch_up;
use super::delay::after_rest;
use super::hearing::{gone, is_gone};
use super::with_clashes;
use crate::device;
use crate::device::desk::{self as wire, Sent};
use crate::islands::design::screen::{Pill, Screen};

/// After the last keystroke.
const REST: f64 = 900.0;
/// Nobody answered: again after this.
const AGAIN: f64 = 4_000.0;

/// It is sent now.
pub fn hurry(screen: Screen) {
    after_rest("send", 0.0, move || send(screen));
}

/// It is sent when whoever types rests.
pub(super) fn send_soon(screen: Screen) {
    after_rest("send", REST, move || send(screen));
}

pub fn keep(screen: Screen) {
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

pub(super) fn saved(screen: Screen) {
    if screen.desk.with_value(|desk| is_busy(desk.as_ref())) {
        screen.pill.set(Pill::Saving);
        return;
    }
    let clock = device::now().to_rfc3339();
    // 2026-11-22T14:02:09.123+00:00
    screen.pill.set(Pill::Saved(clock.get(11..16).unwrap_or_default().to_owned()));
}

pub(super) fn send(screen: Screen) {
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
    let is_answered = matches!(sent, Sent::Answered(_));
    let take = |desk: &mut Desk| match answer {
        Some((sequence, results)) => desk.answered(sequence, results),
        None => desk.failed(),
    };
    if is_answered {
        with_clashes(screen, take);
    } else {
        screen.desk.update_value(|desk| desk.as_mut().map_or((), take));
    }
    match sent {
        Sent::Answered(_) => {
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
