//! A tally in pieces for snapshots: the rows, then column after column, so that nobody holds all of it twice.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Tally;
use super::column::Column;
use super::rows::Rows;

/// One piece; what is in it is the tally's own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Piece<'a>(Part<'a>);

#[derive(Debug, Serialize, Deserialize)]
enum Part<'a> {
    Rows(Cow<'a, Rows>),
    Column(Cow<'a, str>, Cow<'a, Column>),
}

impl Tally {
    pub fn pieces(&self) -> impl ExactSizeIterator<Item = Piece<'_>> {
        let columns = self
            .columns
            .iter()
            .map(|(measure, column)| Piece(Part::Column(Cow::Borrowed(measure), Cow::Borrowed(column))));
        let mut all = vec![Piece(Part::Rows(Cow::Borrowed(&self.rows)))];
        all.extend(columns);
        all.into_iter()
    }

    /// Puts a piece into its place; a tally is whole when all pieces of another are in it.
    pub fn put_piece(&mut self, piece: Piece) {
        match piece.0 {
            Part::Rows(rows) => {
                self.rows = rows.into_owned();
                self.rows.index();
            }
            Part::Column(measure, column) => {
                self.columns.insert(measure.into_owned(), column.into_owned());
            }
        }
    }
}
