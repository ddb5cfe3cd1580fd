//! After an import: what of the file is not in the draft, or is otherwise there, line by line.

use leptos::prelude::*;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_all};
use super::in_workbook::{InWorkbook, table};
use super::workbook::{take_back, undo};

/// Everything that the page shows.
#[derive(Clone, Debug, Default)]
pub struct ImportedPage {
    pub who: String,
    pub slug: String,
    pub title: String,
    pub sequence: i64,
    /// How many there are in the draft now.
    pub questions: usize,
    /// Whether the draft began with the file; else the file took its place.
    pub is_new: bool,
    pub left_out: Vec<InWorkbook>,
}

/// The whole document.
pub fn imported(site: &Site, page: &ImportedPage) -> String {
    let page = page.clone();
    let title = format!("Imported: {}", page.title);
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to what was left out" };
    shell.page(site, move || body(page))
}

fn body(page: ImportedPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let became = if page.is_new { "The draft has begun" } else { "The draft is replaced" };
    let questions = match page.questions {
        1 => "one question".to_owned(),
        many => format!("{many} questions"),
    };
    let things = match page.left_out.len() {
        1 => "One thing in the file is not there as it stood:".to_owned(),
        many => format!("{many} things in the file are not there as they stood:"),
    };
    let back = match page.is_new {
        true => view! { <a class="button second" href=format!("{at}/discard")>"Discard this draft"</a> }.into_any(),
        false => take_back(),
    };
    let undo = (!page.is_new).then(|| undo(&page.slug, page.sequence));
    // One text each: between two, HTML would have a mark for a script that is not there.
    let deck = format!("{}, with {questions}", page.title);
    let things = format!("{things} each line says what became of it. Everything else is as in the file.");
    view! {
        {back_to_all()}
        <h1>{became}</h1>
        <p class="deck">{deck}</p>
        <div class="flow g3 after">
            <h2 id="left-out">"What was left out"</h2>
            <p>{things}</p>
            {table("left-out", "What became of it", &page.left_out)}
        </div>
        <p class="row after no-print"><a class="button" href=at.clone()>"Open the draft"</a>{back}</p>
        {undo}
        {signed_in(page.who)}
    }
    .into_any()
}
