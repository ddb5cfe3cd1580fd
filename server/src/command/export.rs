//! `sectorwise export`: the downloads without a server.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::{Context, bail};
use clap::Args;

use super::{open, say};
use crate::editions::Editions;
use crate::export::{self, Csv, Failed, Jsonl, Source, Xlsx};
use crate::first_start::STANDARD;
use crate::postcodes::Directory;
use crate::settings::Settings;

#[derive(Args)]
pub struct Export {
    /// Where to; the ending decides the format: .csv, .xlsx or .jsonl
    file: PathBuf,
    #[arg(long, default_value = STANDARD)]
    survey: String,
}

pub async fn export(settings: &Settings, args: Export) -> anyhow::Result<()> {
    let ending = args.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned();
    if !matches!(ending.as_str(), "csv" | "xlsx" | "jsonl") {
        bail!("{} should end in .csv, .xlsx or .jsonl", args.file.display());
    }
    let store = open(settings).await?;
    let (editions, directory) = (Editions::default(), Directory::default());
    let newest = editions.newest(&store, &args.survey).await;
    let (survey, edition) = newest.with_context(|| format!("the answers to {:?} cannot be exported", args.survey))?;
    let file =
        std::fs::File::create(&args.file).with_context(|| format!("{} cannot be written", args.file.display()))?;
    let file = Mutex::new(std::io::BufWriter::new(file));
    let failure = Mutex::new(None);
    let send = |bytes: Vec<u8>| {
        let written = file.lock().map_or(Ok(()), |mut file| file.write_all(&bytes));
        let went = written.is_ok();
        if let (Err(error), Ok(mut failure)) = (written, failure.lock()) {
            *failure = Some(error);
        }
        std::future::ready(went)
    };
    let source = Source { store: &store, editions: &editions, directory: &directory };
    let title = edition.form.questionnaire().title.plain().to_owned();
    let exported = match ending.as_str() {
        "csv" => export::export(source, &survey, Csv, send).await,
        "xlsx" => export::export(source, &survey, Xlsx::new(&title), send).await,
        _ => export::export(source, &survey, Jsonl, send).await,
    };
    store.close().await;
    match (exported, failure.into_inner().ok().flatten()) {
        (Err(Failed::Gone), Some(error)) => return Err(error).context("the file cannot be written to its end"),
        (exported, _) => exported?,
    }
    if let Ok(mut file) = file.into_inner() {
        file.flush().context("the file cannot be written to its end")?;
    }
    say(&format!("The answers are in {}.", args.file.display()));
    Ok(())
}
