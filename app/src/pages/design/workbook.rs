//! A draft as a workbook, and a workbook in the place of a draft; it works without script.

use leptos::prelude::*;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_draft, file_field, seen, summary};
use super::in_workbook::{InWorkbook, table};
use crate::widgets::icon;

/// Everything that the page shows.
#[derive(Clone, Debug, Default)]
pub struct WorkbookPage {
    pub who: String,
    pub may_change: bool,
    pub slug: String,
    pub title: String,
    pub sequence: i64,
    /// Who replaced the draft by a file, where that is the newest change.
    pub replaced_by: Option<String>,
    /// The file that was sent last says what the draft says.
    pub is_same: bool,
    /// What must be mended before the draft can be written as a workbook.
    pub unwritable: Vec<InWorkbook>,
    /// Why what was sent last was refused, and what is wrong with the file.
    pub wrong: Option<String>,
    pub problems: Vec<InWorkbook>,
}

pub(super) const FILE_HINT: &str = "An .xlsx workbook of at most 20 MB.";

/// The whole document.
pub fn workbook(site: &Site, page: &WorkbookPage) -> String {
    let page = page.clone();
    let title = format!("XLSForm: {}", page.title);
    let shell = Shell { is_wrong: page.wrong.is_some(), title: &title, skip: || "Skip to the workbook" };
    shell.page(site, move || body(page))
}

fn body(page: WorkbookPage) -> AnyView {
    let wrong = page.wrong.clone().map(|words| summary("file", vec![words], None, None));
    let mend = mend(&page.problems);
    let same = page.is_same.then(|| {
        view! {
            <div class="note" role="status">{icon("#i-check")}<div>
                <strong>"Nothing has changed. "</strong>"The draft was already what the file says, so nothing was replaced."
            </div></div>
        }
    });
    let replaced = page.replaced_by.clone().map(|by| replaced(&page, by));
    view! {
        {wrong}
        {back_to_draft(&page.slug)}
        <h1>"Work in Excel"</h1>
        <p class="deck">{page.title.clone()}</p>
        <div class="flow g6 after">
            {same}
            {mend}
            {replaced}
            <div class="broadsheet even">
                {download(&page)}
                {page.may_change.then(|| replace(&page))}
            </div>
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}

/// What to mend in a file that was refused.
pub(super) fn mend(problems: &[InWorkbook]) -> Option<AnyView> {
    let table = (!problems.is_empty()).then(|| table("mend", "What to mend", problems))?;
    Some(
        view! {
            <div class="flow g3">
                <h2 id="mend">"What to mend in the file"</h2>
                {table}
            </div>
        }
        .into_any(),
    )
}

fn download(page: &WorkbookPage) -> AnyView {
    let address = format!("/api/v1/drafts/{}/xlsform", page.slug);
    let inside = match page.unwritable.is_empty() {
        true => view! {
            <p>"An XLSForm workbook: what is asked is in the sheet survey, the options are in the sheet choices. Excel, ODK and Kobo know it."</p>
            <p><a class="button" href=address download="">{icon("#i-save")}"Download as XLSForm (.xlsx)"</a></p>
        }
        .into_any(),
        false => view! {
            <p id="unwritable">"The draft cannot be written as a workbook before this is mended:"</p>
            {table("unwritable", "What to mend", &page.unwritable)}
        }
        .into_any(),
    };
    view! { <section class="flow g3" aria-labelledby="download"><h2 id="download">"Take it along"</h2>{inside}</section> }
        .into_any()
}

fn replace(page: &WorkbookPage) -> AnyView {
    let action = format!("/design/{}/xlsform", page.slug);
    let file = file_field("The file", FILE_HINT, page.wrong.is_some());
    view! {
        <section class="flow g3" aria-labelledby="replace">
            <h2 id="replace">"Replace this draft from an XLSForm"</h2>
            <p>"The file takes the place of the whole draft. You can take it back here until somebody changes something."</p>
            <form class="flow" method="post" action=action enctype="multipart/form-data" novalidate>
                {seen(page.sequence)}
                {file}
                <button class="button second">"Replace the draft"</button>
            </form>
            <p class="soft small">"London’s core must be in the file as it is. Where anything is wrong, nothing is replaced and you see sheet, row and column."</p>
        </section>
    }
    .into_any()
}

/// The newest change is a file, and can be taken back.
fn replaced(page: &WorkbookPage, by: String) -> AnyView {
    let back = page.may_change.then(|| {
        view! {
            <p class="row"><a class="button" href=format!("/design/{}", page.slug)>"Open the draft"</a>{take_back()}</p>
            {undo(&page.slug, page.sequence)}
        }
    });
    view! {
        <div class="note wait" role="status">{icon("#i-info")}<div class="flow g3">
            <p><strong>"This draft is what the file says. "</strong>{format!("{by} replaced it, and nobody has changed it since.")}</p>
            {back}
        </div></div>
    }
    .into_any()
}

/// The button of [`undo`].
pub(super) fn take_back() -> AnyView {
    view! { <button class="button second" form="undo">"Take the file back"</button> }.into_any()
}

/// The form that takes a file back; its button stands elsewhere.
pub(super) fn undo(slug: &str, sequence: i64) -> AnyView {
    view! { <form id="undo" method="post" action=format!("/design/{slug}/xlsform/undo")>{seen(sequence)}</form> }
        .into_any()
}
