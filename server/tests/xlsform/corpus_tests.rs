//! What is said about each form of the corpus.

use server::xlsform::{self, Problem};

use crate::corpus::{Case, all, workbook};
use crate::support::briefs;

#[test]
fn every_form_has_exactly_its_problems() {
    let mut wrong = Vec::new();
    for Case { name, form, problems, .. } in all() {
        let read = xlsform::read(&workbook(form));
        assert_eq!(read.questionnaire.is_none(), read.problems.iter().any(Problem::is_error), "{name}");
        if briefs(&read.problems) != *problems {
            let said: Vec<String> = read.problems.iter().map(Problem::to_string).collect();
            wrong.push(format!("{name}: {:#?}\n{}", briefs(&read.problems), said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_form_that_is_taken_comes_back_from_its_own_workbook() {
    for Case { name, form, .. } in all() {
        let Some(questionnaire) = xlsform::read(&workbook(form)).questionnaire else { continue };
        let again = xlsform::read(&xlsform::write(&questionnaire).unwrap());
        assert_eq!(again.questionnaire, Some(questionnaire), "{name}: {:#?}", again.problems);
    }
}

#[test]
fn names_of_forms_are_unique() {
    let mut names: Vec<&str> = all().map(|case| case.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}
