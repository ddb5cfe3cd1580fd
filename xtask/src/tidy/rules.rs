//! The rules about how files are written.

use super::Breaches;
use super::files::{File, Files};
use crate::tree::Tree;
use anyhow::Result;

const CRATES: [&str; 6] = ["app/", "messages/", "server/", "shared/", "migrations/", "xtask/"];
const MOST_LINES: usize = 600;
const MANY_LINES: usize = 400;

pub fn module_sentences(_: &Tree, files: &Files) -> Result<Breaches> {
    let silent = files.rust(&CRATES).filter(|(file, _)| !file.text.starts_with("//! "));
    Ok(silent.map(|(file, _)| format!("{} does not open with `//! `", file.path)).collect())
}

pub fn file_lengths(_: &Tree, files: &Files) -> Result<Breaches> {
    let long = sources(files).filter(|(_, lines)| *lines > MOST_LINES);
    Ok(long.map(|(file, lines)| format!("{} has {lines} lines", file.path)).collect())
}

/// Not forbidden, but each needs its reason.
pub fn long_files(files: &Files) -> Vec<String> {
    sources(files)
        .filter(|(_, lines)| (MANY_LINES + 1..=MOST_LINES).contains(lines))
        .map(|(file, lines)| format!("{} is long: {lines} lines", file.path))
        .collect()
}

fn sources(files: &Files) -> impl Iterator<Item = (&File, usize)> {
    let endings = [".rs", ".mjs", ".js", ".css", ".ts"];
    files
        .all
        .iter()
        .filter(move |file| endings.iter().any(|ending| file.path.ends_with(ending)))
        .map(|file| (file, file.text.lines().count()))
}

pub fn no_breaking_off(_: &Tree, files: &Files) -> Result<Breaches> {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("];
    let own = files.rust(&CRATES).filter(|(file, _)| !is_test(&file.path));
    Ok(own.flat_map(|(file, code)| found(file, code, &words)).collect())
}

pub fn expect_not_allow(_: &Tree, files: &Files) -> Result<Breaches> {
    let all = files.rust(&CRATES);
    Ok(all.flat_map(|(file, code)| found(file, code, &["#[allow(", "#![allow("])).collect())
}

pub fn no_machine_paths(_: &Tree, files: &Files) -> Result<Breaches> {
    // In two parts, or this file would break its own rule.
    let paths = [concat!("/ro", "ot/"), concat!("/wo", "rk/")];
    Ok(in_text(files, |line| paths.iter().copied().find(|path| begins_a_path(line, path))))
}

pub fn no_registry_hosts(_: &Tree, files: &Files) -> Result<Breaches> {
    let hosts = [
        concat!("registry.npm", "js.org"),
        concat!("registry.yarn", "pkg.com"),
        concat!("npm.js", "r.io"),
        concat!("index.cra", "tes.io"),
        concat!("static.cra", "tes.io"),
        concat!("files.python", "hosted.org"),
    ];
    let mut breaches = in_text(files, |line| hosts.iter().copied().find(|host| line.contains(host)));
    // A mirror has any name: in a lock file every resolved address is one.
    let resolved = files
        .all
        .iter()
        .filter(|file| file.path.ends_with("package-lock.json") && file.text.contains("\"resolved\": \"http"));
    breaches.extend(resolved.map(|file| format!("{} has resolved addresses", file.path)));
    Ok(breaches)
}

fn in_text<'a>(files: &Files, wanted: impl Fn(&str) -> Option<&'a str>) -> Breaches {
    let mut breaches = Vec::new();
    for file in &files.all {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(what) = wanted(line) {
                breaches.push(format!("{}:{} has {what}", file.path, number + 1));
            }
        }
    }
    breaches
}

/// `"/x/` is such a path, the middle of `https://example.org/x/`, of `../x/` or of XPath's `f()/x/` is not.
fn begins_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-/}~*)".contains(c))
    })
}

pub fn found(file: &File, code: &str, words: &[&str]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (number, line) in code.lines().enumerate() {
        for word in words.iter().filter(|word| line.contains(**word)) {
            breaches.push(format!("{}:{} has {word}", file.path, number + 1));
        }
    }
    breaches
}

/// Whole files of tests; unit tests inside a file are not in its code already.
pub fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "benches") || path.ends_with("tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_told_from_an_address() {
        assert!(begins_a_path("cd /x/main", "/x/"));
        assert!(begins_a_path("\"/x/y\"", "/x/"));
        assert!(!begins_a_path("https://example.org/x/", "/x/"));
        assert!(!begins_a_path("../x/look", "/x/"));
        assert!(!begins_a_path("instance('a')/x/item", "/x/"));
        assert!(!begins_a_path("$HOME}/x/", "/x/"));
    }
}
