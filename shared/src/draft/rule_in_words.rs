//! A rule as a sentence, for people who do not read expressions.

use crate::expression::{Expression, Function, Operator, Reference, parse};
use crate::questionnaire::{Kind, Question, Questionnaire};

use super::all_questions;

/// “D1 Paid staff is Yes and D4 Volunteers is more than 3”. The expression itself where there is no better way to
/// say it; `own` is the question whose answer `.` stands for.
pub fn rule_in_words(rule: &str, questionnaire: &Questionnaire, own: &str) -> String {
    let Ok(expression) = parse(rule) else { return rule.to_owned() };
    let speaker = Speaker { questionnaire, own };
    speaker.truth(&expression, false).unwrap_or_else(|| speaker.value(&expression).unwrap_or_else(|| rule.to_owned()))
}

struct Speaker<'a> {
    questionnaire: &'a Questionnaire,
    own: &'a str,
}

impl Speaker<'_> {
    /// As a condition, or its opposite.
    fn truth(&self, expression: &Expression, not: bool) -> Option<String> {
        match expression {
            Expression::Not(inner) => self.truth(inner, !not),
            Expression::Binary(operator @ (Operator::And | Operator::Or), left, right) => {
                // Not (a and b) is not a or not b.
                let is_and = (*operator == Operator::And) != not;
                let side = |side: &Expression| {
                    let words = self.truth(side, not)?;
                    let other = if is_and { Operator::Or } else { Operator::And };
                    let inner = joins(side, not);
                    Some(if inner == Some(other) { ["(", &words, ")"].concat() } else { words })
                };
                let one_of = (!is_and).then(|| self.one_of(expression, not)).flatten();
                let joint = if is_and { "and" } else { "or" };
                one_of.or_else(|| Some(format!("{} {joint} {}", side(left)?, side(right)?)))
            }
            Expression::Binary(operator, left, right) => self.compared(*operator, left, right, not),
            Expression::Call(Function::Selected, arguments) => {
                let [Expression::Text(code), of] = [arguments.get(1)?, arguments.first()?] else { return None };
                let verb = match (self.question_of(of).map(|question| question.kind), not) {
                    (Some(Kind::Single), false) => "is",
                    (Some(Kind::Single), true) => "is not",
                    (_, false) => "includes",
                    (_, true) => "does not include",
                };
                Some([&self.value(of)?, " ", verb, " ", &self.option(of, code)].concat())
            }
            Expression::Call(Function::True, _) => Some(if not { "never" } else { "always" }.to_owned()),
            Expression::Call(Function::False, _) => Some(if not { "always" } else { "never" }.to_owned()),
            Expression::Call(Function::Contains, arguments) => {
                let verb = if not { " does not have the words " } else { " has the words " };
                Some([&self.value(arguments.first()?)?, verb, &self.value(arguments.get(1)?)?].concat())
            }
            Expression::Call(Function::StartsWith, arguments) => {
                let verb = if not { " does not begin with " } else { " begins with " };
                Some([&self.value(arguments.first()?)?, verb, &self.value(arguments.get(1)?)?].concat())
            }
            Expression::Reference(_) | Expression::Here => {
                let verb = match (self.question_of(expression).map(|question| question.kind), not) {
                    (Some(Kind::Consent), false) => " is agreed to",
                    (Some(Kind::Consent), true) => " is not agreed to",
                    (_, false) => " is answered",
                    (_, true) => " is left open",
                };
                Some([&self.value(expression)?, verb].concat())
            }
            _ => None,
        }
    }

    /// `a = 'x' or a = 'y' or a = 'z'`: “a is X, Y or Z”.
    fn one_of(&self, expression: &Expression, not: bool) -> Option<String> {
        let mut codes = Vec::new();
        let about = alternatives(expression, not, &mut codes)?;
        if codes.len() < 2 {
            return None;
        }
        let words: Vec<String> = codes.iter().map(|code| self.option(about, code)).collect();
        let (last, first) = words.split_last()?;
        Some(format!("{} is {} or {last}", self.value(about)?, first.join(", ")))
    }

    fn compared(&self, operator: Operator, left: &Expression, right: &Expression, not: bool) -> Option<String> {
        let is_empty = |side: &Expression| matches!(side, Expression::Text(text) if text.is_empty());
        let verb = match (operator, not) {
            (Operator::Equal, false) | (Operator::NotEqual, true) => " is ",
            (Operator::NotEqual, false) | (Operator::Equal, true) => " is not ",
            (Operator::Less, false) | (Operator::GreaterEqual, true) => " is less than ",
            (Operator::LessEqual, false) | (Operator::Greater, true) => " is at most ",
            (Operator::Greater, false) | (Operator::LessEqual, true) => " is more than ",
            (Operator::GreaterEqual, false) | (Operator::Less, true) => " is at least ",
            _ => return None,
        };
        if is_empty(right) && matches!(operator, Operator::Equal | Operator::NotEqual) {
            let open = verb == " is ";
            let verb = if open { "is left open" } else { "is answered" };
            return Some(format!("{} {verb}", self.value(left)?));
        }
        let said = match right {
            Expression::Text(code) => self.option(left, code),
            right => self.value(right)?,
        };
        Some([&self.value(left)?, verb, &said].concat())
    }

    /// As a number, a text or an answer.
    fn value(&self, expression: &Expression) -> Option<String> {
        Some(match expression {
            Expression::Text(text) => ["“", text, "”"].concat(),
            Expression::Number(number) => crate::words::grouped(&number.to_string()),
            Expression::Here => "the answer".to_owned(),
            Expression::Reference(reference) => self.name(reference)?,
            Expression::Column(name) => ["the choice’s ", name].concat(),
            Expression::Negative(inner) => ["minus ", &self.value(inner)?].concat(),
            Expression::Binary(operator, left, right) => {
                let word = match operator {
                    Operator::Add => " plus ",
                    Operator::Subtract => " minus ",
                    Operator::Multiply => " times ",
                    Operator::Divide => " divided by ",
                    _ => return None,
                };
                [&self.term(left)?, word, &self.term(right)?].concat()
            }
            Expression::Call(function, arguments) => {
                let one = || self.value(arguments.first()?);
                match function {
                    Function::CountSelected => ["the number of choices in ", &one()?].concat(),
                    Function::Count => ["the number of items in ", &one()?].concat(),
                    Function::Sum => ["the sum of ", &one()?].concat(),
                    Function::StringLength => ["the number of letters in ", &one()?].concat(),
                    Function::Today => "today".to_owned(),
                    Function::Now => "now".to_owned(),
                    Function::Number | Function::Int | Function::String | Function::Date => one()?,
                    Function::Round => [&one()?, ", rounded"].concat(),
                    Function::Position => "the number of this item".to_owned(),
                    Function::Coalesce => {
                        let [first, second] = &arguments[..] else { return None };
                        [&self.value(first)?, ", or where that is open ", &self.value(second)?].concat()
                    }
                    Function::If => {
                        let [test, then, other] = &arguments[..] else { return None };
                        let then = [&self.value(then)?, " if ", &self.truth(test, false)?].concat();
                        [&then, ", else ", &self.value(other)?].concat()
                    }
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn term(&self, expression: &Expression) -> Option<String> {
        let words = self.value(expression)?;
        let is_sum = matches!(expression, Expression::Binary(..));
        Some(if is_sum { ["(", &words, ")"].concat() } else { words })
    }

    /// “D1 Paid staff”; of a part “D2 Paid staff now: Full time”.
    fn name(&self, reference: &Reference) -> Option<String> {
        let whole = self.find(&reference.name).map(|question| (question, None));
        let (question, part) = whole.or_else(|| {
            let (id, part) = reference.name.split_once('.')?;
            Some((self.find(id)?, Some(part)))
        })?;
        let main = self.questionnaire.main_language();
        let name = [&question.id, " ", question.short_name().get(main, main)].concat();
        let label = part.and_then(|part| {
            let row = question.row(part).map(|row| &row.label);
            row.or_else(|| question.option(part).map(|option| &option.label))
        });
        Some(match (part, label) {
            (Some(_), Some(label)) => [&name, ": ", label.get(main, main)].concat(),
            (Some("amount"), None) | (None, _) => name,
            (Some(part), None) => [&name, ": ", part].concat(),
        })
    }

    /// The words of a code of what is compared, or the code itself.
    fn option(&self, of: &Expression, code: &str) -> String {
        let main = self.questionnaire.main_language();
        let words = self.question_of(of).and_then(|question| {
            let list = question.list.as_ref().and_then(|name| {
                let list = self.questionnaire.lists.iter().find(|list| list.name == *name)?;
                list.choices.iter().find(|choice| choice.code == code)
            });
            question.option(code).or(list).map(|option| option.label.get(main, main).to_owned())
        });
        let borough =
            || crate::place::BOROUGHS.iter().find(|borough| borough.code == code).map(|one| one.name.to_owned());
        words.or_else(borough).unwrap_or_else(|| ["“", code, "”"].concat())
    }

    fn question_of(&self, expression: &Expression) -> Option<&Question> {
        match expression {
            Expression::Here => self.find(self.own),
            Expression::Reference(reference) => {
                self.find(&reference.name).or_else(|| self.find(reference.name.split('.').next()?))
            }
            _ => None,
        }
    }

    fn find(&self, id: &str) -> Option<&Question> {
        all_questions(self.questionnaire).find(|question| question.id == id)
    }
}

/// How the parts of a condition, or of its opposite, are joined.
fn joins(expression: &Expression, not: bool) -> Option<Operator> {
    match expression {
        Expression::Not(inner) => joins(inner, !not),
        Expression::Binary(Operator::And, ..) => Some(if not { Operator::Or } else { Operator::And }),
        Expression::Binary(Operator::Or, ..) => Some(if not { Operator::And } else { Operator::Or }),
        _ => None,
    }
}

/// What is compared in each alternative, where it is the same in all of them, and with which codes.
fn alternatives<'a>(expression: &'a Expression, not: bool, codes: &mut Vec<&'a str>) -> Option<&'a Expression> {
    match expression {
        Expression::Binary(Operator::Or, left, right) if !not => {
            let (one, other) = (alternatives(left, not, codes)?, alternatives(right, not, codes)?);
            (one == other).then_some(one)
        }
        Expression::Binary(Operator::Equal, about, code) if !not => {
            let Expression::Text(code) = &**code else { return None };
            codes.push(code);
            (!code.is_empty()).then_some(about)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::rule_in_words;
    use crate::standard::state_of_the_sector;

    #[test]
    fn rules_are_said_as_people_say_them() {
        let survey = state_of_the_sector().unwrap();
        for (rule, words) in [
            ("${D1} = 'yes'", "D1 Paid staff is Yes"),
            (
                "${D1} = 'yes' and ${D4} > 3",
                "D1 Paid staff is Yes and D4 Volunteers in the last 12 months is more than 3",
            ),
            ("${D1} != 'yes'", "D1 Paid staff is not Yes"),
            (
                "not(${D1} = 'yes' and ${D4} > 3)",
                "D1 Paid staff is not Yes or D4 Volunteers in the last 12 months is at most 3",
            ),
            ("${F1} = 'home' or ${F1} = 'online'", "F1 Main premises is Someone’s home or None, we work online only"),
            ("selected(${B5}, 'E09000012')", "B5 Boroughs where you worked includes Hackney"),
            ("not(selected(${B5}, 'E09000012'))", "B5 Boroughs where you worked does not include Hackney"),
            ("${B6} = ''", "B6 Year you started is left open"),
            ("${D4} != ''", "D4 Volunteers in the last 12 months is answered"),
            (". >= 1000", "the answer is at least 1,000"),
            ("count-selected(${B9}) <= 3", "the number of choices in B9 How you work is at most 3"),
            (
                "${D4} > 0 and (${D1} = 'no' or ${C2} = '0')",
                "D4 Volunteers in the last 12 months is more than 0 and (D1 Paid staff is No or C2 Income band is Nothing)",
            ),
            ("regex(., '^[a-z]+$')", "regex(., '^[a-z]+$')"),
            ("${D4} >", "${D4} >"),
            ("${D4} + 1", "D4 Volunteers in the last 12 months plus 1"),
            ("${NOPE} = 1", "${NOPE} = 1"),
        ] {
            let said = rule_in_words(rule, &survey, "D4");
            // What an option is called is the instrument's business.
            assert_eq!(said, words, "{rule}");
        }
    }
}
