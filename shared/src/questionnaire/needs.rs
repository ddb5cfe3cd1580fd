//! Which of the respondents' bundles a survey needs: what the standard surveys use is in each.

use super::{Kind, Question, Questionnaire};
use crate::expression::{Expression, parse};

/// What a survey asks of its bundle; the later has all that the earlier has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// What the standard surveys use.
    Usual,
    /// Several languages, one that is not English, or drafts of an earlier version.
    Several,
    /// Everything: repeats, long lists, dates, the rarer functions.
    Whole,
}

impl Questionnaire {
    /// What this version by itself asks for.
    pub fn needs(&self) -> Needs {
        if self.uses_rare() {
            return Needs::Whole;
        }
        let is_english = |tag: &String| tag.split('-').next() == Some("en");
        if self.languages.len() > 1 || !self.languages.iter().all(is_english) { Needs::Several } else { Needs::Usual }
    }

    fn uses_rare(&self) -> bool {
        let pages = self.sections.iter().filter_map(|section| section.relevant.as_deref());
        let rules = pages.chain(self.short_route.as_deref());
        !self.lists.is_empty() || self.questions().any(of_question) || rules.into_iter().any(is_rare)
    }
}

fn of_question(question: &Question) -> bool {
    let is_rare_kind =
        matches!(question.kind, Kind::Date | Kind::Time | Kind::DateTime | Kind::Calculate | Kind::Repeat);
    let has_more = question.list.is_some()
        || question.filter.is_some()
        || question.calculation.is_some()
        || question.default.is_some()
        || question.required_when.is_some()
        || question.count.is_some();
    let mentions = std::iter::once(&question.label).chain(&question.hint).any(|text| text.mentions().next().is_some());
    let rules = question.constraints.iter().map(|constraint| constraint.test.as_str());
    let rules = rules.chain(question.relevant.as_deref()).chain(question.required_when.as_deref());
    is_rare_kind || has_more || mentions || rules.into_iter().any(is_rare)
}

/// The usual functions on numbers and codes are in both; dates are not, so neither is what looks at one.
fn is_rare(rule: &str) -> bool {
    let Ok(expression) = parse(rule) else { return true };
    expression.parts().any(|part| match part {
        Expression::Call(function, _) => !function.is_usual(),
        Expression::Lookup { .. } | Expression::Column(_) => true,
        Expression::Reference(reference) => reference.name.ends_with(".year_end"),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::state_of_the_sector;

    #[test]
    fn the_standard_needs_the_smaller_bundle_only() {
        assert_eq!(state_of_the_sector().unwrap().needs(), Needs::Usual);
    }

    #[test]
    fn whatever_is_rarer_needs_the_larger_one() {
        let change = |change: fn(&mut Question)| {
            let mut questionnaire = state_of_the_sector().unwrap();
            change(questionnaire.sections[1].questions.last_mut().unwrap());
            questionnaire.needs() == Needs::Whole
        };
        assert!(!change(|question| question.relevant = Some("${A2} = 'staff'".into())));
        assert!(change(|question| question.relevant = Some("regex(${A2}, 's.*')".into())));
        assert!(change(|question| question.relevant = Some("${A2} = concat('s', 'taff')".into())));
        assert!(change(|question| question.kind = Kind::Date));
        assert!(change(|question| question.default = Some("1".into())));
        assert!(change(|question| question.label = "Hello ${A2}".into()));
        assert!(change(|question| question.list = Some("l".into())));
    }

    #[test]
    fn languages_alone_need_the_one_between() {
        let spoken = |tags: &[&str]| {
            let mut questionnaire = state_of_the_sector().unwrap();
            questionnaire.languages = tags.iter().map(|tag| (*tag).to_owned()).collect();
            questionnaire.needs()
        };
        assert_eq!(spoken(&["en-GB"]), Needs::Usual);
        assert_eq!(spoken(&["en", "ur"]), Needs::Several);
        assert_eq!(spoken(&["pl"]), Needs::Several);
    }
}
