//! The answers of a survey as a table: one row a submission, its newest revision, all versions together.
//! A revision that came late stands in a row of its own, beside the one that counts meanwhile.

mod columns;
mod csv;
mod jsonl;
mod xlsx;

use std::collections::HashMap;
use std::sync::Arc;

use shared::interview::{Form, Interview};
use shared::place::place_code;
use shared::tally::{chosen_place, given_postcode};
use shared::time::{Stamp, utc};

pub use columns::Columns;
pub use csv::Csv;
pub use jsonl::Jsonl;
pub use xlsx::Xlsx;

use crate::editions;
use crate::editions::Editions;
use crate::postcodes::Directory;
use crate::postcodes::Postcodes;
use crate::store::Store;
use crate::store::{self, Entry, Survey};

/// Entries read at once: enough to be fast, few enough that memory stays flat.
const CHUNK: u64 = 500;

/// One submission on its way out.
pub struct Row<'a> {
    pub entry: &'a Entry,
    pub body: serde_json::Map<String, serde_json::Value>,
    pub interview: Interview,
    /// GSS code or `outside`.
    pub base_borough: &'static str,
}

/// What a format does with rows; each call may hand over bytes to send.
pub trait Format: Send + 'static {
    fn begin(&mut self, columns: &Columns) -> Result<Vec<u8>, Failed>;
    fn row(&mut self, columns: &Columns, row: &Row) -> Result<Vec<u8>, Failed>;
    fn end(&mut self) -> Result<Vec<u8>, Failed>;
}

#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Edition(#[from] editions::Error),
    #[error("the table cannot be written: {0}")]
    Write(String),
    /// Whoever asked is gone.
    #[error("nobody reads any more")]
    Gone,
}

/// Walks through the log and hands over bytes as they come; `send` is false once nobody reads any more.
pub async fn export<S, F>(source: Source<'_>, survey: &Survey, mut format: impl Format, send: S) -> Result<(), Failed>
where
    S: Fn(Vec<u8>) -> F,
    F: Future<Output = bool>,
{
    let forms = forms(source, survey).await?;
    let columns = Columns::of(&forms);
    let newest = store::log::newest_revisions(&source.store.read_long(), survey.id).await?;
    let postcodes = source.directory.refresh(source.store).await?;
    let by_version: HashMap<i32, Arc<Form>> =
        forms.iter().map(|form| (form.questionnaire().version as i32, form.clone())).collect();
    let mut bytes = format.begin(&columns)?;
    let mut after = 0;
    loop {
        let entries = store::log::after(source.store.read(), survey.id, after, CHUNK).await?;
        let Some(last) = entries.last() else { break };
        after = last.sequence;
        // Formatting is work: others on this thread move over.
        bytes.extend(tokio::task::block_in_place(|| {
            let mut bytes = Vec::new();
            for entry in &entries {
                let is_newest = newest.get(&entry.submission_id).is_some_and(|newest| newest.has(entry));
                if let Some(row) = is_newest.then(|| read(entry, &by_version, &postcodes)).flatten() {
                    bytes.extend(format.row(&columns, &row)?);
                }
            }
            Ok::<_, Failed>(bytes)
        })?);
        if !bytes.is_empty() && !send(std::mem::take(&mut bytes)).await {
            return Err(Failed::Gone);
        }
    }
    bytes.extend(tokio::task::block_in_place(|| format.end())?);
    if bytes.is_empty() || send(bytes).await { Ok(()) } else { Err(Failed::Gone) }
}

/// What an export reads from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub store: &'a Store,
    pub editions: &'a Editions,
    pub directory: &'a Directory,
}

/// The forms of every version that was published.
async fn forms(source: Source<'_>, survey: &Survey) -> Result<Vec<Arc<Form>>, Failed> {
    let (_, newest) = source.editions.newest(source.store, &survey.slug).await?;
    let mut forms = Vec::new();
    for version in 1..=newest.version {
        forms.push(source.editions.get(source.store, &survey.slug, version).await?.form.clone());
    }
    Ok(forms)
}

/// `None` for withdrawals, and for what was erased.
fn read<'a>(entry: &'a Entry, forms: &HashMap<i32, Arc<Form>>, postcodes: &Postcodes) -> Option<Row<'a>> {
    let body: serde_json::Map<_, _> = serde_json::from_str(entry.body.as_deref()?).ok()?;
    let finished_at = body.get("finished_at").and_then(|text| text.as_str()).and_then(Stamp::parse)?;
    let answers = body.get("answers")?.as_object()?.clone();
    let interview = Interview::of_received(forms.get(&entry.version)?.clone(), answers, finished_at);
    let place = given_postcode(&interview).and_then(|postcode| postcodes.place(postcode));
    let base_borough = place_code(place.unwrap_or_else(|| chosen_place(&interview)));
    Some(Row { entry, body, interview, base_borough })
}

/// When a submission was received, as its receipt says it.
fn received_at(entry: &Entry) -> String {
    utc(entry.received_at)
}
