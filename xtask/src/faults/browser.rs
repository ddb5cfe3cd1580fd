//! Real browsers that take part in a round: `end2end/faults.mjs` drives them and says what they were promised.

use super::device::World;
use super::kind::{Counts, Kind};
use super::round::Round;
use crate::guard::{Guard, tied};
use crate::npm;
use crate::setup;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use shared::outbox::{State, rows};
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::thread::JoinHandle;

pub struct Browser {
    node: Guard,
    said: JoinHandle<Vec<String>>,
}

impl Browser {
    pub fn start(tree: &Tree, address: &str, round: &Round) -> Result<Browser> {
        let chromium = setup::chromium()?;
        npm::install(tree, "end2end")?;
        let mut node = tied("node", "TERM", &[]);
        node.arg("end2end/faults.mjs").current_dir(&tree.root).stdin(Stdio::null()).stdout(Stdio::piped());
        node.env("SECTORWISE_CHROMIUM", chromium).env("SECTORWISE_URL", format!("http://{address}"));
        node.env("SECTORWISE_SEED", round.seed.to_string());
        node.env("SECTORWISE_SECONDS", round.length.as_secs().to_string());
        let mut node = Guard::spawn(&mut node)?;
        let pipe = node.child.stdout.take().context("A child without stdout")?;
        Ok(Browser { said: std::thread::spawn(move || lines(pipe)), node })
    }

    /// Waits for its end, and writes what it was promised into the book.
    pub fn end(mut self, world: &World, counts: &Counts) -> Result<()> {
        let Ok(said) = self.said.join() else { bail!("The browsers' output cannot be read") };
        let status = self.node.child.wait().context("The browsers cannot be waited for")?;
        if !status.success() {
            bail!("end2end/faults.mjs failed ({status})");
        }
        let last = said.last().context("end2end/faults.mjs said nothing")?;
        let last: Value = serde_json::from_str(last).context("end2end/faults.mjs printed no JSON")?;
        for kind in [Kind::TabKilled, Kind::StorageFull, Kind::ClockJumped] {
            counts.add(kind, last["faults"][kind.name()].as_u64().unwrap_or(0));
        }
        let wrong = last["wrong"].as_array().into_iter().flatten().filter_map(Value::as_str);
        wrong.for_each(|words| world.book.complain(format!("browser: {words}")));
        let arrived = last["from_memory"].as_array().into_iter().flatten().filter_map(Value::as_str);
        world.book.open().arrived.extend(arrived.map(String::from));
        for parcel in last["parcels"].as_array().into_iter().flatten() {
            believe(parcel, world);
        }
        Ok(())
    }
}

/// A parcel as it lies in the browser's own storage.
fn believe(row: &Value, world: &World) {
    let Some(parcel) = rows::to_parcel(row) else {
        return world.book.complain(format!("browser: a parcel cannot be read: {row}"));
    };
    world.book.finished(&parcel, None);
    match &parcel.state {
        State::Sent { receipt } if receipt.is_signed_by(&world.keys) => world.book.open().heard(receipt),
        State::Sent { .. } => world.book.complain(format!("browser: {} believed a false receipt", parcel.id)),
        other => world.book.complain(format!("browser: still in an outbox: {} {other:?}", parcel.id)),
    }
}

fn lines(pipe: impl Read) -> Vec<String> {
    BufReader::new(pipe).lines().map_while(Result::ok).collect()
}
