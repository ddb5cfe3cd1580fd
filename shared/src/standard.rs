//! The London standard questionnaire, as data in `data/state-of-the-sector.json`.

use crate::questionnaire::Questionnaire;

/// The file as it lies in the repository.
pub const SOURCE: &str = include_str!("../data/state-of-the-sector.json");

/// The standard questionnaire, version 0: it gets its number when it is published.
pub fn state_of_the_sector() -> Result<Questionnaire, serde_json::Error> {
    serde_json::from_str(SOURCE)
}
