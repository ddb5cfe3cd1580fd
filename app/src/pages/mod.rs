//! Pages as functions from data to a whole document: the same bytes for everybody.

mod document;
mod home;
mod plain;
mod preview;
mod respond;
mod sign_in;
mod sprite;
mod watch;

use std::collections::BTreeMap;

pub use document::{Document, document};
pub use home::home;
pub use plain::{accessibility, help, not_found, outbox, privacy};
pub use preview::preview;
pub use respond::respond;
pub use sign_in::sign_in;
pub use watch::{WatchPage, watch};

/// The built site: which hashed file each asset is.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub build: String,
    /// `respond.js` → `/assets/respond-ab12cd34ef.js`
    pub assets: BTreeMap<String, String>,
}

impl Site {
    /// The address of an asset. One that was not built gets an address that nothing answers to.
    pub fn asset(&self, name: &str) -> String {
        self.assets.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}
