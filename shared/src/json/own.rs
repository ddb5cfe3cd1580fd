//! A small reader for JSON that a program of ours has written: rows of the device, surveys, results.
//!
//! serde_json's reader and its error messages cost a phone 40 kB. What comes from strangers is read by
//! `read`, which is strict.

use serde_json::{Map, Number, Value};

use crate::number;

const DEEPEST: u32 = 64;

/// `None` where the text is not JSON.
pub fn read_own(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.skip_space();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    /// Whether this comes next, which is then behind us.
    fn took(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        self.skip_space();
        if depth > DEEPEST {
            return None;
        }
        match self.rest.as_bytes().first()? {
            b'"' => self.string().map(Value::String),
            b'[' => self.array(depth),
            b'{' => self.object(depth),
            b't' => self.took("true").then_some(Value::Bool(true)),
            b'f' => self.took("false").then_some(Value::Bool(false)),
            b'n' => self.took("null").then_some(Value::Null),
            _ => self.number(),
        }
    }

    fn array(&mut self, depth: u32) -> Option<Value> {
        let mut items = Vec::new();
        self.took("[");
        self.skip_space();
        if self.took("]") {
            return Some(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.is_last("]")? {
                return Some(Value::Array(items));
            }
        }
    }

    fn object(&mut self, depth: u32) -> Option<Value> {
        let mut entries = Map::new();
        self.took("{");
        self.skip_space();
        if self.took("}") {
            return Some(Value::Object(entries));
        }
        loop {
            self.skip_space();
            let key = self.string()?;
            self.skip_space();
            if !self.took(":") {
                return None;
            }
            entries.insert(key, self.value(depth + 1)?);
            if self.is_last("}")? {
                return Some(Value::Object(entries));
            }
        }
    }

    /// After an item: the end, or a comma and more.
    fn is_last(&mut self, end: &str) -> Option<bool> {
        self.skip_space();
        if self.took(end) {
            return Some(true);
        }
        self.took(",").then_some(false)
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        if !self.took("\"") {
            return None;
        }
        loop {
            let end = self.rest.find(['"', '\\'])?;
            text.push_str(self.rest.get(..end)?);
            let sign = self.rest.as_bytes().get(end)?;
            self.rest = self.rest.get(end + 1..)?;
            if *sign == b'"' {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let sign = *self.rest.as_bytes().first()?;
        self.rest = self.rest.get(1..)?;
        Some(match sign {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'"' | b'\\' | b'/' => char::from(sign),
            b'u' => {
                let first = self.unit()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first);
                }
                // Beyond U+FFFF in two halves.
                let second = if self.took("\\u") { self.unit()?.checked_sub(0xdc00)? } else { return None };
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + second);
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let mut digits = self.rest.get(..4)?.chars();
        self.rest = self.rest.get(4..)?;
        digits.try_fold(0, |unit, digit| Some(unit << 4 | digit.to_digit(16)?))
    }

    fn number(&mut self) -> Option<Value> {
        let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = self.rest.bytes().take_while(|byte| is_part(byte)).count();
        let text = self.rest.get(..length)?;
        self.rest = self.rest.get(length..)?;
        if let Ok(whole) = text.parse::<i64>() {
            return Some(Value::Number(whole.into()));
        }
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse().ok()?),
            None => (text, 0),
        };
        Number::from_f64(number::scaled(number::read(digits)?, exponent)).map(Value::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_questionnaire_reads_the_same_as_with_serde() {
        let by_serde: Value = serde_json::from_str(crate::standard::SOURCE).unwrap();
        assert_eq!(read_own(crate::standard::SOURCE), Some(by_serde));
    }

    #[test]
    fn escapes_and_numbers_are_understood() {
        for text in [
            r#""a\"\\\/\b\f\n\r\té€\ud83d\ude00""#,
            "[]",
            " { } ",
            "[1, -2.5, 1e3, 0.000001, 1.5E-2, 9007199254740991]",
            "[true,false,null]",
        ] {
            assert_eq!(read_own(text), serde_json::from_str(text).ok(), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_none() {
        for text in [
            "",
            "<html>",
            "{",
            "[1,]",
            "{\"a\" 1}",
            "\"a",
            "\"\\x\"",
            "\"\\ud800x\"",
            "[1] x",
            "nul",
            "-",
            "1.2.3",
            "{a:1}",
        ] {
            assert_eq!(read_own(text), None, "{text}");
        }
        assert_eq!(read_own(&"[".repeat(5000)), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_canonically_is_read_back(text in "\\PC*", number in -1_000_000_000i64..1_000_000_000, cents in 0u32..100) {
            let value = serde_json::json!({ text.clone(): [number, text, number as f64 + f64::from(cents) / 100.0, null, {"deep": [true]}] });
            let once = crate::json::canonical(&value);
            let again = read_own(&once).map(|value| crate::json::canonical(&value));
            proptest::prop_assert_eq!(again, Some(once));
        }
    }
}
