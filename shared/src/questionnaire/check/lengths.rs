//! Texts that are longer than anybody reads on a phone: to consider, each with its place and its language.

use super::{Checker, Fault};
use crate::draft::strings::{Of, Role, Spot, each, said};
use crate::language::english_name;

/// Characters; the longest wording of London's instruments has a tenth.
const LONG: usize = 2_000;

impl Checker<'_> {
    /// A long privacy notice is read by those who want to, so its text may be as long as the law makes it.
    pub(super) fn lengths(&mut self) {
        let questionnaire = self.questionnaire;
        let main = questionnaire.main_language();
        each(questionnaire, &mut |spot, text| {
            if matches!(spot.role, Role::NoticeText(_)) {
                return;
            }
            for language in &questionnaire.languages {
                let words = said(text, language, main);
                // Bytes are told at once, and there are no fewer of them.
                let length = if words.len() > LONG { words.chars().count() } else { 0 };
                if length > LONG {
                    let (what, language) = (spot.in_words(), english_name(language));
                    let message =
                        format!("{what} has {length} characters in {language}. Few people read so much: shorten it");
                    let fault = Fault::new(spot.question().unwrap_or_default(), "long-text", &message).odd();
                    self.faults.push(Fault { property: property(&spot), ..fault });
                }
            }
        });
    }
}

/// Where it is mended.
fn property(spot: &Spot) -> &'static str {
    match (spot.of, spot.role) {
        (Of::Option(..), _) => "options",
        (Of::Row(..), _) => "rows",
        (Of::Question(_), Role::Label) => "label",
        (Of::Question(_), Role::Hint) => "hint",
        (Of::Question(_), Role::Message(_) | Role::Warning(_)) => "constraint-message",
        (Of::Survey, Role::Title) => "title",
        _ => "",
    }
}
