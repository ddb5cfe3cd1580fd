//! A questionnaire as a workbook that pyxform accepts without a warning, and that reads as the same again.
//!
//! What the cells of XLSForm and of our own columns cannot say is found by reading the workbook before it is
//! written, and goes into rows called `exact` of the sheet `sectorwise`. So no survey is lost, whatever is in it.

mod choices;
mod grid;
mod group;
mod names;
mod own;
mod question;
mod survey;
mod workbook;

use serde_json::Value;
use shared::questionnaire::Questionnaire;

use super::book::Book;
use super::exact::{ascii, differences};
use super::problem::{Problem, Problems};
use super::{form, language};
use grid::Grid;

/// Why a questionnaire cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the questionnaire has faults: {}", sentences(.0))]
    Unsound(Vec<Problem>),
    #[error("the workbook would not read as the same survey again")]
    NotTheSame,
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("the questionnaire cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

fn sentences(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

/// The bytes of an `.xlsx`.
pub fn write(questionnaire: &Questionnaire) -> Result<Vec<u8>, Error> {
    let mut sheets = Sheets::of(questionnaire);
    let exact = serde_json::to_value(questionnaire)?;
    let read = sheets.read()?;
    for (path, pair) in differences(&read, &exact) {
        own::exact(&mut sheets.own, &path, &ascii(&pair));
    }
    if sheets.read()? != exact {
        return Err(Error::NotTheSame);
    }
    Ok(workbook::bytes(&sheets)?)
}

/// Whether there is a workbook that reads again; it costs less than to write one.
pub fn can_be_written(questionnaire: &Questionnaire) -> Result<(), Error> {
    Sheets::of(questionnaire).read().map(drop)
}

/// The sheets, filled.
pub(super) struct Sheets {
    survey: Grid,
    choices: Grid,
    settings: Grid,
    own: Grid,
}

impl Sheets {
    fn of(questionnaire: &Questionnaire) -> Sheets {
        let suffixes = language::suffixes(&questionnaire.languages);
        let names = names::Names::of(questionnaire);
        let texts = grid::Texts { tags: &questionnaire.languages, suffixes: &suffixes, names: &names };
        let lists = choices::Lists::of(questionnaire, &names);
        Sheets {
            survey: survey::sheet(questionnaire, &texts, &lists),
            choices: lists.sheet(&texts),
            settings: own::settings(questionnaire, &texts),
            own: own::sheet(questionnaire, &texts, &lists),
        }
    }

    fn each(&self) -> impl Iterator<Item = (&'static str, &Grid)> {
        let all = [
            ("survey", &self.survey),
            ("choices", &self.choices),
            ("settings", &self.settings),
            ("sectorwise", &self.own),
        ];
        // A form without choices has no sheet for them.
        all.into_iter().filter(|(_, grid)| !grid.is_empty())
    }

    /// What the sheets say.
    fn read(&self) -> Result<Value, Error> {
        let sheets: Vec<_> = self.each().map(|(name, grid)| grid.sheet(name)).collect();
        let book = Book { names: sheets.iter().map(|sheet| sheet.name.clone()).collect(), sheets };
        let mut problems = Problems::default();
        let form = form::read(&book, &mut problems);
        match form.filter(|_| !problems.has_errors()) {
            Some(form) => Ok(serde_json::to_value(form.questionnaire)?),
            None => Err(Error::Unsound(problems.into_list().into_iter().filter(Problem::is_error).collect())),
        }
    }
}
