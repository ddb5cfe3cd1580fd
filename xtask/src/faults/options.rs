//! What may be asked of `cargo xtask faults`.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    /// As it is asked for.
    pub fn word(self) -> &'static str {
        match self {
            Database::Sqlite => "sqlite",
            Database::Postgres => "postgres",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Database::Sqlite => "SQLite",
            Database::Postgres => "PostgreSQL",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Options {
    pub time: Duration,
    pub seed: u64,
    pub json: bool,
    /// Only this one; otherwise each has half of the time.
    pub database: Option<Database>,
    /// Another program than the release of this tree.
    pub binary: Option<PathBuf>,
    pub browser: bool,
    pub prove: bool,
    /// Simulated phones that give up what was answered with a 4xx: the suite must find out.
    pub deletes_on_4xx: bool,
}

impl Options {
    pub fn read(arguments: &[String]) -> Result<Options> {
        let mut options = Options {
            time: Duration::from_secs(120),
            seed: some_seed(),
            json: false,
            database: None,
            binary: None,
            browser: true,
            prove: false,
            deletes_on_4xx: false,
        };
        let mut words = arguments.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} wants a value"));
            match word {
                "--minutes" => options.time = Duration::from_secs(60 * number(word, value()?)?.max(1)),
                "--seed" => options.seed = number(word, value()?)?.min(1 << 40),
                "--json" => options.json = true,
                "--binary" => options.binary = Some(value()?.into()),
                "--no-browser" => options.browser = false,
                "--prove" => options.prove = true,
                "--phones-delete-on-4xx" => options.deletes_on_4xx = true,
                "--database" => {
                    let (asked, all) = (value()?, [Database::Sqlite, Database::Postgres]);
                    let found = all.into_iter().find(|database| database.word() == asked);
                    options.database = Some(found.context("--database is sqlite or postgres")?);
                }
                other => bail!("`cargo xtask faults` has no option {other}"),
            }
        }
        Ok(options)
    }

    pub fn databases(&self) -> Vec<Database> {
        self.database.map_or_else(|| vec![Database::Sqlite, Database::Postgres], |one| vec![one])
    }

    /// Which database is hit for how long, one after the other: as many rounds as are needed for none to be longer
    /// than `longest`, and each database as often as the other.
    pub fn rounds(&self, longest: Duration) -> Vec<(Database, Duration)> {
        let databases = self.databases();
        let times = self.time.as_secs().div_ceil(longest.as_secs() * databases.len() as u64).max(1);
        let length = self.time / (times as u32 * databases.len() as u32);
        (0..times).flat_map(|_| databases.iter().map(move |database| (*database, length))).collect()
    }
}

fn number(name: &str, text: &str) -> Result<u64> {
    text.parse().with_context(|| format!("{name} wants a whole number, not {text}"))
}

/// Another one each time; it is printed, so that what it found can be found again.
fn some_seed() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |since| since.as_secs() % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options> {
        Options::read(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read_and_odd_ones_refused() {
        let options = read("--minutes 3 --seed 7 --json --database postgres --no-browser").unwrap();
        assert_eq!((options.time.as_secs(), options.seed, options.json, options.browser), (180, 7, true, false));
        assert_eq!(options.databases(), [Database::Postgres]);
        for odd in ["--minutes", "--minutes x", "--database oracle", "--fast", "7"] {
            assert!(read(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn both_databases_share_the_time_in_short_rounds() {
        let seconds = |line: &str| {
            let rounds = read(line).unwrap().rounds(Duration::from_secs(300));
            rounds.into_iter().map(|(database, length)| (database, length.as_secs())).collect::<Vec<_>>()
        };
        assert_eq!(seconds("--minutes 2"), [(Database::Sqlite, 60), (Database::Postgres, 60)]);
        assert_eq!(seconds("--minutes 60").len(), 12);
        assert!(seconds("--minutes 60").iter().all(|(_, length)| *length == 300));
        assert_eq!(seconds("--minutes 4 --database sqlite"), [(Database::Sqlite, 240)]);
    }
}
