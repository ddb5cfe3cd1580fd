//! How far an interview is, right under routing: only shown questions count.

use super::Interview;
use crate::check;

/// Progress of the whole and of each section, in the questionnaire's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub answered: usize,
    pub of: usize,
    pub sections: Vec<SectionProgress>,
}

/// One section: `of` is 0 where the route leaves all of it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionProgress {
    pub answered: usize,
    pub of: usize,
}

impl Interview {
    pub fn progress(&self) -> Progress {
        let questionnaire = self.form.questionnaire();
        let sections: Vec<SectionProgress> = questionnaire
            .sections
            .iter()
            .map(|section| {
                let shown = section.questions.iter().filter(|question| self.is_shown(&question.id));
                shown.fold(SectionProgress::default(), |sum, question| {
                    let entry = self.entry(&question.id);
                    let answered = entry.and_then(|typed| check::tidy(question, typed)).is_some();
                    SectionProgress { answered: sum.answered + usize::from(answered), of: sum.of + 1 }
                })
            })
            .collect();
        Progress {
            answered: sections.iter().map(|section| section.answered).sum(),
            of: sections.iter().map(|section| section.of).sum(),
            sections,
        }
    }

    /// Sections on this route, by index.
    pub fn sections_shown(&self) -> Vec<usize> {
        let sections = self.form.questionnaire().sections.iter().enumerate();
        sections
            .filter(|(_, section)| section.questions.iter().any(|question| self.is_shown(&question.id)))
            .map(|(index, _)| index)
            .collect()
    }

    /// Minutes that the questions from `section` on will take, at the pace that the survey promises.
    pub fn minutes_left(&self, section: usize) -> u32 {
        let minutes = self.form.questionnaire().minutes;
        let (_, longest) = if self.short_route { minutes.short } else { minutes.full };
        let progress = self.progress();
        let left: usize = progress.sections.iter().skip(section).map(|section| section.of).sum();
        (left * longest as usize).div_ceil(progress.of.max(1)) as u32
    }
}
