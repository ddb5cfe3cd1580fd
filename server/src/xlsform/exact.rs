//! What cells cannot say: the exact value beside what the cells read as, by a path of ids and properties.
//!
//! An exact value counts only as long as the cells still read as they did. Whoever changes a cell in Excel wins over
//! what the workbook remembers.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// Property and id by which the things of a list are told apart.
const KEYS: [&str; 3] = ["id", "code", "name"];

/// Where two documents differ: the path, what `read` has there and what `exact` has.
pub(super) fn differences(read: &Value, exact: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    compare(String::new(), read, exact, &mut found);
    found
}

fn compare(path: String, read: &Value, exact: &Value, found: &mut Vec<(String, Value)>) {
    if read == exact {
        return;
    }
    match (read, exact) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))).collect();
            keys.sort();
            for key in keys {
                let of = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                compare(step(&path, key), &of(a), &of(b), found);
            }
        }
        (Value::Array(a), Value::Array(b)) => match (keys(a), keys(b)) {
            (Some(left), Some(right)) if left == right => {
                for ((key, a), b) in left.iter().zip(a).zip(b) {
                    compare(step(&path, key), a, b, found);
                }
            }
            _ => found.push((path, json!([read, exact]))),
        },
        _ => found.push((path, json!([read, exact]))),
    }
}

/// The keys of a list's things, where each has one of its own.
fn keys(list: &[Value]) -> Option<Vec<String>> {
    let found: Option<Vec<String>> = list.iter().map(|thing| key_of(thing).map(str::to_owned)).collect();
    let found = found.filter(|found| !found.is_empty())?;
    let mut sorted = found.clone();
    sorted.sort();
    sorted.dedup();
    (sorted.len() == found.len()).then_some(found)
}

fn key_of(thing: &Value) -> Option<&str> {
    KEYS.iter().find_map(|key| thing.get(key)?.as_str())
}

/// A path as a cell holds it: what stands between the quotation marks of a text in JSON.
pub(super) fn written(path: &str) -> String {
    let json = ascii(&Value::from(path));
    json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(&json).to_owned()
}

/// As in a JSON pointer.
fn step(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What became of a patch.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Patched {
    Done,
    /// Something else stands there now.
    Changed,
    /// There is no such place any more, or the patch is no patch.
    Gone,
}

/// Puts exact values into a document; remembers where the things of its lists are.
#[derive(Default)]
pub(super) struct Patches {
    /// By the path of a list: the index of each key.
    places: HashMap<String, HashMap<String, usize>>,
}

impl Patches {
    /// Puts the exact value at a path, if what was read is there.
    pub fn put(&mut self, document: &mut Value, path: &str, pair: &str) -> Patched {
        let Ok(Value::Array(pair)) = serde_json::from_str::<Value>(pair) else { return Patched::Gone };
        let [read, exact] = pair.as_slice() else { return Patched::Gone };
        let Ok(path) = serde_json::from_str::<String>(&format!("\"{path}\"")) else { return Patched::Gone };
        let Some(place) = self.find(document, &path) else { return Patched::Gone };
        if place != read {
            return Patched::Changed;
        }
        *place = exact.clone();
        Patched::Done
    }

    fn find<'d>(&mut self, document: &'d mut Value, path: &str) -> Option<&'d mut Value> {
        let mut place = document;
        let mut so_far = String::new();
        for step in path.split('/').skip(1) {
            let key = step.replace("~1", "/").replace("~0", "~");
            place = match place {
                // A property that is absent reads as null.
                Value::Object(map) => map.entry(key).or_insert(Value::Null),
                Value::Array(list) => {
                    let places = self.places.entry(so_far.clone()).or_insert_with(|| index(list));
                    let found = list.get_mut(*places.get(&key)?)?;
                    // Another patch may have put another list here.
                    Some(found).filter(|found| key_of(found) == Some(&key))?
                }
                _ => return None,
            };
            so_far.push('/');
            so_far.push_str(step);
        }
        Some(place)
    }
}

fn index(list: &[Value]) -> HashMap<String, usize> {
    list.iter().enumerate().filter_map(|(index, thing)| Some((key_of(thing)?.to_owned(), index))).collect()
}

/// Without the nulls that absent properties have become; a questionnaire has no others.
pub(super) fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(without_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

/// JSON in ASCII only, so that no sheet changes a letter of it.
pub(super) fn ascii(value: &Value) -> String {
    let mut done = String::new();
    for letter in value.to_string().chars() {
        if letter.is_ascii() && !letter.is_ascii_control() {
            done.push(letter);
            continue;
        }
        let mut units = [0u16; 2];
        for unit in letter.encode_utf16(&mut units) {
            done.push_str(&format!("\\u{unit:04x}"));
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_named_by_ids_and_can_be_put_back() {
        let read = json!({"title": "a", "questions": [{"id": "A1", "label": "x"}, {"id": "B/1", "min": 1}]});
        let exact = json!({"title": " a", "questions": [{"id": "A1", "label": {"en": "x"}}, {"id": "B/1"}]});
        let found = differences(&read, &exact);
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["/questions/A1/label", "/questions/B~11/min", "/title"]);
        let mut patched = read.clone();
        let mut patches = Patches::default();
        for (path, pair) in &found {
            assert_eq!(patches.put(&mut patched, path, &ascii(pair)), Patched::Done);
        }
        without_nulls(&mut patched);
        assert_eq!(patched, exact);
        assert_eq!(patches.put(&mut patched, "/title", &found[2].1.to_string()), Patched::Changed);
        assert_eq!(patches.put(&mut patched, "/questions/Z/label", "[1,2]"), Patched::Gone);
        assert_eq!(patches.put(&mut patched, "/title", "nonsense"), Patched::Gone);
    }

    #[test]
    fn other_lists_are_replaced_whole() {
        let (read, exact) = (json!([{"id": "a"}, {"id": "a"}]), json!([{"id": "b"}]));
        assert_eq!(differences(&read, &exact), [(String::new(), json!([read, exact]))]);
    }

    #[test]
    fn ascii_is_ascii_and_the_same() {
        let value = json!({"a": "ü \u{1}\n’😀"});
        assert!(ascii(&value).is_ascii());
        assert_eq!(serde_json::from_str::<Value>(&ascii(&value)).unwrap(), value);
    }
}
