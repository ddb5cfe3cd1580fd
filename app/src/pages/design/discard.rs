//! Before a draft is discarded: what goes, what stays, and the button.

use leptos::prelude::*;

use super::super::{Document, Nav, Site, document, signed_in};
use crate::widgets::icon;

/// Everything that the page shows.
#[derive(Clone, Debug, Default)]
pub struct DiscardPage {
    pub who: String,
    pub slug: String,
    pub title: String,
    pub sequence: i64,
    pub published: Option<u32>,
    /// Somebody changed the draft since whoever discards it looked.
    pub has_moved_on: bool,
}

/// The whole document.
pub fn discard(site: &Site, page: &DiscardPage) -> String {
    let page = page.clone();
    let error = if page.has_moved_on { "Error: " } else { "" };
    let title = format!("{error}Discard: {} – Sectorwise", page.title);
    let skip = || "Skip to the question";
    let frame = Document { bundle: None, skip, nav: Some(Nav::Design), ..Document::staff(&title) };
    document(site, frame, move || body(page))
}

fn body(page: DiscardPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let moved_on = page.has_moved_on.then(|| {
        let words = "Somebody has changed the draft since you looked. Nothing was discarded: look again, then decide";
        view! { <div class="note stop" role="alert">{icon("#i-alert")}<div>{words}</div></div> }
    });
    let action = format!("{at}/discard");
    let stays = match page.published {
        Some(version) => format!(
            "Version {version} stays as it is, with all of its answers, and you can start the next version from it at any time."
        ),
        None => "It has not been published, so nothing of it stays. Its address can be used again.".to_owned(),
    };
    view! {
        {moved_on}
        <p class="kicker"><a class="back" href=at.clone()>"Back to the draft"</a></p>
        <h1>"Discard this draft?"</h1>
        <p class="deck">{page.title.clone()}" "<span class="soft">"/s/"{page.slug.clone()}</span></p>
        <div class="flow after">
            <ul class="bullets">
                <li>"Everything that was changed in it goes, also what others changed, and cannot be brought back."</li>
                <li>{stays}</li>
                <li>"Whoever has it open now is told that you discarded it."</li>
            </ul>
            <p><a href=format!("/design/{}/xlsform", page.slug)>"Download it as XLSForm (.xlsx)"</a>" first, if you may want it again."</p>
            <form class="row" method="post" action=action>
                <input type="hidden" name="sequence" value=page.sequence/>
                <button class="button stop">"Discard the draft"</button>
                <a class="button second" href=at>"Keep it"</a>
            </form>
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}
