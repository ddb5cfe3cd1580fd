//! Questionnaires from and to workbooks, against pyxform where it is there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod any;
mod broken;
mod cells;
mod corpus;
mod corpus_tests;
mod edited;
mod mapping;
mod oracle;
mod properties;
mod standard;
mod support;
