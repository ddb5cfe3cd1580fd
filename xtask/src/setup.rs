//! What a fresh machine lacks: compile targets by rustup, programs from Debian's packages.

use crate::guard::{folder_of, has};
use crate::run;
use crate::say;
use crate::tree::Tree;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Adds a compile target when the toolchain lacks it.
pub fn rust_target(tree: &Tree, target: &str) -> Result<()> {
    let mut ask = Command::new("rustc");
    ask.args(["--print", "target-libdir", "--target", target]).current_dir(&tree.root);
    let folder = run::capture(&mut ask)?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    say::step(&format!("rustup target add {target}"), || {
        let mut add = Command::new("rustup");
        add.args(["target", "add", target]).current_dir(&tree.root);
        if let Err(error) = run::run(&mut add) {
            bail!(
                "The compile target {target} is missing and could not be added ({error:#}). \
                 By hand, with a network: rustup target add {target}"
            );
        }
        Ok(())
    })
}

/// The standard library's sources, from which the phone's bundles compile their own.
pub fn rust_sources(tree: &Tree) -> Result<()> {
    let mut ask = Command::new("rustc");
    ask.args(["--print", "sysroot"]).current_dir(&tree.root);
    let sysroot = run::capture(&mut ask)?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").is_dir() {
        return Ok(());
    }
    say::step("rustup component add rust-src", || {
        let mut add = Command::new("rustup");
        add.args(["component", "add", "rust-src"]).current_dir(&tree.root);
        if let Err(error) = run::run(&mut add) {
            bail!(
                "The sources of Rust's standard library are missing and could not be added ({error:#}). \
                 By hand, with a network: rustup component add rust-src"
            );
        }
        Ok(())
    })
}

pub fn chromium() -> Result<PathBuf> {
    if let Some(own) = std::env::var_os("SECTORWISE_CHROMIUM") {
        return Ok(own.into());
    }
    let usual = PathBuf::from("/usr/bin/chromium");
    if !usual.is_file() {
        debian("chromium")?;
    }
    Ok(usual)
}

/// The folder of PostgreSQL's server programs, the newest if there are several.
pub fn postgresql() -> Result<PathBuf> {
    // Debian keeps them out of the PATH; other systems have them there.
    if let Some(folder) = newest_postgresql().or_else(|| folder_of("initdb")) {
        return Ok(folder);
    }
    debian("postgresql")?;
    match newest_postgresql() {
        Some(folder) => Ok(folder),
        None => bail!("PostgreSQL was installed, but there is no /usr/lib/postgresql/*/bin/initdb"),
    }
}

pub fn strace() -> Result<()> {
    if has("strace") { Ok(()) } else { debian("strace") }
}

/// Certificates for the tests of https.
pub fn openssl() -> Result<()> {
    if has("openssl") { Ok(()) } else { debian("openssl") }
}

/// What makes folders for Python's packages; Debian has it in a package of its own.
pub fn python_venv() -> Result<()> {
    let has_it = run::capture(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_ok();
    if has_it { Ok(()) } else { debian("python3-venv") }
}

fn newest_postgresql() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            folder.join("initdb").is_file().then_some((version, folder))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder)
}

pub fn is_root() -> bool {
    run::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn debian(package: &str) -> Result<()> {
    let by_hand = format!("By hand: sudo apt-get install --no-install-recommends {package}");
    if !has("apt-get") {
        bail!("{package} is missing and this machine has no apt-get to install it. {by_hand}");
    }
    let before: &[&str] = if is_root() {
        &[]
    } else if sudo() {
        &["sudo", "-n"]
    } else {
        bail!("{package} is missing and only root may install it. {by_hand}");
    };
    say::step(&format!("apt-get install {package}"), || {
        // A package list that cannot be fetched matters only if the old one does not know the package.
        let updated = run::capture(&mut apt(before, &["update"]));
        let wanted = ["install", "-y", "--no-install-recommends", package];
        match (run::capture(&mut apt(before, &wanted)), updated) {
            (Ok(_), _) => Ok(()),
            (Err(error), Ok(_)) => bail!("{package} could not be installed: {error:#}. {by_hand}"),
            (Err(_), Err(error)) => {
                bail!("{package} is missing and Debian's package list could not be fetched: {error:#}. {by_hand}")
            }
        }
    })
}

fn apt(before: &[&str], arguments: &[&str]) -> Command {
    let words = [before, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let mut command = Command::new(words.first().copied().unwrap_or("env"));
    // Another installation may be under way: wait for its lock instead of failing.
    command.args(words.iter().skip(1)).args(["-q", "-o", "DPkg::Lock::Timeout=300"]).args(arguments);
    command
}

fn sudo() -> bool {
    Command::new("sudo")
        .args(["-n", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
