//! A draft as the page carries it: read from the page in the browser, from the context on the server.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use shared::Questionnaire;
use shared::draft::Bank;

/// The block of JSON: what `GET /api/v1/drafts/{slug}` answers, and the bank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The newest number of the draft's log.
    pub sequence: i64,
    /// The number at which the draft began: edits for another one under the same address are not for this.
    pub begun: i64,
    pub questionnaire: Questionnaire,
    /// The survey's newest published version.
    pub published: Option<u32>,
    pub bank: Bank,
    /// Whether whoever is signed in may change it, or only look.
    pub may_change: bool,
}

/// Where the page keeps it.
#[cfg(feature = "browser")]
const ELEMENT: &str = "draft";

#[cfg(feature = "browser")]
pub fn of_page() -> Option<Arc<Opened>> {
    let json = leptos::prelude::document().get_element_by_id(ELEMENT)?.text_content()?;
    serde_json::from_str(&json).ok().map(Arc::new)
}

#[cfg(not(feature = "browser"))]
pub fn of_page() -> Option<Arc<Opened>> {
    leptos::prelude::use_context()
}
