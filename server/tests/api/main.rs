//! The API through the real program: one process and one fresh database a test, on SQLite and PostgreSQL.
//!
//! PostgreSQL's turns need `SECTORWISE_TEST_POSTGRES`, the address of a database whose user may create others.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "a test that was skipped says so")]

#[macro_use]
mod support;

mod back_pressure;
mod backup;
mod bad_input;
mod clocks;
mod commands;
mod cut_off;
mod demo;
mod design_pages;
mod discard;
mod downloads;
mod drafts;
mod durable;
mod full_disk;
mod health;
mod killed;
mod kinds;
mod live;
mod load;
mod openapi;
mod pages;
mod postcodes;
mod processes;
mod publication;
mod receipts;
mod recount;
mod revisions;
mod session;
mod shutdown;
mod strings;
mod submissions;
mod surveys;
mod tally;
mod throttle;
mod tls;
mod tokens;
mod trial;
mod vanish;
mod verify;
mod withdrawal;
mod xlsform;
mod xlsform_pages;
