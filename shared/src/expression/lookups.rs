//! Choice lists as tables: `instance()`, `pulldata()` and the words of a choice.

use std::borrow::Cow;

use super::evaluate::Around;
use super::value::Term;
use super::{Expression, Table};

/// A cell of the row at hand; nothing where there is no row or no such column.
pub(super) fn cell<'a>(row: Option<(&'a dyn Table, usize)>, column: &str) -> &'a str {
    row.and_then(|(table, row)| table.cell(row, column)).unwrap_or_default()
}

/// The column in the first row that the predicate holds for.
pub(super) fn first<'a>(around: Around<'a>, lookup: &'a Expression) -> Term<'a> {
    let mut found = None;
    rows(around, lookup, &mut |cell| {
        found = Some(cell);
        false
    });
    found.map_or(Term::NOTHING, |cell| Term::Text(Cow::Borrowed(cell)))
}

/// The column in each row that the predicate holds for.
pub(super) fn each<'a>(around: Around<'a>, lookup: &'a Expression, see: &mut dyn FnMut(Term<'a>)) {
    rows(around, lookup, &mut |cell| {
        see(Term::Text(Cow::Borrowed(cell)));
        true
    });
}

pub(super) fn count(around: Around, lookup: &Expression) -> usize {
    let mut count = 0;
    rows(around, lookup, &mut |_| {
        count += 1;
        true
    });
    count
}

/// Shows the cells until `see` has seen enough.
fn rows<'a>(around: Around<'a>, lookup: &'a Expression, see: &mut dyn FnMut(&'a str) -> bool) {
    let Expression::Lookup { list, predicate, column } = lookup else { return };
    let Some(table) = around.scope.list(list) else { return };
    for row in 0..table.len() {
        let within = Around { row: Some((table, row)), ..around };
        let holds = predicate.as_ref().is_none_or(|predicate| match within.term(predicate) {
            // A number is the number of a row, from 1.
            Term::Number(number) => number == (row + 1) as f64,
            term => term.truth(),
        });
        if holds && !see(cell(within.row, column)) {
            return;
        }
    }
}

/// `pulldata('list', 'column', 'key column', key)`
pub(super) fn pull<'a>(around: Around<'a>, arguments: &'a [Expression]) -> Term<'a> {
    let [list, column, key_column, key] = arguments else { return Term::NOTHING };
    let Some(table) = around.scope.list(&around.text(list)) else { return Term::NOTHING };
    let (column, key_column, key) = (around.text(column), around.text(key_column), around.text(key));
    cell_where(table, &key_column, &key, &column)
}

/// `jr:choice-name(code, '${question}')`
pub(super) fn choice_name<'a>(around: Around<'a>, arguments: &'a [Expression]) -> Term<'a> {
    let [code, Expression::Reference(question)] = arguments else { return Term::NOTHING };
    let Some(table) = around.scope.choices(question) else { return Term::NOTHING };
    cell_where(table, "name", &around.text(code), "label")
}

fn cell_where<'a>(table: &'a dyn Table, key_column: &str, key: &str, column: &str) -> Term<'a> {
    let row = (0..table.len()).find(|row| table.cell(*row, key_column) == Some(key));
    Term::Text(Cow::Borrowed(cell(row.map(|row| (table, row)), column)))
}
