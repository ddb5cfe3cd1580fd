//! Pages to read: outbox, help, accessibility, privacy, and the one for addresses that lead nowhere.

use leptos::prelude::*;
use shared::language::{is_rtl, own_name};
use shared::questionnaire::luggage::Tongue;
use shared::questionnaire::{Needs, Published};

use super::sprite::OUTBOX;
use super::{Document, Site, document};
use crate::boot::Bundle;
use crate::islands::outbox::Outbox;
use crate::words;

/// What is on this phone; the worker keeps it with the survey's pages.
pub fn outbox(site: &Site) -> String {
    outbox_in(site, Vec::new(), Bundle::Respond, None)
}

/// The same in every language of the interface, for surveys whose pages have one of the larger bundles.
pub fn outbox_in_all(site: &Site, needs: Needs) -> String {
    let tongues = interface_languages(site);
    let json = serde_json::to_string(&tongues).unwrap_or_default();
    let languages = tongues.into_iter().map(|tongue| tongue.tag).collect();
    outbox_in(site, languages, Bundle::with(needs), Some(("tongues", json)))
}

/// The languages of the interface, and where their words are.
pub fn interface_languages(site: &Site) -> Vec<Tongue> {
    let tongue = |tag: &'static str| Tongue {
        tag: tag.to_owned(),
        name: own_name(tag),
        rtl: is_rtl(tag),
        words: None,
        interface: words::language_of(tag).map(|language| site.asset(&format!("words-{language}.json"))),
    };
    words::languages().into_iter().map(tongue).collect()
}

fn outbox_in(site: &Site, languages: Vec<String>, bundle: Bundle, json: Option<(&'static str, String)>) -> String {
    let spoken = languages.clone();
    let page = Document {
        bundle: Some(bundle),
        // Nobody searches for it.
        description: "",
        skip: words::skip_to_what_is_here,
        pill: true,
        icons: Some(OUTBOX),
        languages,
        json,
        ..Document::plain("On this phone – Sectorwise")
    };
    document(site, page, || {
        view! {
            {headings(&spoken)}
            <Outbox/>
            <noscript><p>"This page needs JavaScript to look at what is on this phone."</p></noscript>
        }
        .into_any()
    })
}

/// The heading in each language, of which the script shows one.
fn headings(languages: &[String]) -> AnyView {
    if languages.is_empty() {
        return view! { <h1>{words::on_this_phone()}</h1> }.into_any();
    }
    let heading = |(index, tag): (usize, &String)| {
        let (lang, dir, hidden) = (tag.clone(), if is_rtl(tag) { "rtl" } else { "ltr" }, index > 0);
        let heading = words::in_language(tag, words::on_this_phone);
        view! { <h1 data-tongue=tag.clone() lang=lang dir=dir hidden=hidden>{heading}</h1> }
    };
    languages.iter().enumerate().map(heading).collect_view().into_any()
}

/// Questions that people ask.
pub fn help(site: &Site) -> String {
    document(site, Document::plain("Help – Sectorwise"), || {
        view! {
            <h1>"Help"</h1>
            <div class="flow g5">
                <section class="flow g2"><h2>"I have no signal"</h2>
                    <p>"That is fine. Once you have opened the survey with signal, it opens again without. Your answers stay on this phone and go by themselves when there is signal; you can close the page."</p></section>
                <section class="flow g2"><h2>"I use an iPhone or iPad"</h2>
                    <p>"Safari forgets pages that were not opened for seven days, with what was kept on them. Add "<a href="/outbox">"what is on this phone"</a>" to your home screen before you begin: tap Share, then “Add to Home Screen”, and open the survey from there."</p></section>
                <section class="flow g2"><h2>"Were my answers sent?"</h2>
                    <p>"The word at the top of the page says so. "<a href="/outbox">"On this phone"</a>" lists everything that you began, finished or sent here. A code such as 4T7K–Q2MX stands for what you sent; you can read it out over the telephone."</p></section>
                <section class="flow g2"><h2>"I want to carry on later"</h2>
                    <p>"Close the page. On the same phone or computer and in the same browser, the survey offers to carry on. Clearing the browser’s data deletes answers that were not sent."</p></section>
                <section class="flow g2"><h2>"I do not know a number"</h2>
                    <p>"A careful guess is better than no answer. Tick “This is an estimate” where it is offered. Most questions may be skipped."</p></section>
                <section class="flow g2"><h2>"Somebody else uses this phone"</h2>
                    <p>"No names of organisations are listed. After sending you can delete your answers from the phone."</p></section>
                <section class="flow g2"><h2>"I still need help"</h2>
                    <p>"Ask your local CVS or the London Hub, or the person who sent you the link. Each question has a short code, such as C3, that you can name on the telephone."</p></section>
            </div>
        }
        .into_any()
    })
}

/// The accessibility statement.
pub fn accessibility(site: &Site) -> String {
    document(site, Document::plain("Accessibility – Sectorwise"), || {
        view! {
            <h1>"Accessibility"</h1>
            <div class="flow">
                <p>"We want everybody to be able to use these pages. They are built and tested to the Web Content Accessibility Guidelines 2.2, level AA."</p>
                <ul class="bullets">
                    <li>"Everything works with the keyboard alone; nothing has to be dragged."</li>
                    <li>"Text can be enlarged to 200%, and pages narrowed to 320 pixels, without losing anything."</li>
                    <li>"Colours follow the light or dark setting of your device, and never carry a meaning alone."</li>
                    <li>"Problems are listed at the top, in words, with a link to the field."</li>
                    <li>"Movement stops where your device asks for less of it."</li>
                </ul>
                <p>"Every page is checked by a program before each release. If something does not work for you, tell your local CVS or the London Hub: they can also take your answers in another way."</p>
            </div>
        }
        .into_any()
    })
}

/// The notice of the standard survey.
pub fn privacy(site: &Site, published: &Published) -> String {
    let notice = published.questionnaire.notice.clone();
    document(site, Document::plain("How answers are used – Sectorwise"), move || {
        let parts = notice.parts.into_iter().map(|part| {
            view! { <section class="flow g2"><h2>{part.heading.plain().to_owned()}</h2><p>{part.text.plain().to_owned()}</p></section> }
        });
        view! {
            <h1>{notice.title.plain().to_owned()}</h1>
            <div class="flow g5">{parts.collect_view()}<p class="soft small">"Version "{notice.version}</p></div>
        }
        .into_any()
    })
}

/// A link to a draft whose day is over.
pub fn ended(site: &Site) -> String {
    document(site, Document { description: "", ..Document::plain("This link has ended – Sectorwise") }, || {
        view! {
            <h1>"This link has ended"</h1>
            <div class="flow">
                <p>"Links to try out a draft work for a day. Ask whoever gave you this one for a new code."</p>
                <p><a href="/">"Go to the front page"</a></p>
            </div>
        }
        .into_any()
    })
}

/// An address that leads nowhere.
pub fn not_found(site: &Site) -> String {
    document(site, Document::plain("Page not found – Sectorwise"), || {
        view! {
            <h1>"There is no page at this address"</h1>
            <div class="flow">
                <p>"If you typed the address, check it. If you followed a link, the survey may have moved or ended."</p>
                <p><a href="/">"Go to the front page"</a>", or look at "<a href="/outbox">"what is on this phone"</a>"."</p>
            </div>
        }
        .into_any()
    })
}
