//! Before a draft is discarded: what goes, what stays, and the button.

use leptos::prelude::*;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_draft, seen, stopped};

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
    let title = format!("Discard: {}", page.title);
    let shell = Shell { is_wrong: page.has_moved_on, title: &title, skip: || "Skip to the question" };
    shell.page(site, move || body(page))
}

fn body(page: DiscardPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let moved_on = page.has_moved_on.then(|| {
        stopped("Somebody has changed the draft since you looked. Nothing was discarded: look again, then decide")
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
        {back_to_draft(&page.slug)}
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
                {seen(page.sequence)}
                <button class="button stop">"Discard the draft"</button>
                <a class="button second" href=at>"Keep it"</a>
            </form>
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}
