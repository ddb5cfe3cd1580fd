//! Questionnaires from and to workbooks, against pyxform where it is there.

mod corpus;
mod corpus_tests;
mod standard;
