//! Made-up questionnaires and edits that fit them, from bytes.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::Kind;
use crate::draft::{Edit, Holder, Place, Set, all_questions, normal};
use crate::questionnaire::{List, Question, Questionnaire, Section};

/// Bytes that decide, one after another; zeros when they are used up.
pub struct Dice<'a>(std::slice::Iter<'a, u8>);

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Dice<'a> {
        Dice(bytes.iter())
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % limit.max(1)
    }

    fn one<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn words(&mut self) -> String {
        self.one(&["", "A", "B", "Ä b"]).to_owned()
    }

    fn text(&mut self) -> Value {
        match self.below(4) {
            0 => json!({"en": self.words(), "pl": self.words()}),
            1 => json!({"pl": self.words()}),
            _ => json!(self.words()),
        }
    }

    /// A neighbour among these, or the first place.
    fn after(&mut self, ids: &[String]) -> Option<String> {
        let at = self.below(ids.len() + 1);
        ids.get(at).cloned()
    }
}

pub fn question(id: &str, dice: &mut Dice) -> Question {
    let codes = &["a", "b", "c"][..dice.below(4)];
    let choice =
        |code: &&str, dice: &mut Dice| json!({"code": code, "label": dice.text(), "exclusive": dice.below(3) == 0});
    let options: Vec<Value> = codes.iter().map(|code| choice(code, dice)).collect();
    let rows: Vec<Value> = codes.iter().map(|code| json!({"code": code, "label": dice.text()})).collect();
    let mut question = json!({
        "id": id, "type": dice.one(&["single", "multi", "number", "text", "grid-single"]), "kind": "local",
        "label": dice.text(), "hint": dice.text(), "required": dice.below(2) == 0, "options": options, "rows": rows,
        "min": dice.below(3), "constraints": [{"test": ". > 0", "message": dice.text()}],
    });
    if dice.below(2) == 0 {
        question["relevant"] = json!("${Q1} = 'a'");
    }
    serde_json::from_value(question).unwrap()
}

pub fn questionnaire(bytes: &[u8]) -> Questionnaire {
    let dice = &mut Dice::new(bytes);
    let sections: Vec<Section> = (0..2 + dice.below(2))
        .map(|page| {
            let mut questions: Vec<Question> =
                (0..dice.below(4)).map(|number| question(&format!("Q{page}{number}"), dice)).collect();
            if dice.below(2) == 0 {
                let inside = (0..dice.below(3)).map(|number| question(&format!("R{page}{number}"), dice)).collect();
                let repeat = Question { kind: Kind::Repeat, questions: inside, ..question(&format!("R{page}"), dice) };
                questions.push(repeat);
            }
            let head = json!({"id": format!("s{page}"), "title": dice.text(), "questions": []});
            Section { questions, ..serde_json::from_value(head).unwrap() }
        })
        .collect();
    let head = json!({"slug": "x", "title": "T", "languages": ["en", "pl"], "sections": [], "ready": ["one", "two"],
        "lists": [{"name": "areas", "choices": [{"code": "n", "label": "North"}, {"code": "s", "label": "South"}]}]});
    normal(Questionnaire { sections, ..serde_json::from_value(head).unwrap() })
}

