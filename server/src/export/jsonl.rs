//! JSON lines: the submissions as stored (contact details are apart), with what the server adds and without
//! the key to change them.

use serde_json::{Value, json};

use super::{Columns, Failed, Format, Row, received_at};

/// Writes JSON lines.
pub struct Jsonl;

impl Format for Jsonl {
    fn begin(&mut self, _: &Columns) -> Result<Vec<u8>, Failed> {
        Ok(Vec::new())
    }

    fn row(&mut self, _: &Columns, row: &Row) -> Result<Vec<u8>, Failed> {
        let mut line = row.body.clone();
        line.remove("edit_key");
        let entry = row.entry;
        for (key, value) in [
            ("sequence", json!(entry.sequence)),
            ("received_at", json!(received_at(entry))),
            ("base_borough", json!(row.base_borough)),
            ("late", json!(entry.late)),
            ("demo", json!(entry.demo)),
        ] {
            line.insert(key.to_owned(), value);
        }
        let mut bytes = serde_json::to_vec(&Value::Object(line)).map_err(|error| Failed::Write(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn end(&mut self) -> Result<Vec<u8>, Failed> {
        Ok(Vec::new())
    }
}
