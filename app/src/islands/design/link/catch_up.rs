//! Reading the draft anew, where the stream does not bring what is missing.

use serde_json::Value;
use shared::draft::desk::Desk;
use shared::questionnaire::Questionnaire;

use super::delay::after_rest;
use super::sending::hurry;
use super::with_clashes;
use crate::device::desk::{self as wire, Sent};
use crate::islands::design::screen::Screen;
use leptos::prelude::*;

/// The stream is usually quicker than asking.
const CATCH_UP: f64 = 1_500.0;

/// Where the stream does not bring what was in the way, the draft is read anew.
pub(super) fn catch_up(screen: Screen) {
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
                    with_clashes(screen, |desk| desk.caught_up(sequence, draft));
                    hurry(screen);
                }
            });
        }
    });
}

fn read(told: &Value) -> Option<(i64, Questionnaire, Option<u32>)> {
    let draft = serde_json::from_value(told.get("questionnaire")?.clone()).ok()?;
    let published = told.get("published").and_then(Value::as_u64).map(|number| number as u32);
    Some((told.get("sequence")?.as_i64()?, draft, published))
}
