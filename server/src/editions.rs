//! Published versions, parsed once and kept: a version never changes.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use shared::interview::Form;
use shared::questionnaire::{Needs, Questionnaire, check, luggage};

use crate::compress::{BEST, compressed};
use crate::store::{self, Store, Survey};

/// One published version of one survey.
#[derive(Debug)]
pub struct Edition {
    pub survey_id: i64,
    pub workspace_id: i64,
    pub slug: String,
    pub version: u32,
    pub form: Arc<Form>,
    luggage: OnceLock<Vec<Arc<Bag>>>,
}

/// A file that the respondent's page names.
#[derive(Debug)]
pub struct Bag {
    pub address: String,
    pub content: String,
    pub brotli: Vec<u8>,
}

impl Edition {
    /// The version's languages and choice lists as files, made once.
    pub fn bags(&self) -> &[Arc<Bag>] {
        self.luggage.get_or_init(|| {
            let bags = luggage::pack(self.form.questionnaire().clone()).bags.into_iter();
            // Ten thousand rows at the best quality take seconds.
            let quality = |length: usize| if length > 100_000 { 9 } else { BEST };
            let packed = bags.map(|bag| Bag {
                brotli: compressed(bag.content.as_bytes(), quality(bag.content.len())),
                address: bag.address,
                content: bag.content,
            });
            packed.map(Arc::new).collect()
        })
    }
}

/// Why there is no such edition.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such survey")]
    UnknownSurvey,
    #[error("no such version")]
    UnknownVersion,
    #[error("version {version} of {slug} cannot be read any more: {why}")]
    Unreadable { slug: String, version: u32, why: String },
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The editions that have been asked for. Bounded by what was published: unknown ones are not kept.
#[derive(Default)]
pub struct Editions(RwLock<HashMap<String, HashMap<u32, Arc<Edition>>>>);

impl Editions {
    /// The edition that a submission names.
    pub async fn get(&self, store: &Store, slug: &str, version: u32) -> Result<Arc<Edition>, Error> {
        if let Some(edition) = self.kept(slug, version) {
            return Ok(edition);
        }
        let survey = survey(store, slug).await?;
        self.load(store, &survey, version).await
    }

    /// The newest published edition, and its survey as it is now.
    pub async fn newest(&self, store: &Store, slug: &str) -> Result<(Survey, Arc<Edition>), Error> {
        let survey = survey(store, slug).await?;
        let number = store::surveys::newest_number(store.read(), survey.id).await?;
        let version = number.and_then(|number| u32::try_from(number).ok()).ok_or(Error::UnknownSurvey)?;
        let edition = match self.kept(slug, version) {
            Some(edition) => edition,
            None => self.load(store, &survey, version).await?,
        };
        Ok((survey, edition))
    }

    /// The most that this or an earlier version asks of a phone: a draft goes on in its own, or is taken over.
    pub async fn needs(&self, store: &Store, newest: &Edition) -> Needs {
        let mut needs = newest.form.questionnaire().needs();
        for version in 1..newest.version {
            // One that cannot be read any more may have needed anything.
            let earlier = self.get(store, &newest.slug, version).await;
            let asked = earlier.map_or(Needs::Whole, |earlier| earlier.form.questionnaire().needs());
            needs = needs.max(asked).max(Needs::Several);
        }
        needs
    }

    fn kept(&self, slug: &str, version: u32) -> Option<Arc<Edition>> {
        let editions = self.0.read().unwrap_or_else(PoisonError::into_inner);
        editions.get(slug)?.get(&version).cloned()
    }

    async fn load(&self, store: &Store, survey: &Survey, version: u32) -> Result<Arc<Edition>, Error> {
        let number = i32::try_from(version).ok().filter(|number| *number > 0).ok_or(Error::UnknownVersion)?;
        let row = store::surveys::version(store.read(), survey.id, number).await?.ok_or(Error::UnknownVersion)?;
        let unreadable = |why: String| Error::Unreadable { slug: survey.slug.clone(), version, why };
        let questionnaire: Questionnaire =
            serde_json::from_str(&row.definition).map_err(|error| unreadable(error.to_string()))?;
        // It was sound by the checks of its day, and whoever answers it must not suffer from those of today.
        for fault in check(&questionnaire).into_iter().filter(|fault| !fault.is_odd()) {
            tracing::warn!(slug = survey.slug, version, fault.message, "a published version would be refused today");
        }
        let form = Form::of_published(questionnaire);
        let edition = Arc::new(Edition {
            survey_id: survey.id,
            workspace_id: survey.workspace_id,
            slug: survey.slug.clone(),
            version,
            form: Arc::new(form),
            luggage: OnceLock::new(),
        });
        let mut editions = self.0.write().unwrap_or_else(PoisonError::into_inner);
        editions.entry(survey.slug.clone()).or_default().insert(version, edition.clone());
        Ok(edition)
    }
}

async fn survey(store: &Store, slug: &str) -> Result<Survey, Error> {
    // What is no slug never reaches the database: PostgreSQL refuses a zero byte with an error of its own.
    if !is_slug(slug) {
        return Err(Error::UnknownSurvey);
    }
    store::surveys::find(store.read(), slug).await?.ok_or(Error::UnknownSurvey)
}

/// Small letters, digits and hyphens.
pub fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}
