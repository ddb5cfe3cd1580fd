//! A JSON value changed here and there as some bytes say: nearer to what is accepted than bytes alone would come.

use serde_json::{Map, Value, json};

/// Bytes as decisions; when they are used up, every decision is 0.
pub struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }

    /// One of so many, of which there is at least one.
    fn one_of(&mut self, many: usize) -> usize {
        let wide = if many > 256 { self.next() << 8 } else { 0 };
        (wide | self.next()) % many.max(1)
    }
}

/// `value` after a handful of changes; the same bytes make the same changes.
pub fn mutated(value: &Value, bytes: &[u8]) -> Value {
    let (original, mut value, mut bytes) = (value, value.clone(), Bytes(bytes));
    for _ in 0..8 {
        if bytes.0.is_empty() {
            break;
        }
        let path = path_in(&value, &mut bytes);
        change(&mut value, &path, original, &mut bytes);
    }
    value
}

/// A way down from the root; deep places are reached as often as shallow ones.
fn path_in(value: &Value, bytes: &mut Bytes) -> Vec<usize> {
    let (mut path, mut here) = (Vec::new(), value);
    loop {
        let children = children(here);
        if children == 0 || bytes.next() % 8 == 7 {
            return path;
        }
        let index = bytes.one_of(children);
        let Some(next) = child(here, index) else { return path };
        path.push(index);
        here = next;
    }
}

fn children(value: &Value) -> usize {
    value.as_object().map(Map::len).or(value.as_array().map(Vec::len)).unwrap_or_default()
}

fn child(value: &Value, index: usize) -> Option<&Value> {
    match value {
        Value::Object(object) => object.values().nth(index),
        Value::Array(items) => items.get(index),
        _ => None,
    }
}

fn at<'a>(value: &'a mut Value, path: &[usize]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, index| match value {
        Value::Object(object) => object.values_mut().nth(*index),
        Value::Array(items) => items.get_mut(*index),
        _ => None,
    })
}

fn change(value: &mut Value, path: &[usize], original: &Value, bytes: &mut Bytes) {
    let from = path_in(original, bytes);
    let elsewhere = from.iter().try_fold(original, |value, index| child(value, *index)).cloned();
    let Some(place) = at(value, path) else { return };
    let odd = odd(bytes);
    match bytes.next() % 6 {
        0 => *place = odd,
        1 => *place = elsewhere.unwrap_or(odd),
        2 => *place = Value::Array(vec![place.take(), odd]),
        3 => match place {
            Value::Object(object) => {
                let name = odd.as_str().unwrap_or("id").to_owned();
                object.insert(name, elsewhere.unwrap_or_default());
            }
            Value::Array(items) => items.push(elsewhere.unwrap_or_default()),
            Value::String(text) => text.push_str(odd.as_str().unwrap_or(" ")),
            _ => *place = odd,
        },
        4 => {
            let index = bytes.one_of(children(place));
            match place {
                Value::Object(object) => {
                    let name = object.keys().nth(index).cloned();
                    name.map(|name| object.remove(&name));
                }
                Value::Array(items) if index < items.len() => {
                    items.remove(index);
                }
                Value::String(text) => {
                    text.truncate((0..=index).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0))
                }
                _ => *place = Value::Null,
            }
        }
        _ => match place {
            // Twice the same, or the other way round.
            Value::Array(items) => items.extend(items.clone()),
            Value::Bool(truth) => *truth = !*truth,
            Value::Number(number) => *place = json!(number.as_f64().unwrap_or_default() * 1e3 + 0.5),
            _ => *place = odd,
        },
    }
}

/// What people and programs send by mistake or on purpose.
fn odd(bytes: &mut Bytes) -> Value {
    const TEXTS: [&str; 24] = [
        "",
        " ",
        "\u{0}",
        "\u{202e}é\u{301}",
        "😀",
        "0",
        "-1",
        "1e309",
        "99999999999999999999",
        "2026-02-29",
        "0000-00-00",
        "2026-11-22T10:14:00+00:00",
        "9999-12-31T23:59:60-23:59",
        "-0001-01-01T00:00:00Z",
        "A1",
        "E09000012",
        "outside",
        "E8 1DY",
        "dont-know",
        "missing",
        "./A1 = 1 or today() > '2026'",
        "selected(${B5}, 'x')",
        "${",
        "((((((((((",
    ];
    const NUMBERS: [f64; 12] =
        [0.0, -0.0, 1.0, -1.0, 0.1, 2.5, 100.0, 2025.0, 9_007_199_254_740_991.0, 4_294_967_297.0, 1e308, 5e-324];
    match bytes.next() % 8 {
        0 => Value::Null,
        1 => json!({"missing": "dont-know"}),
        2 => json!({"about": NUMBERS[bytes.one_of(NUMBERS.len())]}),
        3 => json!([]),
        4 => json!("x".repeat(1 << (bytes.next() % 16))),
        5 => json!(NUMBERS[bytes.one_of(NUMBERS.len())]),
        _ => json!(TEXTS[bytes.one_of(TEXTS.len())]),
    }
}
