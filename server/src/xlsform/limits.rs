//! Limits and constraints: of a cell that says both, what is a limit here becomes one.

use shared::questionnaire::{Constraint, Question};
use shared::text::Text;
use shared::{Kind, Severity};

use super::builder::{Builder, binding};
use super::expression_text::conjuncts;
use super::kinds::Type;
use super::parameters;
use super::table::Row;
use super::tree::Node;

/// Decimals of a type that names none.
pub(super) const DECIMALS: u32 = 6;
/// Where a form says only that an answer is wrong.
pub(super) const NO_MESSAGE: &str = "This answer is not possible here. Check it";

impl Builder<'_> {
    pub fn limits(&mut self, node: &Node, question: &mut Question) {
        let row = node.row;
        question.decimals = if question.kind == Kind::Number { self.decimals(node) } else { 0 };
        match &node.kind {
            Type::Range => {
                let range = parameters::range(row, &self.lists, self.problems);
                (question.min, question.max) = (Some(range.least), Some(range.most));
                question.decimals = if range.is_whole { 0 } else { DECIMALS };
            }
            Type::UpTo(most, hint) if row.get("constraint").is_none() => {
                (question.min, question.max) = (Some(0.0), Some(f64::from(*most)));
                question.hint = question.hint.take().or(hint.map(Text::from));
            }
            Type::Telephone if row.get("constraint").is_none() => {
                let test = r"regex(., '^\d*$')".to_owned();
                let message = "Enter numbers only.";
                question.hint = question.hint.take().or(Some(message.into()));
                question.constraints.push(Constraint { test, message: message.into(), severity: Severity::Error });
            }
            Type::Text | Type::One(_) | Type::Many(_) | Type::Rank(_) | Type::File(..) => {
                parameters::check(node, self.problems);
            }
            _ => {}
        }
        let (min, max) = (self.number(row, "sectorwise_min"), self.number(row, "sectorwise_max"));
        question.min = min.or(question.min);
        question.max = max.or(question.max);
    }

    pub fn decimals(&mut self, node: &Node) -> u32 {
        let usual = if node.kind == Type::Decimal { DECIMALS } else { 0 };
        self.whole(node.row, "sectorwise_decimals").unwrap_or(usual)
    }

    pub fn constraints(&mut self, node: &Node, question: &mut Question) {
        let row = node.row;
        let message = self.words(row, "constraint_message");
        if let Some(text) = row.get("constraint").map(binding).filter(|text| *text != "true()") {
            let has_own = row.get("sectorwise_min").is_some() || row.get("sectorwise_max").is_some();
            let rest = self.without_limits(row, text, question, message.is_none() || has_own);
            let test = if rest.is_empty() { None } else { self.expression(row, "constraint", &rest) };
            if let Some(test) = test {
                let message = message.unwrap_or_else(|| {
                    let warning = "Nobody is told what is wrong. Write constraint_message";
                    self.problems.warning(row.place("constraint_message"), "constraint-message", warning);
                    NO_MESSAGE.into()
                });
                question.constraints.push(Constraint { test, message, severity: Severity::Error });
            }
        }
        if let Some(test) =
            row.get("sectorwise_warning").and_then(|text| self.expression(row, "sectorwise_warning", text))
        {
            let message = self.words(row, "sectorwise_warning_message").unwrap_or_else(|| NO_MESSAGE.into());
            question.constraints.push(Constraint { test, message, severity: Severity::Warning });
        }
    }

    /// Takes the limits from the front of a constraint, and what exclusive options say at its end.
    fn without_limits(&mut self, row: Row, text: &str, question: &mut Question, may_take: bool) -> String {
        let parts = conjuncts(text);
        let mut first = 0;
        while let Some(limit) = parts.get(first).and_then(|part| limit(part, question.kind)).filter(|_| may_take) {
            let (place, key) = match limit {
                Limit::Least(number) => (put(&mut question.min, number), "sectorwise_min"),
                Limit::Most(number) => (put(&mut question.max, number), "sectorwise_max"),
            };
            if let Some(other) = place {
                let message = format!(
                    "constraint says {}, {key} says {other}: constraint counts. Make them the same",
                    parts.get(first).unwrap_or(&"")
                );
                self.problems.warning(row.place("constraint"), "limits", message);
            }
            first += 1;
        }
        let is_exclusive = |part: &&str| {
            let code = part.strip_prefix("not(selected(., '").and_then(|rest| rest.strip_suffix(EXCLUSIVE));
            let list = row.get("type").and_then(|kind| kind.split_whitespace().next_back());
            let list = list.and_then(|list| self.lists.get(list));
            code.is_some_and(|code| {
                list.is_some_and(|list| list.choices.iter().any(|choice| choice.exclusive && choice.code == code))
            })
        };
        let rest: Vec<&str> = parts.iter().skip(first).copied().filter(|part| !is_exclusive(part)).collect();
        if rest.len() == parts.len() { text.to_owned() } else { unwrapped(&rest) }
    }
}

const EXCLUSIVE: &str = "') and count-selected(.) > 1)";

/// What other tools are told about an option that stands alone.
pub(super) fn stands_alone(code: &str) -> String {
    format!("not(selected(., '{code}{EXCLUSIVE}")
}

/// The rest of a constraint from which something was taken; one part alone needs no brackets.
fn unwrapped(parts: &[&str]) -> String {
    match parts {
        [one] => match one.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inside) if is_balanced(inside) => inside.to_owned(),
            _ => (*one).to_owned(),
        },
        many => many.join(" and "),
    }
}

/// Whether no bracket closes what it has not opened.
fn is_balanced(text: &str) -> bool {
    let (mut depth, mut quote) = (0i32, None);
    for letter in text.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

enum Limit {
    Least(f64),
    Most(f64),
}

/// `. >= 0`, `. <= 100`, and of texts `string-length(.) <= 200`.
fn limit(part: &str, kind: Kind) -> Option<Limit> {
    let number = |text: &str| shared::number::read(text.trim());
    match kind {
        Kind::Number | Kind::Year => {
            let rest = part.strip_prefix('.')?.trim_start();
            let least = rest.strip_prefix(">=").and_then(number).map(Limit::Least);
            least.or_else(|| rest.strip_prefix("<=").and_then(number).map(Limit::Most))
        }
        Kind::Text | Kind::Long => {
            part.strip_prefix("string-length(.)")?.trim_start().strip_prefix("<=").and_then(number).map(Limit::Most)
        }
        _ => None,
    }
}

/// What was there before, if it was another number.
fn put(place: &mut Option<f64>, number: f64) -> Option<f64> {
    place.replace(number).filter(|old| *old != number)
}
