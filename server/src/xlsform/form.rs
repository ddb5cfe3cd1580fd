//! From the sheets to a questionnaire, in the order in which one thing needs the other.

use std::collections::{HashMap, HashSet};

use shared::questionnaire::Questionnaire;
use shared::text::Text;

use super::book::{Book, OWN_SHEET, Sheet};
use super::builder::Builder;
use super::choices::Lists;
use super::exact::{Patched, Patches, without_nulls};
use super::header::Kind;
use super::identifiers;
use super::kinds::Type;
use super::language::Languages;
use super::names::names;
use super::own::{self, Own};
use super::problem::{Place, Problems};
use super::rules::{Verdict, judge};
use super::settings::Settings;
use super::table::{Row, Table};
use super::tree::{Node, Tree, tree};

/// What was read, and where its questions stand.
pub(super) struct Form {
    pub questionnaire: Questionnaire,
    pub places: Places,
}

/// Rows by ids, and headers by keys: where a fault of the questionnaire stands in the workbook.
#[derive(Debug, Default)]
pub struct Places {
    survey: String,
    rows: HashMap<String, u32>,
    pages: HashMap<String, u32>,
    headers: HashMap<String, String>,
}

impl Places {
    /// The place of a question, and of one of its columns where the key is known.
    pub(super) fn question(&self, id: &str, key: &str) -> Place {
        let row = self.rows.get(id).or_else(|| self.pages.get(id));
        let place = Place::sheet(&self.survey);
        let place = row.map_or_else(Place::workbook, |row| place.row(*row));
        match self.headers.get(key).filter(|_| place.row.is_some()) {
            Some(header) => place.column(header),
            None => place,
        }
    }
}

/// `None` where there is nothing to go on with; whether there are errors, the problems say.
pub(super) fn read(book: &Book, problems: &mut Problems) -> Option<Form> {
    let Some(survey) = book.sheet("survey") else {
        no_survey(book, problems);
        return None;
    };
    for name in ["entities", "osm"] {
        if let Some(sheet) =
            book.sheets.iter().find(|sheet| sheet.name.to_lowercase() == name && !sheet.rows.is_empty())
        {
            let message = format!("The sheet {name} is left out: there are no {name} here");
            problems.warning(Place::sheet(&sheet.name), "unsupported", message);
        }
    }
    misspelt(book, problems);
    let settings_table = named(book, "settings").map(|sheet| Table::new(sheet, Kind::Settings, problems));
    let mut settings = Settings::read(settings_table.as_ref(), problems);
    let mut table = Table::new(survey, Kind::Survey, problems);
    let mut choices: Vec<Table> = ["choices", "external_choices"]
        .iter()
        .filter_map(|name| named(book, name))
        .map(|sheet| Table::new(sheet, Kind::Choices, problems))
        .collect();
    let mut own_table = named(book, OWN_SHEET).map(|sheet| Table::new(sheet, Kind::Own, problems));
    let own = Own::read(own_table.as_ref());
    let languages = learn(&settings, &own, &mut table, &mut choices, &mut own_table, problems);
    if !table.has("type") {
        let message = "The sheet has no column type. The first row has the headers: type, name, label";
        problems.error(Place::sheet(table.name).row(1), "header", message);
        return None;
    }
    let mut lists = Lists::default();
    for table in &choices {
        lists.read(table, &settings, problems);
    }
    let tree = tree(&table, problems);
    title_in_survey(&tree, &mut settings);
    let names = names(&tree.nodes, &settings, &mentioned(&table), &own.files(), problems);
    let mut builder = Builder {
        names,
        lists,
        own: &own,
        problems,
        filtered: HashSet::new(),
        looked_up: HashSet::new(),
        for_others: HashSet::new(),
        rows: HashMap::new(),
        pages: HashMap::new(),
    };
    unknown_triggers(&table, &mut builder);
    mentions_elsewhere(&choices, settings_table.as_ref(), &mut builder);
    leave_out(&tree.nodes, &mut builder);
    let mut questionnaire = Questionnaire {
        slug: identifiers::slug(settings.form_id.as_deref().or(settings.title.as_deref()).unwrap_or_default()),
        title: Text::Plain(title(&settings, builder.problems)),
        languages: languages.tags.clone(),
        ..Questionnaire::default()
    };
    questionnaire.sections = builder.sections(&tree.nodes);
    own::put(own_table.as_ref(), &mut questionnaire, builder.problems, |row, text, problems| {
        match judge(text, &builder.names, &builder.lists.renamed) {
            Verdict::Fine(rule) => Some(rule),
            Verdict::LeftOut(message) | Verdict::Wrong(_, message) => {
                problems.error(row.place("value"), "short-route", message);
                None
            }
        }
    });
    builder.settle(&mut questionnaire);
    let places = Places {
        survey: table.name.to_owned(),
        rows: builder.rows,
        pages: builder.pages,
        headers: table.heads.iter().rev().map(|head| (head.key.clone(), head.written.clone())).collect(),
    };
    let questionnaire = exactly(questionnaire, &own, own_table.as_ref(), problems);
    Some(Form { questionnaire, places })
}

