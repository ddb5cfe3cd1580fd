//! The respondent's page: the notice in full, then the island with the survey's definition beside it.

use std::sync::Arc;

use leptos::prelude::*;
use shared::Questionnaire;
use shared::language::{is_rtl, own_name};
use shared::questionnaire::luggage::{self, Tongue};
use shared::questionnaire::{Needs, Published};
use shared::text::Text;
use shared::time::Stamp;

use super::sprite::RESPOND;
use super::{Document, Site, document, minutes};
use crate::boot::Bundle;
use crate::islands::respond::{Before, Respond, Survey};
use crate::widgets::dates;
use crate::words;

/// The whole document; it is also the download that works offline. `needs`: the most that this or an earlier
/// version asks for; drafts go on in their own version.
pub fn respond(site: &Site, published: &Published, needs: Needs) -> String {
    // The words before the first script has run are those of the main language.
    words::in_language(published.questionnaire.main_language(), || in_main_language(site, published, needs))
}

fn in_main_language(site: &Site, published: &Published, needs: Needs) -> String {
    let json = serde_json::to_string(&for_the_phone(site, published)).unwrap_or_default();
    let title = published.questionnaire.title.plain().to_owned();
    let page = Document {
        title: format!("{title} – Sectorwise"),
        description: words::works_without_signal(),
        languages: languages(&published.questionnaire),
        brand: published.questionnaire.title.clone(),
        bundle: Some(Bundle::with(needs)),
        skip: words::skip_to_questions,
        json: Some(("survey", json.clone())),
        foot: words::foot_answers_stay,
        icons: Some(RESPOND),
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
                <div class="note warn"><div><strong>{words::needs_script()}</strong>{help}</div></div>
            </noscript>
        }
        .into_any()
    })
}

/// What the island needs: the notice stands in the page already, other languages and lists lie beside it, and
/// where a question comes from is the business of those who read the API.
fn for_the_phone(site: &Site, published: &Published) -> Published {
    let packed = luggage::pack(published.questionnaire.clone());
    let mut tongues = packed.tongues;
    let main = published.questionnaire.main_language();
    if tongues.is_empty() && words::language_of(main).is_some() {
        let (tag, name, rtl) = (main.to_owned(), own_name(main), is_rtl(main));
        tongues.push(Tongue { tag, name, rtl, words: None, interface: None });
    }
    for tongue in &mut tongues {
        tongue.interface =
            words::language_of(&tongue.tag).map(|language| site.asset(&format!("words-{language}.json")));
    }
    let mut slim = Published { questionnaire: packed.questionnaire, tongues, ..published.clone() };
    for question in slim.questionnaire.sections.iter_mut().flat_map(|section| &mut section.questions) {
        question.standard = None;
        for option in &mut question.options {
            option.maps = None;
        }
    }
    slim
}

