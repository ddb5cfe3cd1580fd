//! The JSON Canonicalization Scheme of RFC 8785: one spelling for every value, so that it can be hashed.

use serde_json::{Map, Number, Value};

/// The RFC 8785 bytes of a value, as a string (they are always UTF-8).
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(number, out),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            out.push('{');
            // The map is ordered by UTF-8 already, which is the same order as long as all keys are ASCII.
            if entries.keys().all(|key| key.is_ascii()) {
                entries.iter().for_each(|(key, value)| write_entry(key, value, out));
            } else {
                for key in by_utf16(entries).values().filter_map(Value::as_str) {
                    write_entry(key, entries.get(key).unwrap_or(&Value::Null), out);
                }
            }
            out.push('}');
        }
    }
}

/// The keys in the order of their UTF-16 units (section 3.2.3), which differs from UTF-8's above U+D7FF.
/// Each unit stands as a letter of its own in a map of the kind that is there anyway: another kind of map,
/// or a sort, would be two more kilobytes on the phone.
fn by_utf16(entries: &Map<String, Value>) -> Map<String, Value> {
    let letter = |unit: u16| {
        let plain = u32::from(unit);
        char::from_u32(if plain < 0xd800 { plain } else { plain + 0x10000 }).unwrap_or_default()
    };
    let mut keys = Map::new();
    for key in entries.keys() {
        keys.insert(key.encode_utf16().map(letter).collect(), Value::String(key.clone()));
    }
    keys
}

fn write_entry(key: &str, value: &Value, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    write_string(key, out);
    out.push(':');
    write(value, out);
}

/// Numbers as ECMAScript prints them (section 3.2.2.3).
fn write_number(number: &Number, out: &mut String) {
    if let Some(whole) = number.as_i64() {
        // Within 2^53 the shortest spelling of the double is the integer itself.
        if whole.unsigned_abs() <= 1 << 53 {
            out.push_str(&whole.to_string());
            return;
        }
    }
    let value = number.as_f64().unwrap_or_default();
    out.push_str(ryu_js::Buffer::new().format(value));
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    // Hardly any text has something in it that is written otherwise.
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(text);
        out.push('"');
        return;
    }
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                out.push_str(if control < '\u{10}' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(control as u32 & 15, 16));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let value: Value = serde_json::from_str(input).unwrap();
        assert_eq!(canonical(&value), expected);
    }

    /// RFC 8785, section 3.2.2 and 3.2.4.
    #[test]
    fn the_sample_of_the_standard() {
        check(
            r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#,
        );
    }

    /// RFC 8785, section 3.2.3: sorting.
    #[test]
    fn keys_are_sorted_by_utf16_units() {
        check(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
        );
    }

    /// RFC 8785, appendix B: the bits of a double and its one spelling.
    #[test]
    fn the_number_samples_of_the_standard() {
        for (bits, expected) in [
            (0x0000000000000000u64, "0"),
            (0x8000000000000000, "0"),
            (0x0000000000000001, "5e-324"),
            (0x8000000000000001, "-5e-324"),
            (0x7fefffffffffffff, "1.7976931348623157e+308"),
            (0xffefffffffffffff, "-1.7976931348623157e+308"),
            (0x4340000000000000, "9007199254740992"),
            (0xc340000000000000, "-9007199254740992"),
            (0x4430000000000000, "295147905179352830000"),
            (0x44b52d02c7e14af5, "9.999999999999997e+22"),
            (0x44b52d02c7e14af6, "1e+23"),
            (0x44b52d02c7e14af7, "1.0000000000000001e+23"),
            (0x444b1ae4d6e2ef4e, "999999999999999700000"),
            (0x444b1ae4d6e2ef4f, "999999999999999900000"),
            (0x444b1ae4d6e2ef50, "1e+21"),
            (0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"),
            (0x3eb0c6f7a0b5ed8d, "0.000001"),
            (0x41b3de4355555553, "333333333.3333332"),
            (0x41b3de4355555554, "333333333.33333325"),
            (0x41b3de4355555555, "333333333.3333333"),
            (0x41b3de4355555556, "333333333.3333334"),
            (0x41b3de4355555557, "333333333.33333343"),
            (0xbecbf647612f3696, "-0.0000033333333333333333"),
            (0x43143ff3c1cb0959, "1424953923781206.2"),
        ] {
            let number = Number::from_f64(f64::from_bits(bits)).unwrap();
            assert_eq!(canonical(&Value::Number(number)), expected);
        }
        check("[5.0, -0, 1e2, 9007199254740991]", "[5,0,100,9007199254740991]");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(text in "\\PC*", number in -1e9f64..1e9) {
            let value = serde_json::json!({ text.clone(): [number, text] });
            let once = canonical(&value);
            let again: Value = serde_json::from_str(&once).unwrap();
            proptest::prop_assert_eq!(canonical(&again), once);
        }
    }
}
