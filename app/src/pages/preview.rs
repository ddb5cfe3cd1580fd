//! The survey as a phone shows it while it is being made: inside of the editor, and on somebody's own phone.

use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use shared::questionnaire::{Published, Questionnaire};
use shared::text::Text;

use super::plain::interface_languages;
use super::{Document, Site, document};
use crate::boot::Bundle;
use crate::islands::preview::{INTERFACES, Preview, WHOLE};
use crate::islands::respond::Survey;
use crate::words;

/// The document in the editor's frame; the editor tells it of every change.
pub fn preview(site: &Site, questionnaire: &Questionnaire) -> String {
    let packed = shared::questionnaire::luggage::pack(questionnaire.clone()).questionnaire;
    trial(site, packed, None, || "This is a preview. Nothing that you enter here is kept.")
}

/// The document for a phone, whole: its lists have no files of their own before they are published.
pub fn try_out(site: &Site, mut questionnaire: Questionnaire) -> String {
    // The other languages are put in by the page's own chips.
    let whole = (questionnaire.languages.len() > 1).then(|| questionnaire.clone());
    let main = questionnaire.main_language().to_owned();
    questionnaire.each_text(&mut |text| *text = Text::Plain(text.get(&main, &main).to_owned()));
    for choice in questionnaire.lists.iter_mut().flat_map(|list| &mut list.choices) {
        choice.label = Text::Plain(choice.label.get(&main, &main).to_owned());
    }
    trial(site, questionnaire, whole, || "This is a draft to try out. Nothing that you enter here is kept or sent.")
}

/// In the main language from the first byte.
fn trial(
    site: &Site,
    questionnaire: Questionnaire,
    whole: Option<Questionnaire>,
    foot: fn() -> &'static str,
) -> String {
    let main = questionnaire.main_language().to_owned();
    words::in_language(&main, || in_main_language(site, questionnaire, whole, foot))
}

fn in_main_language(
    site: &Site,
    questionnaire: Questionnaire,
    whole: Option<Questionnaire>,
    foot: fn() -> &'static str,
) -> String {
    let title = questionnaire.title.plain().to_owned();
    let languages = vec![questionnaire.main_language().to_owned()];
    let published = Published {
        questionnaire,
        receipt_keys: Vec::new(),
        closes_at: None,
        tongues: Vec::new(),
        sectors: Default::default(),
    };
    let json = serde_json::to_string(&published).unwrap_or_default();
    let page = Document {
        title: format!("Preview of {title} – Sectorwise"),
        description: "",
        brand: Text::Plain(title),
        bundle: Some(Bundle::Staff),
        languages,
        class: "",
        skip: words::skip_to_questions,
        json: Some(("survey", json.clone())),
        foot,
        ..Document::plain("")
    };
    let interfaces = block(INTERFACES, &interface_languages(site));
    let whole = whole.map(|whole| block(WHOLE, &whole));
    document(site, page, || {
        if let Some(survey) = Survey::read(json) {
            provide_context(Arc::new(survey));
        }
        view! { {interfaces} {whole} <Preview/> }.into_any()
    })
}

/// A block of JSON beside the survey's.
fn block(id: &'static str, content: &impl Serialize) -> AnyView {
    let json = serde_json::to_string(content).unwrap_or_default().replace('<', "\\u003c");
    view! { <script type="application/json" id=id inner_html=json></script> }.into_any()
}
