//! XLSForm into drafts and out of them, beside the threads that answer requests: a large workbook takes seconds.

use shared::draft::Bank;
use shared::questionnaire::{Questionnaire, wrong_with_slug};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::{Draft, Error, Origin};
use crate::commits::Commits;
use crate::sign_in::Identity;
use crate::store::{Store, drafts::sequence};
use crate::xlsform::{self, Places, Problem, Read};

/// Unpacked, a workbook may take a tenth of a gigabyte.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Why a workbook did not become a draft, or a draft a workbook.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// What must be mended in the workbook; nothing was imported.
    #[error("the workbook has errors")]
    Errors(Vec<Problem>),
    /// What must be mended in the questionnaire before it can be written.
    #[error("the questionnaire has faults")]
    Unsound(Vec<Problem>),
    #[error("the questionnaire cannot be written: {0}")]
    Unwritable(xlsform::Error),
    #[error("a workbook was not finished: {0}")]
    Interrupted(tokio::task::JoinError),
    #[error(transparent)]
    Draft(#[from] Error),
}

/// Starts a draft from a workbook; beside it what was left out of it or is otherwise here.
pub async fn start(
    store: &Store,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    title: &str,
    bytes: Vec<u8>,
) -> Result<(Draft, Vec<Problem>), Failed> {
    if wrong_with_slug(slug).is_some() {
        return Err(Error::Slug(slug.to_owned()).into());
    }
    let (questionnaire, left_out, places) = read(bytes).await?;
    let from = Origin::Questionnaire { questionnaire: Box::new(questionnaire) };
    let started = super::start(store, bank, who, slug, title, from).await;
    Ok((started.map_err(|error| placed(error, &places))?, left_out))
}

/// Puts a workbook in the place of a draft; the new number, and what was left out of it or is otherwise here.
pub async fn replace(
    store: &Store,
    news: &Commits,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    expected: i64,
    bytes: Vec<u8>,
) -> Result<(i64, Vec<Problem>), Failed> {
    // Told before the workbook is read; what comes in between is seen under the draft's lock.
    let survey = super::survey(store.read(), who, slug).await?;
    let now = sequence(store.read(), survey.id).await.map_err(Error::from)?.ok_or(Error::NoDraft)?;
    if now != expected {
        return Err(Error::MovedOn(now).into());
    }
    let (questionnaire, left_out, places) = read(bytes).await?;
    let replaced = super::replace(store, news, bank, who, slug, Some(expected), questionnaire).await;
    Ok((replaced.map_err(|error| placed(error, &places))?, left_out))
}

/// The bytes of an `.xlsx`.
pub async fn write(questionnaire: Questionnaire) -> Result<Vec<u8>, Failed> {
    let written = beside(move || xlsform::write(&questionnaire)).await?;
    written.map_err(|error| match error {
        xlsform::Error::Unsound(problems) => Failed::Unsound(problems),
        error => Failed::Unwritable(error),
    })
}

/// Not too many at a time, and beside the threads that answer requests.
pub(super) async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
    let _turn = AT_ONCE.acquire().await;
    spawn_blocking(work).await.map_err(Failed::Interrupted)
}

async fn read(bytes: Vec<u8>) -> Result<(Questionnaire, Vec<Problem>, Places), Failed> {
    let Read { questionnaire, mut problems, places } = beside(move || xlsform::read(&bytes)).await?;
    // What is not translated or very long was not left out of the file; the editor says so.
    problems.retain(|problem| !matches!(problem.code, "translation" | "long-text"));
    match questionnaire {
        Some(questionnaire) => Ok((questionnaire, problems, places)),
        None => Err(Failed::Errors(problems.into_iter().filter(Problem::is_error).collect())),
    }
}

/// What is said of the questionnaire is said of the workbook's rows.
fn placed(error: Error, places: &Places) -> Failed {
    match error {
        Error::Faults(faults) => Failed::Errors(faults.into_iter().map(|fault| places.problem(fault)).collect()),
        error => Failed::Draft(error),
    }
}
