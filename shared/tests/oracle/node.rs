//! The engines, in one Node process.

use std::fmt::{Display, Formatter};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::form;

/// What an engine makes of an expression.
#[derive(Clone, Debug)]
pub enum Outcome {
    Text(String),
    Error(String),
}

impl Outcome {
    /// The same text, or the same number but for the last digits of a power.
    pub fn agrees(&self, ours: &str) -> bool {
        let Outcome::Text(theirs) = self else { return false };
        if theirs == ours {
            return true;
        }
        match (ours.parse::<f64>(), theirs.parse::<f64>()) {
            (Ok(a), Ok(b)) => a == b || ((a - b) / a).abs() < 1e-12,
            _ => false,
        }
    }

    /// Whether the engine lacks the function: Enketo rewrites some before they reach it.
    pub fn is_not_there(&self) -> bool {
        let says = ["Unknown function", "callNative() can't handle nodeset functions yet"];
        matches!(self, Outcome::Error(error) if says.iter().any(|words| error.starts_with(words)))
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter) -> std::fmt::Result {
        match self {
            Outcome::Text(text) => write!(f, "{text}"),
            Outcome::Error(error) => write!(f, "refuses: {error}"),
        }
    }
}

/// For each expression what ODK Web Forms and Enketo say, in a time zone.
pub fn ask(folder: &Path, zone: &str, expressions: &[String]) -> Vec<[Outcome; 2]> {
    let mut node = Command::new("node")
        .arg("oracle.mjs")
        .current_dir(folder)
        .env("TZ", zone)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("node could not be started: {error}"));
    let mut input = node.stdin.take().unwrap();
    let form = form::as_json().to_string();
    let lines: Vec<String> = expressions.iter().map(|text| Value::from(text.as_str()).to_string()).collect();
    // A thread of its own: neither side may wait for the other to read.
    let writer =
        std::thread::spawn(move || std::iter::once(&form).chain(&lines).try_for_each(|line| writeln!(input, "{line}")));
    let answers = BufReader::new(node.stdout.take().unwrap()).lines().map(|line| read(&line.unwrap()));
    let outcomes: Vec<_> = answers.map(|answer| [outcome(&answer["odk"]), outcome(&answer["enketo"])]).collect();
    let status = node.wait().unwrap();
    assert!(status.success(), "the engines ended with {status}; 3 is: not ready within the time limit");
    writer.join().unwrap().unwrap();
    assert_eq!(outcomes.len(), expressions.len());
    outcomes
}

fn read(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))
}

fn outcome(answer: &Value) -> Outcome {
    match answer["text"].as_str() {
        Some(text) => Outcome::Text(text.to_owned()),
        None => Outcome::Error(answer["error"].as_str().unwrap_or_default().to_owned()),
    }
}
