//! XLSForm: questionnaires from and to workbooks that ODK, Kobo and Excel know.

mod book;
mod builder;
mod choices;
mod compound;
mod defaults;
mod exact;
mod expression_text;
mod faults;
mod form;
mod header;
mod identifiers;
mod kinds;
mod language;
mod language_names;
mod limits;
mod lists;
mod names;
mod near;
mod own;
mod parameters;
mod parcel;
mod problem;
mod question;
mod rules;
mod settings;
mod table;
mod tree;
mod write;

use shared::questionnaire::Questionnaire;

pub use parcel::{LARGEST_FILE, too_large};
pub use problem::Problem;
pub use write::{Error, write};

use problem::Problems;

/// What came out of a workbook.
#[derive(Debug)]
pub struct Read {
    /// Only where there is no error: nothing is imported by halves.
    pub questionnaire: Option<Questionnaire>,
    pub problems: Vec<Problem>,
}

/// Reads an `.xlsx` of at most [`LARGEST_FILE`] bytes; any bytes give an answer.
pub fn read(bytes: &[u8]) -> Read {
    let mut problems = Problems::default();
    let form = book::open(bytes, &mut problems).and_then(|book| form::read(&book, &mut problems));
    // Faults that follow from what could not be read would only confuse.
    if let Some(form) = form.as_ref().filter(|_| !problems.has_errors()) {
        faults::report(form, &mut problems);
    }
    let questionnaire = form.filter(|_| !problems.has_errors()).map(|form| form.questionnaire);
    Read { questionnaire, problems: problems.into_list() }
}
