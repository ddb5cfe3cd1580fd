//! The editor's page: the frame, the draft and the bank as one block of JSON, and the island that edits.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::{Document, Nav, Site, document};
use crate::boot::Bundle;
use crate::islands::design::{Designer, Opened};

/// What the page is made of: the block of JSON is this.
pub type EditorPage = Opened;

/// The whole document.
pub fn design_editor(site: &Site, page: &EditorPage) -> String {
    let json = serde_json::to_string(page).unwrap_or_default();
    let title = format!("Design: {} – Sectorwise", page.questionnaire.title.plain());
    let frame = Document {
        bundle: Some(Bundle::Staff),
        skip: || "Skip to the question",
        nav: Some(Nav::Design),
        json: Some(("draft", json)),
        full: true,
        ..Document::staff(&title)
    };
    let page = Arc::new(page.clone());
    document(site, frame, move || {
        provide_context(page);
        view! { <Designer/> }.into_any()
    })
}
