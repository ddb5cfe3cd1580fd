//! The page inside of the editor: the survey as a phone shows it, while it is being made.

use std::sync::Arc;

use leptos::prelude::*;
use shared::questionnaire::{Published, Questionnaire};

use super::{Document, Site, document};
use crate::boot::Bundle;
use crate::islands::preview::Preview;
use crate::islands::respond::Survey;

/// The whole document; the editor tells it of every change.
pub fn preview(site: &Site, questionnaire: &Questionnaire) -> String {
    let published = Published {
        questionnaire: shared::questionnaire::luggage::pack(questionnaire.clone()).questionnaire,
        receipt_keys: Vec::new(),
        closes_at: None,
        tongues: Vec::new(),
        sectors: Default::default(),
    };
    let json = serde_json::to_string(&published).unwrap_or_default();
    let title = questionnaire.title.plain().to_owned();
    let page = Document {
        title: format!("Preview of {title} – Sectorwise"),
        brand: title,
        bundle: Some(Bundle::Staff),
        class: "",
        skip: || "Skip to the questions",
        json: Some(("survey", json.clone())),
        foot: || "This is a preview. Nothing that you enter here is kept.",
        ..Document::plain("")
    };
    document(site, page, || {
        if let Some(survey) = Survey::read(json) {
            provide_context(Arc::new(survey));
        }
        view! { <Preview/> }.into_any()
    })
}
