//! `sectorwise restore`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::backup::contents;
use super::verify::checked;
use super::{open, say};
use crate::backup::restore;
use crate::settings::Settings;

#[derive(Args)]
pub struct Restore {
    /// What `sectorwise backup` wrote, on SQLite or PostgreSQL
    file: PathBuf,
}

pub async fn restore(settings: &Settings, args: Restore) -> anyhow::Result<()> {
    let refused = || format!("{} was not restored", args.file.display());
    let backup = restore::open(&args.file).with_context(refused)?;
    let store = open(settings).await?;
    let verified = match restore::restore(&store, backup).await.with_context(refused) {
        Ok(restored) => {
            say(&format!("The backup of {} is restored: {}.", restored.made_at, contents(&restored.sums)));
            checked(&store, false).await.context("what was restored is what the backup has, faults included")
        }
        Err(error) => Err(error),
    };
    store.close().await;
    verified
}
