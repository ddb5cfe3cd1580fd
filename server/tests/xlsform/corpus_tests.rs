//! What is said about each form of the corpus.

use server::xlsform::{self, Problem};

use crate::corpus::{Case, all, workbook};

pub fn brief(problem: &Problem) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let row = part(&problem.row.map(|row| row.to_string()));
    let mark = if problem.is_error() { "!" } else { "" };
    format!("{mark}{} {row} {} {}", part(&problem.sheet), part(&problem.column), problem.code)
}

#[test]
fn every_form_has_exactly_its_problems() {
    let mut wrong = Vec::new();
    for Case { name, form, problems, .. } in all() {
        let read = xlsform::read(&workbook(form));
        let found: Vec<String> = read.problems.iter().map(brief).collect();
        assert_eq!(read.questionnaire.is_none(), read.problems.iter().any(Problem::is_error), "{name}");
        if found != *problems {
            wrong.push(format!(
                "{name}:\n  {}",
                read.problems.iter().map(|p| format!("{:?} {}", brief(p), p.message)).collect::<Vec<_>>().join("\n  ")
            ));
        }
    }
    std::fs::create_dir_all("/tmp/corpus").unwrap();
    for (i, Case { name, form, .. }) in all().enumerate() {
        std::fs::write(format!("/tmp/corpus/{i:03} {}.xlsx", name.replace('/', "_")), workbook(form)).unwrap();
        let read = xlsform::read(&workbook(form));
        std::fs::write(
            format!("/tmp/corpus/{i:03} {}.ours", name.replace('/', "_")),
            if read.questionnaire.is_some() { "ok" } else { "no" },
        )
        .unwrap();
        if let Some(q) = read.questionnaire {
            match xlsform::write(&q) {
                Ok(b) => {
                    std::fs::write(format!("/tmp/corpus/{i:03} {} again.xlsx", name.replace('/', "_")), &b).unwrap();
                    let r = xlsform::read(&b);
                    if r.questionnaire.as_ref() != Some(&q) {
                        wrong.push(format!("{name}: NOT SAME {:#?}", r.problems));
                    }
                }
                Err(e) => wrong.push(format!("{name}: CANNOT WRITE {e}")),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
