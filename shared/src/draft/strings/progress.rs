//! How far a translation is: counted from the strings, as a whole and for each part.

use super::{Part, each, said};
use crate::questionnaire::Questionnaire;

/// Strings that have words in a language, of those that have words at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

impl Progress {
    /// 100 only where nothing is missing.
    pub fn percent(self) -> usize {
        (self.done * 100).checked_div(self.of).unwrap_or(100)
    }

    pub fn missing(self) -> usize {
        self.of.saturating_sub(self.done)
    }

    fn count(&mut self, is_done: bool) {
        self.of += 1;
        self.done += usize::from(is_done);
    }
}

/// The whole, and each part in the order of the survey.
pub fn progress<'a>(draft: &'a Questionnaire, language: &str) -> (Progress, Vec<(Part<'a>, Progress)>) {
    let main = draft.main_language();
    let (mut whole, mut parts) = (Progress::default(), Vec::<(Part, Progress)>::new());
    each(draft, &mut |spot, text| {
        if said(text, main, main).trim().is_empty() {
            return;
        }
        let is_done = !said(text, language, main).trim().is_empty();
        whole.count(is_done);
        // A part's strings stand together.
        match parts.last_mut() {
            Some((part, counted)) if *part == spot.part => counted.count(is_done),
            _ => {
                let mut counted = Progress::default();
                counted.count(is_done);
                parts.push((spot.part, counted));
            }
        }
    });
    (whole, parts)
}

/// One part's count.
pub fn of_part(parts: &[(Part, Progress)], wanted: Part) -> Progress {
    parts.iter().find(|(part, _)| *part == wanted).map(|(_, counted)| *counted).unwrap_or_default()
}

/// The languages in which something is missing, by their tags.
pub fn untranslated(draft: &Questionnaire) -> Vec<(String, Progress)> {
    let others = draft.languages.iter().skip(1);
    others.map(|tag| (tag.clone(), progress(draft, tag).0)).filter(|(_, counted)| counted.missing() > 0).collect()
}
