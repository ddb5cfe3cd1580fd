//! Drafts: version 0 of a survey, edited by several people through one numbered log of edits.

mod discard;
mod edit;
pub mod live;
mod publication;
mod start;
mod strings;
mod trial;
pub mod watch;
pub mod workbook;
mod writable;

use shared::draft::normal;
use shared::questionnaire::{Fault, Questionnaire};
use shared::text::Text;

use crate::editions::is_slug;
use crate::publish;
use crate::sign_in::Identity;
use crate::store::{self, Connection, Store, Survey, Version};

pub use discard::discard;
pub use edit::{Batch, MOST, edit, keep, replace, take_back, taken_back_to};
pub use publication::{publish, review};
pub use start::{Origin, start};
pub use strings::{import, strings};
pub use trial::{Trial, pass, trial};
pub use writable::Writable;

/// What the whole of a draft may have; a questionnaire of a thousand questions in ten languages is half of it.
const LARGEST: usize = 8 << 20;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such survey")]
    Unknown,
    #[error("this survey has no draft")]
    NoDraft,
    #[error("{0:?} cannot be a survey's address: use small letters, digits and hyphens")]
    Slug(String),
    /// The address has a draft already.
    #[error("this survey has a draft already")]
    Exists,
    /// A published survey of that address is not what the draft begins with.
    #[error("another survey has this address")]
    Taken,
    /// Somebody changed it in between; this is the number of its log now.
    #[error("the draft has moved on to {0}")]
    MovedOn(i64),
    #[error("the questionnaire has faults")]
    Faults(Vec<Fault>),
    #[error("{0}")]
    Invalid(String),
    #[error("a draft may have {LARGEST} bytes at most")]
    TooLarge,
    #[error("a stored questionnaire cannot be read or written: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<publish::Error> for Error {
    fn from(error: publish::Error) -> Error {
        match error {
            publish::Error::Faults(faults) => Error::Faults(faults),
            publish::Error::Slug(slug) => Error::Slug(slug),
            publish::Error::Unknown(_) => Error::Unknown,
            publish::Error::Json(error) => Error::Json(error),
            publish::Error::Store(error) => Error::Store(error),
        }
    }
}

/// A draft as it is.
#[derive(Clone, Debug)]
pub struct Draft {
    pub survey: Survey,
    /// The newest number of its log.
    pub sequence: i64,
    /// The number at which it began.
    pub begun: i64,
    pub questionnaire: Questionnaire,
    /// The survey's newest published version.
    pub published: Option<u32>,
}

/// A survey in the list of what can be designed.
#[derive(Clone, Debug)]
pub struct Listed {
    pub slug: String,
    pub title: Text,
    pub published: Option<u32>,
    pub has_draft: bool,
    /// The draft is not what was published last.
    pub is_changed: bool,
    pub changed_at: Option<i64>,
    pub by: Option<String>,
}

/// Every survey of the workspace that has a draft or a published version, the one that changed last first.
pub async fn list(store: &Store, who: &Identity) -> Result<Vec<Listed>, Error> {
    let drafts = store::drafts::all(store.read(), who.workspace_id).await?;
    let mut listed = Vec::new();
    for survey in store::surveys::all(store.read()).await? {
        if survey.workspace_id != who.workspace_id {
            continue;
        }
        let draft = drafts.iter().find(|draft| draft.survey_id == survey.id);
        let newest = store::surveys::newest_version(store.read(), survey.id).await?;
        let Some(shown) = draft.or(newest.as_ref()) else { continue };
        let questionnaire: Questionnaire = serde_json::from_str(&shown.definition)?;
        let published: Option<Questionnaire> =
            newest.as_ref().map(|newest| serde_json::from_str(&newest.definition)).transpose()?;
        let same = |published: Questionnaire| {
            normal(Questionnaire { version: 0, ..published })
                == normal(Questionnaire { version: 0, ..questionnaire.clone() })
        };
        listed.push(Listed {
            slug: survey.slug,
            title: questionnaire.title.clone(),
            published: newest.as_ref().map(|newest| newest.version.unsigned_abs()),
            has_draft: draft.is_some(),
            is_changed: draft.is_some() && !published.is_some_and(same),
            changed_at: shown.changed_at.or(shown.published_at),
            by: draft.and_then(|draft| draft.changed_by.clone()),
        });
    }
    listed.sort_by_key(|survey| std::cmp::Reverse(survey.changed_at));
    Ok(listed)
}

/// A draft, whole.
pub async fn read(store: &Store, who: &Identity, slug: &str) -> Result<Draft, Error> {
    let survey = survey(store.read(), who, slug).await?;
    let row = store::surveys::version(store.read(), survey.id, 0).await?.ok_or(Error::NoDraft)?;
    let published = store::surveys::newest_number(store.read(), survey.id).await?.map(i32::unsigned_abs);
    let begun = discard::begun(store.read(), survey.id).await?;
    Ok(Draft { sequence: row.sequence, begun, questionnaire: questionnaire(&row)?, published, survey })
}

/// A survey of the workspace of whoever asks.
pub async fn survey(db: &impl Connection, who: &Identity, slug: &str) -> Result<Survey, Error> {
    // What is no slug never reaches the database.
    if !is_slug(slug) {
        return Err(Error::Unknown);
    }
    let survey = store::surveys::find(db, slug).await?;
    survey.filter(|survey| survey.workspace_id == who.workspace_id).ok_or(Error::Unknown)
}

fn questionnaire(row: &Version) -> Result<Questionnaire, Error> {
    Ok(shared::draft::normal(serde_json::from_str(&row.definition)?))
}

fn written(questionnaire: &Questionnaire) -> Result<String, Error> {
    let definition = serde_json::to_string(questionnaire)?;
    if definition.len() > LARGEST { Err(Error::TooLarge) } else { Ok(definition) }
}
