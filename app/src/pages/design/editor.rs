//! The editor's page: the frame, the draft and the bank as one block of JSON, and the island that edits.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::Site;
use super::frame::Shell;
use crate::islands::design::{Designer, Opened};

/// What the page is made of: the block of JSON is this.
pub type EditorPage = Opened;

/// The whole document.
pub fn design_editor(site: &Site, page: &EditorPage) -> String {
    let json = serde_json::to_string(page).unwrap_or_default();
    let title = format!("Design: {}", page.questionnaire.title.plain());
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to the question" };
    let page = Arc::new(page.clone());
    shell.island(site, json, move || {
        provide_context(page);
        view! { <Designer/> }.into_any()
    })
}
