//! Children that never outlive this program: ended when their guard goes, with whatever they started.

use crate::run;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Guard {
    pub child: Child,
    /// What asks it to end. PostgreSQL understands INT as "now", TERM as "when everybody has left".
    signal: &'static str,
}

impl Guard {
    pub fn spawn(command: &mut Command) -> Result<Guard> {
        Guard::with_signal(command, "TERM")
    }

    pub fn with_signal(command: &mut Command, signal: &'static str) -> Result<Guard> {
        let child = command.spawn().with_context(|| run::unable(command))?;
        Ok(Guard { child, signal })
    }

    /// Ends at once, as when the power goes (`KILL`), or as asked by another signal.
    pub fn end(mut self, signal: &'static str) {
        match signal {
            "KILL" => {
                let _ = self.child.kill();
                let _ = self.child.wait();
            }
            other => self.signal = other,
        }
    }

    fn stop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let mut family = Vec::new();
        descendants(self.child.id(), &mut family);
        kill(self.signal, &[self.child.id()]);
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        kill("KILL", &family);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A call whose process the kernel ends when this program is killed and no `Drop` runs.
/// Needs `setpriv`, which every Debian has; without it the call is made plainly.
pub fn tied(program: impl AsRef<OsStr>, signal: &str, options: &[&str]) -> Command {
    if !has("setpriv") {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(options).args(["--pdeathsig", signal, "--"]).arg(program);
    command
}

pub fn has(program: &str) -> bool {
    folder_of(program).is_some()
}

/// Where in the PATH a program lies.
pub fn folder_of(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| folder.join(program).is_file())
}

/// By the shell's own `kill`: a slim Debian has no program of that name.
fn kill(signal: &str, processes: &[u32]) {
    for process in processes {
        let call = format!("kill -{signal} {process}");
        let _ = Command::new("sh").args(["-c", &call]).stderr(Stdio::null()).status();
    }
}

/// Everything that a process started, read from /proc; elsewhere than on Linux nothing.
fn descendants(process: u32, into: &mut Vec<u32>) {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else {
        return;
    };
    for thread in threads.flatten() {
        let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|word| word.parse().ok()) {
            into.push(child);
            descendants(child, into);
        }
    }
}
