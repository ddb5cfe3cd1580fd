//! What others do to the same draft, as the stream tells it.

use leptos::prelude::*;
use shared::draft::desk::{Desk, News};
use shared::questionnaire::{Published, Questionnaire};

use super::catch_up::catch_up;
use super::sending::{hurry, saved};
use super::with_clashes;
use crate::device::desk::{self as wire, Sent};
use crate::islands::design::screen::{Pill, Screen};

pub(super) fn follow(screen: Screen, slug: &str) {
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
pub(super) fn gone(screen: Screen, by: String) {
    let known =
        screen.desk.with_value(|desk| desk.as_ref().map(|desk| (desk.shown().slug.clone(), desk.client().to_owned())));
    if let Some((slug, client)) = known {
        wire::keep(&slug, &client, None);
    }
    screen.dialog.set(None);
    screen.pill.set(Pill::Discarded);
    screen.discarded.set(Some(by));
}

pub(super) fn is_gone(screen: Screen) -> bool {
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
    if !others.is_empty() {
        screen.others.update(|known| {
            for other in others {
                known.retain(|name| *name != other);
                known.push(other);
            }
        });
    }
    with_clashes(screen, |desk| desk.told(news));
    catch_up(screen);
}

pub(super) fn look_up_published(screen: Screen, slug: String) {
    wire::spawn(async move {
        if let Sent::Answered(version) = wire::published(&slug).await {
            let whole = serde_json::from_value::<Published>(version.clone()).ok().map(|one| one.questionnaire);
            let bare = || serde_json::from_value::<Questionnaire>(version).ok();
            screen.published.set(whole.or_else(bare));
        }
    });
}
