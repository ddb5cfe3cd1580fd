//! `sectorwise interview`: the same interview as on a phone, without a screen; a line of JSON after each step.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use app::words::{in_language, sentence};
use clap::Args;
use serde_json::{Map, Value, json};
use shared::interview::{Form, Interview as Talk};
use shared::problem::{Code, Problem};
use shared::questionnaire::Kind;
use shared::time::Stamp;

use super::say;
use crate::clock;
use crate::questionnaire_file;

#[derive(Args)]
pub struct Interview {
    /// The questionnaire: a workbook (XLSForm, .xlsx) or our own .json
    file: PathBuf,
    /// A list of steps: {"set":{"question":value}}, {"language":"pl"}, {"add":"sites"}, {"remove":"sites[2]"}, {"finish":true}
    #[arg(long, value_name = "FILE")]
    script: PathBuf,
    /// The moment that today() and now() tell, RFC 3339; this one if not given
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

pub fn interview(args: &Interview) -> anyhow::Result<()> {
    let now = match &args.now {
        Some(text) => Stamp::parse(text).with_context(|| format!("{text:?} is not RFC 3339"))?,
        None => Stamp { millis: clock::now(), offset: 0 },
    };
    // What was read is checked already.
    let (questionnaire, _) = questionnaire_file::sound(&args.file)?;
    let form = Form::of_published(questionnaire);
    let mut screen = Screen { talk: Talk::new(Arc::new(form), now), is_finished: false };
    for (index, step) in steps(&args.script)?.iter().enumerate() {
        let wrong = screen.take(step).with_context(|| format!("step {} of {}", index + 1, args.script.display()))?;
        say(&screen.line(wrong).to_string());
    }
    Ok(())
}

/// A JSON list, or one step a line.
fn steps(script: &Path) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(script).with_context(|| format!("{} cannot be read", script.display()))?;
    match serde_json::from_str(&text) {
        Ok(Value::Array(steps)) => return Ok(steps),
        Ok(step @ Value::Object(_)) => return Ok(vec![step]),
        Ok(_) => bail!("{} is not a list of steps", script.display()),
        Err(_) => {}
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let steps: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
    steps.with_context(|| format!("{} is not JSON", script.display()))
}

struct Screen {
    talk: Talk,
    is_finished: bool,
}

impl Screen {
    /// Does one step; the problems are those of the step itself.
    fn take(&mut self, step: &Value) -> anyhow::Result<Vec<Problem>> {
        let step = step.as_object().filter(|step| !step.is_empty()).context("a step is an object")?;
        self.is_finished = false;
        let mut wrong = Vec::new();
        for (key, value) in step {
            match (key.as_str(), value) {
                ("set", Value::Object(answers)) => wrong.extend(self.set(answers)),
                ("language", Value::String(language)) => self.talk.set_language(language),
                ("add", Value::String(repeat)) if !self.talk.add_item(repeat) => {
                    wrong.push(Problem::new(repeat, Code::UnknownQuestion));
                }
                ("add", Value::String(_)) => {}
                ("remove", Value::String(item)) if !self.remove(item) => {
                    wrong.push(Problem::new(item, Code::UnknownQuestion));
                }
                ("remove", Value::String(_)) => {}
                ("finish", Value::Bool(finishes)) => self.is_finished = *finishes,
                _ => bail!("{key} is no step, or its value does not fit"),
            }
        }
        Ok(wrong)
    }

    fn set(&mut self, answers: &Map<String, Value>) -> Vec<Problem> {
        let mut wrong = Vec::new();
        for (path, value) in answers {
            let is_computed = self.talk.form().question_at(path).is_some_and(|question| question.calculation.is_some());
            if self.talk.form().spot(path).is_none() || !self.talk.has(path) {
                wrong.push(Problem::new(path, Code::UnknownQuestion));
            } else if !is_computed {
                self.talk.set(path, Some(value.clone()).filter(|value| !value.is_null()));
            }
        }
        wrong
    }

    /// `sites[2]`, from 1.
    fn remove(&mut self, item: &str) -> bool {
        let place = item.strip_suffix(']').and_then(|item| item.split_once('['));
        let number = place.and_then(|(repeat, number)| Some((repeat, number.parse::<usize>().ok()?.checked_sub(1)?)));
        number.is_some_and(|(repeat, number)| self.talk.remove_item(repeat, number))
    }

    fn line(&self, wrong: Vec<Problem>) -> Value {
        let (talk, form) = (&self.talk, self.talk.form());
        let (mut shown, mut values, mut choices, mut problems) = (Vec::new(), Map::new(), Map::new(), wrong);
        for spot in talk.spots() {
            let path = form.path(spot);
            let Some(question) = form.question_at(&path) else { continue };
            if let Some(value) = talk.value(&path) {
                values.insert(path.clone(), value);
            }
            if let Some(codes) = talk.offered(&path) {
                choices.insert(path.clone(), json!(codes));
            }
            if question.kind != Kind::Calculate {
                let found = talk.problems_at(&path).into_iter();
                problems.extend(found.filter(|problem| self.is_finished || problem.code != Code::Required));
                shown.push(path);
            }
        }
        let said = |problem: &Problem| {
            let asked = form.question_at(&problem.question);
            // In the language of the last step, as far as there are words in it.
            let message = in_language(talk.language(), || sentence(asked, problem));
            let mut said = json!({"question": problem.question, "code": problem.code, "message": message});
            if let (Some(said), Ok(more)) = (said.as_object_mut(), serde_json::to_value(problem)) {
                let more = more.as_object().cloned().unwrap_or_default();
                said.extend(more.into_iter().filter(|(key, _)| key == "row" || key == "severity"));
            }
            said
        };
        let progress = talk.progress();
        let mut line = json!({
            "shown": shown, "values": values, "problems": problems.iter().map(said).collect::<Vec<_>>(),
            "progress": {"answered": progress.answered, "of": progress.of},
        });
        if let Some(line) = line.as_object_mut() {
            if !choices.is_empty() {
                line.insert("choices".into(), Value::Object(choices));
            }
            if self.is_finished
                && let Ok(finished) = talk.finish()
            {
                line.insert("answers".into(), Value::Object(finished.answers));
            }
        }
        line
    }
}
