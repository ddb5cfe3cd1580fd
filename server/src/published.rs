//! A published version as the world sees it, with the keys of its receipts.

use std::sync::Arc;

use shared::questionnaire::Published;
use shared::time::utc;

use crate::editions::{Edition, Error};
use crate::state::App;
use crate::store::Survey;

/// The newest published version of a survey, or the one asked for.
pub async fn published(app: &App, slug: &str, version: Option<u32>) -> Result<Published, Error> {
    let (survey, newest) = app.editions.newest(&app.store, slug).await?;
    let edition = match version {
        Some(version) if version != newest.version => app.editions.get(&app.store, slug, version).await?,
        _ => newest,
    };
    Ok(dressed(app, &survey, &edition))
}

/// The same of an edition that is at hand.
pub fn dressed(app: &App, survey: &Survey, edition: &Arc<Edition>) -> Published {
    Published {
        questionnaire: edition.form.questionnaire().clone(),
        receipt_keys: app.keys.listed().to_vec(),
        closes_at: survey.closes_at.map(utc),
        tongues: Vec::new(),
        sectors: Default::default(),
    }
}
