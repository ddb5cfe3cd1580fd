//! What a designer wishes, as edits of the draft as it is now: moving, renaming, adding, pasting.

use serde_json::{Value, json};

use super::desk::{Thing, place_of};
use super::{Edit, Holder, Place, all_questions};
use crate::Kind;
use crate::questionnaire::{Choice, List, Ownership, Question, Questionnaire, Section};

/// Every place where a question could stand, from the first to the last, without the question itself.
pub fn places(draft: &Questionnaire, id: &str) -> Vec<Place> {
    let is_repeat = all_questions(draft).any(|question| question.id == id && question.kind == Kind::Repeat);
    let mut places = Vec::new();
    for section in &draft.sections {
        let place = |repeat: Option<&String>, after: Option<&String>| Place {
            section: section.id.clone(),
            repeat: repeat.cloned(),
            after: after.cloned(),
        };
        places.push(place(None, None));
        for question in section.questions.iter().filter(|question| question.id != id) {
            if question.kind == Kind::Repeat && !is_repeat {
                places.push(place(Some(&question.id), None));
                let inside = question.questions.iter().filter(|inner| inner.id != id);
                places.extend(inside.map(|inner| place(Some(&question.id), Some(&inner.id))));
            }
            places.push(place(None, Some(&question.id)));
        }
    }
    places
}

/// A question one place up or down, into the next section at the edge; `None` at the end.
pub fn step(draft: &Questionnaire, id: &str, up: bool) -> Option<Edit> {
    let (from, places) = (place_of(draft, id)?, places(draft, id));
    let now = places.iter().position(|place| *place == from)?;
    let to = if up { places.get(now.checked_sub(1)?)? } else { places.get(now + 1)? }.clone();
    Some(Edit::MoveQuestion { id: id.to_owned(), from, to })
}

/// A question to another place.
pub fn move_to(draft: &Questionnaire, id: &str, to: Place) -> Option<Edit> {
    Some(Edit::MoveQuestion { id: id.to_owned(), from: place_of(draft, id)?, to })
}

/// Where a place is, for people: “after F2, in Premises and digital”.
pub fn place_in_words(draft: &Questionnaire, place: &Place) -> String {
    let main = draft.main_language();
    let section = draft.sections.iter().find(|section| section.id == place.section);
    let title = section.map_or("", |section| section.title.get(main, main));
    let within = place.repeat.as_ref().map_or(title.to_owned(), |repeat| format!("{repeat}, {title}"));
    match &place.after {
        Some(after) => format!("after {after}, in {within}"),
        None => format!("first in {within}"),
    }
}

pub fn remove_question(draft: &Questionnaire, id: &str) -> Option<Edit> {
    let question = all_questions(draft).find(|question| question.id == id)?.clone();
    Some(Edit::RemoveQuestion { id: id.to_owned(), place: place_of(draft, id)?, question: Box::new(question) })
}

/// A question under another id, which everything that speaks of it follows.
pub fn rename(draft: &Questionnaire, id: &str, new: &str) -> Option<Vec<Edit>> {
    let question = all_questions(draft).find(|question| question.id == id)?.clone();
    let place = place_of(draft, id)?;
    let own = Question { id: new.to_owned(), ..renamed_inside(&question, id, new) };
    let mut edits = vec![
        Edit::RemoveQuestion { id: id.to_owned(), place: place.clone(), question: Box::new(question) },
        Edit::AddQuestion { question: Box::new(own), place },
    ];
    let mut follow = |thing: Thing| {
        let Some(Value::Object(fields)) = thing.json(draft) else { return };
        for (key, value) in fields {
            let after = renamed(&value, id, new);
            if after != value {
                edits.extend(thing.set(draft, &key, None, after));
            }
        }
    };
    follow(Thing::Survey);
    draft.sections.iter().for_each(|section| follow(Thing::Section(section.id.clone())));
    let others = all_questions(draft).filter(|other| other.id != id);
    // What is asked inside of it has gone and come with it.
    let inside =
        |other: &&Question| place_of(draft, &other.id).is_some_and(|place| place.repeat.as_deref() != Some(id));
    others.filter(inside).for_each(|other| follow(Thing::Question(other.id.clone())));
    Some(edits)
}

fn renamed_inside(question: &Question, id: &str, new: &str) -> Question {
    let json = serde_json::to_value(question).unwrap_or_default();
    serde_json::from_value(renamed(&json, id, new)).unwrap_or_else(|_| question.clone())
}

