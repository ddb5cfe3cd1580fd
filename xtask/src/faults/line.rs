//! A device's line to the server: one request, an answer or nothing, as the browser gives it to the phone's code.

use shared::outbox::Answer;
use shared::time::Millis;
use std::time::Duration;

/// A phone waits for a minute; here a minute passes sooner.
const PATIENCE: Duration = Duration::from_secs(4);

#[derive(Clone)]
pub struct Line {
    agent: ureq::Agent,
    base: String,
}

impl Line {
    /// To `127.0.0.1:PORT`. Every request has a connection of its own, since faults end them.
    pub fn to(address: &str) -> Line {
        let config = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).max_idle_connections(0);
        let config = config.max_redirects(0).max_redirects_will_error(false).timeout_global(Some(PATIENCE));
        Line { agent: config.build().into(), base: format!("http://{address}") }
    }

    /// `None` where nobody answered, or not in time, or not to the end.
    pub fn post(&self, path: &str, json: &str) -> Option<Answer> {
        let request = self.agent.post([&self.base, path].concat()).header("content-type", "application/json");
        let mut response = request.send(json).ok()?;
        let retry_after = response.headers().get("retry-after").and_then(|seconds| seconds.to_str().ok());
        let retry_after = retry_after.and_then(|seconds| seconds.trim().parse::<Millis>().ok());
        Some(Answer {
            status: response.status().as_u16(),
            body: response.body_mut().read_to_string().ok()?,
            retry_after: retry_after.map(|seconds| seconds.saturating_mul(1000)),
        })
    }
}
