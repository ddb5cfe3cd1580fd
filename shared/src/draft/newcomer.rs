//! How a new group with no staff answers: what the short route asks about, by instrument.

use serde_json::{Map, Value};

use super::Bank;
use crate::Kind;
use crate::questionnaire::Questionnaire;

/// Instrument, question and code.
const NEW_GROUP: [(&str, &str, &str); 2] = [("state-of-the-sector", "D1", "no"), ("state-of-the-sector", "C2", "0")];

/// The agreement that comes before everything else.
pub fn agreed(questionnaire: &Questionnaire) -> Map<String, Value> {
    let asked = questionnaire.questions().filter(|question| question.kind == Kind::Consent);
    asked.map(|question| (question.id.clone(), Value::Bool(true))).collect()
}

/// With these answers a survey takes the short route; empty where no instrument says how.
pub fn newcomer(questionnaire: &Questionnaire, bank: &Bank) -> Map<String, Value> {
    let slug = bank.instrument_of(questionnaire).map(|instrument| instrument.slug.as_str());
    let answers = NEW_GROUP.into_iter().filter(|(instrument, id, code)| {
        let asked = questionnaire.question(id);
        slug == Some(instrument) && asked.is_some_and(|question| question.option(code).is_some())
    });
    answers.map(|(_, id, code)| (id.to_owned(), code.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Form, Interview};
    use crate::time::Stamp;

    #[test]
    fn a_new_group_takes_the_short_route() {
        let bank = Bank::built_in().unwrap();
        let survey = bank.begin("state-of-the-sector", "hackney").unwrap();
        let mut interview = Interview::new(Form::new(survey.clone()).unwrap().into(), Stamp { millis: 0, offset: 0 });
        assert!(!interview.is_short_route());
        for (id, value) in newcomer(&survey, &bank).into_iter().chain(agreed(&survey)) {
            interview.set(&id, Some(value));
        }
        assert!(interview.is_short_route());
        assert!(newcomer(&bank.begin("needs-pulse", "p").unwrap(), &bank).is_empty());
    }
}
