//! The bank: London's instruments, and their questions for whoever designs a survey of their own.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::all_questions;
use crate::questionnaire::{Ownership, Question, Questionnaire};
use crate::standard;
use crate::text::Text;

/// The instruments as data; `{"instruments":[…]}` in the API and in the designer's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bank {
    pub instruments: Vec<Questionnaire>,
}

/// A question that can be added to a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The instrument it comes from, by its slug.
    pub instrument: String,
    /// The title of its section there.
    pub section: Text,
    /// As it is to be added: `module`, unless it belongs to the draft's own instrument.
    pub question: Question,
}

impl Bank {
    /// State of the Sector and the needs pulse.
    pub fn built_in() -> Result<Bank, serde_json::Error> {
        Ok(Bank { instruments: vec![standard::state_of_the_sector()?, standard::needs_pulse()?] })
    }

    pub fn instrument(&self, slug: &str) -> Option<&Questionnaire> {
        self.instruments.iter().find(|instrument| instrument.slug == slug)
    }

    /// The instrument whose core a survey asks: the one it names, or the one it is.
    pub fn instrument_of(&self, questionnaire: &Questionnaire) -> Option<&Questionnaire> {
        self.instrument(questionnaire.standard.as_deref().unwrap_or(&questionnaire.slug))
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.instruments.iter().flat_map(all_questions).find(|question| question.id == id)
    }

    /// The same where capitals make no difference, as in many programs that read the answers.
    pub fn question_in_any_case(&self, id: &str) -> Option<&Question> {
        self.instruments.iter().flat_map(all_questions).find(|question| question.id.eq_ignore_ascii_case(id))
    }

    /// A draft that begins with an instrument: its core, under another address.
    pub fn begin(&self, instrument: &str, slug: &str) -> Option<Questionnaire> {
        let instrument = self.instrument(instrument)?;
        Some(Questionnaire {
            slug: slug.to_owned(),
            version: 0,
            standard: Some(instrument.slug.clone()),
            ..instrument.clone()
        })
    }

    /// Every question of the bank that a draft does not ask yet; what instruments share is offered once.
    pub fn questions(&self, draft: &Questionnaire) -> Vec<Offer> {
        let own = self.instrument_of(draft).map(|instrument| instrument.slug.as_str());
        let mut known: HashSet<&str> = all_questions(draft).map(|question| question.id.as_str()).collect();
        let mut offers = Vec::new();
        let mut instruments: Vec<&Questionnaire> = self.instruments.iter().collect();
        instruments.sort_by_key(|instrument| own != Some(instrument.slug.as_str()));
        for instrument in instruments {
            for section in &instrument.sections {
                for question in section.questions.iter().filter(|question| known.insert(&question.id)) {
                    let is_own = own == Some(instrument.slug.as_str());
                    let ownership = if is_own { question.ownership } else { Ownership::Module };
                    offers.push(Offer {
                        instrument: instrument.slug.clone(),
                        section: section.title.clone(),
                        question: Question { ownership, ..question.clone() },
                    });
                }
            }
        }
        offers
    }
}
