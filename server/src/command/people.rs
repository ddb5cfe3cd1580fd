//! `sectorwise user` and `sectorwise token`.

use std::io::Read;

use anyhow::Context;
use clap::Subcommand;

use super::{open, say};
use crate::role::Role;
use crate::settings::Settings;
use crate::staff;

#[derive(Subcommand)]
pub enum User {
    /// Add somebody, and print a random password once
    Add {
        #[arg(long)]
        email: String,
        #[arg(long, value_enum, default_value = "coordinator")]
        role: Role,
        /// Read the password from standard input instead of making one
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give somebody a new password, and end their sessions
    Password {
        #[arg(long)]
        email: String,
        /// Read the password from standard input instead of making one
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
pub enum Token {
    /// Make a token for a program, and print it once
    Create {
        /// What it is for
        #[arg(long)]
        name: String,
        #[arg(long, value_enum, default_value = "coordinator")]
        role: Role,
    },
}

pub async fn user(settings: &Settings, command: User) -> anyhow::Result<()> {
    let (User::Add { password_stdin, .. } | User::Password { password_stdin, .. }) = &command;
    let given = if *password_stdin { Some(password()?) } else { None };
    let store = open(settings).await?;
    let made = match command {
        User::Add { email, role, .. } => {
            let (email, made) = staff::add(&store, &email, role, given).await?;
            say(&format!("{email} may sign in as {}.", role.code()));
            made
        }
        User::Password { email, .. } => {
            let made = staff::set_password(&store, &email, given).await?;
            say(&format!("{email} has a new password, and is signed out everywhere."));
            made
        }
    };
    store.close().await;
    if let Some(password) = made {
        say(&format!("The password is {password} (it is shown only this once)."));
    }
    Ok(())
}

/// The token alone goes to standard output, so that a script can take it.
pub async fn token(settings: &Settings, Token::Create { name, role }: Token) -> anyhow::Result<()> {
    let store = open(settings).await?;
    let token = staff::add_token(&store, &name, role).await?;
    store.close().await;
    say(&token);
    Ok(())
}

/// The line end that `echo` adds is not part of it.
fn password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text).context("the password cannot be read from standard input")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
