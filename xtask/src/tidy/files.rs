//! The project's own text files: what git tracks or would track.

use super::code;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

pub struct Files {
    pub all: Vec<File>,
}

pub struct File {
    /// From the checkout, with slashes.
    pub path: String,
    pub text: String,
    /// Rust only: without comments, the contents of strings, and unit tests. Lines stay where they are.
    pub code: Option<String>,
}

impl Files {
    pub fn read(tree: &Tree) -> Result<Files> {
        let mut paths = listed(tree).unwrap_or_default();
        if paths.is_empty() {
            // No git, or a checkout that came as an archive.
            walk(&tree.root, &tree.root, &mut paths)?;
        }
        paths.sort();
        // A file that is not text, or that has just been removed, has nothing to check.
        let all = paths.into_iter().filter_map(|path| {
            let text = fs::read_to_string(tree.root.join(&path)).ok()?;
            let code = path.ends_with(".rs").then(|| code::of(&text));
            Some(File { path, text, code })
        });
        Ok(Files { all: all.collect() })
    }

    /// The Rust files under any of these folders, with their code.
    pub fn rust<'a>(&'a self, folders: &'a [&str]) -> impl Iterator<Item = (&'a File, &'a str)> {
        self.all
            .iter()
            .filter(|file| folders.iter().any(|folder| file.path.starts_with(folder)))
            .filter_map(|file| Some((file, file.code.as_deref()?)))
    }
}

fn listed(tree: &Tree) -> Option<Vec<String>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    let list = run::capture(git.current_dir(&tree.root)).ok()?;
    Some(list.split('\0').filter(|path| !path.is_empty()).map(String::from).collect())
}

fn walk(root: &Path, folder: &Path, into: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if ["target", "node_modules", ".git", "data", "results"].contains(&name.as_ref())
            && path.is_dir()
            && (name != "data" || folder == root)
        {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, into)?;
        } else if let Ok(short) = path.strip_prefix(root) {
            into.push(short.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
