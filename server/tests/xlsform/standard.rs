//! The surveys of the project itself as workbooks.

use server::xlsform;
use shared::questionnaire::Questionnaire;

/// The London standard, and the survey of the end-to-end tests, which has every kind and three languages.
pub fn surveys() -> Vec<(&'static str, Questionnaire)> {
    let kinds = include_str!("../../../end2end/surveys/kinds.json");
    vec![
        ("standard", shared::standard::state_of_the_sector().unwrap()),
        ("kinds", serde_json::from_str(kinds).unwrap()),
    ]
}

#[test]
fn they_come_back_as_they_were() {
    for (name, survey) in surveys() {
        let read = xlsform::read(&xlsform::write(&survey).unwrap());
        let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(read.questionnaire, Some(survey), "{name}");
    }
}