/// Every `${id}` and `${id.part}` in it.
fn renamed(value: &Value, id: &str, new: &str) -> Value {
    match value {
        Value::String(text) => {
            let whole = text.replace(&format!("${{{id}}}"), &format!("${{{new}}}"));
            Value::String(whole.replace(&format!("${{{id}."), &format!("${{{new}.")))
        }
        Value::Array(items) => items.iter().map(|item| renamed(item, id, new)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), renamed(value, id, new)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// A code under another name, at the same place.
pub fn recode(draft: &Questionnaire, of: &Holder, code: &str, new: &str) -> Option<Vec<Edit>> {
    let choice = Thing::Choice(of.clone(), code.to_owned()).json(draft)?;
    let after = neighbour(draft, of, code)?;
    let mut other = choice.clone();
    *other.get_mut("code")? = new.into();
    Some(vec![
        Edit::RemoveChoice { of: of.clone(), code: code.to_owned(), choice, after: after.clone() },
        Edit::AddChoice { of: of.clone(), choice: other, after },
    ])
}

pub fn remove_choice(draft: &Questionnaire, of: &Holder, code: &str) -> Option<Edit> {
    let choice = Thing::Choice(of.clone(), code.to_owned()).json(draft)?;
    Some(Edit::RemoveChoice { of: of.clone(), code: code.to_owned(), choice, after: neighbour(draft, of, code)? })
}

/// A choice one place up or down.
pub fn step_choice(draft: &Questionnaire, of: &Holder, code: &str, up: bool) -> Option<Edit> {
    let codes = codes(draft, of);
    let at = codes.iter().position(|known| known == code)?;
    let to = if up { at.checked_sub(1)? } else { at + 1 };
    codes.get(to)?;
    move_choice(draft, of, code, to)
}

/// A choice to a number among the others, from 0.
pub fn move_choice(draft: &Questionnaire, of: &Holder, code: &str, to: usize) -> Option<Edit> {
    let mut codes = codes(draft, of);
    let from = neighbour(draft, of, code)?;
    codes.retain(|known| known != code);
    let to = to.checked_sub(1).and_then(|before| codes.get(before.min(codes.len().checked_sub(1)?)).cloned());
    Some(Edit::MoveChoice { of: of.clone(), code: code.to_owned(), from, to })
}

/// Options, rows or choices of a list, one for each line of a text, after those that are there.
pub fn add_lines(draft: &Questionnaire, of: &Holder, lines: &str) -> Vec<Edit> {
    let mut codes = codes(draft, of);
    let mut edits = Vec::new();
    for words in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let code = code_for(words, &codes);
        let alone = matches!(of, Holder::Options(_)) && stands_alone(words);
        let mut choice = json!({"code": code, "label": words});
        if alone && let Some(fields) = choice.as_object_mut() {
            fields.insert("exclusive".to_owned(), true.into());
        }
        edits.push(Edit::AddChoice { of: of.clone(), choice, after: codes.last().cloned() });
        codes.push(code);
    }
    edits
}

/// What people mean to stand alone.
fn stands_alone(words: &str) -> bool {
    ["none of these", "none of the above", "nothing", "not applicable"].contains(&words.to_lowercase().as_str())
}

pub fn codes(draft: &Questionnaire, of: &Holder) -> Vec<String> {
    let find = |id: &String| all_questions(draft).find(|question| question.id == *id);
    match of {
        Holder::Options(id) => {
            find(id).map(|question| question.options.iter().map(|one| one.code.clone()).collect()).unwrap_or_default()
        }
        Holder::Rows(id) => {
            find(id).map(|question| question.rows.iter().map(|row| row.code.clone()).collect()).unwrap_or_default()
        }
        Holder::List(name) => {
            let list = draft.lists.iter().find(|list| list.name == *name);
            list.map(|list| list.choices.iter().map(|one| one.code.clone()).collect()).unwrap_or_default()
        }
    }
}

fn neighbour(draft: &Questionnaire, of: &Holder, code: &str) -> Option<Option<String>> {
    let codes = codes(draft, of);
    let at = codes.iter().position(|known| known == code)?;
    Some(at.checked_sub(1).and_then(|at| codes.get(at).cloned()))
}

/// A code from words: small letters, digits and hyphens, that nothing else has.
pub fn code_for(words: &str, taken: &[String]) -> String {
    let mut code = String::new();
    for letter in words.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => code.push(letter),
            '’' | '\'' => {}
            _ if code.ends_with('-') || code.is_empty() => {}
            _ => code.push('-'),
        }
        if code.len() >= 32 {
            break;
        }
    }
    let code = code.trim_matches('-');
    let base = if code.is_empty() { "option" } else { code };
    let is_free = |code: &str| !taken.iter().any(|known| known == code) && !is_reserved(code);
    let numbered = (2..).map(|number: usize| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(numbered).find(|code| is_free(code)).unwrap_or_default()
}

