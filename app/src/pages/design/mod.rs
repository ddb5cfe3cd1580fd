//! The designers' pages around the editor: what there is, what publishing would change, the link and the poster,
//! the workbook, the phone, and the end of a draft.

mod discard;
mod editor;
mod frame;
mod imported;
mod in_workbook;
mod list;
mod phone;
mod poster;
mod qr;
mod review;
mod share;
mod translate;
mod workbook;

pub use discard::{DiscardPage, discard};
pub use editor::{EditorPage, design_editor};
pub use imported::{Became, ImportedPage, imported};
pub use in_workbook::InWorkbook;
pub use list::{DesignPage, DesignRow, Given, design};
pub use phone::{PhonePage, phone};
pub use poster::poster;
pub use review::{InLanguage, ReviewPage, review};
pub use share::{SharePage, UnsharedPage, share, unshared};
pub use translate::{Outcome, TranslatePage, translate};
pub use workbook::{WorkbookPage, workbook};
