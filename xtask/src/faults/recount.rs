//! The tally of a question counted once more, from the export and by other code.

use serde_json::Value;
use std::collections::BTreeMap;

/// A question of one choice, one with many ways to it, and a row of a grid.
pub const QUESTIONS: [&str; 3] = ["A2", "C5", "E1.demand"];

/// Where a tally over the API and the export's rows differ, in words.
pub fn differences(question: &str, tally: &Value, export: &[Value]) -> Vec<String> {
    let mut places: BTreeMap<&str, Count> = BTreeMap::new();
    let mut total = Count::default();
    for row in export.iter().filter(|row| row["late"] == false) {
        let code = said(question, row);
        total.add(code);
        places.entry(row["base_borough"].as_str().unwrap_or("outside")).or_default().add(code);
    }
    let mut found = total.differences(&format!("{question} in total"), &tally["total"]);
    for place in tally["places"].as_array().into_iter().flatten() {
        let code = place["code"].as_str().unwrap_or_default();
        let count = places.remove(code).unwrap_or_default();
        found.extend(count.differences(&format!("{question} in {code}"), place));
    }
    found.extend(places.keys().map(|code| format!("{question}: the tally has no place {code}")));
    found
}

/// What was chosen; none for what is open, and for "prefer not to say".
fn said<'a>(question: &str, row: &'a Value) -> Option<&'a str> {
    let answers = &row["answers"];
    match question.split_once('.') {
        Some((grid, row)) => answers[grid][row].as_str(),
        None => answers[question].as_str(),
    }
}

#[derive(Default)]
struct Count<'a> {
    responses: u64,
    by_code: BTreeMap<&'a str, u64>,
}

impl<'a> Count<'a> {
    fn add(&mut self, code: Option<&'a str>) {
        self.responses += 1;
        if let Some(code) = code {
            *self.by_code.entry(code).or_default() += 1;
        }
    }

    fn differences(&self, what: &str, told: &Value) -> Vec<String> {
        let mut found = Vec::new();
        if told["responses"] != self.responses {
            found.push(format!("{what}: the tally says {}, the export {}", told["responses"], self.responses));
        }
        for (code, count) in &self.by_code {
            if told["counts"][code] != *count {
                found.push(format!("{what}: the tally has {} × {code}, the export {count}", told["counts"][code]));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn export() -> Vec<Value> {
        let row = |borough: &str, demand: Value, late: bool| json!({"answers": {"E1": {"demand": demand}}, "base_borough": borough, "late": late});
        vec![
            row("E1", json!("up"), false),
            row("E2", json!({"missing": "dont-know"}), false),
            row("E2", json!("up"), true),
        ]
    }

    fn tally() -> Value {
        json!({"total": {"responses": 2, "counts": {"up": 1, "down": 0}},
               "places": [{"code": "E1", "responses": 1, "counts": {"up": 1}},
                          {"code": "E2", "responses": 1, "counts": {"up": 0}},
                          {"code": "E3", "responses": 0, "counts": {"up": 0}}]})
    }

    #[test]
    fn late_ones_and_missing_ones_are_counted_as_the_tally_does() {
        assert_eq!(differences("E1.demand", &tally(), &export()), Vec::<String>::new());
    }

    #[test]
    fn each_number_that_differs_is_named() {
        for (path, found) in [("/total/responses", 1), ("/total/counts/up", 1), ("/places/2/responses", 1)] {
            let mut tally = tally();
            if let Some(number) = tally.pointer_mut(path) {
                *number = 7.into();
            }
            assert_eq!(differences("E1.demand", &tally, &export()).len(), found, "{path}");
        }
        let mut tally = tally();
        tally["places"].as_array_mut().unwrap().remove(0);
        assert_eq!(differences("E1.demand", &tally, &export()).len(), 1);
    }
}
