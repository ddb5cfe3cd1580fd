//! The rules that most people need: some comparisons, all of which or one of which must hold.

use crate::expression::{Expression, Function, Operator, parse};

/// Lines that are joined by one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimpleRule {
    /// One line is enough; else all must hold.
    pub any: bool,
    pub lines: Vec<Line>,
}

/// “D1 is Yes”.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Such as `D1` or `D2.fte`; `.` is the question's own answer.
    pub name: String,
    pub verb: Verb,
    /// A code, a number or a text; empty where the verb needs none.
    pub value: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verb {
    #[default]
    Is,
    IsNot,
    More,
    AtLeast,
    Less,
    AtMost,
    Includes,
    IncludesNot,
    Answered,
    Open,
}

impl Verb {
    pub const ALL: [Verb; 10] = [
        Verb::Is,
        Verb::IsNot,
        Verb::Includes,
        Verb::IncludesNot,
        Verb::More,
        Verb::AtLeast,
        Verb::Less,
        Verb::AtMost,
        Verb::Answered,
        Verb::Open,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Verb::Is => "is",
            Verb::IsNot => "is not",
            Verb::More => "is more than",
            Verb::AtLeast => "is at least",
            Verb::Less => "is less than",
            Verb::AtMost => "is at most",
            Verb::Includes => "includes",
            Verb::IncludesNot => "does not include",
            Verb::Answered => "is answered",
            Verb::Open => "is left open",
        }
    }

    pub fn needs_value(self) -> bool {
        !matches!(self, Verb::Answered | Verb::Open)
    }
}

impl SimpleRule {
    /// As an expression; lines without a question or a value are left out.
    pub fn write(&self) -> String {
        let complete = |line: &&Line| !line.name.is_empty() && (!line.verb.needs_value() || !line.value.is_empty());
        let lines: Vec<String> = self.lines.iter().filter(complete).map(Line::write).collect();
        lines.join(if self.any { " or " } else { " and " })
    }

    /// `None` where an expression is more than this.
    pub fn read(rule: &str) -> Option<SimpleRule> {
        let expression = parse(rule).ok()?;
        let mut lines = Vec::new();
        let any = matches!(expression, Expression::Binary(Operator::Or, ..));
        gather(&expression, if any { Operator::Or } else { Operator::And }, &mut lines)?;
        Some(SimpleRule { any, lines })
    }
}

fn gather(expression: &Expression, joint: Operator, lines: &mut Vec<Line>) -> Option<()> {
    match expression {
        Expression::Binary(operator, left, right) if *operator == joint => {
            gather(left, joint, lines)?;
            gather(right, joint, lines)
        }
        expression => {
            lines.push(Line::read(expression)?);
            Some(())
        }
    }
}

impl Line {
    fn write(&self) -> String {
        let name = if self.name == "." { self.name.clone() } else { format!("${{{}}}", self.name) };
        let is_number = self.value.trim().parse::<f64>().is_ok_and(f64::is_finite);
        let quote = if self.value.contains('\'') { '"' } else { '\'' };
        let text = || format!("{quote}{}{quote}", self.value);
        // What is a code stays one, even where it looks like a number.
        let number = || if is_number { self.value.trim().to_owned() } else { text() };
        match self.verb {
            Verb::Is => format!("{name} = {}", text()),
            Verb::IsNot => format!("{name} != {}", text()),
            Verb::More => format!("{name} > {}", number()),
            Verb::AtLeast => format!("{name} >= {}", number()),
            Verb::Less => format!("{name} < {}", number()),
            Verb::AtMost => format!("{name} <= {}", number()),
            Verb::Includes => format!("selected({name}, {})", text()),
            Verb::IncludesNot => format!("not(selected({name}, {}))", text()),
            Verb::Answered => format!("{name} != ''"),
            Verb::Open => format!("{name} = ''"),
        }
    }

    fn read(expression: &Expression) -> Option<Line> {
        let name = |expression: &Expression| match expression {
            Expression::Reference(reference) => Some(reference.name.clone()),
            Expression::Here => Some(".".to_owned()),
            _ => None,
        };
        let value = |expression: &Expression| match expression {
            Expression::Text(text) => Some(text.clone()),
            Expression::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let selected = |call: &Expression, verb: Verb| match call {
            Expression::Call(Function::Selected, arguments) => {
                Some(Line { name: name(arguments.first()?)?, verb, value: value(arguments.get(1)?)? })
            }
            _ => None,
        };
        match expression {
            Expression::Not(inner) => selected(inner, Verb::IncludesNot),
            Expression::Call(..) => selected(expression, Verb::Includes),
            Expression::Binary(operator, left, right) => {
                let (name, value) = (name(left)?, value(right)?);
                let verb = match operator {
                    Operator::Equal if value.is_empty() => Verb::Open,
                    Operator::NotEqual if value.is_empty() => Verb::Answered,
                    Operator::Equal => Verb::Is,
                    Operator::NotEqual => Verb::IsNot,
                    Operator::Greater => Verb::More,
                    Operator::GreaterEqual => Verb::AtLeast,
                    Operator::Less => Verb::Less,
                    Operator::LessEqual => Verb::AtMost,
                    _ => return None,
                };
                Some(Line { name, verb, value })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_rules_are_read_and_written() {
        for rule in [
            "${D1} = 'yes'",
            "${D1} = 'yes' and ${D4} > 3 and selected(${B5}, 'E09000012')",
            "not(selected(${B9}, 'advice')) or ${D2.fte} <= 2.5",
            "${B6} != '' and . = ''",
        ] {
            assert_eq!(SimpleRule::read(rule).unwrap().write(), rule);
        }
        for rule in ["${D1} = 'a' and (${D2} = 'b' or ${D3} = 'c')", "${D1} + 1 > 2", "${D1} =", "regex(., 'x')"] {
            assert_eq!(SimpleRule::read(rule), None, "{rule}");
        }
    }

    #[test]
    fn what_is_not_finished_is_left_out() {
        let line = |name: &str, value: &str| Line { name: name.into(), verb: Verb::Is, value: value.into() };
        let rule = SimpleRule { any: true, lines: vec![line("D1", "yes"), line("", "x"), line("D2", "")] };
        assert_eq!(rule.write(), "${D1} = 'yes'");
    }
}
