//! A PostgreSQL of one test's own, which it may stop, halt and set as it likes.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::database::{Database, folder, test_server, value_of};
use super::until;

pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    settings: Vec<String>,
    server: Option<Child>,
}

impl Cluster {
    /// With these settings (`name=value`); `None` where there is no PostgreSQL to test on.
    pub fn start(settings: &[&str]) -> Option<Cluster> {
        let programs = value_of(&test_server()?, "select setting from pg_config where name = 'BINDIR'").unwrap();
        let folder = folder();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let mut cluster = Cluster { programs: programs.into(), folder, port, settings, server: None };
        if is_root() {
            let owner = Command::new("chown").arg("postgres").arg(&cluster.folder).status();
            assert!(owner.unwrap().success());
        }
        let mut initdb = cluster.call("initdb");
        initdb.args(["-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "-D"]);
        assert!(initdb.arg(cluster.data()).stdout(Stdio::null()).status().unwrap().success());
        cluster.go();
        Some(cluster)
    }

    /// A database of its own in it.
    pub fn database(&self) -> Database {
        Database::new_on(&format!("postgres://postgres@127.0.0.1:{}/postgres", self.port))
    }

    /// Starts it, after `stop`.
    pub fn go(&mut self) {
        let mut server = self.call("postgres");
        server.arg("-D").arg(self.data()).args(["-p", &self.port.to_string()]);
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"] {
            server.args(["-c", setting]);
        }
        for setting in &self.settings {
            server.args(["-c", setting]);
        }
        self.server = Some(server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        until("PostgreSQL is ready", || {
            let port = self.port.to_string();
            self.call("pg_isready").args(["-q", "-h", "127.0.0.1", "-p", &port]).status().unwrap().success()
        });
    }

    /// Ends it at once; sessions are cut off.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            signal("INT", server.id());
            server.wait().unwrap();
        }
    }

    /// SIGSTOP to all of it: it takes connections and never answers. SIGCONT lets it go on.
    pub fn signal_all(&self, name: &str) {
        self.processes().into_iter().for_each(|process| signal(name, process));
    }

    /// Its sessions and helpers, and last the one that starts them.
    pub fn processes(&self) -> Vec<u32> {
        let Some(server) = &self.server else { return Vec::new() };
        let children = Command::new("pgrep").args(["-P", &server.id().to_string()]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        children.lines().filter_map(|line| line.parse().ok()).chain([server.id()]).collect()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// PostgreSQL refuses to run as root, and ends with the test.
    fn call(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.arg(self.programs.join(program)).current_dir(&self.folder).stdin(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.signal_all("CONT");
        if let Some(server) = &mut self.server {
            signal("QUIT", server.id());
            let _ = server.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn signal(name: &str, process: u32) {
    // One that has ended meanwhile needs none.
    let _ = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).stderr(Stdio::null()).status();
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}
