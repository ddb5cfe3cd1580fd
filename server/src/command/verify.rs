//! `sectorwise verify`.

use anyhow::bail;
use clap::Args;

use super::{open_existing, say};
use crate::settings::Settings;
use crate::store::Store;
use crate::verify::{self, Report};

#[derive(Args)]
pub struct Verify {
    /// Say it as JSON, for programs
    #[arg(long)]
    json: bool,
}

pub async fn verify(settings: &Settings, args: Verify) -> anyhow::Result<()> {
    let store = open_existing(settings).await?;
    let verified = checked(&store, args.json).await;
    store.close().await;
    verified
}

/// Looks at everything, says what differs, and fails where anything does.
pub(super) async fn checked(store: &Store, as_json: bool) -> anyhow::Result<()> {
    let report = verify::verify(store).await?;
    if as_json {
        say(&serde_json::to_string(&report)?);
    } else {
        tell(&report);
    }
    match report.differences.len() as u64 + report.more {
        0 => Ok(()),
        1 => bail!("the database is not as it should be: 1 difference was found"),
        count => bail!("the database is not as it should be: {count} differences were found"),
    }
}

fn tell(report: &Report) {
    for walked in &report.surveys {
        let compared = match walked.snapshot {
            Some(sequence) => format!("the snapshot at number {sequence} was compared with a recount"),
            None => "there is no snapshot of tallies to compare".to_owned(),
        };
        say(&format!("{}: {} entries of the log were checked; {compared}.", walked.survey, walked.entries));
    }
    for difference in &report.differences {
        say(&format!("  {difference}."));
    }
    if report.more > 0 {
        say(&format!("  There are {} more of these kinds.", report.more));
    }
    if report.ok {
        say("Everything is as it should be.");
    }
}
