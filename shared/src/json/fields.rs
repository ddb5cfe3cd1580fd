//! Objects of JSON field by field: derived code for a handful of types costs a phone 30 kB, and this costs 3.

use serde_json::{Map, Value};

/// Collects the fields of an object.
#[derive(Default)]
pub struct Object(Map<String, Value>);

impl Object {
    pub fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.put(name, Value::String(text.to_owned()));
    }

    pub fn number(&mut self, name: &str, number: i64) {
        self.put(name, Value::Number(number.into()));
    }

    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// A field's text; `None` where there is no such field or it is something else.
pub fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// A field's number, without its decimals.
pub fn number(value: &Value, name: &str) -> Option<i64> {
    value.get(name)?.as_f64().map(|number| number as i64)
}

/// A count: what no 32 bits hold becomes the nearest that they do.
pub fn small(value: &Value, name: &str) -> Option<u32> {
    value.get(name)?.as_f64().map(|number| number as u32)
}

/// A field's list, or an empty one.
pub fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_count_never_becomes_another_count() {
        let row = json!({"a": 4_294_967_298_i64, "b": -1, "c": 2.9, "d": "2"});
        let read = ["a", "b", "c", "d", "e"].map(|name| small(&row, name));
        assert_eq!(read, [Some(u32::MAX), Some(0), Some(2), None, None]);
    }
}
