//! The command line: what can be asked for, and one clear sentence where it cannot be done.

mod backup;
mod config;
mod demo;
mod export;
mod interview;
mod log;
mod people;
mod postcodes;
mod restore;
mod serve;
mod survey;
mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};

use crate::settings::{self, Loaded, Settings};
use crate::store::{Store, sqlite_file};

#[derive(Parser)]
#[command(name = "sectorwise", version, about = "State of the Sector surveys that work offline and add up by borough.")]
struct Cli {
    /// A settings file (TOML); the environment wins over it
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve surveys, sync and the coordinator's pages
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Print the settings in force and where they come from, secrets hidden
    Config,
    /// Manage people
    #[command(subcommand)]
    User(people::User),
    /// Manage programs that sign in with a token
    #[command(subcommand)]
    Token(people::Token),
    /// Check, import and export questionnaires
    #[command(subcommand)]
    Survey(survey::Survey),
    /// Go through a questionnaire as on a phone, without a screen
    Interview(interview::Interview),
    /// Make up answers to try things out, or take them away again
    Demo(demo::Demo),
    /// Write the answers into a file
    Export(export::Export),
    /// Manage the table of postcodes
    #[command(subcommand)]
    Postcodes(postcodes::Postcodes),
    /// Write everything into one file, while the server runs
    Backup(backup::Backup),
    /// Fill an empty database from a backup, and verify it
    Restore(restore::Restore),
    /// Check every log, receipt and tally, while the server runs
    Verify(verify::Verify),
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say_wrong(&format!("sectorwise: {}", once(&error)));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let loaded = settings::load(cli.config.as_deref(), &|name| std::env::var(name).ok())?;
    start_log(&loaded);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::serve(loaded.settings).await,
            Command::Config => {
                config::config(&loaded);
                Ok(())
            }
            Command::Migrate => {
                open(&loaded.settings).await?.close().await;
                say("The database is up to date.");
                Ok(())
            }
            Command::User(command) => people::user(&loaded.settings, command).await,
            Command::Token(command) => people::token(&loaded.settings, command).await,
            Command::Survey(command) => survey::survey(&loaded.settings, command).await,
            Command::Interview(args) => interview::interview(&args),
            Command::Demo(args) => demo::demo(&loaded.settings, args).await,
            Command::Export(args) => export::export(&loaded.settings, args).await,
            Command::Postcodes(command) => postcodes::postcodes(&loaded.settings, command).await,
            Command::Backup(args) => backup::backup(&loaded.settings, args).await,
            Command::Restore(args) => restore::restore(&loaded.settings, args).await,
            Command::Verify(args) => verify::verify(&loaded.settings, args).await,
        }
    })
}

fn start_log(loaded: &Loaded) {
    log::start(&loaded.settings.log);
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
}

/// Opens the database, after making the folder of an embedded one.
async fn open(settings: &Settings) -> anyhow::Result<Store> {
    if let Some(file) = sqlite_file(&settings.database_url) {
        writable(&file).with_context(|| {
            format!("{} cannot be written; SECTORWISE_DATA_DIR names the folder of the database", file.display())
        })?;
    }
    Store::open(&settings.database_url).await.context("the database cannot be opened; SECTORWISE_DATABASE_URL names it")
}

/// The same for a database that must be there already.
async fn open_existing(settings: &Settings) -> anyhow::Result<Store> {
    if let Some(file) = sqlite_file(&settings.database_url).filter(|file| !file.exists()) {
        bail!("there is no database at {}; SECTORWISE_DATABASE_URL names it", file.display());
    }
    open(settings).await
}

/// SQLite would only say "unable to open database file".
fn writable(file: &Path) -> std::io::Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::OpenOptions::new().create(true).append(true).open(file).map(drop)
}

/// A line on standard output; whoever has closed it does not want to know.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn say_wrong(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// An error and its causes; some already name their cause, and nobody reads it twice.
fn once(error: &anyhow::Error) -> String {
    error
        .chain()
        .skip(1)
        .map(ToString::to_string)
        .fold(error.to_string(), |said, cause| if said.contains(&cause) { said } else { format!("{said}: {cause}") })
}
