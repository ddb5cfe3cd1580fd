//! `cargo xtask tidy`: the house rules that a program can check, each by its name.

mod code;
mod crates;
mod files;
mod rooms;
mod rules;

use crate::say;
use crate::test::Tally;
use crate::tree::Tree;
use anyhow::Result;
use files::Files;

/// What breaks a rule, one sentence each, with the place; an empty list is a kept rule.
pub type Breaches = Vec<String>;

type Rule = fn(&Tree, &Files) -> Result<Breaches>;

const RULES: [(&str, Rule); 12] = [
    ("every module opens with one sentence", rules::module_sentences),
    ("no source file is over 600 lines", rules::file_lengths),
    ("nothing can break off outside tests", rules::no_breaking_off),
    ("exceptions to lints are expected, not allowed", rules::expect_not_allow),
    ("no file names a path of somebody's machine", rules::no_machine_paths),
    ("no file names a package registry's host", rules::no_registry_hosts),
    ("sea_orm only in the store and the migrations", rooms::sea_orm),
    ("actix_web only in the server", rooms::actix_web),
    ("browser storage, network, locks and worker only in app/src/device", rooms::device),
    ("shared knows no clock, file, network, thread or framework", rooms::shared),
    ("shared is the same on every platform", rooms::shared_platforms),
    ("shared pulls in no crate that does IO", crates::shared_dependencies),
];

pub fn tidy(tree: &Tree) -> Result<Tally> {
    let files = Files::read(tree)?;
    let mut tally = Tally::default();
    for (name, rule) in RULES {
        let breaches = match rule(tree, &files) {
            Ok(breaches) => breaches,
            Err(error) => vec![format!("{error:#}")],
        };
        let verdict = if breaches.is_empty() { "ok" } else { "FAILED" };
        say::line(&format!("{verdict:<7}{name}"));
        breaches.iter().for_each(|breach| say::line(&format!("         {breach}")));
        tally.check(breaches.is_empty());
    }
    rules::long_files(&files).iter().for_each(|note| say::note(note));
    Ok(tally)
}