/// Mostly edits that fit, since they say what is there; now and then one that does not.
pub fn edit(draft: &Questionnaire, bytes: &[u8]) -> Edit {
    let dice = &mut Dice::new(bytes);
    let section = dice.one(&draft.sections);
    let all: Vec<Question> = all_questions(draft).cloned().collect();
    let any = if all.is_empty() { question("Q1", dice) } else { dice.one(&all) };
    let here = place(draft, &any.id);
    let ids = |sections: &[Section]| sections.iter().map(|section| section.id.clone()).collect::<Vec<_>>();
    let before = |ids: &[String], id: &str| {
        let at = ids.iter().position(|other| other == id).unwrap_or_default();
        at.checked_sub(1).map(|at| ids[at].clone())
    };
    let sections = ids(&draft.sections);
    let codes: Vec<String> = any.options.iter().map(|option| option.code.clone()).collect();
    match dice.below(20) {
        0 => {
            Edit::Survey { set: set(&json!(draft), &["title", "ready/1", "minutes", "languages", "help/email"], dice) }
        }
        1 => Edit::Section { id: section.id.clone(), set: set(&json!(section), &["title", "intro", "relevant"], dice) },
        2..=5 => {
            let keys =
                ["label", "hint", "required", "type", "min", "options", "constraints/0/message", "relevant", "nothing"];
            Edit::Question { id: any.id.clone(), set: set(&json!(any), &keys, dice) }
        }
        6 => {
            let code = dice.one(&["a".to_owned(), "b".to_owned()]);
            let option = any.option(&code).map_or(Value::Null, |option| json!(option));
            Edit::Choice { of: Holder::Options(any.id), code, set: set(&option, &["label", "hint", "exclusive"], dice) }
        }
        7 => Edit::AddSection {
            section: Section { id: dice.one(&["s8", "s9"]).into(), questions: vec![question("Q80", dice)], ..section },
            after: dice.after(&sections),
        },
        8 => Edit::RemoveSection { id: section.id.clone(), after: before(&sections, &section.id), section },
        9 => Edit::MoveSection { from: before(&sections, &section.id), id: section.id, to: dice.after(&sections) },
        10 => {
            let ids: Vec<String> = section.questions.iter().map(|question| question.id.clone()).collect();
            let place = Place { section: section.id, repeat: None, after: dice.after(&ids) };
            Edit::AddQuestion { question: Box::new(question(dice.one(&["Q8", "Q9"]), dice)), place }
        }
        11 => Edit::RemoveQuestion { id: any.id.clone(), question: Box::new(any), place: here },
        12 | 13 => {
            let ids: Vec<String> = section.questions.iter().map(|question| question.id.clone()).collect();
            let to = Place { section: section.id, repeat: None, after: dice.after(&ids) };
            Edit::MoveQuestion { id: any.id, from: here, to }
        }
        14 => {
            let choice = json!({"code": dice.one(&["d", "e"]), "label": dice.text()});
            let of = if dice.below(2) == 0 { Holder::Options(any.id) } else { Holder::Rows(any.id) };
            Edit::AddChoice { of, choice, after: dice.after(&codes) }
        }
        15 => {
            let code = dice.one(&["a".to_owned(), "c".to_owned()]);
            let choice = any.option(&code).map_or(Value::Null, |option| json!(option));
            Edit::RemoveChoice { of: Holder::Options(any.id), after: before(&codes, &code), code, choice }
        }
        16 => {
            let list = dice.one(&draft.lists);
            let set = set(&json!(list), &["address", "choices"], dice);
            Edit::List { name: list.name, set }
        }
        17 => {
            let list = List { name: dice.one(&["wards", "areas"]).into(), ..draft.lists[0].clone() };
            Edit::AddList { list, after: dice.one(&[None, Some("areas".to_owned())]) }
        }
        18 => match dice.below(2) {
            0 => Edit::RemoveList { name: "areas".into(), list: draft.lists[0].clone(), after: None },
            _ => {
                let bytes: Vec<u8> = dice.0.by_ref().copied().collect();
                Edit::Replace { before: Box::new(draft.clone()), after: Box::new(questionnaire(&bytes)) }
            }
        },
        _ => {
            let (code, to) = (dice.one(&["a".to_owned(), "b".to_owned()]), dice.after(&codes));
            Edit::MoveChoice { of: Holder::Options(any.id), from: before(&codes, &code), code, to }
        }
    }
}

/// A change of one of these properties, by language where it is a text.
fn set(thing: &Value, keys: &[&str], dice: &mut Dice) -> Set {
    let property = dice.one(keys).to_owned();
    let now = thing.pointer(&format!("/{property}")).cloned().unwrap_or_default();
    let is_text = ["title", "intro", "label", "hint", "constraints/0/message", "ready/1"].contains(&property.as_str());
    if is_text && dice.below(3) > 0 {
        let language = dice.one(&["en", "pl", "tr"]).to_owned();
        let words = match &now {
            Value::String(words) if language == "en" => words.clone(),
            Value::Object(all) => all.get(&language).and_then(Value::as_str).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        return Set { property, language: Some(language), before: json!(words), after: json!(dice.words()) };
    }
    let after = match property.as_str() {
        "required" | "exclusive" => json!(dice.below(2) == 0),
        "min" => json!(dice.below(4)),
        "type" => json!(dice.one(&["single", "date", "nonsense"])),
        "options" => json!([{"code": "z", "label": dice.text()}]),
        "minutes" => json!({"full": [1, dice.below(9)], "short": [1, 1]}),
        "languages" => dice.one(&[json!(["pl", "en"]), json!(["en"]), json!([])]),
        "choices" => json!([{"code": "e", "label": dice.text()}]),
        "relevant" | "help/email" | "address" => dice.one(&[json!("1"), Value::Null]),
        _ => dice.text(),
    };
    Set { property, language: None, before: now, after }
}

fn place(draft: &Questionnaire, id: &str) -> Place {
    for section in &draft.sections {
        let lists = section.questions.iter().map(|question| (Some(question.id.clone()), &question.questions));
        for (repeat, questions) in std::iter::once((None, &section.questions)).chain(lists) {
            if let Some(at) = questions.iter().position(|question| question.id == id) {
                let after = at.checked_sub(1).map(|at| questions[at].id.clone());
                return Place { section: section.id.clone(), repeat, after };
            }
        }
    }
    Place::default()
}

pub fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

/// JSON from the words that edits are made of, and from others.
pub fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "edit",
        "question",
        "section",
        "survey",
        "id",
        "property",
        "language",
        "before",
        "after",
        "options",
        "label",
        "add-question",
        "remove-question",
        "move-question",
        "add-section",
        "replace",
        "choice",
        "of",
        "rows",
        "Q00",
        "s0",
        "constraints/0/message",
        "label/en",
        "a",
        "pl",
        "type",
        "code",
        "title",
        "single",
        "notice/parts/9/text",
        "/",
        "",
        "options/0/label",
        "questions",
        "x\u{0}y",
        "languages",
        "slug",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((word.clone(), inner), 0..7).prop_map(|fields| Value::Object(
                fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            )),
        ]
    })
}
