//! `cargo xtask build`: the browser's files, hashed and compressed, and the one binary that embeds them.

mod bundle;
mod cache;
mod hash;
mod imports;
mod kept;
mod order;
mod paths;
mod site;
mod tools;
mod unused;
mod wasm;

use crate::run;
use crate::say;
use crate::setup;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use cache::Cache;
use site::Site;
use std::fs;
use tools::Tools;

/// What a respondent's phone may be asked to download and to compile.
const RAW_BUDGET: usize = 450_000;
const BROTLI_BUDGET: usize = 150_000;

/// How the browser's files are made: small for people, or soon for the developer.
#[derive(Clone, Copy)]
pub struct How {
    pub fast: bool,
}

impl How {
    pub fn profile(self) -> &'static str {
        if self.fast { "release" } else { "phone" }
    }

    fn brotli_quality(self) -> i32 {
        if self.fast { 5 } else { 11 }
    }
}

pub fn build(tree: &Tree, fast: bool) -> Result<()> {
    let how = How { fast };
    setup::rust_target(tree, bundle::TARGET)?;
    if !fast {
        setup::rust_sources(tree)?;
    }
    let tools = Tools::find(tree);
    let cache = Cache::open(tree)?;
    let mut site = Site::new(&cache, how.brotli_quality());
    for which in ["respond", "several", "whole", "staff"] {
        let made = say::step(&format!("wasm, {which}"), || bundle::bundle(tree, which, how))?;
        let wasm = unused::without_streams(&made.wasm)?;
        let wasm = if fast { wasm } else { tools.optimise(&cache, which, wasm)? };
        let script = tools.script(&made.script, |script| unused::trimmed(script, &wasm))?;
        let wasm = unused::without_unasked(&paths::blank(&wasm)?, &script)?;
        let (wasm, script) = imports::shorten(&wasm, &script)?;
        site.add(&format!("{which}.wasm"), wasm)?;
        site.add(&format!("{which}.js"), script.into_bytes())?;
    }
    for sheet in ["style.css", "desk.css"] {
        site.add(sheet, tools.sheet(&tree.root.join("style").join(sheet))?)?;
    }
    site.add("sw.js", tools.minified(&tree.root.join("app/src/worker/sw.js"))?)?;
    let words = messages::compile_folder(&tree.root.join("app/words"));
    let words = words.map_err(|faults| anyhow::anyhow!("app/words: {faults:?}"))?;
    for (language, table) in words.tables {
        site.add(&format!("words-{language}.json"), table.into_bytes())?;
    }
    site.add_folder(&tree.root.join("style/icons"))?;
    site.write(tree)?;
    cache.forget_old();
    site.print();

    let mut cargo = server(tree);
    cargo.args(["build", "--release", "-p", "server", "--bin", "sectorwise"]);
    say::step("server, release", || run::run(&mut cargo))?;
    place_binary(tree)?;
    if !fast && tools.can_optimise() { within_budget(&site) } else { Ok(()) }
}

/// Cargo for the server: its build script embeds the site that this variable names.
pub fn server(tree: &Tree) -> std::process::Command {
    let mut cargo = run::cargo(tree);
    cargo.env("SECTORWISE_SITE", tree.site());
    cargo
}

/// The contract promises ./target/release/sectorwise, also when cargo builds elsewhere.
fn place_binary(tree: &Tree) -> Result<()> {
    let (from, to) = (tree.built(), tree.binary());
    if from != to {
        let folder = to.parent().context("The binary has no folder")?;
        fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
        // Written beside and renamed: a server that runs from this file keeps running.
        let beside = to.with_extension("new");
        fs::copy(&from, &beside)
            .and_then(|_| fs::rename(&beside, &to))
            .with_context(|| format!("{} could not be copied to {}", from.display(), to.display()))?;
    }
    let size = fs::metadata(&to).with_context(|| format!("{}", to.display()))?.len();
    eprintln!("{}: {}", to.display(), say::size(size as usize));
    Ok(())
}

fn within_budget(site: &Site) -> Result<()> {
    let phone = site.asset("respond.wasm").context("The site has no respond.wasm")?;
    if phone.raw > RAW_BUDGET || phone.brotli > BROTLI_BUDGET {
        bail!(
            "respond.wasm is over the phone's budget: {} of {}, brotli {} of {}",
            say::size(phone.raw),
            say::size(RAW_BUDGET),
            say::size(phone.brotli),
            say::size(BROTLI_BUDGET)
        );
    }
    Ok(())
}
