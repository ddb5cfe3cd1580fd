//! After publishing: the link, its QR code, and the way to the poster.

use leptos::prelude::*;
use shared::questionnaire::Questionnaire;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_all};
use super::qr::qr;

/// Everything that the share page and the poster show.
#[derive(Clone, Debug)]
pub struct SharePage {
    pub who: String,
    pub questionnaire: Questionnaire,
    /// Where respondents reach it: `https://survey.example.org/s/hackney`.
    pub address: String,
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
    view! {
        {back_to_all()}
        <h1>{title}" is open for answers"</h1>
        <p class="deck">"Version "{page.questionnaire.version}". Send the link, or let people scan the code."</p>
        <div class="broadsheet swap after">
            <figure>{code}</figure>
            <section class="flow" aria-labelledby="link">
                <h2 id="link">"The link"</h2>
                <p class="lead"><a href=page.address.clone()>{page.short()}</a></p>
                <p>"Whoever opens it once with signal can answer without: their answers stay on their phone and go by themselves."</p>
                <p class="row">
                    <a class="button" href=format!("/design/{slug}/poster")>"Poster to print"</a>
                    <a class="button second" href=format!("/watch/{slug}")>"Watch answers arrive"</a>
                </p>
                <p><a href=format!("/api/v1/surveys/{slug}/xlsform") download="">"Download as XLSForm (.xlsx)"</a>" for Excel, ODK or Kobo."</p>
            </section>
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}
