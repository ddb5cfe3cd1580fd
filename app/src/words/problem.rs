//! The edge where problems become sentences: short, plain, no blame, and what to do next.

use shared::json::plain;
use shared::organisation_id::LISTS;
use shared::problem::{Code, Problem};
use shared::questionnaire::{Kind, Question};
use shared::words::grouped;

use crate::words;

/// The sentence for a problem at a question; no full stop, since it stands alone at its field.
pub fn sentence(question: Option<&Question>, problem: &Problem) -> String {
    let detail = problem.detail.as_str();
    let kind = question.map(|question| question.kind);
    match problem.code {
        Code::Required => required(question),
        Code::WrongType => words::cannot_be_read().into(),
        Code::UnknownQuestion => words::unknown_question().into(),
        Code::UnknownOption | Code::MissingNotOffered => words::choose_one_shown().into(),
        Code::UnknownRow => words::unknown_row().into(),
        Code::NotShown => words::not_asked().into(),
        Code::ExclusiveWithOthers if detail == "none" => words::not_both_registered().into(),
        Code::ExclusiveWithOthers if detail == "all-london" => words::not_both_london().into(),
        Code::ExclusiveWithOthers => {
            let label = question
                .and_then(|question| question.option(detail))
                .map_or(words::none_of_these(), |o| o.label.plain());
            words::not_both(label)
        }
        Code::Repeated => words::each_once().into(),
        Code::TooMany if detail.is_empty() => words::more_than_there_is().into(),
        Code::TooMany => words::choose_up_to(detail),
        Code::NotANumber if kind == Some(Kind::Money) => words::whole_pounds_example().into(),
        Code::NotANumber if kind == Some(Kind::Year) => words::year_example().into(),
        Code::NotANumber => words::number_example().into(),
        Code::TooManyDecimals if detail == "0" && kind == Some(Kind::Money) => words::without_pence().into(),
        Code::TooManyDecimals if detail == "0" => words::whole_number_example().into(),
        Code::TooManyDecimals => words::one_decimal().into(),
        Code::TooSmall if kind == Some(Kind::Year) => words::year_from(detail),
        Code::TooSmall => words::or_more(detail),
        Code::TooLarge => words::or_less(&grouped(detail)),
        Code::YearInFuture => words::year_in_future(detail),
        Code::NotADate => match kind {
            Some(Kind::Money) => words::day_year_ended().into(),
            Some(Kind::Time) => words::time_example().into(),
            _ => words::day_example().into(),
        },
        Code::SumNot100 => sum(detail),
        Code::TooLong => words::shorten_to(&grouped(detail)),
        Code::NotAPostcode => words::postcode_example().into(),
        Code::BoroughMissing => words::borough_or_outside().into(),
        Code::UnknownBorough => words::borough_from_list().into(),
        Code::NotAnOrganisationId => match LISTS.iter().find(|list| problem.row.as_deref() == Some(list.code)) {
            Some(list) => words::check_the_number(&lower(list.label), list.example),
            None => words::check_number().into(),
        },
        Code::UnknownList => words::unknown_list().into(),
        Code::NotAnEmail => words::email_example().into(),
        Code::Constraint => detail.to_owned(),
        Code::Calculation => words::worked_out().into(),
        Code::Unreadable => words::unreadable().into(),
        Code::UnknownSurvey => words::unknown_survey().into(),
        Code::UnknownVersion => words::unknown_version().into(),
        Code::WrongEditKey => words::wrong_phone().into(),
        Code::NoFirstRevision => words::no_first().into(),
    }
}

fn required(question: Option<&Question>) -> String {
    match question {
        Some(question) => match question.kind {
            Kind::Consent => words::tick_to_take_part().into(),
            Kind::Place => words::postcode_or_borough().into(),
            Kind::Text | Kind::Long | Kind::Number | Kind::Year | Kind::Money => {
                words::enter_it(&lower(question.short_name().plain()))
            }
            _ => words::choose_an_answer(&lower(question.short_name().plain())),
        },
        None => words::answer_missing().into(),
    }
}

fn sum(detail: &str) -> String {
    let sum = shared::number::read(detail).unwrap_or_default();
    let rest = ((100.0 - sum) * 100.0).round() / 100.0;
    if rest > 0.0 { words::sum_short(detail, &plain(rest)) } else { words::sum_over(detail, &plain(-rest)) }
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
}
