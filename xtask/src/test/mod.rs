//! `cargo xtask test`: every check and test, going on after a failure, counted at the end.

mod count;
mod openapi;
mod steps;
mod wasi;

use crate::say;
use crate::tree::Tree;
use anyhow::{Result, bail};
pub use count::Tally;
use std::time::Instant;

type Run = fn(&Tree, &mut Tally) -> Result<()>;

/// In the order of what is found out soonest; the last five test what `build` built.
const STEPS: [(&str, Run); 17] = [
    ("fmt", steps::fmt),
    ("tidy", steps::tidy),
    ("shared", steps::shared),
    ("expressions", steps::expressions),
    ("app", steps::app),
    ("xtask", steps::xtask),
    ("clippy", steps::clippy),
    ("clippy-ssr", steps::clippy_ssr),
    ("clippy-respond", steps::clippy_respond),
    ("clippy-staff", steps::clippy_staff),
    ("wasi", wasi::shared),
    ("build", steps::build),
    ("server", steps::server),
    ("xlsform", steps::xlsform),
    ("schemathesis", openapi::schemathesis),
    ("end2end", steps::end_to_end),
    ("faults", steps::faults),
];

const ON_THE_BUILT: [&str; 5] = ["server", "xlsform", "schemathesis", "end2end", "faults"];

pub fn test(tree: &Tree, names: &[&str]) -> Result<bool> {
    let begun = Instant::now();
    let mut all = Tally::default();
    let mut report = Vec::new();
    for (name, run) in chosen(names)? {
        let mut tally = Tally::default();
        let step = Instant::now();
        let outcome = say::step(&format!("── {name}"), || run(tree, &mut tally));
        if let Err(error) = outcome {
            eprintln!("{error:#}");
            // A step that broke off has failed even if every test that it got to had passed.
            if tally.failed == 0 {
                tally.failed = 1;
            }
        }
        all.add(&tally);
        let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
        let counts = format!("{} passed, {} failed", tally.passed, tally.failed);
        report.push(format!("{verdict:<7} {name:<15} {counts:<24} {}", say::took(step.elapsed())));
    }
    say::line("");
    report.iter().for_each(|line| say::line(line));
    say::line(&format!("\nall in {}", say::took(begun.elapsed())));
    say::line(&format!("{} passed, {} failed", all.passed, all.failed));
    Ok(all.failed == 0)
}

/// The steps asked for, or all; `clippy` stands for `clippy-…` too, and what tests the server needs `build`.
fn chosen(names: &[&str]) -> Result<Vec<(&'static str, Run)>> {
    if let Some(odd) = names.iter().find(|name| !STEPS.iter().any(|(step, _)| step == *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        bail!("There is no test step {odd}; there are {}", known.join(", "));
    }
    let asked = |step: &str| {
        names.is_empty()
            || names.iter().any(|name| step == *name || step.starts_with(&format!("{name}-")))
            || (step == "build" && names.iter().any(|name| ON_THE_BUILT.contains(name)))
    };
    Ok(STEPS.into_iter().filter(|(step, _)| asked(step)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &[&str]) -> Vec<&'static str> {
        chosen(of).unwrap().into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_name_chooses_its_family_and_what_it_needs() {
        assert_eq!(names(&["clippy-ssr", "fmt"]), ["fmt", "clippy-ssr"]);
        assert_eq!(names(&["clippy"]).len(), 4);
        assert_eq!(names(&["end2end"]), ["build", "end2end"]);
        assert_eq!(names(&[]).len(), STEPS.len());
        assert!(chosen(&["nonsense"]).is_err());
    }
}
