//! The strings of a draft as a workbook: out for translators, and back in as edits that belong together.

use serde::Serialize;
use shared::draft::strings::{Plan, Report, plan};
use shared::draft::{Bank, Edit, apply_all};
use shared::questionnaire::Questionnaire;

use super::edit::{Author, MOST, write};
use super::start::said;
use super::workbook::{Failed, beside};
use super::{Draft, Error, questionnaire, written};
use crate::commits::Commits;
use crate::sign_in::Identity;
use crate::store::{self, Store, Version};
use crate::xlsform::strings::{Table, read, write as workbook};

/// Somebody may be quicker this often; then whoever imports looks again.
const TRIES: usize = 3;

/// What became of a workbook.
#[derive(Clone, Debug, Serialize)]
pub struct Imported {
    /// The newest number of the draft's log.
    pub sequence: i64,
    #[serde(flatten)]
    pub report: Report,
}

/// The draft and its strings as an `.xlsx`.
pub async fn strings(store: &Store, who: &Identity, slug: &str) -> Result<(Draft, Vec<u8>), Failed> {
    let draft = super::read(store, who, slug).await?;
    let newest = store::surveys::newest_version(store.read(), draft.survey.id).await.map_err(Error::from)?;
    let published: Option<(u32, Questionnaire)> = match &newest {
        Some(row) => Some((row.version.unsigned_abs(), questionnaire(row)?)),
        None => None,
    };
    let whole = draft.questionnaire.clone();
    let written =
        beside(move || workbook(&whole, published.as_ref().map(|(version, published)| (*version, published)))).await?;
    Ok((draft, written.map_err(|error| Failed::Unwritable(error.into()))?))
}

/// Takes a workbook back. Either all that it says is in the log, or nothing is.
pub async fn import(
    store: &Store,
    news: &Commits,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    bytes: Vec<u8>,
) -> Result<Imported, Failed> {
    let survey = super::survey(store.read(), who, slug).await?;
    let mut row =
        store::surveys::version(store.read(), survey.id, 0).await.map_err(Error::from)?.ok_or(Error::NoDraft)?;
    let draft = questionnaire(&row)?;
    let table = beside(move || read(&bytes, &draft)).await?.map_err(Failed::Errors)?;
    for _ in 0..TRIES {
        let (worked_out, against, with) = (bank.clone(), row.clone(), table.clone());
        let decided = beside(move || decide(&against, &with, &worked_out)).await?;
        let Decided { edits, definition, report } = decided?;
        if edits.is_empty() {
            return Ok(Imported { sequence: row.sequence, report });
        }
        let transaction = store.begin().await.map_err(Error::from)?;
        let now = store::drafts::lock(&*transaction, survey.id).await.map_err(Error::from)?.ok_or(Error::NoDraft)?;
        if now.sequence != row.sequence {
            transaction.rollback().await.map_err(Error::from)?;
            row = now;
            continue;
        }
        let by = Author { who: &who.name, client: "strings", batch: None };
        let logged: Vec<_> = edits.iter().collect();
        let sequence = write(&transaction, &now, definition, &logged, by).await?;
        transaction.commit().await.map_err(Error::from)?;
        news.announce(survey.id, sequence);
        return Ok(Imported { sequence, report });
    }
    Err(Error::MovedOn(row.sequence).into())
}

/// A table worked out against a draft.
struct Decided {
    edits: Vec<serde_json::Value>,
    definition: String,
    report: Report,
}

fn decide(row: &Version, table: &Table, bank: &Bank) -> Result<Decided, Error> {
    let before = questionnaire(row)?;
    let mut draft = before.clone();
    // A language may have been taken away since the table was read.
    let known = table.languages.iter().all(|tag| before.languages.contains(tag));
    let Plan { edits, report } = plan(&before, &table.languages, &table.lines);
    if !known {
        return Err(Error::MovedOn(row.sequence));
    }
    apply_all(&mut draft, &edits, bank).map_err(|refusal| Error::Invalid(said(&refusal)))?;
    let definition = written(&draft)?;
    let edits = if edits.len() > MOST {
        // Thousands of edits would be told one by one to whoever has the draft open.
        vec![Edit::Replace { before: Box::new(before), after: Box::new(draft) }]
    } else {
        edits
    };
    let edits = edits.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    Ok(Decided { edits, definition, report })
}
