//! The one spelling of a JSON value (RFC 8785), held against a second writer that shares nothing with ours.

use serde_json::Value;
use shared::json::{canonical, read, read_own};

/// Whatever text is JSON: its spelling is stable, read back, and as the second writer has it.
pub fn any_text(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        assert!(read(bytes).is_err(), "the strict reader takes what is not JSON");
        return;
    };
    any_value(&value);
    if let Ok(strict) = read(bytes) {
        assert_eq!(canonical(&strict), canonical(&value));
        // Whatever was accepted is accepted again from its own spelling, which is what is stored.
        assert_eq!(read(canonical(&strict).as_bytes()).map(|again| canonical(&again)), Ok(canonical(&strict)));
    }
}

pub fn any_value(value: &Value) {
    let once = canonical(value);
    assert_eq!(once, canonical(value));
    let mut second = String::new();
    write(value, &mut second);
    assert_eq!(once, second);
    let again: Value = serde_json::from_str(&once).unwrap_or_default();
    assert_eq!(canonical(&again), once);
    if is_plain(value, 0) {
        let read = read_own(&once).map(|value| canonical(&value));
        assert_eq!(read.as_ref(), Some(&once), "the phone's reader");
    }
}

/// What the phone's small reader promises to read exactly: 64 levels and 15 digits.
pub fn is_plain(value: &Value, depth: u32) -> bool {
    match value {
        Value::Array(items) => depth < 64 && items.iter().all(|item| is_plain(item, depth + 1)),
        Value::Object(entries) => depth < 64 && entries.values().all(|value| is_plain(value, depth + 1)),
        Value::Number(number) => {
            let text = shared::json::plain(number.as_f64().unwrap_or(f64::NAN));
            text.bytes().filter(u8::is_ascii_digit).count() <= 15 && !text.contains('e')
        }
        _ => true,
    }
}

/// Keys sorted as lists of UTF-16 units, texts by serde_json's escapes, numbers by the standard library's shortest
/// digits put in ECMAScript's shapes.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by_key(|(key, _)| key.encode_utf16().collect::<Vec<u16>>());
            out.push('{');
            for (index, (key, value)) in sorted.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Number(number) => out.push_str(&ecmascript(number.as_f64().unwrap_or_default())),
        other => out.push_str(&other.to_string()),
    }
}

/// `Number::toString` of ECMA-262, by its letters: n is where the point stands, k how many digits there are.
fn ecmascript(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let (k, n) = (digits.len() as i32, exponent.parse::<i32>().unwrap_or_default() + 1);
    let zeros = |count: i32| "0".repeat(count.unsigned_abs() as usize);
    let body = if k <= n && n <= 21 {
        format!("{digits}{}", zeros(n - k))
    } else if 0 < n && n <= 21 {
        let (whole, part) = digits.split_at(n as usize);
        format!("{whole}.{part}")
    } else if -6 < n && n <= 0 {
        format!("0.{}{digits}", zeros(n))
    } else {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}e{}{}", if n > 0 { "+" } else { "-" }, (n - 1).abs())
    };
    format!("{sign}{body}")
}
