//! Drafts of questionnaires: small edits that can be undone, the locked core, and what publishing would change.
//!
//! An [`Edit`] names what it changes by stable ids and says what was there before. Whoever applies it to
//! something else hears so and nothing is overwritten; two people's edits to different things come to the same
//! in either order. A draft keeps its texts in one spelling ([`normal`]), so that an edit and its inverse leave
//! no trace. Nothing here runs on a respondent's phone.

mod apply;
mod bank;
mod changes;
mod complete;
mod core;
pub mod desk;
mod edit;
mod ids;
mod items;
mod newcomer;
mod owed;
mod property;
mod reused;
mod rule_in_words;
mod simple_rule;
pub mod strings;
mod texts;
pub mod wishes;

#[cfg(test)]
mod tests;

pub use apply::{Refusal, apply, apply_all, well_formed};
pub use bank::{Bank, Offer};
pub use changes::{Change, Severity, What, changes};
pub use complete::{Suggestion, complete, kind_in_words};
pub use core::{WHY, dropped, locked};
pub use edit::{Edit, Holder, Place, Set};
pub use ids::why_not_id;
pub use newcomer::{agreed, newcomer};
pub use owed::owed;
pub use reused::reused;
pub use rule_in_words::rule_in_words;
pub use simple_rule::{Line, SimpleRule, Verb};
pub use texts::normal;

use crate::questionnaire::{Fault, Question, Questionnaire};

/// The only place that makes faults here.
fn fault(question: &str, code: &'static str, message: String) -> Fault {
    Fault::new(question, code, &message)
}

/// Every question, those of repeats after the repeat that asks them.
pub fn all_questions(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    questionnaire.questions().flat_map(|question| std::iter::once(question).chain(&question.questions))
}
