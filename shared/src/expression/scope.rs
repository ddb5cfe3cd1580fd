//! What an expression may ask of the interview around it.

use super::{Moment, Reference, Value};

/// The answers around an expression, and the clock.
pub trait Scope {
    /// The answer that is nearest: of the same item of a repeat, else of the first item. `''` where hidden or open.
    fn value(&self, reference: &Reference) -> Value;

    /// The same where it is a text that is at hand as one: spares a copy.
    fn text(&self, _reference: &Reference) -> Option<&str> {
        None
    }

    /// In every item of its repeat (one value outside of repeats; hidden ones left out).
    fn each(&self, reference: &Reference) -> Vec<Value>;

    /// In the item with this number, from 1.
    fn at(&self, reference: &Reference, item: usize) -> Value;

    /// How many items the repeat has that the reference names (a reference to the repeat itself or to a question in
    /// it).
    fn count(&self, reference: &Reference) -> usize;

    /// The question's own answer: `.`
    fn here(&self) -> Value;

    /// The number of the item at hand, from 1; 0 outside of repeats.
    fn position(&self) -> usize;

    /// The moment of the submission: `finished_at`, or the device's clock while filling.
    fn now(&self) -> Moment;

    /// Rows of a choice list: the value of a column in each row.
    fn list(&self, name: &str) -> Option<&dyn Table>;

    /// The choices of a question, for `jr:choice-name()`.
    fn choices(&self, _reference: &Reference) -> Option<&dyn Table> {
        None
    }
}

/// The rows of a choice list.
pub trait Table {
    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `name` and `label` are columns too.
    fn cell(&self, row: usize, column: &str) -> Option<&str>;
}
