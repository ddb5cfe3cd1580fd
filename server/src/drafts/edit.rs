//! Edits of a draft: each accepted or refused alone, all in one transaction, numbered in the draft's log.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::draft::{Bank, Edit, Refusal, apply, locked, normal, well_formed};
use shared::questionnaire::Questionnaire;

use super::discard::begun;
use super::start::{create, said};
use super::{Error, questionnaire, written};
use crate::clock;
use crate::commits::Commits;
use crate::editions::is_slug;
use crate::sign_in::Identity;
use crate::store::{self, DraftEdit, HUB, Store, Survey, Version};

/// Edits in one batch.
pub const MOST: usize = 200;
/// The client in whose name a whole questionnaire takes a draft's place.
const REPLACED: &str = "replaced";
/// Bytes of the names that a client gives itself and its batches.
const LONGEST_NAME: usize = 64;

/// What an open page sends.
#[derive(Clone, Debug, Deserialize)]
pub struct Batch {
    /// Random, made by the page: it tells its own edits from those of others.
    pub client: String,
    /// The same again when it is sent again, so that nothing is applied twice.
    #[serde(default)]
    pub batch: Option<String>,
    /// The number at which the draft began that they are meant for: nothing is applied to the next one under the
    /// same address. Programs that have no old edits leave it out.
    #[serde(default)]
    pub begun: Option<i64>,
    /// As they came: one that cannot be read is refused alone.
    pub edits: Vec<Value>,
}

/// What became of one edit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Outcome {
    Applied(Applied),
    Refused(Refusal),
}

/// `{"outcome":"applied"}`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename = "applied")]
pub struct Applied {}

const APPLIED: Outcome = Outcome::Applied(Applied {});

/// What became of a batch, in its order.
#[derive(Clone, Debug, Serialize)]
pub struct Edited {
    /// The newest number of the draft's log.
    pub sequence: i64,
    pub results: Vec<Outcome>,
}

/// Applies a batch. It is worked out outside of the transaction, for a draft that is mostly still the same inside.
pub async fn edit(
    store: &Store,
    news: &Commits,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    batch: Batch,
) -> Result<Edited, Error> {
    let is_name =
        |name: &str| (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_name(&batch.client) || batch.batch.as_deref().is_some_and(|name| !is_name(name)) {
        return Err(Error::Invalid("A client and a batch are named with 1 to 64 letters, digits and signs".to_owned()));
    }
    let survey = super::survey(store.read(), who, slug).await?;
    let edits: Vec<Result<Edit, Refusal>> = batch.edits.iter().map(read).collect();
    let row = store::surveys::version(store.read(), survey.id, 0).await?.ok_or(Error::NoDraft)?;
    let mut decided = decide(&row, &edits, bank)?;
    let transaction = store.begin().await?;
    let now = store::drafts::lock(&*transaction, survey.id).await?.ok_or(Error::NoDraft)?;
    if let Some(meant) = batch.begun
        && meant != begun(&*transaction, survey.id).await?
    {
        return Err(Error::NoDraft);
    }
    if now.sequence != row.sequence {
        // Somebody was quicker: it is worked out anew, and now nobody can be.
        decided = decide(&now, &edits, bank)?;
    }
    let Decided { definition, accepted, results } = decided;
    if let Some(name) = &batch.batch {
        let known = store::drafts::batch(&*transaction, survey.id, &batch.client, name).await?;
        if !known.is_empty() {
            let results = remembered(&batch.edits, &known, &accepted, results);
            return Ok(Edited { sequence: now.sequence, results });
        }
    }
    let logged: Vec<&Value> = accepted.iter().filter_map(|at| batch.edits.get(*at)).collect();
    if logged.is_empty() {
        return Ok(Edited { sequence: now.sequence, results });
    }
    let by = Author { who: &who.name, client: &batch.client, batch: batch.batch.as_deref() };
    let sequence = write(&transaction, &now, definition, &logged, by).await?;
    transaction.commit().await?;
    news.announce(survey.id, sequence);
    Ok(Edited { sequence, results })
}

/// A batch worked out against a draft.
struct Decided {
    definition: String,
    /// Places of the edits that change something.
    accepted: Vec<usize>,
    results: Vec<Outcome>,
}

/// One edit that relied on a refused one finds something else than it expects, and is refused with it.
fn decide(row: &Version, edits: &[Result<Edit, Refusal>], bank: &Bank) -> Result<Decided, Error> {
    let mut draft = questionnaire(row)?;
    let (mut accepted, mut results) = (Vec::new(), Vec::new());
    for (at, edit) in edits.iter().enumerate() {
        let done = edit.as_ref().map_err(Clone::clone).and_then(|edit| apply(&mut draft, edit, bank));
        if done == Ok(true) {
            accepted.push(at);
        }
        results.push(done.map_or_else(Outcome::Refused, |_| APPLIED));
    }
    Ok(Decided { definition: written(&draft)?, accepted, results })
}

fn read(edit: &Value) -> Result<Edit, Refusal> {
    Edit::deserialize(edit).map_err(|error| Refusal::Invalid { why: format!("This is no edit: {error}") })
}

/// A batch that comes again: what was applied then is applied, what was refused then is not applied now.
fn remembered(edits: &[Value], known: &[DraftEdit], accepted: &[usize], results: Vec<Outcome>) -> Vec<Outcome> {
    let mut known: Vec<Value> = known.iter().filter_map(|row| serde_json::from_str(&row.edit).ok()).collect();
    let outcome = |(at, now): (usize, Outcome)| match known.iter().position(|logged| Some(logged) == edits.get(at)) {
        Some(found) => {
            known.remove(found);
            APPLIED
        }
        None if accepted.contains(&at) => Outcome::Refused(Refusal::Conflict { now: Value::Null }),
        None => now,
    };
    results.into_iter().enumerate().map(outcome).collect()
}

/// Whose edits they are.
#[derive(Clone, Copy)]
pub(super) struct Author<'a> {
    pub who: &'a str,
    pub client: &'a str,
    pub batch: Option<&'a str>,
}

