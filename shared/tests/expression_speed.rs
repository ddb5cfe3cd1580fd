//! How long one evaluation takes: `cargo test --release -p shared --test expression_speed -- --ignored --nocapture`.

use std::hint::black_box;
use std::time::Instant;

use shared::expression::{Moment, Reference, Scope, Table, Value, evaluate, evaluate_for_choice, parse};

/// Answers by slot, as an interview keeps them.
struct Answers {
    /// Whether texts are lent or copied.
    lends: bool,
    values: Vec<Value>,
}

struct Wards(Vec<[String; 2]>);

impl Table for Wards {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn cell(&self, row: usize, column: &str) -> Option<&str> {
        self.0.get(row)?.get(usize::from(column == "borough")).map(String::as_str)
    }
}

impl Scope for Answers {
    fn value(&self, reference: &Reference) -> Value {
        self.values.get(reference.slot).cloned().unwrap_or_else(Value::nothing)
    }

    fn text(&self, reference: &Reference) -> Option<&str> {
        match self.values.get(reference.slot) {
            Some(Value::Text(text)) if self.lends => Some(text),
            _ => None,
        }
    }

    fn each(&self, reference: &Reference) -> Vec<Value> {
        vec![self.value(reference)]
    }

    fn at(&self, reference: &Reference, _: usize) -> Value {
        self.value(reference)
    }

    fn count(&self, _: &Reference) -> usize {
        1
    }

    fn here(&self) -> Value {
        Value::Number(5.0)
    }

    fn position(&self) -> usize {
        0
    }

    fn now(&self) -> Moment {
        Moment { millis: 1_795_000_000_000, offset: 0 }
    }

    fn list(&self, _: &str) -> Option<&dyn Table> {
        None
    }
}

const ROUNDS: u32 = 1_000_000;

#[test]
#[ignore = "a measurement"]
fn an_evaluation_takes_less_than_300_nanoseconds() {
    let mut values = vec![Value::nothing(); 20];
    values[11] = Value::Number(5.0);
    values[12] = Value::Text("a".to_owned());
    values[13] = Value::Text("red green blue".to_owned());
    values[14] = Value::Text("2026-03-31".to_owned());
    for (text, limit) in [
        ("${q12} = 'a' and ${q11} > 3", 300),
        ("selected(${q13}, 'blue')", 300),
        (". >= 0 and . <= 100", 300),
        ("${q11} * 12 + ${q11} div 7", 300),
        ("${q14} <= today()", 600),
        ("if(${q12} = 'b', 1, 2) = 2 or ${q10} != ''", 300),
        ("round(${q11} * 1.005, 2)", 1000),
        #[cfg(feature = "regex")]
        ("regex(${q12}, '[A-Z]{1,2}[0-9]+')", 100_000),
    ] {
        let mut expression = parse(text).unwrap();
        expression.resolve(&|name| Some((name.strip_prefix('q')?.parse().ok()?, None)));
        for lends in [false, true] {
            let scope = Answers { lends, values: values.clone() };
            let rounds = if limit > 1000 { ROUNDS / 100 } else { ROUNDS };
            let begun = Instant::now();
            for _ in 0..rounds {
                black_box(evaluate(black_box(&expression), &scope));
            }
            let nanoseconds = begun.elapsed().as_nanos() / u128::from(rounds);
            eprintln!("{nanoseconds:>6} ns  {text}{}", if lends { "  (texts lent)" } else { "" });
            assert!(nanoseconds < limit, "{text}: {nanoseconds} ns");
        }
    }
    let wards = Wards((0..700).map(|ward| [ward.to_string(), (ward % 33).to_string()]).collect());
    let mut filter = parse("borough = ${q12}").unwrap();
    filter.resolve(&|_| Some((12, None)));
    let scope = Answers { lends: true, values };
    let begun = Instant::now();
    for _ in 0..1000 {
        for row in 0..wards.len() {
            black_box(evaluate_for_choice(&filter, &scope, &wards, row));
        }
    }
    eprintln!("{:>6} ns  {filter}, for each of 700 choices", begun.elapsed().as_nanos() / 1000);
    let begun = Instant::now();
    for _ in 0..10_000 {
        black_box(parse(black_box("${q12} = 'a' and ${q11} > 3"))).unwrap();
    }
    eprintln!("{:>6} ns  to parse ${{q12}} = 'a' and ${{q11}} > 3", begun.elapsed().as_nanos() / 10_000);
}
