//! Properties of edits, and the rules of the core, of changes and of reuse.

mod core;
mod edits;
pub mod made;
mod owed;
mod versions;
