//! The respondent's page: the notice in full, then the island with the survey's definition beside it.

use std::sync::Arc;

use leptos::prelude::*;
use shared::Questionnaire;
use shared::language::is_rtl;
use shared::questionnaire::{Published, luggage};
use shared::text::Text;
use shared::time::Stamp;

use super::{Document, Site, document, minutes};
use crate::boot::Bundle;
use crate::islands::respond::{Before, Respond, Survey};
use crate::widgets::dates;

/// The whole document; it is also the download that works offline. `needs_whole`: this or an older version
/// uses what the smaller bundle does not have; drafts go on in their own version.
pub fn respond(site: &Site, published: &Published, needs_whole: bool) -> String {
    let json = serde_json::to_string(&for_the_phone(published)).unwrap_or_default();
    let title = published.questionnaire.title.plain().to_owned();
    let page = Document {
        title: format!("{title} – Sectorwise"),
        description: "A survey of voluntary and community groups in London. It works without signal.",
        brand: title,
        bundle: Some(if needs_whole { Bundle::Whole } else { Bundle::Respond }),
        skip: "Skip to the questions",
        json: Some(("survey", json.clone())),
        foot: "Your answers stay on this phone until you send them.",
        pill: true,
        ..Document::plain("")
    };
    document(site, page, || {
        if let Some(survey) = Survey::read(json) {
            provide_context(Arc::new(survey));
        }
        let questionnaire = published.questionnaire.clone();
        let closes_at = published.closes_at.clone();
        let help = questionnaire.help.text.plain().to_owned();
        provide_context(Before(Arc::new(move || in_every_language(&questionnaire, closes_at.as_deref()))));
        view! {
            <Respond/>
            <noscript>
                <div class="note warn"><div><strong>"This page needs JavaScript to keep your answers. "</strong>{help}</div></div>
            </noscript>
        }
        .into_any()
    })
}

/// What the island needs: the notice stands in the page already, other languages and lists lie beside it, and
/// where a question comes from is the business of those who read the API.
fn for_the_phone(published: &Published) -> Published {
    let packed = luggage::pack(published.questionnaire.clone());
    let mut slim = Published { questionnaire: packed.questionnaire, tongues: packed.tongues, ..published.clone() };
    for question in slim.questionnaire.sections.iter_mut().flat_map(|section| &mut section.questions) {
        question.standard = None;
        for option in &mut question.options {
            option.maps = None;
        }
    }
    slim
}

/// What stands before the first question in each language; one is shown.
fn in_every_language(questionnaire: &Questionnaire, closes_at: Option<&str>) -> AnyView {
    if questionnaire.languages.len() > 1 {
        let main = questionnaire.main_language();
        let blocks = questionnaire.languages.iter().map(|tag| {
            let mut spoken = questionnaire.clone();
            spoken.each_text(&mut |text| *text = Text::Plain(text.get(tag, main).to_owned()));
            let (is_other, direction) = (tag != main, if is_rtl(tag) { "rtl" } else { "ltr" });
            // Ids stand once in a page, so the links within lead to the main language's.
            view! {
                <div class="flow" data-tongue=tag.clone() lang=tag.clone() dir=direction hidden=is_other>
                    {before(&spoken, closes_at, if is_other { tag } else { "" })}
                </div>
            }
        });
        return blocks.collect_view().into_any();
    }
    before(questionnaire, closes_at, "").into_any()
}

/// What to know before the first question; it needs no script.
fn before(questionnaire: &Questionnaire, closes_at: Option<&str>, suffix: &str) -> impl IntoView + use<> {
    let id = |name: &str| format!("{name}{suffix}");
    let closes =
        closes_at.and_then(Stamp::parse).map(|stamp| view! { <li>"Open until "{dates::day(stamp.date())}"."</li> });
    let ready = questionnaire.ready.iter().map(|line| view! { <li>{line.plain().to_owned()}</li> }).collect_view();
    let notice = &questionnaire.notice;
    let parts = notice.parts.iter().map(|part| {
        view! { <h3>{part.heading.plain().to_owned()}</h3><p>{part.text.plain().to_owned()}</p> }
    });
    let help = questionnaire.help.email.clone().map(|email| {
        let address = format!("mailto:{email}");
        view! { " "<a href=address>{email}</a> }
    });
    view! {
        <ul class="bullets">
            {minutes(questionnaire).map(|words| view! { <li>{words}</li> })}
            <li>"Works without signal: every answer is kept on this phone and sent when it can be."</li>
            {closes}
        </ul>
        <section class="flow g2 after" aria-labelledby=id("ready")>
            <h2 id=id("ready")>"Have these to hand"</h2>
            <ul class="bullets">{ready}</ul>
        </section>
        <section class="flow g2 after" aria-labelledby=id("ask")>
            <h2 id=id("ask")>"If you need help"</h2>
            <p>{questionnaire.help.text.plain().to_owned()}{help}</p>
        </section>
        <section class="flow g2 after" aria-labelledby=id("notice")>
            <h2 id=id("notice")>{notice.title.plain().to_owned()}</h2>
            <details class="notice">
                <summary>"Read the whole notice"</summary>
                <div class="flow g2">{parts.collect_view()}<p class="soft small">"Version "{notice.version.clone()}</p></div>
            </details>
        </section>
    }
}
