//! What is said about a workbook, each thing with its sheet, row and column.

use leptos::prelude::*;

/// One thing in a workbook, and what to do about it or what became of it.
#[derive(Clone, Debug, Default)]
pub struct InWorkbook {
    pub sheet: Option<String>,
    /// As Excel counts.
    pub row: Option<u32>,
    pub column: Option<String>,
    /// The id of a question.
    pub question: Option<String>,
    pub words: String,
}

/// A table of them under a heading of this id.
pub(super) fn table(id: &'static str, words: &'static str, things: &[InWorkbook]) -> AnyView {
    let rows = things.iter().map(row).collect_view();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-labelledby=id>
            <table class="table in-workbook">
                <thead><tr><th scope="col">"Sheet"</th><th scope="col" class="num">"Row"</th><th scope="col">"Column"</th><th scope="col">{words}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(thing: &InWorkbook) -> AnyView {
    let cell = |text: Option<String>| match text {
        Some(text) => text.into_any(),
        None => view! { <span class="soft" aria-hidden="true">"–"</span> }.into_any(),
    };
    // A question that stands in no row has no other place than its name.
    let nowhere = thing.question.clone().filter(|_| thing.row.is_none());
    let question = nowhere.map(|id| view! { <b>{id}": "</b> });
    let end = if thing.words.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    view! {
        <tr>
            <td>{cell(thing.sheet.clone())}</td>
            <td class="num">{cell(thing.row.map(|row| row.to_string()))}</td>
            <td>{cell(thing.column.clone())}</td>
            <td>{question}{format!("{}{end}", thing.words)}</td>
        </tr>
    }
    .into_any()
}
