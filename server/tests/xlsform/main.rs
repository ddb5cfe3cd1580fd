//! Questionnaires from and to workbooks, against pyxform where it is there.

mod any;
mod broken;
mod cells;
mod corpus;
mod corpus_tests;
mod edited;
mod oracle;
mod properties;
mod standard;
mod support;
