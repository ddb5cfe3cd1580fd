//! Any bytes as an answer and an expression: read, printed, read again, checked and evaluated.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::expression::{Moment, Reference, Scope, Table, Value, check, evaluate, evaluate_for_choice, parse};

/// Every answer, every cell and the clock come from one text.
struct Everywhere<'a>(&'a str);

impl Scope for Everywhere<'_> {
    fn value(&self, reference: &Reference) -> Value {
        match reference.name.len() % 3 {
            0 => Value::Text(self.0.to_owned()),
            1 => Value::Number(Value::Text(self.0.to_owned()).number()),
            _ => Value::Truth(self.0.is_empty()),
        }
    }

    fn each(&self, reference: &Reference) -> Vec<Value> {
        vec![self.value(reference), Value::nothing(), self.value(reference)]
    }

    fn at(&self, reference: &Reference, _: usize) -> Value {
        self.value(reference)
    }

    fn count(&self, _: &Reference) -> usize {
        self.0.len()
    }

    fn here(&self) -> Value {
        Value::Text(self.0.to_owned())
    }

    fn position(&self) -> usize {
        self.0.len() % 3
    }

    fn now(&self) -> Moment {
        let byte = |index: usize| self.0.as_bytes().get(index).copied().map_or(0, i64::from);
        Moment { millis: byte(0) << 56 | byte(1) << 40 | byte(2) << 16, offset: (byte(3) << 24 | byte(4)) as i32 }
    }

    fn list(&self, _: &str) -> Option<&dyn Table> {
        Some(self)
    }
}

impl Table for Everywhere<'_> {
    fn len(&self) -> usize {
        self.0.len() % 5
    }

    fn cell(&self, row: usize, _: &str) -> Option<&str> {
        self.0.split(' ').nth(row)
    }
}

fuzz_target!(|input: (&str, &str)| {
    let (answer, text) = input;
    let Ok(expression) = parse(text) else { return };
    assert_eq!(parse(&expression.to_string()).as_ref(), Ok(&expression));
    check(&expression, &|_| None);
    let scope = Everywhere(answer);
    let value = evaluate(&expression, &scope);
    let _ = (value.text(), value.number());
    evaluate_for_choice(&expression, &scope, &scope, 1);
});
