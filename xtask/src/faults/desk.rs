//! What a coordinator's program asks the server, past the proxy.

use super::answers::SURVEY;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use shared::receipt::{Receipt, ReceiptKey};
use std::time::Duration;

/// An export of everything takes its time on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
const LARGEST: u64 = 4 << 30;

#[derive(Clone)]
pub struct Desk {
    agent: ureq::Agent,
    base: String,
    token: String,
}

impl Desk {
    pub fn at(address: &str, token: &str) -> Desk {
        let config = ureq::Agent::config_builder().proxy(None).max_idle_connections(0);
        let agent = config.timeout_global(Some(PATIENCE)).build().into();
        Desk { agent, base: format!("http://{address}"), token: token.trim().to_owned() }
    }

    fn get(&self, path: &str) -> Result<String> {
        let request = self.agent.get([&self.base, path].concat());
        let mut response = request.header("authorization", format!("Bearer {}", self.token)).call()?;
        Ok(response.body_mut().with_config().limit(LARGEST).read_to_string()?)
    }

    /// The keys that the survey's receipts are checked with.
    pub fn keys(&self) -> Result<Vec<ReceiptKey>> {
        let survey = self.get(&format!("/api/v1/surveys/{SURVEY}"))?;
        let survey: Value = serde_json::from_str(&survey).context("The survey is not JSON")?;
        let keys = shared::outbox::rows::to_keys(&survey);
        if keys.is_empty() { bail!("The survey lists no key") } else { Ok(keys) }
    }

    pub fn tally(&self, question: &str) -> Result<Value> {
        let answer = self.get(&format!("/api/v1/surveys/{SURVEY}/tally?question={question}&by=borough"))?;
        serde_json::from_str(&answer).context("The tally is not JSON")
    }

    /// Every submission that is held, its newest revision.
    pub fn export(&self) -> Result<Vec<Value>> {
        let lines = self.get(&format!("/api/v1/surveys/{SURVEY}/responses.jsonl"))?;
        lines.lines().map(|line| serde_json::from_str(line).context("A line of the export is not JSON")).collect()
    }

    pub fn receipt(&self, id: &str) -> Result<Receipt> {
        let receipt = self.get(&format!("/api/v1/surveys/{SURVEY}/receipts/{id}"))?;
        serde_json::from_str(&receipt).context("The receipt is not JSON")
    }
}
