//! A published version as the world sees it: the questionnaire, the keys of its receipts, when it closes.

use serde::{Deserialize, Serialize};

use super::Questionnaire;
use super::luggage::Tongue;
use crate::place::Sectors;
use crate::receipt::ReceiptKey;

/// The answer to `GET /api/v1/surveys/{slug}`, and what the respondent's page carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    #[serde(flatten)]
    pub questionnaire: Questionnaire,
    pub receipt_keys: Vec<ReceiptKey>,
    /// RFC 3339; `None` while nobody has set a day.
    pub closes_at: Option<String>,
    /// Only in the page, and only where there are several, or one that is not English.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tongues: Vec<Tongue>,
    /// Only in the page, and only where a postcode table is loaded.
    #[serde(default, skip_serializing_if = "Sectors::is_empty")]
    pub sectors: Sectors,
}
