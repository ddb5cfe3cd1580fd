//! `sectorwise demo`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::{open, say};
use crate::demo;
use crate::first_start::{STANDARD, publish_standard};
use crate::settings::Settings;
use crate::store::sqlite_file;

#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["responses", "remove"]))]
pub struct Demo {
    /// How many answers to make up
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=5_000_000))]
    responses: Option<u64>,
    /// The same seed gives the same answers
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Write them into a file, one submission a line, and not into the database
    #[arg(long, value_name = "FILE", requires = "responses")]
    to: Option<PathBuf>,
    /// Take the demo answers away again
    #[arg(long)]
    remove: bool,
    /// The survey that is answered
    #[arg(long, default_value = STANDARD)]
    survey: String,
}

pub async fn demo(settings: &Settings, args: Demo) -> anyhow::Result<()> {
    let count = args.responses.unwrap_or_default();
    if let Some(file) = &args.to {
        // Making a file needs no database: without one the standard survey is answered.
        let is_there = sqlite_file(&settings.database_url).is_none_or(|database| database.exists());
        let store = if is_there { Some(open(settings).await?) } else { None };
        demo::to_file(store.as_ref(), &args.survey, count, args.seed, file).await?;
        if let Some(store) = store {
            store.close().await;
        }
        say(&format!("{count} submissions are in {}.", file.display()));
        return Ok(());
    }
    let store = open(settings).await?;
    publish_standard(&store).await?;
    if args.remove {
        let erased = demo::remove(&store, settings, &args.survey).await?;
        say(&format!("{erased} demo answers were taken away."));
    } else {
        let stored = demo::add(&store, settings, &args.survey, count, args.seed).await.context("the demo broke off")?;
        say(&format!(
            "{stored} demo answers were stored; {} had been there already.",
            count.saturating_sub(stored as u64)
        ));
        say("`sectorwise demo --remove` takes them away again.");
    }
    store.close().await;
    Ok(())
}