/// By its own name: the only sheet of a workbook is its survey, whatever it is called.
fn named<'b>(book: &'b Book, name: &str) -> Option<&'b Sheet> {
    book.sheet(name).filter(|sheet| sheet.name.to_lowercase() == name)
}

fn no_survey(book: &Book, problems: &mut Problems) {
    let near = book.names.iter().find(|name| super::near::is_near("survey", &name.to_lowercase()));
    let meant = near.map_or_else(String::new, |name| format!(" Is it {name:?}? Rename it."));
    let there = match book.names.as_slice() {
        [] => String::new(),
        names => format!(" There are: {}", names.join(", ")),
    };
    let message = format!("There is no sheet called survey, with one row for each question.{meant}{there}");
    problems.error(Place::workbook(), "no-survey", message);
}

fn misspelt(book: &Book, problems: &mut Problems) {
    for wanted in ["choices", "settings"] {
        let known = ["survey", "choices", "settings", "external_choices", "entities", "osm"];
        let near = |name: &&String| {
            let lower = name.to_lowercase();
            !known.contains(&lower.as_str()) && !name.starts_with('_') && super::near::is_near(wanted, &lower)
        };
        if named(book, wanted).is_none()
            && let Some(name) = book.names.iter().find(near)
        {
            let message = format!("There is no sheet {wanted}, but one called {name}. Rename it if it is meant");
            problems.consider(Place::sheet(name), "sheet", message);
        }
    }
}

fn learn<'b>(
    settings: &Settings,
    own: &Own,
    table: &mut Table<'b>,
    choices: &mut [Table<'b>],
    own_table: &mut Option<Table<'b>>,
    problems: &mut Problems,
) -> Languages {
    let mut languages = Languages::new(settings.default_language.as_deref(), &own.languages);
    let has_main = !languages.tags.is_empty();
    let unmarked = |table: &Table| {
        table.heads.iter().any(|head| head.suffix.is_none() && matches!(head.key.as_str(), "label" | "hint"))
    };
    let mut all: Vec<&mut Table<'b>> = std::iter::once(table).chain(choices).chain(own_table).collect();
    let is_unmarked = all.iter().any(|table| unmarked(table));
    for table in &mut all {
        table.learn(&mut languages, problems);
    }
    if is_unmarked || languages.tags.is_empty() {
        languages.see_unmarked(has_main);
    }
    for table in &mut all {
        table.set_main(languages.main());
    }
    languages
}

/// Two rows of the type form_title or form_id say what the settings say.
fn title_in_survey(tree: &Tree, settings: &mut Settings) {
    for (key, row) in &tree.settings {
        let name = row.get("name").map(str::to_owned);
        match *key {
            "title" => settings.title = name.or(settings.title.take()),
            "id_string" => settings.form_id = name.or(settings.form_id.take()),
            _ => {}
        }
    }
}

fn title(settings: &Settings, problems: &mut Problems) -> String {
    let title = settings.title.clone().or_else(|| settings.form_id.clone());
    title.unwrap_or_else(|| {
        let message = "The survey has no title. Write it into the sheet settings, under form_title";
        problems.consider(Place::sheet("settings").column("form_title"), "title", message);
        "Survey".to_owned()
    })
}

/// Every name that some `${…}` has.
fn mentioned(table: &Table) -> HashSet<String> {
    table.rows().flat_map(Row::mentions).map(str::to_owned).collect()
}

