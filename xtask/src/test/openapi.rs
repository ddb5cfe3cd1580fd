//! Schemathesis against the built program: every field of every request of the OpenAPI document, with and without
//! being signed in. No answer may be a server error, break off, or be another than the document promises.

use super::Tally;
use crate::bench::program::Program;
use crate::python;
use crate::run;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Longer than it takes on a small machine that has other work.
const LIMIT: Duration = Duration::from_secs(240);
/// Requests made up for each endpoint, beside those that try the bounds of each field.
const EXAMPLES: &str = "10";
/// Streams that do not end.
const ENDLESS: &str = "^/api/.*/live$";
/// Where drafts are begun; the last is there to be deleted.
const SURVEYS: [&str; 4] = ["state-of-the-sector", "checked", "needs-pulse", "to-be-deleted"];

pub fn schemathesis(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let python = match python::with(tree, "schemathesis", "xtask/schemathesis/requirements.txt") {
        Ok(python) => python,
        Err(error) if python::is_offline(&error) => {
            say::line(&format!("skipped: the API was not tried with made-up requests. {error:#}"));
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let program = Program::start(tree, None)?;
    let said = program.call(&["token", "create", "--name", "schemathesis", "--role", "admin"])?;
    let token = said.split_whitespace().last().context("No token was made")?.to_owned();
    program.call(&["demo", "--responses", "20"])?;
    for slug in SURVEYS {
        start_draft(&program, &token, slug)?;
    }
    let known = program.folder().join("known.json");
    fs::write(&known, known_here(tree, &program)?.to_string()).context("Nowhere to write")?;
    let mut outcome = Ok(());
    for header in [Some(format!("Authorization: Bearer {token}")), None] {
        say::line(&format!("Schemathesis, {}", if header.is_some() { "as admin" } else { "not signed in" }));
        let tried = tried(tree, &program, &python, &known, header);
        tally.check(tried.is_ok());
        outcome = outcome.and(tried);
    }
    outcome
}

fn tried(tree: &Tree, program: &Program, python: &Path, known: &Path, header: Option<String>) -> Result<()> {
    let folder = tree.root.join("xtask/schemathesis");
    let document = format!("http://{}/api/v1/openapi.json", program.address);
    let mut command = Command::new(python.with_file_name("st"));
    command.arg("--config-file").arg(folder.join("schemathesis.toml")).args(["run", &document]);
    command.args(["--seed", "4", "--generation-database", "none", "--max-examples", EXAMPLES, "--no-shrink"]);
    command.args(["--exclude-path-regex", ENDLESS, "--request-timeout", "20", "--no-color"]);
    if let Some(header) = header {
        command.args(["--header", &header]);
    }
    command.env("SCHEMATHESIS_HOOKS", "hooks").env("PYTHONPATH", &folder).env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("SECTORWISE_KNOWN", known).current_dir(program.folder());
    let mut said = Vec::new();
    let status = run::lines(&mut command, LIMIT, |line| said.push(line.to_owned()))?;
    if status.success() {
        let summary = said.iter().rev().find(|line| line.contains("generated")).map_or("", |line| line.trim());
        say::line(summary);
        return Ok(());
    }
    said.iter().for_each(|line| say::line(line));
    anyhow::bail!("Schemathesis found something, or could not go on ({status})")
}

fn start_draft(program: &Program, token: &str, slug: &str) -> Result<()> {
    let from = if slug == SURVEYS[0] { json!({"survey": slug}) } else { json!("needs-pulse") };
    let asked = ureq::post(format!("http://{}/api/v1/drafts", program.address))
        .header("authorization", format!("Bearer {token}"))
        .send_json(json!({"slug": slug, "title": "", "from": from}));
    asked.with_context(|| format!("No draft of {slug} could be begun"))?;
    Ok(())
}

/// What the hooks make good requests of.
fn known_here(tree: &Tree, program: &Program) -> Result<Value> {
    let file = program.folder().join("made-up.jsonl");
    program.call(&["demo", "--responses", "2", "--seed", "7", "--to", &file.display().to_string()])?;
    let made_up = fs::read_to_string(&file).context("No made-up answers")?;
    let submissions: Vec<Value> = made_up.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let ids: Vec<&Value> = submissions.iter().map(|one| &one["id"]).collect();
    let pulse = fs::read_to_string(tree.root.join("shared/data/needs-pulse.json")).context("No questionnaire")?;
    let pulse: Value = serde_json::from_str(&pulse)?;
    let title = json!({"edit": "survey", "property": "title", "before": pulse["title"], "after": "Pulse"});
    let hint = json!({"edit": "question", "id": "B1", "property": "hint", "language": "en", "before": "", "after": ""});
    Ok(json!({
        "parameters": {"slug": SURVEYS, "id": ids},
        "bodies": {
            "POST /api/v1/submissions": {"submissions": submissions},
            "POST /api/v1/submissions/{id}/withdrawal": {"survey": SURVEYS[0], "edit_key": "a guess"},
            "POST /api/v1/drafts": {"slug": SURVEYS[3], "title": "", "from": "needs-pulse"},
            "PUT /api/v1/drafts/{slug}": {"sequence": 1, "questionnaire": pulse},
            "POST /api/v1/drafts/{slug}/edits": {"client": "schemathesis", "batch": "1", "edits": [title, hint]},
            "POST /api/v1/drafts/{slug}/publication": {"sequence": 1, "welcome_days": 7},
            "POST /api/v1/session": {"email": "bench@example.org", "password": "a guess"},
        },
    }))
}