fn is_reserved(code: &str) -> bool {
    crate::Missing::from_code(code).is_some() || code == "ticked" || code == "missing"
}

/// An id for a new question: letters of the survey's address and a number that neither this draft nor an earlier
/// version has used.
pub fn new_id(draft: &Questionnaire, published: Option<&Questionnaire>) -> String {
    let mut words = draft.slug.split('-').filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let word = words.next_back().unwrap_or("local").replace("ck", "k");
    let mut letters = word.chars();
    let first = letters.next().unwrap_or('l');
    let second = letters.clone().find(|letter| !"aeiou".contains(*letter)).or_else(|| letters.next()).unwrap_or('x');
    let prefix: String = [first, second].iter().collect::<String>().to_uppercase();
    let known = |id: &str| {
        let drafts = std::iter::once(draft).chain(published);
        drafts.flat_map(all_questions).any(|question| question.id == id)
    };
    let numbered = (1..).map(|number: usize| format!("{prefix}{number}"));
    numbered.into_iter().find(|id| !known(id)).unwrap_or_default()
}

/// A new local question after another one, or at the end of the last section.
pub fn add_local(draft: &Questionnaire, kind: Kind, id: &str, label: &str, place: Option<Place>) -> Option<Edit> {
    let end = || {
        let section = draft.sections.last()?;
        let after = section.questions.last().map(|question| question.id.clone());
        Some(Place { section: section.id.clone(), repeat: None, after })
    };
    let question = Question {
        id: id.to_owned(),
        kind,
        version: 1,
        ownership: Ownership::Local,
        label: label.into(),
        // Something to begin with, so that nothing is unsound at once.
        calculation: (kind == Kind::Calculate).then(|| "1".to_owned()),
        ..Question::default()
    };
    Some(Edit::AddQuestion { question: Box::new(question), place: place.or_else(end)? })
}

/// A section after another, or at the end.
pub fn add_section(draft: &Questionnaire, title: &str, after: Option<&str>) -> Edit {
    let known: Vec<String> = draft.sections.iter().map(|section| section.id.clone()).collect();
    let base = if title.is_empty() { "part" } else { title };
    let section = Section { id: code_for(base, &known), title: title.into(), ..Section::default() };
    let last = draft.sections.last().map(|section| section.id.clone());
    Edit::AddSection { section, after: after.map(str::to_owned).or(last) }
}

pub fn remove_section(draft: &Questionnaire, id: &str) -> Option<Edit> {
    let at = draft.sections.iter().position(|section| section.id == id)?;
    let after = at.checked_sub(1).and_then(|at| draft.sections.get(at)).map(|section| section.id.clone());
    Some(Edit::RemoveSection { id: id.to_owned(), section: draft.sections.get(at)?.clone(), after })
}

/// A section one place up or down.
pub fn step_section(draft: &Questionnaire, id: &str, up: bool) -> Option<Edit> {
    let at = draft.sections.iter().position(|section| section.id == id)?;
    let name = |at: usize| draft.sections.get(at).map(|section| section.id.clone());
    let from = at.checked_sub(1).and_then(name);
    let to = if up {
        at.checked_sub(1)?;
        at.checked_sub(2).and_then(name)
    } else {
        Some(name(at + 1)?)
    };
    Some(Edit::MoveSection { id: id.to_owned(), from, to })
}

/// The choices of a list from a table as a spreadsheet copies it: code, label, further columns; the first line
/// names them where it says “code” or “name”. A single column is the label.
pub fn choices_of_table(table: &str) -> Vec<Choice> {
    let mut lines = table.lines().filter(|line| !line.trim().is_empty()).map(cells).peekable();
    let head: Option<Vec<String>> = lines.next_if(|cells| {
        cells.first().is_some_and(|first| matches!(first.to_lowercase().as_str(), "code" | "name" | "value"))
    });
    let mut choices: Vec<Choice> = Vec::new();
    for cells in lines {
        let taken: Vec<String> = choices.iter().map(|choice| choice.code.clone()).collect();
        let mut cells = cells.into_iter();
        let first = cells.next().unwrap_or_default();
        let (code, label) = match cells.next() {
            Some(label) if !first.is_empty() => (first, label),
            Some(label) => (code_for(&label, &taken), label),
            None => (code_for(&first, &taken), first),
        };
        let mut choice = Choice { code, label: label.as_str().into(), ..Choice::default() };
        for (number, cell) in cells.enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let named = head.as_ref().and_then(|head| head.get(number + 2)).filter(|name| !name.is_empty());
            choice.columns.insert(named.cloned().unwrap_or_else(|| format!("column{}", number + 1)), cell);
        }
        choices.push(choice);
    }
    choices
}

fn cells(line: &str) -> Vec<String> {
    let sign = if line.contains('\t') { '\t' } else { ';' };
    line.split(sign).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
}

