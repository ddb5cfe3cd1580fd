//! Python packages at exactly the versions of a list, in a folder of their own.

use crate::run;
use crate::say;
use crate::setup;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that has what `requirements` lists, a file of the checkout; made and filled where it is not there yet.
pub fn with(tree: &Tree, name: &str, requirements: &str) -> Result<PathBuf> {
    let list = tree.root.join(requirements);
    let wanted = fs::read_to_string(&list).with_context(|| format!("{} cannot be read", list.display()))?;
    let folder = tree.target.join(name);
    let python = folder.join("bin/python");
    let have = folder.join("requirements.txt");
    if python.is_file() && fs::read_to_string(&have).is_ok_and(|have| have == wanted) {
        return Ok(python);
    }
    setup::python_venv()?;
    say::step(&format!("pip install of {requirements}"), || fill(&folder, &python, &list))?;
    // Last: an installation that broke off is begun again.
    fs::write(&have, wanted).with_context(|| format!("{} cannot be written", have.display()))?;
    Ok(python)
}

fn fill(folder: &Path, python: &Path, list: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    run::capture(Command::new("python3").args(["-m", "venv"]).arg(folder)).context("A venv cannot be made")?;
    let mut pip = Command::new(python);
    // Everything is in the list, and nothing but it.
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]);
    match run::capture(pip.arg("-r").arg(list)) {
        Ok(_) => Ok(()),
        Err(error) => {
            let text = format!("{error:#}");
            let network = if names_network(&text) { OFFLINE } else { "" };
            bail!("The packages of {} could not be installed ({}{network})", list.display(), reason(&text))
        }
    }
}

/// pip's own words about what went wrong, out of its warnings.
fn reason(text: &str) -> &str {
    let mut told = text.lines().filter_map(|line| Some(line.split_once("ERROR: ")?.1));
    told.next().or(text.lines().next()).unwrap_or_default()
}

const OFFLINE: &str = "; there is no network";

/// Whether an installation failed for want of a network.
pub fn is_offline(error: &anyhow::Error) -> bool {
    format!("{error:#}").contains(OFFLINE)
}

fn names_network(text: &str) -> bool {
    ["NewConnectionError", "ConnectTimeout", "ReadTimeout", "NameResolutionError", "ProxyError", "ConnectionError"]
        .iter()
        .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_a_sentence() {
        let said = "`python -m pip` failed: WARNING: Retrying after NewConnectionError\nERROR: No matching x==1\n";
        assert_eq!(reason(said), "No matching x==1");
        assert!(names_network(said) && !names_network("ERROR: No matching x==1"));
        assert_eq!(reason("`python` could not be started"), "`python` could not be started");
    }
}
