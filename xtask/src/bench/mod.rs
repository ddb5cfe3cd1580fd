//! `cargo xtask bench`: what the project must reach, measured on the release.

mod browser;
mod figure;
mod http;
mod load;
mod million;
mod native;
pub mod program;
mod steady;
mod store;
mod usage;
mod waits;

use crate::build;
use crate::tree::Tree;
use anyhow::{Result, bail};
use figure::Figure;

type Measure = fn(&Tree, &str) -> Result<Vec<Figure>>;

/// In the order of the table in the README. `answer` gives two figures, the frame and the handler.
const MEASURES: [(&str, Measure); 12] = [
    ("bytes", browser::measure),
    ("languages", browser::measure),
    ("usable", browser::measure),
    ("answer", browser::measure),
    ("reopen", browser::measure),
    ("store", store::sqlite),
    ("watch", browser::measure),
    ("rules", native::rules),
    ("keystroke", browser::measure),
    ("search", browser::measure),
    ("xlsform-import", native::workbook),
    ("tally", native::tally),
];

/// Only when named: the last two take ten minutes each.
const EXTRA: [(&str, Measure); 3] =
    [("store-postgres", store::postgres), ("million", million::sqlite), ("million-postgres", million::postgres)];

/// Prints each figure; `false` when one could not be measured. A figure that is missed is told, not an error:
/// a machine that is slow or busy says little about the program.
pub fn bench(tree: &Tree, names: &[&str], json: bool) -> Result<bool> {
    let chosen = chosen(names)?;
    if program::given().is_none() {
        build::build(tree, false)?;
    }
    let mut figures = Vec::new();
    let mut complete = true;
    for (name, measure) in chosen {
        let outcome = crate::say::step(&format!("bench, {name}"), || measure(tree, name));
        match outcome {
            Ok(found) => {
                if json {
                    found.iter().for_each(|figure| crate::say::line(&figure.json()));
                }
                figures.extend(found);
            }
            Err(error) => {
                eprintln!("{name} could not be measured: {error:#}");
                complete = false;
            }
        }
    }
    if !json {
        crate::say::line(&figure::table(&figures));
    }
    Ok(complete)
}

fn chosen(names: &[&str]) -> Result<Vec<(&'static str, Measure)>> {
    if names.is_empty() {
        return Ok(MEASURES.to_vec());
    }
    let all = || MEASURES.into_iter().chain(EXTRA);
    if let Some(odd) = names.iter().find(|name| !all().any(|(known, _)| known == **name)) {
        let known: Vec<&str> = all().map(|(name, _)| name).collect();
        bail!("There is no benchmark {odd}; there are {}", known.join(", "));
    }
    Ok(all().filter(|(known, _)| names.contains(known)).collect())
}
