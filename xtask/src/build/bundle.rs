//! One browser bundle: the app compiled for wasm32 and its glue made by wasm-bindgen.

use super::How;
use super::kept::Kept;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library compiled with the bundle, for size and without the words of panics, which nobody
/// reads on a phone. Both are unstable, so the pinned compiler is told to accept them, here and only here.
const OWN_STD: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

pub struct Bundle {
    pub wasm: Vec<u8>,
    /// The glue; snippets that it imports lie beside it.
    pub script: PathBuf,
}

pub fn bundle(tree: &Tree, which: &str, how: How) -> Result<Bundle> {
    // A folder of its own: the browser's features and the server's would evict each other.
    let target = tree.target.join("phone");
    let flags = flags(how)?;
    let kept = Kept::new(tree, &target, which, how.profile(), &flags)?;
    if !kept.is_current() {
        let began = SystemTime::now();
        compile(tree, &target, which, how, &flags)?;
        let built = target.join(TARGET).join(how.profile());
        bindgen(&built.join("app.wasm"), which, &kept.folder)?;
        kept.remember(&built.join("app.d"), began)?;
    }
    let wasm = kept.folder.join(format!("{which}_bg.wasm"));
    Ok(Bundle {
        wasm: fs::read(&wasm).with_context(|| format!("{} cannot be read", wasm.display()))?,
        script: kept.folder.join(format!("{which}.js")),
    })
}

fn compile(tree: &Tree, target: &std::path::Path, which: &str, how: How, flags: &str) -> Result<()> {
    let mut cargo = run::cargo(tree);
    // As a cdylib here and only here, so that the server need not link one.
    cargo
        .args(["rustc", "-p", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", how.profile(), "--target", TARGET])
        .args(["--no-default-features", "--features", features(which)])
        .arg("--target-dir")
        .arg(target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags);
    if !how.fast {
        cargo.args(OWN_STD).env("RUSTC_BOOTSTRAP", "1");
    }
    run::run(&mut cargo)
}

/// A bundle is called as its feature; the larger ones of respondents are the smallest and more.
fn features(which: &str) -> &str {
    match which {
        "several" => "respond,several",
        "whole" => "respond,whole",
        other => other,
    }
}

/// The flags in force, and the machine's own folders taken out of panic messages: the bytes, and so the
/// hashed names, are then the same everywhere, and a few hundred of them fewer.
fn flags(how: How) -> Result<String> {
    let mut flags: Vec<String> = match std::env::var("CARGO_ENCODED_RUSTFLAGS") {
        Ok(encoded) => encoded.split('\x1f').map(String::from).collect(),
        Err(_) => std::env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(String::from).collect(),
    };
    flags.retain(|flag| !flag.is_empty());
    let home = match std::env::var_os("CARGO_HOME") {
        Some(own) => PathBuf::from(own),
        None => PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo"),
    };
    if !how.fast {
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(String::from));
    }
    let sysroot = run::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    flags.push(format!("--remap-path-prefix={}=rust", sysroot.trim()));
    if let Ok(sources) = fs::read_dir(home.join("registry/src")) {
        for source in sources.flatten() {
            flags.push(format!("--remap-path-prefix={}=crates", source.path().display()));
        }
    }
    Ok(flags.join("\x1f"))
}

fn bindgen(wasm: &std::path::Path, which: &str, into: &std::path::Path) -> Result<()> {
    if into.exists() {
        fs::remove_dir_all(into).with_context(|| format!("{} is in the way", into.display()))?;
    }
    Bindgen::new()
        .input_path(wasm)
        .out_name(which)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                // The page names the hashed file; a default of its own would be a dead address.
                .omit_default_module_path(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(into)
        })
        .with_context(|| format!("wasm-bindgen cannot read {}", wasm.display()))
}
