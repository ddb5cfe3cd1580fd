//! Answers to the standard survey to choose from, and the check that a phone makes before it lets one finish.

use anyhow::{Context, Result, bail};
use fastrand::Rng;
use serde_json::{Map, Value};
use shared::interview::{Contact, Finished, Form, check_received};
use shared::time::Stamp;
use std::sync::Arc;

pub const SURVEY: &str = "state-of-the-sector";

/// Real answers, as `sectorwise demo` makes them up.
pub struct Answers {
    form: Arc<Form>,
    all: Vec<(Map<String, Value>, Option<Value>)>,
}

impl Answers {
    /// From submissions, one a line, to the standard survey as a first start publishes it.
    pub fn read(lines: &str) -> Result<Answers> {
        let mut standard = shared::standard::state_of_the_sector().context("The standard survey cannot be read")?;
        standard.version = 1;
        let Ok(form) = Form::new(standard) else { bail!("The standard survey has faults") };
        let mut all = Vec::new();
        for line in lines.lines() {
            let mut value: Value = serde_json::from_str(line).context("A made-up submission is not JSON")?;
            let Value::Object(answers) = value["answers"].take() else { bail!("A submission without answers") };
            all.push((answers, value.get("contact").cloned()));
        }
        if all.is_empty() {
            bail!("No submission was made up");
        }
        Ok(Answers { form: Arc::new(form), all })
    }

    /// Answers that may be finished at `now`, whatever year the device takes it for; `None` where none of a few
    /// do, since a survey about this year has little to say in another.
    pub fn any(&self, chance: &mut Rng, now: Stamp) -> Option<Finished> {
        (0..20).find_map(|_| {
            let (answers, contact) = chance.choice(&self.all)?;
            let problems = check_received(&self.form, answers, contact.as_ref(), now);
            let is_fine = !problems.iter().any(shared::Problem::is_error);
            let contact = contact.as_ref().and_then(Contact::from_value);
            is_fine.then(|| Finished { answers: answers.clone(), contact })
        })
    }

    pub fn notice(&self) -> &str {
        &self.form.questionnaire().notice.version
    }
}
