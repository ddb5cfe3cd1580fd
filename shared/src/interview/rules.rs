//! The rules of one question, parsed.

use crate::WHOLE;
use crate::expression::{Expression, parse};
use crate::questionnaire::Question;
use crate::text::Text;

#[derive(Debug, Default)]
pub(super) struct Rules {
    pub relevant: Option<Expression>,
    pub required: Option<Expression>,
    pub constraints: Vec<Expression>,
    pub calculation: Option<Expression>,
    pub default: Option<Expression>,
    pub filter: Option<Expression>,
    pub count: Option<Expression>,
    /// What its wording mentions: “How many people work at ${name}?”
    pub words: Vec<Expression>,
}

impl Rules {
    pub fn of(question: &Question) -> Rules {
        let optional = |rule: &Option<String>| parse(rule.as_deref()?).ok();
        let words = std::iter::once(&question.label).chain(&question.hint);
        let usual = Rules {
            relevant: optional(&question.relevant),
            constraints: question.constraints.iter().filter_map(|rule| parse(&rule.test).ok()).collect(),
            ..Rules::default()
        };
        if !WHOLE {
            return usual;
        }
        Rules {
            calculation: optional(&question.calculation),
            default: optional(&question.default),
            filter: optional(&question.filter),
            count: optional(&question.count),
            words: words.flat_map(mentioned).collect(),
            required: optional(&question.required_when),
            ..usual
        }
    }

    /// What decides whether it is shown, and what it says.
    pub fn of_state(&self) -> impl Iterator<Item = &Expression> {
        let more = if WHOLE { [&self.calculation, &self.count] } else { [&None, &None] };
        self.relevant.iter().chain(more.into_iter().flatten())
    }

    /// What decides how it is drawn.
    pub fn of_looks(&self) -> impl Iterator<Item = &Expression> {
        self.filter.iter().chain(&self.words)
    }

    pub fn each(&mut self) -> impl Iterator<Item = &mut Expression> {
        let one = [&mut self.relevant, &mut self.required, &mut self.calculation, &mut self.default];
        let more = [&mut self.filter, &mut self.count];
        let single = one.into_iter().chain(more).flatten();
        single.chain(&mut self.constraints).chain(&mut self.words)
    }
}

/// The references between a wording's words, in its main language: translations mention the same.
fn mentioned(text: &Text) -> Vec<Expression> {
    pieces(text.plain()).into_iter().filter_map(|(_, name)| parse(&["${", name?, "}"].concat()).ok()).collect()
}

/// Words, each followed by the name that stands after them in `${}`; the last may have none.
pub(super) fn pieces(words: &str) -> Vec<(&str, Option<&str>)> {
    let mut rest = words;
    let mut found = Vec::new();
    while let Some((before, tail)) = rest.split_once("${") {
        let Some((name, after)) = tail.split_once('}') else { break };
        found.push((before, Some(name.trim())));
        rest = after;
    }
    found.push((rest, None));
    found
}
