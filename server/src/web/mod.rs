//! What browsers open: pages, their assets, the worker. Documents come from `app`; headers are made here.

pub mod assets;
pub mod coordinator;
pub mod designer;
pub mod discard;
mod form;
pub mod manifest;
pub mod pages;
pub mod phone;
mod posted;
pub mod preview;
mod rendered;
pub mod translate;
pub mod workbook;
pub mod worker;
