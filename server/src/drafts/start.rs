//! Starting a draft: from an instrument, from a survey that exists, from an uploaded questionnaire, or from nothing.

use serde::Deserialize;
use shared::draft::{Bank, locked, normal, well_formed};
use shared::questionnaire::{Questionnaire, Section, wrong_with_slug};
use shared::text::Text;

use super::{Draft, Error, written};
use crate::clock;
use crate::editions::is_slug;
use crate::sign_in::Identity;
use crate::store::{self, Connection, Store, Version};

/// What a draft begins with: `"blank"`, the slug of an instrument, `{"survey":slug}` or `{"questionnaire":{…}}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Origin {
    Named(String),
    Survey { survey: String },
    Questionnaire { questionnaire: Box<Questionnaire> },
}

/// Starts a draft. An empty title leaves the one that it begins with.
pub async fn start(
    store: &Store,
    bank: &Bank,
    who: &Identity,
    slug: &str,
    title: &str,
    from: Origin,
) -> Result<Draft, Error> {
    if !is_slug(slug) {
        return Err(Error::Slug(slug.to_owned()));
    }
    // What was published under an older core begins with faults, which edits can mend; a file is not let in with them.
    let is_upload = matches!(&from, Origin::Questionnaire { .. });
    let goes_on = matches!(&from, Origin::Survey { survey } if survey == slug);
    if !goes_on && wrong_with_slug(slug).is_some() {
        return Err(Error::Slug(slug.to_owned()));
    }
    // Told before anything else: what is wrong with the content does not matter under an address that is taken.
    if let Some(taken) = store::surveys::find(store.read(), slug).await? {
        let is_published = store::surveys::newest_number(store.read(), taken.id).await?.is_some();
        if taken.workspace_id != who.workspace_id || (is_published && !goes_on) {
            return Err(Error::Taken);
        }
    }
    let mut questionnaire = begun(store, bank, who, slug, from).await?;
    if !title.trim().is_empty() {
        questionnaire.title = Text::from(title.trim());
    }
    if questionnaire.slug != slug && questionnaire.standard.is_none() {
        // A copy goes on asking the core that it asked under its first address.
        questionnaire.standard = bank.instrument_of(&questionnaire).map(|instrument| instrument.slug.clone());
    }
    slug.clone_into(&mut questionnaire.slug);
    questionnaire.version = 0;
    let questionnaire = normal(questionnaire);
    well_formed(&questionnaire).map_err(|refusal| Error::Invalid(said(&refusal)))?;
    let faults = if is_upload { locked(&questionnaire, bank) } else { Vec::new() };
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let definition = written(&questionnaire)?;
    let transaction = store.begin().await?;
    let survey = store::surveys::ensure(&*transaction, who.workspace_id, slug, clock::now()).await?;
    if survey.workspace_id != who.workspace_id {
        return Err(Error::Taken);
    }
    // Two may start at once: whoever holds the survey's lock sees the draft of the other.
    store::surveys::lock(&*transaction, survey.id).await?;
    if store::drafts::sequence(&*transaction, survey.id).await?.is_some() {
        return Err(Error::Exists);
    }
    let published = store::surveys::newest_number(&*transaction, survey.id).await?.map(i32::unsigned_abs);
    if published.is_some() && !goes_on {
        return Err(Error::Taken);
    }
    let begun = super::discard::begun(&*transaction, survey.id).await?;
    let sequence = create(&*transaction, survey.id, who.workspace_id, definition, &who.name).await?;
    transaction.commit().await?;
    Ok(Draft { survey, sequence, begun, questionnaire, published })
}

/// Puts a draft where there is none; the number that its log begins with. It goes on behind that of a draft that was
/// discarded, so that a page of that one cannot take it for its own.
pub(super) async fn create(
    db: &impl Connection,
    survey_id: i64,
    workspace_id: i64,
    definition: String,
    by: &str,
) -> Result<i64, Error> {
    let sequence = store::drafts::last_number(db, survey_id).await?;
    let row = Version {
        survey_id,
        version: 0,
        workspace_id,
        definition,
        published_at: None,
        sequence,
        changed_at: Some(clock::now()),
        changed_by: Some(by.to_owned()),
    };
    store::surveys::put_version(db, row).await?;
    Ok(sequence)
}

async fn begun(store: &Store, bank: &Bank, who: &Identity, slug: &str, from: Origin) -> Result<Questionnaire, Error> {
    match from {
        Origin::Named(name) if name == "blank" => Ok(blank()),
        Origin::Named(name) => {
            let unknown = || Error::Invalid(format!("There is no instrument “{name}” to begin with"));
            bank.begin(&name, slug).ok_or_else(unknown)
        }
        Origin::Survey { survey } => {
            let survey = super::survey(store.read(), who, &survey).await?;
            let newest = store::surveys::newest_version(store.read(), survey.id).await?;
            let row = match newest {
                Some(newest) => newest,
                None => store::surveys::version(store.read(), survey.id, 0).await?.ok_or(Error::Unknown)?,
            };
            Ok(serde_json::from_str(&row.definition)?)
        }
        Origin::Questionnaire { questionnaire } => Ok(*questionnaire),
    }
}

/// One empty page, so that there is a place for the first question.
fn blank() -> Questionnaire {
    Questionnaire {
        title: Text::from("New survey"),
        languages: vec!["en".to_owned()],
        sections: vec![Section { id: "page-1".to_owned(), title: Text::from("First page"), ..Section::default() }],
        ..Questionnaire::default()
    }
}

/// What is wrong with a questionnaire as a whole, in words.
pub(super) fn said(refusal: &shared::draft::Refusal) -> String {
    use shared::draft::Refusal;
    match refusal {
        Refusal::Invalid { why } | Refusal::Locked { why } => why.clone(),
        Refusal::Conflict { .. } => "Two sections have the same id".to_owned(),
        Refusal::Gone => "Something that is named is not there".to_owned(),
    }
}
