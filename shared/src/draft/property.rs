//! One property of one thing, from what was there to what shall be there.

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};
use serde_json::Value;

use super::texts::{Worded, from_words, words};
use super::{Refusal, Set};
use crate::text::Text;

/// Sets a property. `false` where it is so already; `fixed` names what no edit may change.
pub(super) fn set<T>(thing: &mut T, set: &Set, main: &str, fixed: &[&str]) -> Result<bool, Refusal>
where
    T: Worded + Clone + PartialEq + Serialize + DeserializeOwned,
{
    let key = set.property.split('/').next().unwrap_or_default();
    if !fields::<T>().contains(&key) {
        return Err(Refusal::invalid("There is no such property"));
    }
    // What has codes or ids is named by these, never by its number.
    let is_deep = set.property.len() > key.len();
    if fixed.contains(&key) || (is_deep && matches!(key, "options" | "rows" | "choices")) {
        return Err(Refusal::invalid("This never changes, or has edits of its own"));
    }
    let json = serde_json::to_value(&*thing).map_err(|_| Refusal::invalid("This cannot be written"))?;
    let now = at(&json, &set.property).cloned().unwrap_or_default();
    let (was, wanted) = match &set.language {
        None => (set.before.clone(), set.after.clone()),
        Some(language) => {
            check_tag(language)?;
            let (was, wanted) = (string(&set.before)?, string(&set.after)?);
            let text = as_text(&now)?;
            let said = words(&text, main).remove(language).unwrap_or_default();
            if said != was && said != wanted {
                let now = if said.is_empty() { Value::Null } else { Value::String(said) };
                return Err(Refusal::Conflict { now });
            }
            (now.clone(), in_language(text, language, wanted, main))
        }
    };
    let with = |value: Value| -> Option<T> {
        let mut changed: T = serde_json::from_value(put(json.clone(), &set.property, value)?).ok()?;
        changed.normalise(main);
        Some(changed)
    };
    let changed = with(wanted).ok_or(Refusal::invalid("This property cannot have such a value"))?;
    if changed == *thing {
        return Ok(false);
    }
    // Compared as what it means: 1 and 1.0, a string and the same words by language.
    if with(was).as_ref() != Some(thing) {
        return Err(Refusal::Conflict { now });
    }
    *thing = changed;
    Ok(true)
}

fn check_tag(language: &str) -> Result<(), Refusal> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_tag = (2..=35).contains(&language.len()) && language.bytes().all(fits);
    if is_tag { Ok(()) } else { Err(Refusal::invalid("This is no language tag")) }
}

fn string(value: &Value) -> Result<String, Refusal> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        _ => Err(Refusal::invalid("Words in one language are a string")),
    }
}

fn as_text(value: &Value) -> Result<Text, Refusal> {
    match value {
        Value::Null => Ok(Text::default()),
        text => Text::deserialize(text).map_err(|_| Refusal::invalid("This property is no text")),
    }
}

fn in_language(text: Text, language: &str, wanted: String, main: &str) -> Value {
    let mut all = words(&text, main);
    all.insert(language.to_owned(), wanted);
    let text = from_words(all, main).unwrap_or_default();
    serde_json::to_value(text).unwrap_or_default()
}

fn at<'a>(json: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('/').try_fold(json, |json, step| match json {
        Value::Object(fields) => fields.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Only the last step may name something that is not there yet, and only in an object.
fn put(mut json: Value, path: &str, value: Value) -> Option<Value> {
    let (above, last) = path.rsplit_once('/').map_or((None, path), |(above, last)| (Some(above), last));
    let parent = match above {
        None => Some(&mut json),
        Some(above) => above.split('/').try_fold(&mut json, |json, step| match json {
            Value::Object(fields) => fields.get_mut(step),
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        }),
    };
    match parent? {
        Value::Object(fields) if value.is_null() => drop(fields.remove(last)),
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        Value::Array(items) => *items.get_mut(last.parse::<usize>().ok()?)? = value,
        _ => return None,
    }
    Some(json)
}

/// The keys that a type reads: what its derived reader asks for.
fn fields<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    struct Asked<'a>(&'a mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Asked<'_> {
        type Error = serde::de::value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(serde::de::Error::custom("only asked for its fields"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            *self.0 = fields;
            self.deserialize_any(visitor)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut fields: &'static [&'static str] = &[];
    // It always fails, having told what was asked.
    let _ = T::deserialize(Asked(&mut fields));
    fields
}
