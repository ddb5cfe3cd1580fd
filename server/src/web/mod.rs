//! What browsers open: pages, their assets, the worker. Documents come from `app`; headers are made here.

pub mod assets;
pub mod coordinator;
pub mod designer;
mod form;
mod multipart;
pub mod pages;
pub mod preview;
mod rendered;
pub mod translate;
pub mod worker;
