//! XLSForm: questionnaires from and to workbooks that ODK, Kobo and Excel know.
//!
//! pyxform is the measure of what a form may say: its spellings of columns and types are taken, and what it refuses
//! is refused. Whatever is wrong has its sheet, row and column and says what to do; where there is an error, nothing
//! is imported. What a form has and we do not is a warning at its place, and the rest is imported.
//!
//! # What becomes of a form
//!
//! - A group is a page. What stands between groups is a page for each run (`page-1`). Groups inside of a page are
//!   taken apart: their rule joins the rules of what is in them, their label becomes a note.
//! - A repeat is a question whose answer is a list; a repeat inside of it is left out.
//! - A rule that needs what we do not have (a function, a path, a question that was left out) is left out; a
//!   calculation goes with it, and the rules that mention it. A wording has “…” there.
//! - A list of at most 60 choices without columns, filter or look-up stands at its questions, any other in the
//!   questionnaire's lists. Choices of `select_one_external` are such a list.
//! - Limits at the front of a constraint that has no message (`. >= 0 and . <= 120`) become the question's limits.
//! - A default is a literal, unless it refers, calls or calculates. `hidden` and whatever has a calculation and no
//!   words is a calculation. `today`, `start` and `end` are, if some rule mentions them.
//! - Names and codes that cannot be ids here are changed, also in the rules and columns that mention them.
//! - Where nothing says otherwise, a column without a language is in `default_language`, else in English.
//! - Questions of other people's forms are `local`.
//!
//! # What becomes of a questionnaire
//!
//! Everything that XLSForm has a column for is in that column. Our own columns begin with `sectorwise_`, which every
//! tool passes over (pyxform breaks off at `::` in a choice's column): `id`, `type`, `ownership`, `version`, `name`,
//! `intro`, `short`, `sensitive`, `missing`, `row_missing`, `min`, `max`, `decimals`, `estimate`, `standard`, `warning`
//! and `warning_message`; in choices `hint`, `exclusive`, `apart` and `maps`. Translated ones have the tag behind them
//! (`sectorwise_name_pl`). The sheet `sectorwise` has what belongs to the survey as a whole.
//!
//! Grids, splits, money, places, registration numbers and contact are groups whose rows are called `E1.demand` and
//! `C1.amount`, so that `${E1.demand}` means the same everywhere; `sectorwise_type` says what the group is. In rules
//! `${C1}` is written `${C1.amount}`, since a group has no value elsewhere, and `${B4}` likewise. Reasons for leaving
//! a question open (`missing`) are in our column only: as options they would change the codes.
//!
//! What no cell can say (white space around a text, several rules of one question, words in a language that the
//! survey does not list) is in rows called `exact`: what the cells read as, and what it is. It counts as long as the
//! cells still read so. Whoever changes a cell in Excel wins, and is told.
//!
//! # Where we differ from pyxform
//!
//! The corpus of the tests holds the list of forms complete; those of cells and files are beside it.
//!
//! Refused here: expressions that cannot be read, unknown functions, circles and filters by columns that there are
//! not (pyxform leaves those to ODK Validate); forms that ask nothing; two columns that differ in a capital,
//! whichever comes first; faults in our own columns; formulas without a value, cells like `#REF!`, files, sheets and
//! texts beyond the limits (pyxform takes such cells as empty or as text).
//!
//! Taken here: faults of what is left out anyway (parameters of pictures, names of audits, loops without a list,
//! entities); tables of different or filtered choices, since layout is our own affair; columns of choices with a
//! colon, and external choices without a filter, at which pyxform breaks off; names that begin with À to Ö, where it
//! has a slip; references to nothing in columns of one's own.
//!
//! Otherwise here: round quotation marks stay in words and go from rules only where a rule cannot be read with them;
//! several spaces between words stay; a choice's second code is numbered where duplicates are allowed.

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
pub mod strings;
mod table;
mod tree;
mod write;

use shared::questionnaire::Questionnaire;

pub use form::Places;
pub use parcel::{LARGEST_FILE, too_large};
pub use problem::Problem;
pub use write::{Error, can_be_written, write};

use problem::Problems;

/// What came out of a workbook.
#[derive(Debug)]
pub struct Read {
    /// Only where there is no error: nothing is imported by halves.
    pub questionnaire: Option<Questionnaire>,
    pub problems: Vec<Problem>,
    /// Where what was read stands.
    pub places: Places,
}

/// Reads an `.xlsx` of at most [`LARGEST_FILE`] bytes; any bytes give an answer.
pub fn read(bytes: &[u8]) -> Read {
    let mut problems = Problems::default();
    let form = book::open(bytes, &mut problems).and_then(|book| form::read(&book, &mut problems));
    // Faults that follow from what could not be read would only confuse.
    if let Some(form) = form.as_ref().filter(|_| !problems.has_errors()) {
        faults::report(form, &mut problems);
    }
    let (questionnaire, places) = match form {
        Some(form) => (Some(form.questionnaire).filter(|_| !problems.has_errors()), form.places),
        None => (None, Places::default()),
    };
    Read { questionnaire, problems: problems.into_list(), places }
}