/// A list as a table again.
pub fn table_of_choices(list: &List, main: &str) -> String {
    let mut columns: Vec<&String> = list.choices.iter().flat_map(|choice| choice.columns.keys()).collect();
    columns.sort();
    columns.dedup();
    let mut table = String::from("code\tlabel");
    columns.iter().for_each(|column| table.extend(["\t", column.as_str()]));
    for choice in &list.choices {
        table.extend(["\n", &choice.code, "\t", choice.label.get(main, main)]);
        for column in &columns {
            table.extend(["\t", choice.columns.get(column).map_or("", String::as_str)]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Bank, apply, normal};

    fn draft() -> Questionnaire {
        normal(Bank::built_in().unwrap().begin("state-of-the-sector", "hackney-2026").unwrap())
    }

    fn with(draft: &mut Questionnaire, edits: impl IntoIterator<Item = Edit>) {
        for edit in edits {
            assert_eq!(apply(draft, &edit, &Bank::built_in().unwrap()), Ok(true), "{edit:?}");
        }
    }

    #[test]
    fn a_local_question_walks_through_every_place() {
        let mut draft = draft();
        let id = new_id(&draft, None);
        assert_eq!(id, "HK1");
        let first = Place { section: draft.sections[0].id.clone(), ..Place::default() };
        let added = add_local(&draft, Kind::Single, &id, "Which?", Some(first)).unwrap();
        with(&mut draft, [added]);
        let mut steps = 0;
        while let Some(edit) = step(&draft, &id, false) {
            with(&mut draft, [edit]);
            steps += 1;
        }
        assert_eq!(steps, places(&draft, &id).len() - 1);
        assert_eq!(draft.sections.last().unwrap().questions.last().unwrap().id, "HK1");
        assert_eq!(new_id(&draft, None), "HK2");
        let up = step(&draft, &id, true).unwrap();
        let Edit::MoveQuestion { to, .. } = &up else { panic!() };
        assert_eq!(place_in_words(&draft, to), "after L2, in Sharing and keeping in touch");
    }

    #[test]
    fn a_renamed_question_keeps_its_rules() {
        let mut draft = draft();
        let (one, two) = (
            add_local(&draft, Kind::Number, "HK1", "How many?", None).unwrap(),
            Question {
                id: "HK2".into(),
                kind: Kind::Text,
                ownership: Ownership::Local,
                label: "Of ${HK1}?".into(),
                relevant: Some("${HK1} > 3".into()),
                ..Question::default()
            },
        );
        let place = Place { section: "keeping-in-touch".into(), repeat: None, after: Some("HK1".into()) };
        with(&mut draft, [one, Edit::AddQuestion { question: Box::new(two), place }]);
        let edits = rename(&draft, "HK1", "NUM").unwrap();
        with(&mut draft, edits);
        let two = draft.question("HK2").unwrap();
        assert_eq!((two.relevant.as_deref(), two.label.plain()), (Some("${NUM} > 3"), "Of ${NUM}?"));
    }

    #[test]
    fn pasted_lines_become_options_with_codes_of_their_own() {
        let mut draft = draft();
        let added = add_local(&draft, Kind::Multi, "HK1", "Which?", None).unwrap();
        with(&mut draft, [added]);
        let of = Holder::Options("HK1".into());
        let edits = add_lines(&draft, &of, "Meeting rooms\n\nA minibus\nA minibus \nNone of these\nÜ");
        with(&mut draft, edits);
        let options = &draft.question("HK1").unwrap().options;
        let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
        assert_eq!(codes, ["meeting-rooms", "a-minibus", "a-minibus-2", "none-of-these", "option"]);
        assert!(options[3].exclusive && !options[0].exclusive);
        let up = step_choice(&draft, &of, "a-minibus", true).unwrap();
        with(&mut draft, [up]);
        let edits = recode(&draft, &of, "a-minibus", "bus").unwrap();
        with(&mut draft, edits);
        assert_eq!(draft.question("HK1").unwrap().options[0].code, "bus");
    }

    #[test]
    fn a_table_becomes_a_list_and_a_table_again() {
        let choices = choices_of_table("Code\tLabel\tward\nN1\tNorth\tA\nS1\tSouth\t\n");
        assert_eq!((choices.len(), choices[0].columns.get("ward").map(String::as_str)), (2, Some("A")));
        let list = List { name: "areas".into(), choices, address: None };
        assert_eq!(choices_of_table(&table_of_choices(&list, "en")), list.choices);
        let plain = choices_of_table("North end\nSouth end");
        assert_eq!((plain[0].code.as_str(), plain[1].label.plain()), ("north-end", "South end"));
    }
}
