//! `sectorwise survey`: questionnaires in and out of files.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use serde_json::json;
use shared::draft::owed;
use shared::questionnaire::Fault;
use shared::time::{Stamp, utc};

use super::{open, say, say_wrong};
use crate::drafts::{self, Error};
use crate::publish;
use crate::questionnaire_file::{self, lines};
use crate::settings::Settings;
use crate::xlsform::{Problem, Read};

#[derive(Subcommand)]
pub enum Survey {
    /// Say what is wrong with a questionnaire; the exit status is 0 where there are warnings at most
    Check {
        /// A workbook (XLSForm, .xlsx) or our own .json
        file: PathBuf,
        /// As one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Take a questionnaire in, as a draft or as the next version
    Import {
        /// A workbook (XLSForm, .xlsx) or our own .json
        file: PathBuf,
        /// The address of the survey
        #[arg(long = "as", value_name = "SLUG")]
        slug: String,
        /// Publish it at once
        #[arg(long)]
        publish: bool,
    },
    /// Set the moment after which submissions count as late, or take it away
    Close {
        slug: String,
        /// RFC 3339, such as 2027-01-31T23:59:59+00:00
        #[arg(long, value_name = "TIME", required_unless_present = "never")]
        at: Option<String>,
        #[arg(long, conflicts_with = "at")]
        never: bool,
    },
    /// Set how long answers to an older version are in time after a newer one was published
    Welcome {
        slug: String,
        /// Later ones are kept and marked late
        #[arg(long)]
        days: u16,
    },
    /// Write the newest version of a survey, or else its draft, into a file
    Export {
        slug: String,
        /// Its ending says how: .xlsx for a workbook (XLSForm), .json for our own form
        file: PathBuf,
    },
}

pub async fn survey(settings: &Settings, command: Survey) -> anyhow::Result<()> {
    match command {
        Survey::Check { file, json } => check_file(&file, json),
        Survey::Import { file, slug, publish } => import(settings, &file, &slug, publish).await,
        Survey::Close { slug, at, .. } => close(settings, &slug, at.as_deref()).await,
        Survey::Welcome { slug, days } => welcome(settings, &slug, days).await,
        Survey::Export { slug, file } => export(settings, &slug, &file).await,
    }
}

fn check_file(file: &Path, as_json: bool) -> anyhow::Result<()> {
    let Read { questionnaire, problems, .. } = questionnaire_file::read(file);
    let is_sound = questionnaire.is_some();
    if as_json {
        say(&json!({"ok": is_sound, "problems": problems}).to_string());
    } else if problems.is_empty() {
        say("No problem.");
    } else {
        say(&lines(&problems));
    }
    if is_sound { Ok(()) } else { bail!("{} has errors", file.display()) }
}

async fn import(settings: &Settings, file: &Path, slug: &str, publish: bool) -> anyhow::Result<()> {
    let (questionnaire, warnings) = questionnaire_file::sound(file)?;
    warnings.iter().for_each(|problem| say_wrong(&problem.to_string()));
    if publish {
        // Nobody looks at a page that would say so.
        let owed = owed(&questionnaire).into_iter().filter(Fault::is_odd).map(Problem::from);
        owed.for_each(|problem| say_wrong(&problem.to_string()));
    }
    let store = open(settings).await?;
    let done = if publish {
        let published = publish::publish(&store, slug, questionnaire).await.map_err(Error::from);
        published.map(|version| format!("{slug} is published as version {version}."))
    } else {
        drafts::keep(&store, slug, questionnaire).await.map(|()| format!("{slug} is kept as a draft."))
    };
    store.close().await;
    match done {
        Ok(sentence) => say(&sentence),
        Err(Error::Faults(faults)) => {
            let problems: Vec<Problem> = faults.into_iter().map(Problem::from).filter(Problem::is_error).collect();
            bail!("{} is not ready to be published:\n{}", file.display(), lines(&problems))
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn close(settings: &Settings, slug: &str, at: Option<&str>) -> anyhow::Result<()> {
    let read =
        |text: &str| Stamp::parse(text).map(|stamp| stamp.millis).with_context(|| format!("{text:?} is not RFC 3339"));
    let closes_at = at.map(read).transpose()?;
    let store = open(settings).await?;
    let done = publish::set_close(&store, slug, closes_at).await;
    store.close().await;
    done?;
    say(&closes_at.map_or(format!("{slug} does not close."), |at| format!("{slug} closes at {}.", utc(at))));
    Ok(())
}

async fn welcome(settings: &Settings, slug: &str, days: u16) -> anyhow::Result<()> {
    let store = open(settings).await?;
    let done = publish::set_welcome(&store, slug, days).await;
    store.close().await;
    done?;
    say(&format!("Answers to older versions of {slug} are in time for {days} days after a newer one is published."));
    Ok(())
}

async fn export(settings: &Settings, slug: &str, file: &Path) -> anyhow::Result<()> {
    questionnaire_file::is_writable(file).with_context(|| format!("{} cannot be written", file.display()))?;
    let store = open(settings).await?;
    let newest = publish::newest(&store, slug).await?;
    store.close().await;
    let questionnaire = newest.ok_or_else(|| publish::Error::Unknown(slug.to_owned()))?;
    questionnaire_file::write(&questionnaire, file)?;
    say(&format!("{slug} is written to {}.", file.display()));
    Ok(())
}
