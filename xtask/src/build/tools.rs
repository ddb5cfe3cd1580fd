//! wasm-opt and esbuild, and what the build loses without them.

use super::cache::Cache;
use super::order;
use crate::npm;
use crate::run;
use crate::say;
use crate::scratch::Scratch;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What makes a module small, and then small when compressed.
const SMALLER: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];
const ORDERED: [&str; 2] = ["-Oz", "--reorder-functions-by-name"];
/// What rustc uses on wasm32 by default, no more: newer features would shut older phones out.
const FEATURES: [&str; 10] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
];
/// The oldest browsers that are promised to work.
const BROWSERS: &str = "--target=chrome94,firefox93,safari15";

pub struct Tools {
    wasm_opt: Option<PathBuf>,
    esbuild: Option<PathBuf>,
    /// Part of the cache's key: another version may give other bytes.
    lock: String,
}

impl Tools {
    /// Installs them when missing; a machine without npm or network builds larger files instead.
    pub fn find(tree: &Tree) -> Tools {
        if let Err(error) = npm::install(tree, "xtask") {
            say::note(&format!("{error:#}"));
        }
        let programs = tree.root.join("xtask/node_modules/.bin");
        let find = |name: &str, loss: &str| {
            let path = programs.join(name);
            if path.is_file() {
                return Some(path);
            }
            say::note(&format!("Without {name}, {loss}."));
            None
        };
        Tools {
            wasm_opt: find(
                "wasm-opt",
                "the wasm files are about a tenth larger, and the phone's budget is not checked",
            ),
            esbuild: find("esbuild", "scripts and stylesheets are twice as large"),
            lock: fs::read_to_string(tree.root.join("xtask/package-lock.json")).unwrap_or_default(),
        }
    }

    pub fn can_optimise(&self) -> bool {
        self.wasm_opt.is_some()
    }

    pub fn optimise(&self, cache: &Cache, which: &str, wasm: Vec<u8>) -> Result<Vec<u8>> {
        let Some(program) = &self.wasm_opt else {
            return Ok(wasm);
        };
        let passes = [&SMALLER[..], &["and in order"], &ORDERED, &FEATURES].concat().join(" ");
        cache.get(&format!("{passes} {}", self.lock), &wasm, || {
            say::step(&format!("wasm-opt, {which}"), || {
                let smaller = wasm_opt(program, &SMALLER, &wasm)?;
                wasm_opt(program, &ORDERED, &order::named(&smaller)?)
            })
        })
    }

    /// The glue as `trim` leaves it, in one file with the snippets that it imports.
    pub fn script(&self, path: &Path, trim: impl Fn(&str) -> Result<String>) -> Result<String> {
        let has_snippets = path.with_file_name("snippets").is_dir();
        let glue = plain(path, (self.esbuild.is_none() && has_snippets).then_some("the glue imports snippets"))?;
        let glue = trim(&String::from_utf8(glue).context("The glue is not text")?)?;
        let Some(program) = &self.esbuild else { return Ok(glue) };
        // Beside the snippets, or they would not be found.
        let trimmed = path.with_extension("trimmed.js");
        fs::write(&trimmed, glue).with_context(|| format!("{} cannot be written", trimmed.display()))?;
        let mut esbuild = Command::new(program);
        esbuild.arg(&trimmed).args(["--bundle", "--minify", "--format=esm", "--charset=utf8", BROWSERS]);
        let script = run::capture_bytes(esbuild.arg("--log-level=warning"))?;
        String::from_utf8(script).context("esbuild's glue is not text")
    }

    /// A script of ours that has no imports.
    pub fn minified(&self, path: &Path) -> Result<Vec<u8>> {
        let Some(program) = &self.esbuild else { return plain(path, None) };
        let mut esbuild = Command::new(program);
        esbuild.arg(path).args(["--minify", "--charset=utf8", BROWSERS]);
        run::capture_bytes(esbuild.arg("--log-level=warning"))
    }

    pub fn sheet(&self, path: &Path) -> Result<Vec<u8>> {
        let Some(program) = &self.esbuild else {
            let imports = fs::read_to_string(path).is_ok_and(|text| text.contains("@import"));
            return plain(path, imports.then_some("it has @import"));
        };
        let mut esbuild = Command::new(program);
        // Addresses of the site stay as they are: those files are not esbuild's.
        esbuild.arg(path).args(["--bundle", "--minify", "--external:/*", "--charset=utf8", BROWSERS]);
        run::capture_bytes(esbuild.arg("--log-level=warning"))
    }
}

fn wasm_opt(program: &Path, passes: &[&str], wasm: &[u8]) -> Result<Vec<u8>> {
    let folder = Scratch::new(&std::env::temp_dir(), "wasm-opt")?;
    let (from, to) = (folder.path().join("in.wasm"), folder.path().join("out.wasm"));
    fs::write(&from, wasm).context("The temporary folder cannot be written")?;
    run::capture(Command::new(program).args(passes).args(FEATURES).arg(&from).arg("-o").arg(&to))?;
    fs::read(&to).context("wasm-opt wrote nothing")
}

fn plain(path: &Path, obstacle: Option<&str>) -> Result<Vec<u8>> {
    if let Some(obstacle) = obstacle {
        bail!("{} needs esbuild, since {obstacle}. By hand: npm ci --prefix xtask", path.display());
    }
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}
