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
    pub became: Became,
    pub left_out: Vec<InWorkbook>,
    /// What is there as it stands in the file, and should be looked at.
    pub to_consider: Vec<InWorkbook>,
}

/// What the file made of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Became {
    /// It began with the file.
    #[default]
    Begun,
    /// The file took its place.
    Replaced,
    /// It was so already.
    Same,
}

/// The whole document.
pub fn imported(site: &Site, page: &ImportedPage) -> String {
    let page = page.clone();
    let title = format!("Imported: {}", page.title);
    let shell = Shell { is_wrong: false, title: &title, skip: || "Skip to what became of the file" };
    shell.page(site, move || body(page))
}

fn body(page: ImportedPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let became = match page.became {
        Became::Begun => "The draft has begun",
        Became::Replaced => "The draft is replaced",
        Became::Same => "Nothing has changed",
    };
    let questions = match page.questions {
        1 => "one question".to_owned(),
        many => format!("{many} questions"),
    };
    let left_out = (!page.left_out.is_empty()).then(|| left_out(&page.left_out));
    let to_consider = (!page.to_consider.is_empty()).then(|| to_consider(&page.to_consider));
    let back = match page.became {
        Became::Begun => {
            view! { <a class="button second" href=format!("{at}/discard")>"Discard this draft"</a> }.into_any()
        }
        Became::Replaced => take_back(),
        Became::Same => ().into_any(),
    };
    let undo = (page.became == Became::Replaced).then(|| undo(&page.slug, page.sequence));
    // One text each: between two, HTML would have a mark for a script that is not there.
    let deck = format!("{}, with {questions}", page.title);
    view! {
        {back_to_all()}
        <h1>{became}</h1>
        <p class="deck">{deck}</p>
        {left_out}
        {to_consider}
        <p class="row after no-print"><a class="button" href=at.clone()>"Open the draft"</a>{back}</p>
        {undo}
        {signed_in(page.who)}
    }
    .into_any()
}

fn left_out(things: &[InWorkbook]) -> AnyView {
    let count = match things.len() {
        1 => "One thing in the file is not there as it stood:".to_owned(),
        many => format!("{many} things in the file are not there as they stood:"),
    };
    let words = format!("{count} each line says what became of it. Everything else is as in the file.");
    view! {
        <div class="flow g3 after">
            <h2 id="left-out">"What was left out"</h2>
            <p>{words}</p>
            {table("left-out", "What became of it", things)}
        </div>
    }
    .into_any()
}

fn to_consider(things: &[InWorkbook]) -> AnyView {
    view! {
        <div class="flow g3 after">
            <h2 id="to-consider">"To consider"</h2>
            <p>"Nothing of this was left out. Look at it before you publish."</p>
            {table("to-consider", "What to look at", things)}
        </div>
    }
    .into_any()
}
