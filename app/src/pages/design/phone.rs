//! A draft on somebody's own phone: the code to scan, and what the link shows to whom.

use leptos::prelude::*;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_draft, here_only};
use super::qr::qr;

/// Everything that the page shows.
#[derive(Clone, Debug, Default)]
pub struct PhonePage {
    pub who: String,
    pub slug: String,
    pub title: String,
    /// The whole of it: it lets in whoever has it.
    pub address: String,
    /// Only this computer reaches the address.
    pub is_here_only: bool,
}

/// The whole document.
pub fn phone(site: &Site, page: &PhonePage) -> String {
    let page = page.clone();
    let title = format!("Try it on a phone: {}", page.title);
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to the code" };
    shell.page(site, move || body(page))
}

fn body(page: PhonePage) -> AnyView {
    let code = qr(&page.address, "qr");
    let here_only = page.is_here_only.then(here_only);
    view! {
        {back_to_draft(&page.slug)}
        <h1>"Try it on a phone"</h1>
        <p class="deck">{page.title.clone()}</p>
        <div class="broadsheet swap after">
            <figure>{code}</figure>
            <section class="flow" aria-label="How it is done">
                {here_only}
                <ol class="steps">
                    <li>"Point the phone’s camera at the code and open the link. Nobody has to sign in."</li>
                    <li>"Answer as a group would. Nothing that is entered is kept or sent."</li>
                    <li>"After a change, load the page on the phone again."</li>
                </ol>
                <div class="flow g1">
                    <label class="label" for="link">"Or send the link"</label>
                    <p class="hint" id="link-hint">"Whoever has it sees this draft, and nothing else, for a day."</p>
                    <input class="input" id="link" readonly value=page.address.clone() aria-describedby="link-hint"/>
                </div>
                <p><a href=page.address target="_blank" rel="noreferrer">"Open it here"<span class="unseen">" in a new tab"</span></a></p>
            </section>
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}
