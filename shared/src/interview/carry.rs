//! Answers taken over into a newer version of their survey, and a list of those that do not fit there.

use serde_json::{Map, Value};

use super::Form;
use crate::check::{self, Context};
use crate::json::object;
use crate::problem::Code;
use crate::questionnaire::{Kind, Question};
use crate::time::Date;

/// What was taken over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    pub entries: Map<String, Value>,
    /// The questions, by their ids in the older version, whose answers could not be taken over whole.
    pub lost: Vec<String>,
    /// How many questions the newer version asks that the older one did not.
    pub new: usize,
}

/// `entries` as typed in the version of `from`.
pub fn carry(from: &Form, entries: &Map<String, Value>, to: &Form, today: Date) -> Carried {
    let is_new = |question: &&Question| question.is_asked() && from.question(&question.id).is_none();
    let mut carried = Carried { new: to.questions().iter().filter(is_new).count(), ..Carried::default() };
    // In the order in which they were asked.
    for question in from.questions() {
        let Some(entry) = entries.get(&question.id) else { continue };
        let new = to.questions().iter().find(|new| new.id == question.id);
        let fits = new.and_then(|new| fitting(question, new, entry, today));
        if fits.as_ref() != Some(entry) {
            carried.lost.push(question.id.clone());
        }
        if let Some(value) = fits {
            carried.entries.insert(question.id.clone(), value);
        }
    }
    carried
}

/// What of an entry the newer question can take; half a word that was typed fits too.
fn fitting(old: &Question, new: &Question, entry: &Value, today: Date) -> Option<Value> {
    if old.kind != new.kind {
        return None;
    }
    match (new.kind, entry) {
        (Kind::Repeat, Value::Array(items)) => {
            let item = |item: &Value| {
                let answers = item.as_object().into_iter().flatten().filter_map(|(id, entry)| {
                    let by_id = |list: &'_ [Question]| list.iter().position(|question| question.id == *id);
                    let old = by_id(&old.questions).and_then(|at| old.questions.get(at))?;
                    let new = by_id(&new.questions).and_then(|at| new.questions.get(at))?;
                    Some((id.clone(), fitting(old, new, entry, today)?))
                });
                Value::Object(object(answers))
            };
            Some(Value::Array(items.iter().map(item).collect()))
        }
        (Kind::Multi | Kind::Rank, Value::Array(codes)) => {
            let kept = codes.iter().filter(|code| is_known(new, &Value::Array(vec![(*code).clone()]), today));
            let kept: Vec<Value> = kept.cloned().collect();
            (!kept.is_empty()).then_some(Value::Array(kept))
        }
        (Kind::GridSingle | Kind::GridNumber | Kind::Split, Value::Object(rows)) if !rows.contains_key("missing") => {
            let row = |row: &str, cell: &Value| Value::Object(object([(row.to_owned(), cell.clone())]));
            let kept = object(
                rows.iter()
                    .filter(|(name, cell)| is_known(new, &row(name, cell), today))
                    .map(|(name, cell)| (name.clone(), cell.clone())),
            );
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        _ => is_known(new, entry, today).then(|| entry.clone()),
    }
}

/// Whether the question has these codes and rows; limits and sums are for the respondent to mend.
fn is_known(question: &Question, entry: &Value, today: Date) -> bool {
    let Some(value) = check::tidy(question, entry) else { return true };
    let context = Context { today, short_route: false };
    let strange = [Code::UnknownOption, Code::UnknownRow, Code::MissingNotOffered, Code::UnknownList];
    match check::read(question, &value, context) {
        Ok(_) => true,
        Err(problems) => problems.iter().all(|problem| !strange.contains(&problem.code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Questionnaire;
    use serde_json::json;

    fn form(questions: Value) -> Form {
        let questionnaire: Questionnaire = serde_json::from_value(json!({
            "slug": "try", "title": "Try", "languages": ["en"],
            "sections": [{"id": "one", "title": "One", "questions": questions}],
        }))
        .unwrap();
        Form::new(questionnaire).unwrap()
    }

    #[test]
    fn what_fits_is_taken_over_and_the_rest_is_named() {
        let options = |codes: &[&str]| codes.iter().map(|c| json!({"code": c, "label": c})).collect::<Vec<_>>();
        let old = form(json!([
            {"id": "gone", "type": "text", "label": "?"},
            {"id": "name", "type": "text", "label": "?"},
            {"id": "one", "type": "single", "label": "?", "options": options(&["a", "b"])},
            {"id": "many", "type": "multi", "label": "?", "options": options(&["a", "b", "c"])},
            {"id": "kind", "type": "text", "label": "?"},
            {"id": "age", "type": "number", "label": "?"},
            {"id": "grid", "type": "grid-single", "label": "?", "options": options(&["up"]), "rows": options(&["r1", "r2"])},
            {"id": "sites", "type": "repeat", "label": "?", "questions": [
                {"id": "site", "type": "text", "label": "?"}, {"id": "size", "type": "number", "label": "?"}]},
        ]));
        let new = form(json!([
            {"id": "name", "type": "text", "label": "?", "max": 2},
            {"id": "one", "type": "single", "label": "?", "options": options(&["b"])},
            {"id": "many", "type": "multi", "label": "?", "options": options(&["b", "c"])},
            {"id": "kind", "type": "number", "label": "?"},
            {"id": "age", "type": "number", "label": "?", "max": 10},
            {"id": "grid", "type": "grid-single", "label": "?", "options": options(&["up"]), "rows": options(&["r2"])},
            {"id": "sites", "type": "repeat", "label": "?", "questions": [{"id": "site", "type": "text", "label": "?"}]},
            {"id": "came", "type": "text", "label": "?"},
            {"id": "said", "type": "note", "label": "Not a question"},
        ]));
        let entries = json!({"gone": "x", "name": "Long", "one": "a", "many": ["a", "b"], "kind": "7", "age": "about 90",
            "grid": {"r1": "up", "r2": "up"}, "sites": [{"site": "A", "size": 3}, {"site": "B"}]});
        let carried = carry(&old, entries.as_object().unwrap(), &new, Date { year: 2026, month: 11, day: 22 });
        assert_eq!(carried.new, 1);
        assert_eq!(carried.lost, ["gone", "one", "many", "kind", "grid", "sites"]);
        assert_eq!(
            Value::Object(carried.entries),
            json!({"name": "Long", "many": ["b"], "age": "about 90", "grid": {"r2": "up"},
                   "sites": [{"site": "A"}, {"site": "B"}]})
        );
    }
}
