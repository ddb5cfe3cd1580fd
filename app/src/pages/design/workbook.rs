//! A draft as a workbook, and a workbook in the place of a draft; it works without script.

use leptos::prelude::*;

use super::super::{Document, Nav, Site, document, signed_in};
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
    /// What must be mended before the draft can be written as a workbook.
    pub unwritable: Vec<InWorkbook>,
    /// Why what was sent last was refused, and what is wrong with the file.
    pub wrong: Option<String>,
    pub problems: Vec<InWorkbook>,
}

/// The whole document.
pub fn workbook(site: &Site, page: &WorkbookPage) -> String {
    let page = page.clone();
    let error = if page.wrong.is_some() { "Error: " } else { "" };
    let title = format!("{error}XLSForm: {} – Sectorwise", page.title);
    let frame =
        Document { bundle: None, skip: || "Skip to the workbook", nav: Some(Nav::Design), ..Document::staff(&title) };
    document(site, frame, move || body(page))
}

fn body(page: WorkbookPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let wrong = page.wrong.clone().map(|words| problem("file", words));
    let mend = mend(&page.problems);
    let replaced = page.replaced_by.clone().map(|by| replaced(&page, by));
    view! {
        {wrong}
        <p class="kicker"><a class="back" href=at>"Back to the draft"</a></p>
        <h1>"Work in Excel"</h1>
        <p class="deck">{page.title.clone()}</p>
        <div class="flow g6 after">
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

/// The summary on top, with the way to the field.
pub(super) fn problem(field: &'static str, words: String) -> AnyView {
    view! {
        <div class="summary flow g1" role="alert" aria-labelledby="summary-title">
            <h2 id="summary-title">"There is a problem"</h2>
            <ul><li><a href=format!("#{field}")>{words}</a></li></ul>
        </div>
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
    let invalid = page.wrong.is_some().then_some("true");
    view! {
        <section class="flow g3" aria-labelledby="replace">
            <h2 id="replace">"Replace this draft from an XLSForm"</h2>
            <p>"The file takes the place of the whole draft. You can take it back here until somebody changes something."</p>
            <form class="flow" method="post" action=action enctype="multipart/form-data" novalidate>
                <input type="hidden" name="sequence" value=page.sequence/>
                {file_field(invalid)}
                <button class="button second">"Replace the draft"</button>
            </form>
            <p class="soft small">"London’s core must be in the file as it is. Where anything is wrong, nothing is replaced and you see sheet, row and column."</p>
        </section>
    }
    .into_any()
}

/// The field for a workbook.
pub(super) fn file_field(invalid: Option<&'static str>) -> AnyView {
    view! {
        <div class="flow g1">
            <label class="label" for="file">"The file"</label>
            <p class="hint" id="file-hint">"An .xlsx workbook of at most 20 MB."</p>
            <input class="input file" type="file" id="file" name="file" accept=".xlsx,.xlsm,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                aria-describedby="file-hint" aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

/// The newest change is a file, and can be taken back.
fn replaced(page: &WorkbookPage, by: String) -> AnyView {
    let undo = page.may_change.then(|| {
        view! {
            <form method="post" action=format!("/design/{}/xlsform/undo", page.slug)>
                <input type="hidden" name="sequence" value=page.sequence/>
                <p class="row"><a class="button" href=format!("/design/{}", page.slug)>"Open the draft"</a>
                    <button class="button second">"Take the file back"</button></p>
            </form>
        }
    });
    view! {
        <div class="note wait" role="status">{icon("#i-info")}<div class="flow g3">
            <p><strong>"This draft is what the file says. "</strong>{format!("{by} replaced it, and nobody has changed it since.")}</p>
            {undo}
        </div></div>
    }
    .into_any()
}
