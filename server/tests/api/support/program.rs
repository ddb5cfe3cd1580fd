//! The built program as a process; what it says to its log is part of the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::Database;

pub const EMAIL: &str = "ama@example.org";
pub const PASSWORD: &str = "a password for tests";

const PROGRAM: &str = env!("CARGO_BIN_EXE_sectorwise");

pub struct Program {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// What it said on standard output before it was ready.
    pub said: Vec<String>,
    log: Arc<Mutex<Vec<String>>>,
    has_trouble: AtomicBool,
}

impl Program {
    /// Starts `sectorwise serve` and waits until it is ready.
    pub fn serve(database: &Database, settings: &[(&str, &str)]) -> Program {
        Program::begin(command(PROGRAM, database, settings).arg("serve"))
    }

    /// The same where a file that may not grow is an error and not the program's end.
    pub fn serve_in_little_room(database: &Database) -> Program {
        let mut shell = command("sh", database, &[]);
        Program::begin(shell.args(["-c", "trap '' XFSZ; exec \"$0\" serve", PROGRAM]))
    }

    /// Bytes that a file of this program may have; `unlimited` gives the room back.
    pub fn limit_files(&self, bytes: &str) {
        let limit = format!("--fsize={bytes}:unlimited");
        assert!(Command::new("prlimit").args(["--pid", &self.id().to_string(), &limit]).status().unwrap().success());
    }

    fn begin(command: &mut Command) -> Program {
        let child = command.stdin(Stdio::null()).spawn().unwrap();
        let mut program = Program {
            child,
            address: String::new(),
            said: Vec::new(),
            log: Arc::default(),
            has_trouble: AtomicBool::new(false),
        };
        let log = program.log.clone();
        let errors = lines(program.child.stderr.take().unwrap());
        std::thread::spawn(move || errors.for_each(|line| log.lock().unwrap().push(line)));
        let output = lines_of(program.child.stdout.take().unwrap());
        while let Ok(line) = output.recv_timeout(Duration::from_secs(60)) {
            if let Some(address) = line.strip_prefix("Sectorwise is ready: ") {
                address.clone_into(&mut program.address);
                return program;
            }
            program.said.push(line);
        }
        panic!("the program did not get ready: {:?} {:?}", program.said, program.log.lock().unwrap());
    }

    /// Runs another command of the program to its end.
    pub fn run(database: &Database, settings: &[(&str, &str)], arguments: &[&str], input: &str) -> Output {
        let mut child = command(PROGRAM, database, settings).args(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A command that does not read its input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: as when the power goes.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; one that has ended already does not mind.
    pub fn ask_to_stop(&self) {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
    }

    /// SIGTERM, and whether it ended well within its time.
    pub fn stop(mut self) -> bool {
        self.ask_to_stop();
        for _ in 0..100 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        false
    }

    /// From now on only a panic in the log fails the test: its database goes away.
    pub fn expect_trouble(&self) {
        self.has_trouble.store(true, Ordering::Relaxed);
    }

    /// How often the log has said this so far.
    pub fn has_logged(&self, part: &str) -> usize {
        self.log.lock().unwrap().iter().filter(|line| line.contains(part)).count()
    }

    /// Takes out the lines that a test expects; what is left at the end fails it.
    pub fn expect_log(&self, part: &str) {
        for _ in 0..50 {
            let mut log = self.log.lock().unwrap();
            let before = log.len();
            log.retain(|line| !line.contains(part));
            if log.len() < before {
                return;
            }
            drop(log);
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the log never said {part:?}: {:?}", self.log.lock().unwrap());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let log = self.log.lock().unwrap();
        let words: &[&str] =
            if self.has_trouble.load(Ordering::Relaxed) { &["panicked"] } else { &[" WARN ", " ERROR ", "panicked"] };
        // That somebody waited long for a connection tells how busy the machine is, and nothing of the program.
        let is_busy = |line: &str| line.contains("sqlx::pool::acquire");
        let is_odd = |line: &&String| words.iter().any(|word| line.contains(word)) && !is_busy(line);
        let odd: Vec<_> = log.iter().filter(is_odd).collect();
        if !std::thread::panicking() {
            assert!(odd.is_empty(), "unexpected in the log: {odd:?}");
        }
    }
}

/// Asserts exit status 1 and one line that says these words.
pub fn fails_saying(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
}

fn command(program: &str, database: &Database, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&database.folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SECTORWISE_")) {
        command.env_remove(name);
    }
    command.envs([
        ("SECTORWISE_DATABASE_URL", database.url.as_str()),
        ("SECTORWISE_ADDR", "127.0.0.1:0"),
        ("SECTORWISE_RATE_LIMIT", "0"),
        ("SECTORWISE_ADMIN_EMAIL", EMAIL),
        ("SECTORWISE_ADMIN_PASSWORD", PASSWORD),
    ]);
    for (name, value) in settings {
        if value.is_empty() {
            command.env_remove(name);
        } else {
            command.env(name, value);
        }
    }
    command
}

fn lines(pipe: impl Read + Send + 'static) -> impl Iterator<Item = String> + Send {
    BufReader::new(pipe).lines().map_while(Result::ok)
}

fn lines_of(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || lines(pipe).try_for_each(|line| send.send(line)));
    receive
}