/// A trigger that leads nowhere is refused elsewhere too; one that leads somewhere is left out.
fn unknown_triggers(table: &Table, builder: &mut Builder) {
    for row in table.rows() {
        let Some(text) = row.peek("trigger") else { continue };
        let is_one = |part: &str| part.trim().starts_with("${") && part.trim().ends_with('}');
        let fault = match super::rules::known(text, &builder.names) {
            Err(message) => message,
            Ok(_) if text.split(',').all(is_one) => continue,
            Ok(_) => format!("{text:?} is no trigger. Write ${{name}}, with commas between several"),
        };
        row.pass(&["trigger"]);
        builder.problems.error(row.place("trigger"), "reference", fault);
    }
}

/// Labels of choices and settings mention questions too: those that there are.
fn mentions_elsewhere(choices: &[Table], settings: Option<&Table>, builder: &mut Builder) {
    for row in choices.iter().flat_map(Table::rows) {
        for (head, text) in row.cells().filter(|(head, text)| head.key == "label" && text.contains("${")) {
            let place = row.whole().column(&head.written);
            match super::rules::known(text, &builder.names) {
                Err(message) => builder.problems.error(place, "reference", message),
                Ok(_) => {
                    let message = "Choices do not mention answers here: ${…} is shown as it stands. Take it out";
                    builder.problems.warning(place, "unsupported", message);
                }
            }
        }
    }
    for (head, text) in settings.and_then(|table| table.row(0)).into_iter().flat_map(Row::cells) {
        if let Err(message) = super::rules::known(text, &builder.names) {
            builder.problems.error(Place::sheet("settings").row(2).column(&head.written), "reference", message);
        }
    }
}

/// Calculations that cannot be worked out here are left out, and what is worked out with them.
fn leave_out(nodes: &[Node], builder: &mut Builder) {
    let mut rows = Vec::new();
    calculations(nodes, &mut rows);
    let mut users: HashMap<String, Vec<usize>> = HashMap::new();
    let mut waiting: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(text) = row.peek("calculation") else { continue };
        for name in super::expression_text::references(text).unwrap_or_default() {
            users.entry(name.to_owned()).or_default().push(index);
        }
        waiting.push(index);
    }
    while let Some(index) = waiting.pop() {
        let Some(row) = rows.get(index) else { continue };
        let Some(text) = row.peek("calculation").filter(|_| builder.names.left_out(*row).is_none()) else { continue };
        let verdict = judge(super::builder::binding(text), &builder.names, &builder.lists.renamed);
        if let Verdict::LeftOut(why) = verdict {
            builder.names.leave_out(*row, &why, "a calculation that cannot be done here");
            let name = row.peek("name").unwrap_or_default();
            waiting.extend(users.get(name).into_iter().flatten());
        }
    }
}

fn calculations<'t>(nodes: &'t [Node<'t>], into: &mut Vec<Row<'t>>) {
    for node in nodes {
        let is_unseen = |row: &Row| row.peek("label").is_none() && row.words("label").is_none();
        if matches!(node.kind, Type::Calculate) || (node.group().is_none() && is_unseen(&node.row)) {
            into.push(node.row);
        }
        calculations(&node.inside, into);
    }
}

/// Puts in place what the cells could not say.
fn exactly(questionnaire: Questionnaire, own: &Own, table: Option<&Table>, problems: &mut Problems) -> Questionnaire {
    if own.exact.is_empty() {
        return questionnaire;
    }
    let Ok(mut document) = serde_json::to_value(&questionnaire) else { return questionnaire };
    let place = |row: u32| table.map_or_else(Place::workbook, |table| table.place("value").row(row));
    let mut patches = Patches::default();
    for (path, pair, row) in &own.exact {
        match patches.put(&mut document, path, pair) {
            Patched::Done => {}
            Patched::Changed => {
                let message =
                    format!("{path} has been changed: what this row keeps of it no longer counts. Delete the row");
                problems.warning(place(*row), "exact", message);
            }
            Patched::Gone => {
                let message = format!("{path} is not there any more. Delete the row");
                problems.warning(place(*row), "exact", message);
            }
        }
    }
    without_nulls(&mut document);
    serde_json::from_value(document).unwrap_or_else(|error| {
        let message =
            format!("What this sheet keeps is no part of a questionnaire ({error}). Delete its rows called exact");
        problems.error(Place::sheet(OWN_SHEET), "exact", message);
        questionnaire
    })
}
