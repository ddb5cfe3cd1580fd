//! npm packages at exactly the versions of their lock file.

use crate::run;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// `npm ci` in a folder of the checkout, unless what its lock file names is installed there already.
pub fn install(tree: &Tree, folder: &str) -> Result<()> {
    let home = tree.root.join(folder);
    let lock = read(&home.join("package-lock.json"))?;
    // npm keeps its own list of what it has installed.
    if read(&home.join("node_modules/.package-lock.json")).is_ok_and(|have| agree(&lock, &have)) {
        return Ok(());
    }
    say::step(&format!("npm ci in {folder}"), || {
        let mut npm = Command::new("npm");
        // No package needs its install script here, and none gets to run one.
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&home);
        match run::capture(&mut npm) {
            Ok(_) => Ok(()),
            Err(error) => bail!(
                "The npm packages of {folder} could not be installed ({}). \
                 By hand, with a network: npm ci --prefix {folder}",
                reason(&format!("{error:#}"))
            ),
        }
    })
}

fn read(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// Whether everything wanted is there, in that version; what is optional is for other machines.
fn agree(wanted: &Value, have: &Value) -> bool {
    let Some(packages) = wanted["packages"].as_object() else { return false };
    packages.iter().filter(|(place, _)| !place.is_empty()).all(|(place, package)| match &have["packages"][place] {
        Value::Null => package["optional"] == true,
        there => there["integrity"] == package["integrity"],
    })
}

/// npm's own words about what went wrong, out of its warnings and advice.
fn reason(text: &str) -> &str {
    let mut told = text.lines().filter_map(|line| Some(line.split_once("npm error ")?.1));
    let sentence = |line: &&str| !["code ", "syscall ", "errno "].iter().any(|label| line.starts_with(label));
    told.find(sentence).or(text.lines().next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_installed_is_compared_with_the_lock_file() {
        let lock = json!({ "packages": {
            "": { "name": "x" },
            "node_modules/a": { "integrity": "1" },
            "node_modules/b": { "integrity": "2", "optional": true },
        }});
        assert!(agree(&lock, &json!({ "packages": { "node_modules/a": { "integrity": "1" } } })));
        assert!(!agree(&lock, &json!({ "packages": { "node_modules/a": { "integrity": "0" } } })));
        assert!(!agree(&lock, &json!({ "packages": {} })));
    }

    #[test]
    fn the_reason_is_a_sentence() {
        let said = "`npm ci` failed: npm warn old\nnpm error code X\nnpm error no network\n";
        assert_eq!(reason(said), "no network");
        assert_eq!(reason("`npm` could not be started"), "`npm` could not be started");
    }
}
