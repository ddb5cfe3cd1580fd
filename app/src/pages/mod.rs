//! Pages as functions from data to a whole document: the same bytes for everybody.

mod design;
mod document;
mod home;
mod plain;
mod preview;
mod respond;
mod sign_in;
mod sprite;
mod watch;

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::Questionnaire;

use crate::words;

pub use design::{
    Became, DesignPage, DesignRow, DiscardPage, EditorPage, Given, ImportedPage, InLanguage, InWorkbook, Outcome,
    PhonePage, ReviewPage, SharePage, TranslatePage, UnsharedPage, WorkbookPage, design, design_editor, discard,
    imported, phone, poster, review, share, translate, unshared, workbook,
};
pub use document::{Document, Nav, document};
pub use home::home;
pub use plain::{accessibility, ended, help, not_found, outbox, outbox_in_all, privacy};
pub use preview::{preview, try_out};
pub use respond::respond;
pub use sign_in::sign_in;
pub use watch::{WatchPage, watch};

/// The built site: which hashed file each asset is.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub build: String,
    /// `respond.js` → `/assets/respond-ab12cd34ef.js`
    pub assets: BTreeMap<String, String>,
}

impl Site {
    /// The address of an asset. One that was not built gets an address that nothing answers to.
    pub fn asset(&self, name: &str) -> String {
        self.assets.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}

/// How long it takes, in words; `None` where nobody has said.
fn minutes(questionnaire: &Questionnaire) -> Option<String> {
    let (full, short) = (questionnaire.minutes.full, questionnaire.minutes.short);
    if full.1 == 0 {
        return None;
    }
    let [a, b, c, d] = [full.0, full.1, short.0, short.1].map(|minutes| minutes.to_string());
    Some(match questionnaire.short_route {
        Some(_) => words::minutes(&a, &b, &c, &d),
        None => words::minutes_only(&a, &b),
    })
}

/// The foot of a page for staff: who is signed in, and the way out.
fn signed_in(who: String) -> AnyView {
    view! {
        <form class="no-print after" method="post" action="/sign-out">
            <p class="row"><span class="soft small">"Signed in as "{who}</span> <button class="button quiet">"Sign out"</button></p>
        </form>
    }
    .into_any()
}
