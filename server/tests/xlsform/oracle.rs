//! pyxform as a judge: what it accepts we accept, what it refuses we refuse, and what we write it takes without a
//! warning. Where we differ on purpose, the corpus says why.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use server::xlsform;

use crate::any::questionnaires;
use crate::corpus::{all, workbook};
use crate::standard::surveys;

/// How many made-up questionnaires pyxform has to read.
const MADE_UP: usize = 60;

/// What pyxform says: the error if it refuses, and its warnings.
struct Verdict {
    error: Option<String>,
    warnings: Vec<Value>,
}

/// A folder of workbooks that goes with its value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("sectorwise-oracle-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(format!("{name}.xlsx")), bytes).unwrap();
    }

    /// One process for all of them: Python takes longer to start than to read a form.
    fn judged(&self, python: &str) -> HashMap<String, Verdict> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xlsform/oracle.py");
        let output = Command::new(python).arg(script).arg(&self.0).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).unwrap();
        let read = |line: &str| {
            let said: Value = serde_json::from_str(line).unwrap();
            let warnings = said["warnings"].as_array().unwrap().clone();
            let error = said["error"].as_str().map(str::to_owned);
            (said["name"].as_str().unwrap().to_owned(), Verdict { error, warnings })
        };
        lines.lines().map(read).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
#[ignore = "needs pyxform: cargo xtask test xlsform"]
fn pyxform_agrees() {
    let Ok(python) = std::env::var("SECTORWISE_PYXFORM") else {
        panic!("SECTORWISE_PYXFORM names the Python that has pyxform; cargo xtask test xlsform sets it")
    };
    let folder = Folder::new();
    let mut ours = HashMap::new();
    for (index, case) in all().enumerate() {
        let bytes = workbook(case.form);
        folder.put(&format!("form {index}"), &bytes);
        let questionnaire = xlsform::read(&bytes).questionnaire;
        if let Some(questionnaire) = &questionnaire {
            folder.put(&format!("written {index}"), &xlsform::write(questionnaire).unwrap());
        }
        ours.insert(index, questionnaire.is_some());
    }
    for (name, survey) in surveys() {
        folder.put(&format!("written {name}"), &xlsform::write(&survey).unwrap());
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for number in 0..MADE_UP {
        let made_up = questionnaires().new_tree(&mut runner).unwrap().current();
        folder.put(&format!("written made up {number}"), &xlsform::write(&made_up).unwrap());
    }
    let judged = folder.judged(&python);
    let mut wrong = Vec::new();
    for (index, case) in all().enumerate() {
        let theirs = &judged[&format!("form {index}")];
        let agrees = theirs.error.is_none() == ours[&index];
        if agrees != case.differs.is_none() {
            let (we, they) = (if ours[&index] { "take" } else { "refuse" }, theirs.error.as_deref().unwrap_or("fine"));
            wrong.push(format!("{}: we {we} it, pyxform says: {they}", case.name));
        }
    }
    for (name, verdict) in judged.iter().filter(|(name, _)| name.starts_with("written")) {
        if verdict.error.is_some() || !verdict.warnings.is_empty() {
            wrong.push(format!("{name}: {:?} {:?}", verdict.error, verdict.warnings));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
