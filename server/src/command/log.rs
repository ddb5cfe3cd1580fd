//! The log: what is worth a line, and what is no fault of ours.

use std::fmt::Debug;
use std::io::IsTerminal;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

/// Libraries that say more than anybody reads.
const QUIET: &str = "sea_orm_migration=warn,sqlx=warn,actix_server=warn";

/// Begins to write to standard error; `wanted` is what the settings say.
pub fn start(wanted: &str) {
    let filter = EnvFilter::builder().parse_lossy(format!("{QUIET},{wanted}"));
    let lines = fmt::layer().with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr);
    tracing_subscriber::registry().with(filter).with(ClientsFaults).with(lines).init();
}

/// Whoever sends what is no HTTP gets a 400, and the server is as well as before: no error, though the library calls it
/// one. Anybody could fill the log with them.
struct ClientsFaults;

impl<S: Subscriber> Layer<S> for ClientsFaults {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let meta = event.metadata();
        if *meta.level() != Level::ERROR || !meta.target().starts_with("actix_http::") {
            return true;
        }
        let mut message = Message::default();
        event.record(&mut message);
        let is_theirs = is_clients_fault(&message.0);
        if is_theirs {
            tracing::debug!(target: "sectorwise::http", "{}", message.0);
        }
        !is_theirs
    }
}

fn is_clients_fault(message: &str) -> bool {
    ["stream error: request parse error", "MAX_BUFFER_SIZE unprocessed data"]
        .iter()
        .any(|begin| message.starts_with(begin))
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Keeps the level and the message of what reaches it.
    #[derive(Clone, Default)]
    struct Heard(Arc<Mutex<Vec<(Level, String)>>>);

    impl<S: Subscriber> Layer<S> for Heard {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut message = Message::default();
            event.record(&mut message);
            self.0.lock().unwrap().push((*event.metadata().level(), message.0));
        }
    }

    #[test]
    fn only_what_clients_do_wrong_is_no_error() {
        let heard = Heard::default();
        let subscriber = tracing_subscriber::registry().with(ClientsFaults).with(heard.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::error!(target: "actix_http::h1::dispatcher", "stream error: request parse error: invalid Header");
            tracing::error!(target: "actix_http::h1::dispatcher", "Response payload stream error: gone");
            tracing::error!("stream error: request parse error: of another place");
        });
        let heard = heard.0.lock().unwrap();
        let errors: Vec<&str> = heard.iter().filter(|(level, _)| *level == Level::ERROR).map(|(_, m)| &**m).collect();
        assert_eq!(
            errors,
            ["Response payload stream error: gone", "stream error: request parse error: of another place"]
        );
    }
}
