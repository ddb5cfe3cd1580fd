//! What is wrong with a workbook, and where: data for the command line and for the designer alike.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use shared::Severity;
use shared::questionnaire::Fault;

/// A warning names something that is imported otherwise than it stood there; an error stops the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// As Excel counts: the headers are in row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The header as it stands in the sheet, or the column's letter where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The id of the question, where the questionnaire itself is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    pub code: &'static str,
    /// What is wrong, and what to do about it.
    pub message: String,
    /// It is in the questionnaire as it stands in the workbook, and only to be considered.
    #[serde(skip)]
    pub is_kept: bool,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        let question = Some(fault.question).filter(|question| !question.is_empty());
        let (severity, code, message) = (fault.severity, fault.code, fault.message);
        let is_kept = severity == Severity::Warning;
        Problem { severity, sheet: None, row: None, column: None, question, code, message, is_kept }
    }
}

impl Problem {
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// “survey, row 5, relevant: …”
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let row = self.row.map(|row| format!("row {row}"));
        let parts = [&self.sheet, &row, &self.column, &self.question];
        let place: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
        let kind = if self.is_error() { "" } else { "warning: " };
        match place.is_empty() {
            true => write!(f, "{kind}{} ({})", self.message, self.code),
            false => write!(f, "{}: {kind}{} ({})", place.join(", "), self.message, self.code),
        }
    }
}

/// Where something stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub sheet: Option<String>,
    pub row: Option<u32>,
    pub column: Option<String>,
    pub question: Option<String>,
}

impl Place {
    /// The workbook as a whole.
    pub fn workbook() -> Place {
        Place::default()
    }

    pub fn sheet(name: &str) -> Place {
        Place { sheet: Some(name.to_owned()), ..Place::default() }
    }

    pub fn row(self, row: u32) -> Place {
        Place { row: Some(row), ..self }
    }

    pub fn column(self, column: &str) -> Place {
        Place { column: Some(column.to_owned()), ..self }
    }

    pub fn question(self, id: &str) -> Place {
        Place { question: Some(id.to_owned()).filter(|id| !id.is_empty()), ..self }
    }
}

/// Nobody reads more of one kind; the rest is counted.
const MOST_OF_A_KIND: usize = 20;
const LONGEST_MESSAGE: usize = 400;

/// Whether it is an error, its sheet, its column and its code.
type Kind = (bool, Option<String>, Option<String>, &'static str);

/// Collects what is found on the way.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    /// How many there were of each kind.
    kinds: HashMap<Kind, usize>,
    errors: usize,
    merged: Vec<Merged>,
}

/// Cells that are merged into one.
#[derive(Debug)]
pub(super) struct Merged {
    pub sheet: String,
    /// The first and the last, as Excel counts.
    pub rows: (u32, u32),
    /// Their headers.
    pub columns: Vec<String>,
    /// Such as `B3 to B5`.
    pub called: String,
}

impl Merged {
    fn hides(&self, problem: &Problem) -> bool {
        let (Some(row), Some(column)) = (problem.row, &problem.column) else { return false };
        let is_first = row == self.rows.0 && self.columns.first() == Some(column);
        let is_inside = (self.rows.0..=self.rows.1).contains(&row) && self.columns.contains(column);
        problem.sheet.as_ref() == Some(&self.sheet) && is_inside && !is_first
    }
}

impl Problems {
    pub fn error(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.errors += 1;
        self.add(Severity::Error, place, code, message.into());
    }

    pub fn warning(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.add(Severity::Warning, place, code, message.into());
    }

    /// What is imported as it stands, and should be looked at.
    pub fn consider(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.warning(place, code, message);
        if let Some(problem) = self.list.last_mut().filter(|problem| problem.code == code) {
            problem.is_kept = true;
        }
    }

    /// These cells are merged: all but the first are empty.
    pub fn merged(&mut self, merged: Merged) {
        self.merged.push(merged);
    }

    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Everything, the errors first, each kind in the order of its rows.
    pub fn into_list(self) -> Vec<Problem> {
        let mut list = self.list;
        // A cell that cannot be read is one problem, not another one for being empty.
        let unread = list.iter().filter(|problem| problem.is_error() && UNREAD.contains(&problem.code));
        let unread: HashSet<_> = unread.map(place_of).collect();
        list.retain(|problem| UNREAD.contains(&problem.code) || !unread.contains(&place_of(problem)));
        for problem in list.iter_mut().filter(|problem| problem.is_error()) {
            if let Some(merged) = self.merged.iter().find(|merged| merged.hides(problem)) {
                let called = &merged.called;
                let why = format!(". It is empty because the cells {called} are merged: unmerge them and fill in each");
                problem.message.push_str(&why);
            }
        }
        for ((is_error, sheet, column, code), count) in self.kinds {
            if count > MOST_OF_A_KIND {
                let severity = if is_error { Severity::Error } else { Severity::Warning };
                let message = format!("The same in {} more places", count - MOST_OF_A_KIND);
                list.push(Problem {
                    severity,
                    sheet,
                    row: None,
                    column,
                    question: None,
                    code,
                    message,
                    is_kept: false,
                });
            }
        }
        let order = |problem: &Problem| {
            (!problem.is_error(), problem.sheet.clone(), problem.row.unwrap_or(u32::MAX), problem.column.clone())
        };
        list.sort_by_cached_key(order);
        list
    }

    fn add(&mut self, severity: Severity, place: Place, code: &'static str, message: String) {
        let kind = (severity == Severity::Error, place.sheet.clone(), place.column.clone(), code);
        let count = self.kinds.entry(kind).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            let Place { sheet, row, column, question } = place;
            let (column, message) = (column.as_deref().map(brief), brief(&message));
            self.list.push(Problem { severity, sheet, row, column, question, code, message, is_kept: false });
        }
    }
}

/// Codes of cells whose content is not known.
const UNREAD: [&str; 2] = ["formula", "too-long"];

fn place_of(problem: &Problem) -> (Option<String>, Option<u32>, Option<String>) {
    (problem.sheet.clone(), problem.row, problem.column.clone())
}

/// A cell may have 32,767 characters, and a sentence about it not.
fn brief(text: &str) -> String {
    let start: String = text.chars().take(LONGEST_MESSAGE).collect();
    if start.len() < text.len() { start + "…" } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_of_a_kind_are_counted() {
        let mut problems = Problems::default();
        for row in 2..102 {
            problems.warning(Place::sheet("survey").row(row).column("image"), "unsupported", "No pictures");
        }
        problems.error(Place::workbook(), "survey", "No sheet");
        let list = problems.into_list();
        assert_eq!(list.len(), MOST_OF_A_KIND + 2);
        assert_eq!(list[0].to_string(), "No sheet (survey)");
        assert_eq!(list[1].to_string(), "survey, row 2, image: warning: No pictures (unsupported)");
        assert_eq!(list.last().unwrap().message, "The same in 80 more places");
    }
}
