//! What the designers' pages have in common: the shell, the way back, what went wrong, and parts of forms.

use leptos::prelude::*;

use super::super::{Document, Nav, Site, document};
use crate::boot::{Bundle, PRESSES};
use crate::widgets::icon;

/// What stands around a page.
pub(super) struct Shell<'a> {
    /// The title says so first.
    pub is_wrong: bool,
    pub title: &'a str,
    /// Where the skip link leads, in words.
    pub skip: fn() -> &'static str,
}

impl Shell<'_> {
    /// A page that works without script.
    pub fn page(self, site: &Site, main: impl FnOnce() -> AnyView) -> String {
        document(site, Document { bundle: None, ..self.frame() }, main)
    }

    /// A page for an island over a draft, which lies beside it as JSON.
    pub fn island(self, site: &Site, draft: String, main: impl FnOnce() -> AnyView) -> String {
        let frame = Document { bundle: Some(Bundle::Staff), json: Some(("draft", draft)), full: true, ..self.frame() };
        document(site, frame, main)
    }

    fn frame(self) -> Document {
        let error = if self.is_wrong { "Error: " } else { "" };
        let title = format!("{error}{} – Sectorwise", self.title);
        Document { skip: self.skip, nav: Some(Nav::Design), ..Document::staff(&title) }
    }
}

/// The line above the heading.
pub(super) fn back(to: String, words: &'static str) -> AnyView {
    view! { <p class="kicker"><a class="back" href=to>{words}</a></p> }.into_any()
}

pub(super) fn back_to_draft(slug: &str) -> AnyView {
    back(format!("/design/{slug}"), "Back to the draft")
}

pub(super) fn back_to_all() -> AnyView {
    back("/design".to_owned(), "All surveys")
}

/// The summary on top, each sentence with the way to the field; `before` and `after` stand around them.
pub(super) fn summary(
    field: &'static str,
    sentences: Vec<String>,
    before: Option<&'static str>,
    after: Option<String>,
) -> AnyView {
    let line = |words: String| view! { <li><a href=format!("#{field}")>{words}</a></li> };
    let lines = sentences.into_iter().map(line).collect_view();
    let before = before.map(|words| view! { <p>{words}</p> });
    let after = after.map(|words| view! { <p class="small">{words}</p> });
    view! {
        <div class="summary flow g1" role="alert" aria-labelledby="summary-title">
            <h2 id="summary-title">"There is a problem"</h2>
            {before}<ul>{lines}</ul>{after}
        </div>
    }
    .into_any()
}

/// Why nothing was done, where no field is to blame.
pub(super) fn stopped(words: &'static str) -> AnyView {
    view! { <div class="note stop" role="alert">{icon("#i-alert")}<div>{words}</div></div> }.into_any()
}

/// Beside a code that leads to an address which names this computer only.
pub(super) fn here_only() -> AnyView {
    view! {
        <div class="note warn">{icon("#i-alert")}<div>
            <strong>"A phone cannot reach this address. "</strong>
            "It names this computer only. Open Sectorwise under the address that phones reach, then come back to this page."
        </div></div>
    }
    .into_any()
}

/// What brings the buttons for copying and printing to life; without script they are not there.
pub(super) fn presses() -> AnyView {
    view! { <script type="module" inner_html=PRESSES></script> }.into_any()
}

/// The number of the draft that whoever sends the form has seen.
pub(super) fn seen(sequence: i64) -> AnyView {
    view! { <input type="hidden" name="sequence" value=sequence/> }.into_any()
}

/// The field for a workbook.
pub(super) fn file_field(label: &'static str, hint: &'static str, is_wrong: bool) -> AnyView {
    view! {
        <div class="flow g1">
            <label class="label" for="file">{label}</label>
            <p class="hint" id="file-hint">{hint}</p>
            <input class="input file" type="file" id="file" name="file" accept=".xlsx,.xlsm,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                aria-describedby="file-hint" aria-invalid=is_wrong.then_some("true")/>
        </div>
    }
    .into_any()
}
