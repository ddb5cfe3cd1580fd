//! After publishing: the link, its QR code, and the way to the poster.

use leptos::prelude::*;
use shared::questionnaire::Questionnaire;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_all, here_only, presses};
use super::qr::{file, qr};
use crate::widgets::icon;

/// Everything that the share page and the poster show.
#[derive(Clone, Debug)]
pub struct SharePage {
    pub who: String,
    pub questionnaire: Questionnaire,
    /// Where respondents reach it: `https://survey.example.org/s/hackney`.
    pub address: String,
    /// Only this computer reaches the address.
    pub is_here_only: bool,
    /// It asks London's core, so its answers are added up with those of others.
    pub asks_core: bool,
    /// The poster's; the main one where nobody has chosen.
    pub language: String,
}

impl SharePage {
    /// The address as people type it.
    pub(super) fn short(&self) -> String {
        let short = self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest);
        short.to_owned()
    }
}

/// The whole document.
pub fn share(site: &Site, page: &SharePage) -> String {
    let page = page.clone();
    let title = format!("Share: {}", page.questionnaire.title.plain());
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to the link" };
    shell.page(site, move || body(page))
}

fn body(page: SharePage) -> AnyView {
    let slug = page.questionnaire.slug.clone();
    let title = page.questionnaire.title.plain().to_owned();
    let code = qr(&page.address, "qr");
    let name = format!("{slug}-qr.svg");
    let code_file = file(&page.address)
        .map(|address| view! { <p><a href=address download=name>"Download the code (.svg)"</a></p> });
    let here_only = page.is_here_only.then(here_only);
    view! {
        {back_to_all()}
        <h1>{title}" is open for answers"</h1>
        <p class="deck">"Version "{page.questionnaire.version}". Send the link, or let people scan the code."</p>
        <div class="broadsheet swap after">
            <figure class="flow g2">{code}{code_file}</figure>
            <section class="flow" aria-labelledby="the-link">
                <h2 id="the-link">"The link"</h2>
                {here_only}
                <p class="lead"><a href=page.address.clone()>{page.short()}</a></p>
                <div class="flow g2">
                    <label class="label" for="link">"To copy"</label>
                    <input class="input" id="link" readonly value=page.address.clone()/>
                    <p class="row"><button type="button" class="button second" data-press="copy" hidden>{icon("#i-copy")}"Copy the link"</button>
                        <span id="copied" role="status"></span></p>
                </div>
                <p>"Whoever opens it once with signal can answer without: their answers stay on their phone and go by themselves."</p>
                <p class="row">
                    <a class="button" href=format!("/design/{slug}/poster")>"Poster to print"</a>
                    <a class="button second" href=format!("/watch/{slug}")>"Watch answers arrive"</a>
                </p>
                <p><a href=format!("/api/v1/surveys/{slug}/xlsform") download="">"Download as XLSForm (.xlsx)"</a>" for Excel, ODK or Kobo."</p>
            </section>
        </div>
        {signed_in(page.who)}
        {presses()}
    }
    .into_any()
}

/// There is a draft, and nothing of it has been published yet.
#[derive(Clone, Debug)]
pub struct UnsharedPage {
    pub who: String,
    pub slug: String,
    pub title: String,
}

/// The whole document, in the place of the link or the poster.
pub fn unshared(site: &Site, page: &UnsharedPage) -> String {
    let page = page.clone();
    let title = format!("Not published yet: {}", page.title);
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to what to do" };
    shell.page(site, move || {
        let at = format!("/design/{}", page.slug);
        view! {
            {back_to_all()}
            <h1>"There is nothing to share yet"</h1>
            <p class="deck">{page.title.clone()}</p>
            <div class="flow after">
                <p>"This survey has a draft, and no version of it has been published. The link, its code and the poster are here once it is."</p>
                <p class="row"><a class="button" href=at.clone()>"Open the draft"</a>
                    <a class="button second" href=format!("{at}/review")>"See what is to be published"</a></p>
            </div>
            {signed_in(page.who)}
        }
        .into_any()
    })
}
