//! Questionnaires from and to workbooks, against pyxform where it is there.

mod standard;
