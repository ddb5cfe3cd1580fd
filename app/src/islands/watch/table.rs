//! The same numbers as a table: places down, options across, and why the rest is missing.

use leptos::prelude::*;
use shared::tally::{Cells, Table};
use shared::words::grouped;

use super::Board;

/// Which number of a row a column holds.
type Value = Box<dyn Fn(&Cells) -> String + Send + Sync>;

pub(super) fn table(shape: StoredValue<Board>, now: RwSignal<Table>) -> AnyView {
    let columns = StoredValue::new(shape.with_value(columns));
    let heads = columns.with_value(|columns| {
        columns.iter().map(|(words, _)| view! { <th scope="col" class="num">{words.clone()}</th> }).collect_view()
    });
    let rows = shape.with_value(|board| {
        let rows = board.order().into_iter().filter_map(|index| Some((index, board.table.places.get(index)?)));
        rows.map(|(index, cells)| row(Some(index), cells, columns, now)).collect_view()
    });
    let (caption, total) = shape.with_value(|board| (board.wording.clone(), board.table.total.clone()));
    view! {
        <div class="flow g2">
            <h2 id="table-title">{caption}</h2>
            <div class="table-frame" tabindex="0" role="region" aria-labelledby="table-title">
                <table class="table" id="tally">
                    <thead><tr><th scope="col">"Place"</th>{heads}</tr></thead>
                    <tbody>{rows}{row(None, &total, columns, now)}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

/// One row; `None` is the total. Only cells whose text changes are touched.
fn row(
    index: Option<usize>,
    cells: &Cells,
    columns: StoredValue<Vec<(String, Value)>>,
    now: RwSignal<Table>,
) -> AnyView {
    let count = columns.with_value(Vec::len);
    let texts = (0..count).map(move |column| {
        let text = Memo::new(move |_| {
            now.with(|table| {
                let cells = index.map_or(Some(&table.total), |index| table.places.get(index));
                columns.with_value(|columns| columns.get(column).zip(cells).map(|((_, value), cells)| value(cells)))
            })
        });
        view! { <td class="num">{move || text.get().unwrap_or_default()}</td> }
    });
    let class = if index.is_none() { "base" } else { "" };
    view! {
        <tr class=class id=format!("row-{}", cells.code) data-place=cells.code.clone()>
            <th scope="row">{cells.name.clone()}</th>
            {texts.collect_view()}
        </tr>
    }
    .into_any()
}

fn columns(board: &Board) -> Vec<(String, Value)> {
    let count = |words: &str, of: fn(&Cells) -> u64| -> (String, Value) {
        (words.to_owned(), Box::new(move |cells| grouped(&of(cells).to_string())))
    };
    let mut columns = vec![count("Answers", |cells| cells.responses), count("Base", |cells| cells.base)];
    if board.is_number() {
        let number = |words: &str, of: fn(&shared::tally::Numbers) -> Option<f64>| -> (String, Value) {
            let text = move |cells: &Cells| cells.numbers.as_ref().and_then(of).map_or_else(String::new, rounded);
            (words.to_owned(), Box::new(text))
        };
        columns.push(number("Median", |numbers| numbers.median));
        columns.push(number("Lower quartile", |numbers| numbers.quartiles.map(|(lower, _)| lower)));
        columns.push(number("Upper quartile", |numbers| numbers.quartiles.map(|(_, upper)| upper)));
        columns.push(number("Mean", |numbers| numbers.mean));
        columns.push(number("Sum", |numbers| Some(numbers.sum)));
    }
    for (code, words) in &board.options {
        let code = code.clone();
        let text = move |cells: &Cells| {
            let count = cells.counts.as_ref().and_then(|counts| counts.get(&code)).copied().unwrap_or_default();
            let share = (cells.base > 0).then(|| (100.0 * count as f64 / cells.base as f64).round());
            share.map_or_else(|| count.to_string(), |share| format!("{} ({share}%)", grouped(&count.to_string())))
        };
        columns.push((words.clone(), Box::new(text)));
    }
    columns.push(count("Don’t know", |cells| cells.missing.dont_know));
    columns.push(count("Prefer not to say", |cells| cells.missing.prefer_not_to_say));
    columns.push(count("Not answered", |cells| cells.missing.unanswered));
    columns.push(count("Not asked", |cells| cells.missing.not_shown));
    columns
}

/// Whole numbers without decimals, others with one.
fn rounded(number: f64) -> String {
    grouped(&((number * 10.0).round() / 10.0).to_string())
}
