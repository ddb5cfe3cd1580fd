//! The sheet `choices`: a list for each set of options, shared where questions have the same, and the named lists.

use std::collections::HashMap;

use shared::Kind;
use shared::place::{BOROUGHS, OUTSIDE};
use shared::questionnaire::{Choice, Question, Questionnaire};

use super::super::expression_text::{self, is_name};
use super::super::header;
use super::super::identifiers::{self, Taken};
use super::super::lists::MOST_OPTIONS;
use super::grid::{Grid, Texts};
use super::names::Names;

pub(super) struct Lists {
    /// Name and choices, in the order of the sheet.
    all: Vec<(String, Vec<Choice>)>,
    /// By JSON of the options.
    by_options: HashMap<String, String>,
    /// By the name of a named list: its name in the sheet.
    by_name: HashMap<String, String>,
    /// Named lists whose choices lie elsewhere.
    files: Vec<String>,
    /// Lists that look like named ones and are not.
    pub options: Vec<String>,
    pub boroughs: String,
    pub places: String,
}

const ALL_LONDON: &str = "all-london";

impl Lists {
    pub fn of(questionnaire: &Questionnaire, names: &Names) -> Lists {
        let mut taken = Taken::default();
        let mut lists = Lists {
            all: Vec::new(),
            by_options: HashMap::new(),
            by_name: HashMap::new(),
            files: Vec::new(),
            options: Vec::new(),
            boroughs: String::new(),
            places: String::new(),
        };
        for list in &questionnaire.lists {
            let name = taken.take(&named(&list.name));
            if list.choices.is_empty() {
                lists.files.push(name.clone());
            } else {
                lists.all.push((name.clone(), list.choices.clone()));
            }
            lists.by_name.insert(list.name.clone(), name);
        }
        for question in questionnaire.questions().flat_map(|q| std::iter::once(q).chain(&q.questions)) {
            lists.add(question, names, &mut taken);
        }
        lists.london(questionnaire, &mut taken);
        lists
    }

    fn add(&mut self, question: &Question, names: &Names, taken: &mut Taken) {
        let has_list = matches!(question.kind, Kind::Single | Kind::Multi | Kind::Rank | Kind::GridSingle);
        if !has_list || question.options.is_empty() {
            return;
        }
        let key = key(question);
        if !self.by_options.contains_key(&key) {
            let name = taken.take(&named(names.question(&question.id)));
            self.all.push((name.clone(), question.options.clone()));
            self.by_options.insert(key.clone(), name);
        }
        let is_special = question.options.len() > MOST_OPTIONS
            || question.filter.is_some()
            || question.options.iter().any(|choice| !choice.columns.is_empty());
        let name = self.by_options.get(&key).cloned().unwrap_or_default();
        if is_special && !self.options.contains(&name) {
            self.options.push(name);
        }
    }

    fn london(&mut self, questionnaire: &Questionnaire, taken: &mut Taken) {
        let all = || questionnaire.questions().flat_map(|q| std::iter::once(q).chain(&q.questions));
        let has = |kind: Kind| all().any(|question| question.kind == kind);
        let choice =
            |code: &str, label: &str| Choice { code: code.to_owned(), label: label.into(), ..Choice::default() };
        let boroughs = || BOROUGHS.iter().map(|borough| choice(borough.code, borough.name));
        let outside = || choice(OUTSIDE, "Outside London");
        if has(Kind::Boroughs) {
            self.boroughs = taken.take("boroughs");
            let london = Choice { exclusive: true, ..choice(ALL_LONDON, "All of London") };
            self.all.push((self.boroughs.clone(), boroughs().chain([london, outside()]).collect()));
        }
        if has(Kind::Place) {
            self.places = taken.take("places");
            self.all.push((self.places.clone(), boroughs().chain([outside()]).collect()));
        }
    }

    /// The name in the sheet of a named list.
    pub fn name(&self, list: &str) -> &str {
        self.by_name.get(list).map_or("", String::as_str)
    }

    /// The type of a choice: the word, and the list.
    pub fn choice(&self, word: &str, question: &Question) -> String {
        match &question.list {
            Some(list) if self.files.iter().any(|file| file == self.name(list)) => {
                let word = if word == "select_multiple" { word } else { "select_one" };
                format!("{word}_from_file {}.csv", self.name(list))
            }
            Some(list) => format!("{word} {}", self.name(list)),
            None => {
                let name = self.by_options.get(&key(question)).map_or("", String::as_str);
                format!("{word} {name}")
            }
        }
    }

    /// The codes that stand alone among what may be chosen together.
    pub fn exclusive<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a str> {
        let own: &[Choice] = match question.kind {
            Kind::Multi => &question.options,
            Kind::Boroughs => self.all.iter().find(|(name, _)| *name == self.boroughs).map_or(&[], |(_, all)| all),
            _ => &[],
        };
        own.iter().filter(|choice| choice.exclusive).map(|choice| choice.code.as_str())
    }

    pub fn sheet(&self, texts: &Texts) -> Grid {
        let mut grid = Grid::new();
        grid.column("list_name");
        grid.column("name");
        grid.translated("label", texts);
        let mut columns: Vec<&String> =
            self.all.iter().flat_map(|(_, choices)| choices).flat_map(|choice| choice.columns.keys()).collect();
        columns.retain(|column| is_column(column));
        columns.sort();
        columns.dedup();
        columns.iter().for_each(|column| grid.column(column));
        grid.own("sectorwise_hint", texts);
        for header in ["sectorwise_exclusive", "sectorwise_apart", "sectorwise_maps"] {
            grid.column(header);
        }
        for (name, choices) in &self.all {
            choices.iter().for_each(|choice| row(&mut grid, name, choice, texts));
        }
        grid
    }
}

fn row(grid: &mut Grid, list: &str, choice: &Choice, texts: &Texts) {
    grid.row();
    grid.put("list_name", list);
    grid.put("name", &choice.code);
    grid.words("label", &choice.label, texts);
    for (column, value) in choice.columns.iter().filter(|(column, _)| is_column(column)) {
        grid.put(column, value);
    }
    if let Some(hint) = &choice.hint {
        grid.words("sectorwise_hint", hint, texts);
    }
    grid.flag("sectorwise_exclusive", choice.exclusive);
    grid.flag("sectorwise_apart", choice.apart);
    grid.put("sectorwise_maps", choice.maps.as_deref().unwrap_or_default());
}

/// Whether a column can have this name: no other means it.
fn is_column(name: &str) -> bool {
    let is_free = header::meanings(header::Kind::Choices, &[name]).iter().all(|meaning| !meaning.is_known);
    is_free && is_name(name) && !expression_text::is_reserved(name)
}

fn key(question: &Question) -> String {
    serde_json::to_string(&question.options).unwrap_or_default()
}

/// A name that can stand behind select_one, and is taken for no file.
fn named(name: &str) -> String {
    let name = identifiers::code(name);
    let is_file = [".csv", ".xml", ".geojson"].iter().any(|ending| name.ends_with(ending));
    if is_file { format!("{name}_") } else { name }
}
