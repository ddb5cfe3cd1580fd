//! Measures how long one answer takes in a survey of 1,000 questions with 1,000 relevances in chains 20 deep.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use serde_json::json;
use shared::Questionnaire;
use shared::interview::{Form, Interview};
use shared::time::Stamp;

const CHAINS: usize = 50;
const DEEP: usize = 20;
const ROUNDS: usize = 20_000;

fn main() -> Result<(), String> {
    let questionnaire = survey().map_err(|error| error.to_string())?;
    let form = Arc::new(Form::new(questionnaire).map_err(|faults| format!("{faults:?}"))?);
    let mut interview = Interview::new(form, Stamp { millis: 0, offset: 0 });
    for chain in 0..CHAINS {
        for place in 0..=DEEP {
            interview.set(&format!("q{chain}_{place}"), Some(json!("a")));
        }
    }
    let mut times: Vec<f64> = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        // Each answer makes a whole chain of twenty appear or vanish.
        let id = format!("q{}_0", round / 2 % CHAINS);
        let value = Some(json!(if round % 2 == 0 { "b" } else { "a" }));
        let began = Instant::now();
        black_box(interview.set(&id, value));
        times.push(began.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    let figure = json!({"figure": "an answer worked out, 1,000 rules in chains of 20, median", "value": at(0.5),
                        "unit": "µs", "at_most": 20});
    #[expect(clippy::print_stdout, reason = "the bench reads it")]
    {
        println!("{figure}");
        println!("p95 {:.1} µs", at(0.95));
    }
    Ok(())
}

fn survey() -> Result<Questionnaire, serde_json::Error> {
    let options = json!([{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]);
    let question = |chain: usize, place: usize| {
        let mut question =
            json!({"id": format!("q{chain}_{place}"), "type": "single", "label": "?", "options": options});
        if place > 0
            && let Some(fields) = question.as_object_mut()
        {
            fields.insert("relevant".into(), json!(format!("${{q{chain}_{}}} = 'a'", place - 1)));
        }
        question
    };
    let questions: Vec<_> = (0..CHAINS).flat_map(|chain| (0..=DEEP).map(move |place| (chain, place))).collect();
    let questions: Vec<_> = questions.into_iter().map(|(chain, place)| question(chain, place)).collect();
    serde_json::from_value(json!({"slug": "rules", "title": "Rules", "languages": ["en"],
        "sections": [{"id": "all", "title": "All", "questions": questions}]}))
}
