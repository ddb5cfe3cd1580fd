//! How long the import of a large XLSForm takes: 1,000 questions in 10 languages. One line of JSON.

use std::io::Write;
use std::time::{Duration, Instant};

use server::xlsform;
use shared::Kind;
use shared::questionnaire::{Choice, Constraint, Question, Questionnaire, Section};
use shared::rows::Rows;
use shared::text::Text;

const LANGUAGES: [&str; 10] = ["en", "pl", "bn", "gu", "pa", "ur", "so", "tr", "ar", "fr"];
const QUESTIONS: usize = 1_000;
const TIMES: usize = 9;
const MOST_MILLISECONDS: u32 = 300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = xlsform::write(&questionnaire())?;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let read = xlsform::read(&bytes);
        times.push(begun.elapsed());
        if read.questionnaire.is_none() {
            return Err(format!("{:?}", read.problems).into());
        }
    }
    times.sort();
    let median = times.get(TIMES / 2).copied().unwrap_or(Duration::ZERO);
    let figure = serde_json::json!({
        "figure": "XLSForm of 1,000 questions in 10 languages imported",
        "value": (median.as_secs_f64() * 1e4).round() / 10.0,
        "unit": "ms",
        "at_most": MOST_MILLISECONDS,
    });
    writeln!(std::io::stdout(), "{figure}")?;
    Ok(())
}

fn questionnaire() -> Questionnaire {
    let page = |index: usize| Section {
        id: format!("page-{index}"),
        title: words(&format!("Page {index}")),
        questions: (0..20).map(|question| self::question(index * 20 + question)).collect(),
        ..Section::default()
    };
    Questionnaire {
        slug: "large".to_owned(),
        title: "A large survey".into(),
        languages: LANGUAGES.map(str::to_owned).into(),
        sections: (0..QUESTIONS / 20).map(page).collect(),
        ..Questionnaire::default()
    }
}

/// A third each of choices, numbers and texts; every question after the first page has a rule.
fn question(number: usize) -> Question {
    let kind = [Kind::Single, Kind::Number, Kind::Text].get(number % 3).copied().unwrap_or_default();
    let option = |index: usize| Choice {
        code: format!("option-{index}"),
        label: words(&format!("Option {index} of question {number}")),
        ..Choice::default()
    };
    let before = number.saturating_sub(number % 3 + 3);
    let constraint = Constraint {
        test: format!(". >= 0 and . <= {number} + 100 and ${{q{}}} != 'option-2'", before),
        message: words("A number that fits to what you said before"),
        severity: shared::Severity::Error,
    };
    Question {
        id: format!("q{number}"),
        kind,
        version: 1,
        label: words(&format!("What about the matter with the number {number}, in the last 12 months?")),
        hint: Some(words("Choose what fits best. A careful guess is fine")),
        required: number.is_multiple_of(2),
        relevant: (number >= 20).then(|| format!("${{q{before}}} = 'option-1' or ${{q{before}}} = 'option-3'")),
        options: if kind == Kind::Single { (0..6).map(option).collect() } else { Vec::new() },
        constraints: if kind == Kind::Number && number > 5 { vec![constraint] } else { Vec::new() },
        ..Question::default()
    }
}

/// The same words in every language, which take as much room as different ones.
fn words(text: &str) -> Text {
    let mut rows = Rows::default();
    LANGUAGES.iter().for_each(|tag| rows.insert((*tag).to_owned(), format!("{text} ({tag})")));
    Text::Many(rows)
}
