//! An open event stream, read event by event.

use std::io::{BufRead, BufReader};
use std::time::Duration;

use serde_json::Value;

use super::Staff;

/// Far longer than any of this takes; it only ends a test that would hang.
const PATIENCE: Duration = Duration::from_secs(90);

pub struct Stream {
    pub lines: Box<dyn Iterator<Item = String>>,
    pub content_type: String,
}

#[derive(Debug)]
pub struct Event {
    pub name: String,
    pub id: u64,
    pub data: Value,
}

impl Stream {
    pub fn open(staff: &Staff, path: &str, last_event_id: Option<u64>) -> Stream {
        let request = staff.world.agent.get(staff.world.url(path)).header("cookie", &staff.cookie);
        let request = match last_event_id {
            Some(id) => request.header("last-event-id", id.to_string()),
            None => request,
        };
        let response = request.config().timeout_global(Some(PATIENCE)).build().call().unwrap();
        assert_eq!(response.status(), 200);
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        let lines = BufReader::new(response.into_body().into_reader()).lines().map(Result::unwrap);
        Stream { lines: Box::new(lines), content_type }
    }

    /// The next event; signs of life are passed over.
    pub fn next(&mut self) -> Event {
        let (mut name, mut id, mut data) = (String::new(), None, None);
        for line in &mut self.lines {
            match line.split_once(':').map(|(field, value)| (field, value.trim_start())) {
                Some(("event", value)) => value.clone_into(&mut name),
                Some(("id", value)) => id = value.parse().ok(),
                Some(("data", value)) => data = Some(value.to_owned()),
                None if data.is_some() => break,
                _ => {}
            }
        }
        Event { name, id: id.unwrap(), data: serde_json::from_str(&data.unwrap()).unwrap() }
    }
}
