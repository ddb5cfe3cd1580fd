//! How far an interview is, right under routing: only shown questions count.

use super::{Interview, Spot};
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
        let mut shown = Vec::new();
        let nodes = self.form.nodes().iter().zip(self.form.questions()).enumerate();
        for (node, (place, question)) in nodes {
            let is_new = shown.last() != Some(&place.section);
            if is_new && question.kind != Kind::Calculate && self.shows(Spot { node, item: 0 }) {
                shown.push(place.section);
            }
        }
        shown
    }

    /// Minutes that the questions from `section` on will take, at the pace that the survey promises.
    pub fn minutes_left(&self, section: usize) -> u32 {
        let minutes = self.form.questionnaire().minutes;
        let (_, longest) = if self.is_short_route() { minutes.short } else { minutes.full };
        // What is shown is counted, what is answered need not be looked at: this is drawn at every turn.
        let (mut all, mut left) = (0, 0);
        for (node, place) in self.form.nodes().iter().enumerate() {
            let is_asked =
                self.form.at(node).is_some_and(|question| question.is_asked() && question.kind != Kind::Repeat);
            let cells = self.cells.get(node).map_or(&[][..], Vec::as_slice);
            let count = if is_asked { cells.iter().filter(|cell| cell.shown).count() } else { 0 };
            all += count;
            left += if place.section >= section { count } else { 0 };
        }
        (left * longest as usize).div_ceil(all.max(1)) as u32
    }
}
