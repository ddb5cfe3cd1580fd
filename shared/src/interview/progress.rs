//! How far an interview is, right under routing: only shown questions count.

use super::Interview;
use crate::questionnaire::Kind;

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
        let mut sections = vec![SectionProgress::default(); self.form.questionnaire().sections.len()];
        for spot in self.spots() {
            let question = self.form.at(spot.node).filter(|question| question.is_asked());
            let section = self.form.nodes().get(spot.node).and_then(|node| sections.get_mut(node.section));
            if let (Some(_), Some(section)) = (question, section) {
                section.of += 1;
                section.answered += usize::from(self.tidied(spot).is_some());
            }
        }
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
            .filter(|(_, section)| {
                section.questions.iter().any(|question| question.kind != Kind::Calculate && self.is_shown(&question.id))
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// Minutes that the questions from `section` on will take, at the pace that the survey promises.
    pub fn minutes_left(&self, section: usize) -> u32 {
        let minutes = self.form.questionnaire().minutes;
        let (_, longest) = if self.is_short_route() { minutes.short } else { minutes.full };
        let progress = self.progress();
        let left: usize = progress.sections.iter().skip(section).map(|section| section.of).sum();
        (left * longest as usize).div_ceil(progress.of.max(1)) as u32
    }
}
