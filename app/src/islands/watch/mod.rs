//! The coordinator's board: counts that move while answers arrive.

mod figures;
mod hexmap;
mod scale;
mod table;

pub use hexmap::{OUTLINE, centre, name_lines, river};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::tally::{Cells, Table};

/// Everything that the board knows before the first event; the server renders it with the numbers in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    pub slug: String,
    /// Such as `C5` or `E1.demand`.
    pub measure: String,
    /// Short name of the measure, such as "Free reserves".
    pub name: String,
    /// The full wording.
    pub wording: String,
    /// `borough`, `worked_in`, `icb` …
    pub by: String,
    /// The option whose share the map shows; `None` shows the number of answers.
    pub show: Option<String>,
    /// Codes and words of the measure's options, in the questionnaire's order.
    pub options: Vec<(String, String)>,
    pub table: Table,
}

impl Board {
    /// Rows of the table as people look for them: by name, places outside London last.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.table.places.len()).collect();
        if self.has_map() {
            order.sort_by_key(|index| {
                let cells = self.table.places.get(*index);
                cells.map(|cells| (cells.code == shared::place::OUTSIDE, cells.name.clone()))
            });
        }
        order
    }

    fn has_map(&self) -> bool {
        matches!(self.by.as_str(), "borough" | "worked_in")
    }

    fn is_number(&self) -> bool {
        self.table.total.numbers.is_some()
    }
}

/// The number that the map shows for a row, and its unit: a share in percent, a median, or answers.
fn shown_value(cells: &Cells, show: Option<&str>) -> Option<f64> {
    match (show, &cells.counts, &cells.numbers) {
        (Some(code), Some(counts), _) => {
            let count = counts.get(code).copied().unwrap_or_default();
            (cells.base > 0).then(|| 100.0 * count as f64 / cells.base as f64)
        }
        (Some(_), _, Some(numbers)) => numbers.median,
        _ => Some(cells.responses as f64),
    }
}

/// The table as it is now; an event replaces it whole, so that a missed one does no harm.
#[island]
pub fn WatchBoard(board: Board) -> impl IntoView {
    let now = RwSignal::new(board.table.clone());
    let live = RwSignal::new(Live::Starting);
    #[cfg(feature = "browser")]
    crate::device::live::follow(&board, now, live);
    let shape = StoredValue::new(board);
    let demo = move || {
        now.with(|table| table.demo > 0).then(|| view! {
            <div class="note warn"><div>
                <strong>{move || shared::words::grouped(&now.with(|table| table.demo).to_string())}" of these are demo answers."</strong>
                " They were made up to try things out. "<code>"sectorwise demo --remove"</code>" takes them away."
            </div></div>
        })
    };
    view! {
        <div class="flow g6">
            {figures::figures(shape, now, live)}
            {demo}
            <div class="flow g6">
                {shape.with_value(Board::has_map).then(|| hexmap::hexmap(shape, now))}
                {table::table(shape, now)}
            </div>
        </div>
    }
}

/// Whether what is on the screen is what the server counts now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    Starting,
    Live,
    /// The stream broke; the browser tries again by itself.
    Late,
}
