//! The built binary as a server of our own: a temporary folder, a free port, ended with its value.

use super::usage::Usage;
use crate::guard::{Guard, tied};
use crate::ports;
use crate::run;
use crate::scratch::Scratch;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

pub struct Program {
    // Dropped in this order: the server ends, then its folder goes.
    server: Option<Guard>,
    folder: Scratch,
    environment: Vec<(&'static str, String)>,
    binary: PathBuf,
    /// `127.0.0.1:PORT`
    pub address: String,
}

impl Program {
    /// `database` is a URL, or nothing for SQLite in the temporary folder.
    pub fn start(tree: &Tree, database: Option<&str>) -> Result<Program> {
        Program::of(tree, given().unwrap_or_else(|| tree.binary()), database)
    }

    /// The same of another binary.
    pub fn of(tree: &Tree, binary: PathBuf, database: Option<&str>) -> Result<Program> {
        // On a real disk: the system's temporary folder may be memory, where fsync costs nothing.
        let folder = Scratch::new(&tree.target, "bench")?;
        let sqlite = format!("sqlite://{}", folder.path().join("sectorwise.db").display());
        let environment = vec![
            ("SECTORWISE_DATABASE_URL", database.unwrap_or(&sqlite).to_string()),
            ("SECTORWISE_DATA_DIR", folder.path().display().to_string()),
            ("SECTORWISE_ADDR", format!("127.0.0.1:{}", ports::free()?)),
            ("SECTORWISE_RATE_LIMIT", "0".into()),
            ("SECTORWISE_ADMIN_EMAIL", "bench@example.org".into()),
            ("SECTORWISE_ADMIN_PASSWORD", "a password for the bench only".into()),
        ];
        let mut program = Program { server: None, folder, environment, binary, address: String::new() };
        program.start_again()?;
        Ok(program)
    }

    /// On the same data and port.
    pub fn start_again(&mut self) -> Result<()> {
        let mut command = tied(&self.binary, "TERM", &[]);
        command.arg("serve").envs(self.environment.clone()).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut server = Guard::spawn(&mut command)?;
        let (send, receive) = channel();
        listen(server.child.stdout.take(), send.clone());
        listen(server.child.stderr.take(), send);
        let mut said = Vec::new();
        while let Ok(line) = receive.recv_timeout(Duration::from_secs(60)) {
            if let Some(address) = address(&line) {
                self.address = address;
                self.server = Some(server);
                return Ok(());
            }
            said.push(line);
        }
        bail!("`sectorwise serve` named no address. It said: {}", said.join("\n"))
    }

    /// By `KILL`, or by a signal that it may answer.
    pub fn end(&mut self, signal: &'static str) {
        if let Some(server) = self.server.take() {
            server.end(signal);
        }
    }

    /// Another command of the same program on the same data; gives what it printed.
    pub fn call(&self, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.binary);
        command.args(arguments).envs(self.environment.clone()).current_dir(self.folder.path());
        run::capture(&mut command)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the server has used until now.
    pub fn usage(&self) -> Result<Usage> {
        Usage::of(self.server.as_ref().context("The server does not run")?.child.id())
    }
}

/// A program that was built already, as the tests in the browser take one, too.
pub fn given() -> Option<PathBuf> {
    std::env::var_os("SECTORWISE_BIN").map(PathBuf::from)
}

/// Reads on after the address was found: a full pipe would stop the server.
fn listen(pipe: Option<impl Read + Send + 'static>, send: Sender<String>) {
    let Some(pipe) = pipe else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
}

fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://127.0.0.1:")?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!port.is_empty() && port != "0").then(|| format!("127.0.0.1:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let found = address("Sectorwise is at http://127.0.0.1:43211/ now");
        assert_eq!(found.as_deref(), Some("127.0.0.1:43211"));
        assert_eq!(address("listening on http://127.0.0.1:0"), None);
        assert_eq!(address("starting"), None);
    }
}
