//! A poster for a notice board: one A4 page with the code, the address and what to expect, in one of the languages.

use leptos::prelude::*;
use shared::language::{is_rtl, own_name};
use shared::text::Text;

use super::super::{Site, minutes};
use super::frame::{Shell, presses};
use super::qr::qr;
use super::share::SharePage;
use crate::widgets::icon;
use crate::words;

/// The whole document; printed, only the poster is left of it.
pub fn poster(site: &Site, page: &SharePage) -> String {
    let page = page.clone();
    let title = format!("Poster: {}", page.questionnaire.title.plain());
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to the poster" };
    shell.page(site, move || body(page))
}

fn body(page: SharePage) -> AnyView {
    let slug = &page.questionnaire.slug;
    let language = page.language.clone();
    let others = page.questionnaire.languages.iter().filter(|_| page.questionnaire.languages.len() > 1).map(|tag| {
        let current = (*tag == language).then_some("page");
        let to = format!("/design/{slug}/poster?lang={tag}");
        view! { <a class="chip" href=to lang=tag.clone() aria-current=current>{own_name(tag)}</a> }
    });
    let others: Vec<_> = others.collect();
    let others = (!others.is_empty())
        .then(|| view! { <nav class="row g2 no-print" aria-label="Languages of the poster">{others}</nav> });
    view! {
        <p class="no-print row"><a class="back" href=format!("/design/{slug}/share")>"Back to the link"</a>
            <button type="button" class="button push" data-press="print" hidden>"Print"</button></p>
        <p class="no-print soft small">"Print this page on A4; only the poster is printed."</p>
        {others}
        {sheet(&page)}
        {presses()}
    }
    .into_any()
}

fn sheet(page: &SharePage) -> AnyView {
    let (questionnaire, tag) = (&page.questionnaire, page.language.as_str());
    // Where the interface has no words in the language, they are English and say so.
    let spoken = words::language_of(tag).unwrap_or("en");
    words::in_language(tag, || {
        let takes = minutes(questionnaire).map(|words| view! { <li>{icon("#i-clock")}<span>{words}</span></li> });
        let code = qr(&page.address, "qr");
        let help = questionnaire.help.email.clone();
        let help = help.map(|email| view! { <p class="small">{words::poster_questions()}" "<bdi>{email}</bdi></p> });
        let kicker = page
            .asks_core
            .then(|| view! { <p class="kicker" lang=spoken dir=direction(spoken)>{words::poster_for()}</p> });
        let lead = if page.asks_core { words::poster_core() } else { words::poster_lead() };
        view! {
            <article class="poster" aria-labelledby="poster-title" lang=tag.to_owned() dir=direction(tag)>
                {kicker}
                {heading(page, &questionnaire.title)}
                <p class="lead" lang=spoken dir=direction(spoken)>{lead}</p>
                {code}
                <p class="poster-address"><bdi dir="ltr">{page.short()}</bdi></p>
                <ul class="promises" lang=spoken dir=direction(spoken)>
                    {takes}
                    <li>{icon("#i-no-signal")}<span>{words::poster_signal()}</span></li>
                    <li>{icon("#i-lock")}<span>{words::poster_account()}</span></li>
                </ul>
                {help}
            </article>
        }
        .into_any()
    })
}

/// A title takes at most a third of the sheet, however long it is.
fn heading(page: &SharePage, title: &Text) -> AnyView {
    let (tag, main) = (page.language.as_str(), page.questionnaire.main_language());
    let spoken = if title.has(tag) { tag } else { main };
    let title = title.get(spoken, main).to_owned();
    let size = match title.chars().count() {
        0..=40 => "",
        41..=80 => "long",
        81..=160 => "longer",
        _ => "longest",
    };
    view! { <h1 id="poster-title" class=size lang=spoken.to_owned() dir=direction(spoken)>{title}</h1> }.into_any()
}

fn direction(language: &str) -> &'static str {
    if is_rtl(language) { "rtl" } else { "ltr" }
}
