//! The edge where problems become English sentences: short, plain, no blame, and what to do next.

use crate::json::plain;
use crate::organisation_id::LISTS;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Kind, Question};

/// The sentence for a problem at a question; no full stop, since it stands alone at its field.
pub fn sentence(question: Option<&Question>, problem: &Problem) -> String {
    let detail = problem.detail.as_str();
    let kind = question.map(|question| question.kind);
    match problem.code {
        Code::Required => required(question),
        Code::WrongType => "This answer cannot be read. Give it again".into(),
        Code::UnknownQuestion => "This survey does not ask this question".into(),
        Code::UnknownOption | Code::MissingNotOffered => "Choose one of the answers shown".into(),
        Code::UnknownRow => "This survey does not have this row".into(),
        Code::NotShown => "This question is not asked after your other answers".into(),
        Code::ExclusiveWithOthers if detail == "none" => "Choose “Not registered” or give a number, not both".into(),
        Code::ExclusiveWithOthers if detail == "all-london" => {
            "Choose “All of London” or single boroughs, not both".into()
        }
        Code::ExclusiveWithOthers => {
            let label =
                question.and_then(|question| question.option(detail)).map_or("None of these", |o| o.label.plain());
            format!("Choose “{label}” or other answers, not both")
        }
        Code::Repeated => "Choose each answer once".into(),
        Code::TooMany if detail.is_empty() => "That is more than there is to choose from".into(),
        Code::TooMany => format!("Choose up to {detail}"),
        Code::NotANumber if kind == Some(Kind::Money) => {
            "Enter your income in whole pounds, for example 18,400. For none, enter 0".into()
        }
        Code::NotANumber if kind == Some(Kind::Year) => "Enter a year, for example 1998".into(),
        Code::NotANumber => "Enter a number, for example 12".into(),
        Code::TooManyDecimals if detail == "0" && kind == Some(Kind::Money) => {
            "Enter whole pounds, without pence".into()
        }
        Code::TooManyDecimals if detail == "0" => "Enter a whole number, for example 12".into(),
        Code::TooManyDecimals => "Use one decimal at most, for example 2.5".into(),
        Code::TooSmall if kind == Some(Kind::Year) => format!("Enter a year from {detail} on"),
        Code::TooSmall => format!("Enter {detail} or more"),
        Code::TooLarge => format!("Enter {} or less", grouped(detail)),
        Code::YearInFuture => format!("The year you started cannot be after {detail}"),
        Code::NotADate => match kind {
            Some(Kind::Money) => "Choose the day on which that year ended".into(),
            Some(Kind::Time) => "Enter a time, for example 14:30".into(),
            _ => "Enter a day, for example 31 March 2026".into(),
        },
        Code::SumNot100 => sum(detail),
        Code::TooLong => format!("Shorten this to {} characters", grouped(detail)),
        Code::NotAPostcode => "Enter a full postcode, for example E8 1DY".into(),
        Code::BoroughMissing => "Choose the borough, or “Outside London”".into(),
        Code::UnknownBorough => "Choose a borough from the list".into(),
        Code::NotAnOrganisationId => match LISTS.iter().find(|list| problem.row.as_deref() == Some(list.code)) {
            Some(list) => format!("Check the {}: it should look like {}", lower(list.label), list.example),
            None => "Check the number".into(),
        },
        Code::UnknownList => "This kind of number is not known here".into(),
        Code::NotAnEmail => "Enter an email address, for example name@example.org".into(),
        Code::Constraint => detail.to_owned(),
        Code::Calculation => "This is worked out from other answers. Give them again".into(),
        Code::Unreadable => "These answers could not be read".into(),
        Code::UnknownSurvey => "There is no such survey here".into(),
        Code::UnknownVersion => "This version of the survey is not known here".into(),
        Code::WrongEditKey => "Only the phone that sent these answers can change them".into(),
        Code::NoFirstRevision => "The first answers have not arrived yet".into(),
    }
}

fn required(question: Option<&Question>) -> String {
    match question {
        Some(question) => match question.kind {
            Kind::Consent => "Tick the box to take part".into(),
            Kind::Place => "Enter your postcode, or choose the borough".into(),
            Kind::Text | Kind::Long | Kind::Number | Kind::Year | Kind::Money => {
                format!("Enter: {}", lower(question.short_name().plain()))
            }
            _ => format!("Choose an answer: {}", lower(question.short_name().plain())),
        },
        None => "An answer is missing".into(),
    }
}

fn sum(detail: &str) -> String {
    let sum = crate::number::read(detail).unwrap_or_default();
    let rest = ((100.0 - sum) * 100.0).round() / 100.0;
    if rest > 0.0 {
        format!("The parts add up to {detail}%. Share out the last {}%", plain(rest))
    } else {
        format!("The parts add up to {detail}%. Take away {}%", plain(-rest))
    }
}

/// `10000000000` → `10,000,000,000`.
pub fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    let digits = whole.trim_start_matches('-');
    if digits.len() < whole.len() {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// With a small first letter, but not in abbreviations such as "NHS".
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            // ASCII is enough for the names of questions; the tables for the rest are large.
            [first.to_ascii_lowercase().to_string().as_str(), text.get(first.len_utf8()..).unwrap_or_default()].concat()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_says_what_is_left() {
        assert_eq!(sum("90"), "The parts add up to 90%. Share out the last 10%");
        assert_eq!(sum("105.5"), "The parts add up to 105.5%. Take away 5.5%");
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped("10000000"), "10,000,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("-1234.5"), "-1,234.5");
    }
}