/// As the questionnaire lists them.
fn languages(questionnaire: &Questionnaire) -> Vec<String> {
    match questionnaire.languages.as_slice() {
        [] => vec![questionnaire.main_language().to_owned()],
        languages => languages.to_vec(),
    }
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
                    {words::in_language(tag, || before(&spoken, closes_at, if is_other { tag } else { "" }))}
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
        closes_at.and_then(Stamp::parse).map(|stamp| view! { <li>{words::open_until(&dates::day(stamp.date()))}</li> });
    // A heading with nothing below it says nothing.
    let has_ready = questionnaire.ready.iter().any(|line| !line.is_empty());
    let has_help = !questionnaire.help.text.is_empty() || questionnaire.help.email.is_some();
    let has_notice = questionnaire.notice.parts.iter().any(|part| !part.text.is_empty());
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
            <li>{words::kept_and_sent()}" "{words::may_ask_to_keep()}</li>
            {closes}
        </ul>
        {has_ready.then(|| view! {
            <section class="flow g2 after" aria-labelledby=id("ready")>
                <h2 id=id("ready")>{words::to_hand()}</h2>
                <ul class="bullets">{ready}</ul>
            </section>
        })}
        {has_help.then(|| view! {
            <section class="flow g2 after" aria-labelledby=id("ask")>
                <h2 id=id("ask")>{words::need_help()}</h2>
                <p>{questionnaire.help.text.plain().to_owned()}{help}</p>
            </section>
        })}
        {has_notice.then(|| view! {
            <section class="flow g2 after" aria-labelledby=id("notice")>
                <h2 id=id("notice")>{notice.title.plain().to_owned()}</h2>
                <details class="notice">
                    <summary>{words::whole_notice()}</summary>
                    <div class="flow g2">{parts.collect_view()}<p class="soft small">{words::notice_version(&notice.version)}</p></div>
                </details>
            </section>
        })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(languages: &[&str]) -> String {
        page_of(json!({
            "slug": "try", "version": 1, "title": {"en": "Try", "ur": "آزمائش"}, "languages": languages,
            "ready": ["Your accounts"], "help": {"text": "Ask us"},
            "notice": {"version": "1", "title": "Privacy", "parts": [{"heading": "Who", "text": "We"}]},
            "sections": [
                {"id": "s", "title": "S", "questions": [{"id": "ok", "type": "consent", "label": "OK"}]},
            ],
        }))
    }

    fn page_of(questionnaire: serde_json::Value) -> String {
        let questionnaire = serde_json::from_value(questionnaire);
        let published = Published {
            questionnaire: questionnaire.unwrap(),
            receipt_keys: Vec::new(),
            closes_at: None,
            tongues: Vec::new(),
            sectors: Default::default(),
        };
        let named = |language| (format!("words-{language}.json"), format!("/assets/words-{language}-0123456789.json"));
        let site = Site { build: String::new(), assets: ["pl", "ur"].map(named).into() };
        respond(&site, &published, Needs::Whole)
    }

    #[test]
    fn a_page_in_polish_is_polish_before_any_script() {
        let html = page(&["pl"]);
        for words in ["<html lang=\"pl\" dir=\"ltr\">", ">Zacznij<", ">Przygotuj<", ">Przejdź do pytań</a>", ">Pomoc<"]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(html.contains("\"interface\":\"/assets/words-pl-0123456789.json\""), "{html}");
    }

    #[test]
    fn a_page_in_several_languages_has_its_frame_in_each_and_names_their_words() {
        let html = page(&["en", "ur", "cy"]);
        for words in [
            "<html lang=\"en\" dir=\"ltr\">",
            ">Start<",
            "<div class=\"wrap flow g1\" data-tongue=\"ur\" lang=\"ur\" dir=\"rtl\" hidden><p>آپ کے جوابات",
            // There are no words in Welsh, and these say that they are English.
            "<div class=\"wrap flow g1\" data-tongue=\"cy\" lang=\"en\" dir=\"ltr\" hidden><p>Your answers stay",
            "\"interface\":\"/assets/words-ur-0123456789.json\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert_eq!(html.matches("/assets/words-").count(), 1);
    }

    #[test]
    fn the_masthead_has_the_title_in_each_language() {
        let html = page(&["en", "ur", "cy"]);
        for words in [
            "<span data-tongue=\"en\" lang=\"en\" dir=\"ltr\">Try</span>",
            "<span data-tongue=\"ur\" lang=\"ur\" dir=\"rtl\" hidden>آزمائش</span>",
            "<span data-tongue=\"cy\" lang=\"en\" dir=\"ltr\" hidden>Try</span>",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn what_a_survey_does_not_say_has_no_heading() {
        let whole = page(&["en"]);
        let bare = page_of(json!({"slug": "try", "version": 1, "title": "Try", "languages": ["en"], "sections": []}));
        for id in ["id=\"ready\"", "id=\"ask\"", "id=\"notice\"", "<details"] {
            assert!(whole.contains(id) && !bare.contains(id), "{id}");
        }
    }

    #[test]
    fn a_page_in_english_names_no_words() {
        let html = page(&["en"]);
        assert!(!html.contains("/assets/words-") && !html.contains("data-tongue"), "{html}");
        assert!(html.contains("<a class=\"skip\" href=\"#main\">Skip to the questions</a>"));
    }
}
