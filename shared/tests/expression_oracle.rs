//! Our expressions against the engines of ODK Web Forms and of Enketo: a few thousand made at random, the same ones
//! each time, and every part of each. What differs is listed with its reason in `src/expression/differences.md`, and
//! nothing else may.
//!
//! `cargo xtask test expressions` installs the engines and runs this.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod oracle;

use std::collections::BTreeMap;
use std::path::Path;

use oracle::differences::{self, Engine};
use oracle::form::{self, Answers};
use oracle::node::{self, Outcome};
use oracle::random::Random;
use shared::expression::{Expression, evaluate, parse};

const EXPRESSIONS: usize = 4000;

#[test]
#[ignore = "needs the engines: cargo xtask test expressions"]
fn what_differs_from_the_engines_of_the_field_is_known() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("../end2end/oracle");
    assert!(
        folder.join("node_modules/@getodk").exists(),
        "run `cargo xtask test expressions`: it installs the engines"
    );
    let parts = parts();
    let mut found = Found::default();
    // Signs are the other way round in the names of such zones: five hours east.
    for (zone, offset) in [("UTC", 0), ("Etc/GMT-5", 300)] {
        found.compare(&folder, zone, &parts, Answers { offset });
    }
    for (name, lines) in &found.known {
        eprintln!("{:>5} {name}", lines.len());
    }
    if let Ok(file) = std::env::var("SECTORWISE_DIFFERENCES") {
        let lines = found.known.iter().flat_map(|(name, all)| all.iter().map(move |line| [name, ": ", line].concat()));
        std::fs::write(file, lines.collect::<Vec<_>>().join("\n")).unwrap();
    }
    found.unknown.sort_by_key(String::len);
    let shown: Vec<&str> = found.unknown.iter().take(60).map(String::as_str).collect();
    assert!(shown.is_empty(), "{} unknown differences, such as\n{}", found.unknown.len(), shown.join("\n"));
    let known: Vec<&str> = found.known.into_keys().collect();
    let listed = differences::listed(&here.join("src/expression/differences.md"));
    assert_eq!(known, listed, "differences found (left) and listed (right)");
}

/// Every expression, with every part of one that can stand alone, by its printed form.
fn parts() -> BTreeMap<String, Expression> {
    let mut random = Random::new(20_261_122);
    let mut parts = BTreeMap::new();
    let texts = form::FIXED.iter().map(|text| (*text).to_owned()).chain((0..EXPRESSIONS).map(|_| random.expression()));
    for text in texts {
        let mut left = vec![parse(&text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))];
        while let Some(part) = left.pop() {
            left.extend(children(&part).into_iter().cloned());
            parts.insert(part.to_string(), part);
        }
    }
    parts
}

fn children(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::Not(inner) | Expression::Negative(inner) => vec![inner],
        Expression::Binary(_, left, right) => vec![left, right],
        // A repeat alone is nothing, and what is in a predicate speaks of its rows.
        Expression::Call(_, arguments) => arguments.iter().filter(|part| part.to_string() != "${sites}").collect(),
        _ => Vec::new(),
    }
}

/// Differences by name, and those without one.
#[derive(Default)]
struct Found {
    known: BTreeMap<&'static str, Vec<String>>,
    unknown: Vec<String>,
}

/// What an expression is here and there.
struct Judged<'a> {
    expression: &'a Expression,
    ours: String,
    theirs: [Outcome; 2],
    differs: [bool; 2],
}

impl Found {
    fn compare(&mut self, folder: &Path, zone: &str, parts: &BTreeMap<String, Expression>, answers: Answers) {
        let texts: Vec<String> = parts.keys().cloned().collect();
        let outcomes = node::ask(folder, zone, &texts);
        let value = |part: &Expression| evaluate(part, &answers).text();
        let judge = |(text, theirs): (&'_ String, [Outcome; 2])| {
            let (expression, ours) = (&parts[text], value(&parts[text]));
            let differs = [!theirs[0].agrees(&ours), !theirs[1].agrees(&ours) && !theirs[1].is_not_there()];
            (text.clone(), Judged { expression, ours, theirs, differs })
        };
        let judged: BTreeMap<String, Judged> = texts.iter().zip(outcomes).map(judge).collect();
        let agreed = judged.values().filter(|judged| judged.differs == [false, false]).count();
        eprintln!("{:>5} expressions and parts in {zone}, {agreed} of which both engines agree with", judged.len());
        for (text, here) in &judged {
            for engine in [Engine::Odk, Engine::Enketo] {
                // What follows from a part that differs is no difference of its own.
                let inherits = |part: &&Expression| judged[&part.to_string()].differs[engine as usize];
                if !here.differs[engine as usize] || children(here.expression).iter().any(inherits) {
                    continue;
                }
                let theirs = &here.theirs[engine as usize];
                let line =
                    [text, "\n    ours ", &here.ours, "\n    ", engine.name(), " ", &theirs.to_string()].concat();
                match differences::known(here.expression, &here.ours, theirs, engine, &value) {
                    Some(name) => self.known.entry(name).or_default().push(line),
                    None => self.unknown.push(line),
                }
            }
        }
    }
}
