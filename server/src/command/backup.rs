//! `sectorwise backup`.

use std::path::PathBuf;

use clap::Args;

use super::{open_existing, say};
use crate::backup::{self, Sum};
use crate::settings::Settings;

#[derive(Args)]
pub struct Backup {
    /// Where to; an older backup of that name gives way when the new one is complete
    file: PathBuf,
}

pub async fn backup(settings: &Settings, args: Backup) -> anyhow::Result<()> {
    let store = open_existing(settings).await?;
    let made = backup::backup(&store, &args.file).await;
    store.close().await;
    say(&format!("The backup is in {}: {}.", args.file.display(), contents(&made?)));
    say("It holds the keys, contact details and every answer: keep it as safe as the database itself.");
    if settings.secret_key.is_some() {
        say("The secret key is in the settings and not in the backup: keep a copy of it, too, and apart.");
    }
    Ok(())
}

/// What a reader wants to know of all the tables.
pub(super) fn contents(sums: &[Sum]) -> String {
    let rows = |table: &str| sums.iter().find(|sum| sum.table == table).map_or(0, |sum| sum.rows);
    let all: u64 = sums.iter().map(|sum| sum.rows).sum();
    format!("{} entries of the log of {} surveys, {all} rows in all", rows("submission"), rows("survey"))
}
