//! A poster for a notice board: one A4 page with the code, the address and what to expect.

use leptos::prelude::*;

use super::super::{Site, minutes};
use super::frame::Shell;
use super::qr::qr;
use super::share::SharePage;
use crate::widgets::icon;

/// The whole document; printed, only the poster is left of it.
pub fn poster(site: &Site, page: &SharePage) -> String {
    let page = page.clone();
    let title = format!("Poster: {}", page.questionnaire.title.plain());
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to the poster" };
    shell.page(site, move || body(page))
}

fn body(page: SharePage) -> AnyView {
    let questionnaire = &page.questionnaire;
    let takes = minutes(questionnaire).map(|words| view! { <li>{icon("#i-clock")}<span>{words}</span></li> });
    let code = qr(&page.address, "qr");
    let help =
        questionnaire.help.email.clone().map(|email| view! { <p class="small">"Questions? Write to "{email}</p> });
    view! {
        <p class="no-print row"><a class="back" href=format!("/design/{}/share", questionnaire.slug)>"Back to the link"</a>
            <span class="soft small push">"Print this page on A4; the rest of it is left out."</span></p>
        <article class="poster" aria-labelledby="poster-title">
            <p class="kicker">"Voluntary and community groups"</p>
            <h1 id="poster-title">{questionnaire.title.plain().to_owned()}</h1>
            <p class="lead">"Tell London how your group is doing and what it needs. Your answers are added up with those of other groups; names are never published."</p>
            {code}
            <p class="poster-address">{page.short()}</p>
            <ul class="promises">
                {takes}
                <li>{icon("#i-no-signal")}<span>"Works without signal: open it once, answer anywhere."</span></li>
                <li>{icon("#i-lock")}<span>"No account and nothing to install."</span></li>
            </ul>
            {help}
        </article>
    }
    .into_any()
}