pub(super) async fn write(
    transaction: &store::Transaction,
    row: &Version,
    definition: String,
    edits: &[&Value],
    by: Author<'_>,
) -> Result<i64, Error> {
    let now = clock::now();
    let numbered = edits.iter().zip(row.sequence + 1..).map(|(edit, sequence)| DraftEdit {
        survey_id: row.survey_id,
        sequence,
        workspace_id: row.workspace_id,
        staff: by.who.to_owned(),
        client: by.client.to_owned(),
        batch: by.batch.map(str::to_owned),
        edit: edit.to_string(),
        at: now,
    });
    let numbered: Vec<DraftEdit> = numbered.collect();
    let sequence = row.sequence + numbered.len() as i64;
    store::drafts::append(&**transaction, numbered).await?;
    let row =
        Version { definition, sequence, changed_at: Some(now), changed_by: Some(by.who.to_owned()), ..row.clone() };
    store::drafts::save(&**transaction, &row).await?;
    Ok(sequence)
}

/// Puts a whole questionnaire in the place of a draft, through the log. `expected` is the number that the draft
/// had when the change was thought of; `None` takes it as it is. The new number.
pub async fn replace(
    store: &Store,
    news: &Commits,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    expected: Option<i64>,
    questionnaire: Questionnaire,
) -> Result<i64, Error> {
    let survey = super::survey(store.read(), who, slug).await?;
    let sequence = replaced(store, Some(bank), &survey, &who.name, expected, questionnaire).await?;
    news.announce(survey.id, sequence);
    Ok(sequence)
}

/// Without a bank the core is not compared: what the log had before may be of an older core.
async fn replaced(
    store: &Store,
    bank: Option<&Bank>,
    survey: &Survey,
    by: &str,
    expected: Option<i64>,
    new: Questionnaire,
) -> Result<i64, Error> {
    let transaction = store.begin().await?;
    let row = store::drafts::lock(&*transaction, survey.id).await?.ok_or(Error::NoDraft)?;
    if expected.is_some_and(|expected| expected != row.sequence) {
        return Err(Error::MovedOn(row.sequence));
    }
    let before = questionnaire(&row)?;
    let new = Questionnaire { slug: before.slug.clone(), version: 0, standard: before.standard.clone(), ..new };
    let new = normal(new);
    well_formed(&new).map_err(|refusal| Error::Invalid(said(&refusal)))?;
    let faults = bank.map(|bank| locked(&new, bank)).unwrap_or_default();
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    if new == before {
        return Ok(row.sequence);
    }
    let definition = written(&new)?;
    let edit = serde_json::to_value(Edit::Replace { before: Box::new(before), after: Box::new(new) })?;
    let by = Author { who: by, client: REPLACED, batch: None };
    let sequence = write(&transaction, &row, definition, &[&edit], by).await?;
    transaction.commit().await?;
    Ok(sequence)
}

/// What the newest change put aside, if it was a whole questionnaire: who made it and what was there before.
pub async fn taken_back_to(store: &Store, draft: &super::Draft) -> Result<Option<(String, Questionnaire)>, Error> {
    let newest = store::drafts::edit(store.read(), draft.survey.id, draft.sequence).await?;
    let newest = newest.filter(|row| row.client == REPLACED);
    Ok(newest.and_then(|row| match serde_json::from_str(&row.edit) {
        Ok(Edit::Replace { before, .. }) => Some((row.staff, *before)),
        _ => None,
    }))
}

/// Takes back the newest change, if it was a whole questionnaire and still is the newest; the new number.
pub async fn take_back(store: &Store, news: &Commits, who: &Identity, slug: &str, expected: i64) -> Result<i64, Error> {
    let draft = super::read(store, who, slug).await?;
    let before = taken_back_to(store, &draft).await?.filter(|_| draft.sequence == expected);
    let (_, before) = before.ok_or(Error::MovedOn(draft.sequence))?;
    let sequence = replaced(store, None, &draft.survey, &who.name, Some(expected), before).await?;
    news.announce(draft.survey.id, sequence);
    Ok(sequence)
}

/// From the command line: starts a draft or takes the place of the one that is there.
pub async fn keep(store: &Store, slug: &str, questionnaire: Questionnaire) -> Result<(), Error> {
    const BY: &str = "command line";
    if !is_slug(slug) {
        return Err(Error::Slug(slug.to_owned()));
    }
    let bank = Bank::built_in()?;
    let questionnaire = Questionnaire { slug: slug.to_owned(), version: 0, ..normal(questionnaire) };
    shared::interview::Form::new(questionnaire.clone()).map(drop).map_err(Error::Faults)?;
    let faults = locked(&questionnaire, &bank);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let transaction = store.begin().await?;
    let survey = store::surveys::ensure(&*transaction, HUB, slug, clock::now()).await?;
    if store::drafts::sequence(&*transaction, survey.id).await?.is_none() {
        create(&*transaction, survey.id, survey.workspace_id, written(&questionnaire)?, BY).await?;
        return Ok(transaction.commit().await?);
    }
    transaction.rollback().await?;
    replaced(store, Some(&bank), &survey, BY, None, questionnaire).await.map(drop)
}
