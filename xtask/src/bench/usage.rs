//! What a process has used so far, as Linux tells it under /proc.

use anyhow::{Context, Result};
use std::fs;
use std::time::Duration;

/// Every Linux counts processor time in hundredths of a second towards programs.
const TICK: Duration = Duration::from_millis(10);

pub struct Usage {
    /// In the program and in the system on its behalf, on all processors together.
    pub processor: Duration,
    /// Bytes in memory now, and the most there ever were.
    pub memory: u64,
    pub peak: u64,
}

impl Usage {
    pub fn of(process: u32) -> Result<Usage> {
        let read = |name: &str| {
            let file = format!("/proc/{process}/{name}");
            fs::read_to_string(&file).with_context(|| format!("{file} cannot be read"))
        };
        let (stat, status) = (read("stat")?, read("status")?);
        let memory = |name| memory(&status, name).with_context(|| format!("/proc does not tell {name}"));
        Ok(Usage {
            processor: processor(&stat).context("/proc does not tell the processor's time")?,
            memory: memory("VmRSS")?,
            peak: memory("VmHWM")?,
        })
    }
}

/// After the name, which may have anything in it: twelfth and thirteenth.
fn processor(stat: &str) -> Option<Duration> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut times = rest.split_whitespace().skip(11).map(str::parse::<u32>);
    Some(TICK * (times.next()?.ok()? + times.next()?.ok()?))
}

fn memory(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_memory_are_found_whatever_the_program_is_called() {
        let stat = "42 (a ) odd) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 8 0 100 1000 500";
        assert_eq!(processor(stat), Some(Duration::from_secs(2)));
        let status = "Name:\todd\nVmHWM:\t   2048 kB\nVmRSS:\t   1024 kB\n";
        assert_eq!((memory(status, "VmHWM"), memory(status, "VmSwap")), (Some(2_097_152), None));
    }
}
