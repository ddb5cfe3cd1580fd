//! What the person at the terminal reads: progress on stderr, results on stdout.

use anyhow::Result;
use std::io::Write;
use std::time::{Duration, Instant};

/// A line of the result. A closed pipe (`| head`) is no reason to fail.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Something worth knowing on the way.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

/// Says what is being done and, at its end, how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("{what} …");
    let begun = Instant::now();
    let outcome = work();
    let end = if outcome.is_ok() { "" } else { ", failed" };
    eprintln!("{what} … {}{end}", took(begun.elapsed()));
    outcome
}

pub fn took(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 {
        format!("{seconds:.1} s")
    } else if seconds < 120.0 {
        format!("{seconds:.0} s")
    } else {
        format!("{} min {} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

/// Bytes as people compare them: 107,408 becomes `107.4 kB`.
pub fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{:.1} kB", bytes as f64 / 1_000.0)
    } else {
        format!("{:.2} MB", bytes as f64 / 1_000_000.0)
    }
}
