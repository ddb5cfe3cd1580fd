//! A PostgreSQL cluster of our own, for as long as its value lives.

use crate::guard::{Guard, tied};
use crate::ports;
use crate::run;
use crate::say;
use crate::scratch::Scratch;
use crate::setup;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub struct Postgres {
    // Fields are dropped in this order: the server ends, then its folder goes.
    server: Option<Guard>,
    folder: Scratch,
    programs: PathBuf,
    user: User,
    port: u16,
}

impl Postgres {
    /// Sets up a cluster with the default durability on a free port of this machine.
    pub fn start() -> Result<Postgres> {
        let programs = setup::postgresql()?;
        say::step("temporary PostgreSQL cluster", || {
            let user = User::choose();
            let folder = user.folder()?;
            let data = folder.path().join("data");
            let mut initdb = user.call(&programs.join("initdb"));
            initdb.arg("-D").arg(&data).args(["-U", "postgres", "--auth=trust", "--no-sync"]);
            initdb.args(["-E", "UTF8", "--locale=C.UTF-8"]).current_dir(folder.path());
            run::capture(&mut initdb)?;
            let (server, port) = user.serve(&programs, &folder)?;
            Ok(Postgres { server: Some(server), folder, programs, user, port })
        })
    }

    /// By `QUIT` as in a crash, by `INT` after open transactions are rolled back; connections end either way.
    pub fn stop(&mut self, signal: &'static str) {
        if let Some(server) = self.server.take() {
            server.end(signal);
        }
    }

    /// On the same port and data.
    pub fn start_again(&mut self) -> Result<()> {
        match self.user.serve_at(self.port, &self.programs, &self.folder)? {
            Some(server) => self.server = Some(server),
            None => bail!("PostgreSQL does not start again: {}", said(&self.folder)),
        }
        Ok(())
    }

    /// An empty database of its own; gives its address.
    pub fn database(&self, name: &str) -> Result<String> {
        let mut createdb = Command::new(self.programs.join("createdb"));
        createdb.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "postgres", name]);
        run::capture(&mut createdb)?;
        Ok(format!("postgres://postgres@127.0.0.1:{}/{name}", self.port))
    }

    /// As an administrator, who may create databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

/// Who runs the cluster: PostgreSQL refuses to run as root.
#[derive(Clone, Copy)]
enum User {
    Ourselves,
    Postgres,
}

impl User {
    fn choose() -> User {
        if setup::is_root() { User::Postgres } else { User::Ourselves }
    }

    /// In the system's temporary folder, since the postgres user may not enter root's own.
    fn folder(self) -> Result<Scratch> {
        let folder = Scratch::new(&std::env::temp_dir(), "postgres")?;
        if matches!(self, User::Postgres) {
            run::capture(Command::new("chown").arg("postgres:postgres").arg(folder.path()))?;
        }
        Ok(folder)
    }

    fn call(self, program: &Path) -> Command {
        let options: &[&str] = match self {
            User::Ourselves => &[],
            User::Postgres => &["--reuid=postgres", "--regid=postgres", "--clear-groups"],
        };
        tied(program, "INT", options)
    }

    fn serve(self, programs: &Path, folder: &Scratch) -> Result<(Guard, u16)> {
        // The port is free when asked for; if somebody takes it meanwhile, another one is tried.
        for _ in 0..3 {
            let port = ports::free()?;
            if let Some(server) = self.serve_at(port, programs, folder)? {
                return Ok((server, port));
            }
        }
        bail!("PostgreSQL does not start: {}", said(folder))
    }

    /// `None` where it ends instead, since somebody has the port.
    fn serve_at(self, port: u16, programs: &Path, folder: &Scratch) -> Result<Option<Guard>> {
        let file = fs::File::create(folder.path().join("log")).context("PostgreSQL's log cannot be made")?;
        let mut postgres = self.call(&programs.join("postgres"));
        postgres.arg("-D").arg(folder.path().join("data")).arg("-p").arg(port.to_string());
        // Many tests at once, each with its own pool.
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"] {
            postgres.args(["-c", setting]);
        }
        postgres.current_dir(folder.path()).stdin(Stdio::null());
        postgres.stdout(file.try_clone().context("PostgreSQL's log")?).stderr(file);
        let mut server = Guard::with_signal(&mut postgres, "INT")?;
        Ok(ready(programs, port, &mut server)?.then_some(server))
    }
}

fn said(folder: &Scratch) -> String {
    fs::read_to_string(folder.path().join("log")).unwrap_or_default().trim().to_owned()
}

/// Waits until it takes connections; `false` when it has ended instead.
fn ready(programs: &Path, port: u16, server: &mut Guard) -> Result<bool> {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        if server.child.try_wait().context("PostgreSQL cannot be waited for")?.is_some() {
            return Ok(false);
        }
        let mut ask = Command::new(programs.join("pg_isready"));
        ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if ask.status().is_ok_and(|status| status.success()) {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(30));
    }
    bail!("PostgreSQL was not ready after a minute")
}
