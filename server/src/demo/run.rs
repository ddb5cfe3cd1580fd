//! `sectorwise demo`: made-up answers through the same checks and the same writer as real ones, and away again.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use shared::interview::Form;
use shared::outbox::OutcomeKind;

use super::submissions;
use crate::commits::Commits;
use crate::editions::{self, Editions};
use crate::keys::Keys;
use crate::ledger::DEMO_REMOVAL;
use crate::settings::Settings;
use crate::store::{self, Entry, Store};
use crate::sync::{self, Desk};
use crate::{clock, ledger, random, writer};

/// Submissions handed to the writer at once.
const CHUNK: usize = 200;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no survey at that address; `sectorwise serve` publishes the standard one on its first start")]
    NoSurvey(#[source] editions::Error),
    #[error("the file cannot be written: {0}")]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Keys(#[from] crate::keys::Error),
    #[error("the operating system gives no random numbers: {0}")]
    Random(getrandom::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Sync(#[from] sync::Error),
    #[error("{0} of the made-up answers were not accepted; this is a mistake of ours")]
    Refused(usize),
}

/// Writes submissions of the contract into a file, one a line; the database is only asked for the version.
pub async fn to_file(store: Option<&Store>, slug: &str, count: u64, seed: u64, file: &Path) -> Result<(), Error> {
    let form = match store {
        Some(store) => form(store, slug).await.or_else(|error| standard(slug).ok_or(error))?,
        None => standard(slug).ok_or(Error::NoSurvey(editions::Error::UnknownSurvey))?,
    };
    let mut file = std::io::BufWriter::new(std::fs::File::create(file)?);
    for line in submissions(form, count, seed) {
        writeln!(file, "{line}")?;
    }
    Ok(file.flush()?)
}

/// Stores demo answers. The same seed again stores nothing new.
pub async fn add(store: &Store, settings: &Settings, slug: &str, count: u64, seed: u64) -> Result<usize, Error> {
    let (survey, edition) = Editions::default().newest(store, slug).await.map_err(Error::NoSurvey)?;
    let form = edition.form.clone();
    // The log never forgets an id, so what was taken away comes again under others.
    let removals = store::log::count(&store.read_long(), survey.id, DEMO_REMOVAL).await?;
    let seed = seed.wrapping_add(removals << 40);
    let keys = Arc::new(Keys::load(store, settings.secret_key.as_ref()).await?);
    let (inbox, writer) = writer::new(store.clone(), keys, Arc::new(Commits::default()), settings.queue);
    let writing = tokio::spawn(writer.run());
    let editions = Editions::default();
    let desk = Desk { editions: &editions, store, inbox: &inbox, demo: true };
    let (mut stored, mut refused) = (0, 0);
    let mut lines = submissions(form, count, seed).peekable();
    while lines.peek().is_some() {
        let chunk: Vec<String> = lines.by_ref().take(CHUNK).collect();
        let chunk: Vec<&str> = chunk.iter().map(String::as_str).collect();
        for outcome in sync::sync(desk, &chunk).await? {
            stored += usize::from(outcome.outcome == OutcomeKind::Stored);
            refused += usize::from(outcome.outcome == OutcomeKind::Refused);
        }
    }
    drop(inbox);
    let _ = writing.await;
    if refused > 0 { Err(Error::Refused(refused)) } else { Ok(stored) }
}

/// Takes the bytes of every demo answer away; an entry in the log tells the followers.
pub async fn remove(store: &Store, settings: &Settings, slug: &str) -> Result<u64, Error> {
    let editions = Editions::default();
    let (found, edition) = editions.newest(store, slug).await.map_err(Error::NoSurvey)?;
    let keys = Keys::load(store, settings.secret_key.as_ref()).await?;
    let transaction = store.begin_long().await?;
    let survey = store::surveys::lock(&*transaction, found.id).await?.unwrap_or(found);
    let erased = store::log::erase_demo(&*transaction, survey.id).await?;
    store::contacts::erase_demo(&*transaction, survey.id).await?;
    if erased > 0 {
        let now = clock::now();
        let mut entry = Entry {
            survey_id: survey.id,
            sequence: survey.last_sequence + 1,
            workspace_id: survey.workspace_id,
            kind: DEMO_REMOVAL.to_owned(),
            // The key of the log wants an id; nobody asks for this one.
            submission_id: format!("demo-removal-{}", random::secret().map_err(Error::Random)?),
            revision: 1,
            version: edition.version as i32,
            sha256: String::new(),
            body: None,
            edit_key_sha256: None,
            received_at: now,
            finished_at: now,
            late: false,
            demo: true,
            key_id: String::new(),
            signature: String::new(),
        };
        ledger::sign(&keys, &survey.slug, &mut entry);
        let sequence = entry.sequence;
        store::log::append(&*transaction, vec![entry]).await?;
        store::surveys::advance(&*transaction, survey.id, sequence).await?;
        transaction.commit().await?;
    }
    Ok(erased)
}

/// The standard survey as a first start publishes it.
fn standard(slug: &str) -> Option<Arc<Form>> {
    let questionnaire = shared::standard::state_of_the_sector().ok().filter(|standard| standard.slug == slug)?;
    Form::new(shared::Questionnaire { version: 1, ..questionnaire }).ok().map(Arc::new)
}

async fn form(store: &Store, slug: &str) -> Result<Arc<Form>, Error> {
    let (_, edition) = Editions::default().newest(store, slug).await.map_err(Error::NoSurvey)?;
    Ok(edition.form.clone())
}
