//! London's standard instruments, as data in `data/`: State of the Sector and the needs pulse.

use crate::questionnaire::Questionnaire;

/// The file of the State of the Sector as it lies in the repository.
pub const SOURCE: &str = include_str!("../data/state-of-the-sector.json");

/// The file of the needs pulse: ten questions, meant to be asked often.
pub const PULSE_SOURCE: &str = include_str!("../data/needs-pulse.json");

/// The standard questionnaire, version 0: it gets its number when it is published.
pub fn state_of_the_sector() -> Result<Questionnaire, serde_json::Error> {
    serde_json::from_str(SOURCE)
}

/// The needs pulse, version 0. What it shares with the standard it asks in the same words under the same ids.
pub fn needs_pulse() -> Result<Questionnaire, serde_json::Error> {
    serde_json::from_str(PULSE_SOURCE)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use crate::questionnaire::check;

    /// The questions of a file by id, as they stand there.
    fn asked(source: &str) -> BTreeMap<String, Value> {
        let file: Value = serde_json::from_str(source).unwrap();
        let sections = file["sections"].as_array().unwrap().iter();
        let questions = sections.flat_map(|section| section["questions"].as_array().unwrap());
        questions.map(|question| (question["id"].as_str().unwrap().to_owned(), question.clone())).collect()
    }

    #[test]
    fn the_pulse_asks_ten_questions_in_the_standards_own_words_where_it_asks_the_same() {
        let (pulse, standard) = (asked(PULSE_SOURCE), asked(SOURCE));
        let own: Vec<&str> = pulse.keys().map(String::as_str).filter(|id| !standard.contains_key(*id)).collect();
        assert_eq!((pulse.len(), own), (10, vec!["N1", "N2"]));
        for (id, question) in pulse.iter().filter(|(id, _)| standard.contains_key(*id)) {
            assert_eq!(question.to_string(), standard[id].to_string(), "{id}");
        }
        assert_eq!(pulse["N1"]["options"], standard["E1"]["options"], "the same scale as over twelve months");
    }

    #[test]
    fn both_can_be_published() {
        for instrument in [state_of_the_sector().unwrap(), needs_pulse().unwrap()] {
            assert_eq!(check(&instrument), []);
        }
        assert_eq!(needs_pulse().unwrap().minutes.full, (4, 5));
    }
}
