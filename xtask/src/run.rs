//! Other programs: how they are called, listened to and, past their time, ended.

use crate::guard::Guard;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

pub fn cargo_path() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Cargo in the checkout, as if called by hand: `cargo run` leaves variables about xtask itself behind,
/// and some build scripts (ring's) rebuild whenever those differ.
pub fn cargo(tree: &Tree) -> Command {
    let mut command = Command::new(cargo_path());
    command.current_dir(&tree.root).env("CARGO_TARGET_DIR", &tree.target);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end; anything but success is an error that names the call.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| unable(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", name(command));
    }
    Ok(())
}

/// Runs to the end without a word on the terminal; what it said is in the error.
pub fn capture(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8_lossy(&capture_bytes(command)?).into_owned())
}

pub fn capture_bytes(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stdin(Stdio::null()).output().with_context(|| unable(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", name(command), output.status, said.trim());
    }
    Ok(output.stdout)
}

/// Hands over every line of stdout as it comes; ends the program when `limit` is over.
pub fn lines(command: &mut Command, limit: Duration, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    let deadline = Instant::now() + limit;
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut guard = Guard::spawn(command)?;
    let pipe = guard.child.stdout.take().context("A child without stdout")?;
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            if send.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
    // A grandchild may hold the pipe open for ever: once the program has ended, only what is there is read.
    let mut ended = None;
    loop {
        match receive.recv_timeout(Duration::from_millis(300)) {
            Ok(line) => each(&line),
            Err(RecvTimeoutError::Timeout) if ended.is_none() => {}
            Err(_) => {
                if let Some(status) = ended {
                    return Ok(status);
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        if ended.is_none() {
            ended = guard.child.try_wait().context("A child cannot be waited for")?;
        }
        if Instant::now() > deadline {
            bail!("`{}` took longer than {} s and was ended", name(command), limit.as_secs());
        }
    }
}

/// The call in short, for messages: the program's own name and its arguments.
pub fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut text = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

pub fn unable(command: &Command) -> String {
    format!("`{}` could not be started", command.get_program().to_string_lossy())
}
