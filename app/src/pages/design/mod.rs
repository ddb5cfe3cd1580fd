//! The designers' pages around the editor: what there is, what publishing would change, the link and the poster.

mod editor;
mod list;
mod poster;
mod qr;
mod review;
mod share;
mod translate;

pub use editor::{EditorPage, design_editor};
pub use list::{DesignPage, DesignRow, Given, design};
pub use poster::poster;
pub use review::{ReviewPage, review};
pub use share::{SharePage, share};
pub use translate::{Outcome, TranslatePage, translate};
