//! `sectorwise postcodes`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;

use super::{open, say};
use crate::postcodes;
use crate::settings::Settings;

#[derive(Subcommand)]
pub enum Postcodes {
    /// Load the ONS Postcode Directory (a CSV of it); only London is kept, an older table is replaced
    Import {
        file: PathBuf,
        /// The column of the postcode, where the file calls it otherwise
        #[arg(long, value_name = "NAME")]
        postcode_column: Option<String>,
        /// The column of the borough's GSS code, where the file calls it otherwise
        #[arg(long, value_name = "NAME")]
        borough_column: Option<String>,
    },
}

pub async fn postcodes(settings: &Settings, command: Postcodes) -> anyhow::Result<()> {
    let Postcodes::Import { file, postcode_column, borough_column } = command;
    let opened = std::fs::File::open(&file).with_context(|| format!("{} cannot be opened", file.display()))?;
    let store = open(settings).await?;
    let imported = postcodes::import(
        &store,
        std::io::BufReader::new(opened),
        postcode_column.as_deref(),
        borough_column.as_deref(),
    );
    let imported = imported.await.with_context(|| format!("{} was not imported", file.display()))?;
    store.close().await;
    say(&format!("{} rows read, {} London postcodes in force.", imported.read, imported.kept));
    say(
        "Contains OS data © Crown copyright and database right; Royal Mail data © Royal Mail copyright and database right;",
    );
    say("National Statistics data © Crown copyright and database right. Open Government Licence v3.0.");
    Ok(())
}
