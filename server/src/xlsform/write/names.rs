//! What questions and pages are called in a workbook: their ids, but for those that other tools would stumble at.

use std::collections::{HashMap, HashSet};

use shared::Kind;
use shared::questionnaire::{Question, Questionnaire};

use super::super::expression_text::{is_name, references, renamed};
use super::super::identifiers::Taken;

pub(super) struct Names {
    /// By what stands in `${}`: an id, or an id and a part.
    by_id: HashMap<String, String>,
    /// By the index of the section.
    pages: Vec<String>,
    /// The registers that rules mention, by question.
    registers: HashMap<String, Vec<String>>,
}

impl Names {
    pub fn of(questionnaire: &Questionnaire) -> Names {
        let mut taken = Taken::default();
        // What the form itself is called, and what every form has inside.
        for reserved in ["data", "meta", "instanceID", "instanceName", "audit"] {
            taken.take_in_any_case(reserved);
        }
        let mentioned = mentioned(questionnaire);
        let mut names = Names { by_id: HashMap::new(), pages: Vec::new(), registers: HashMap::new() };
        for question in questionnaire.questions() {
            for question in std::iter::once(question).chain(&question.questions) {
                names.add(question, &mentioned, &mut taken);
            }
        }
        for section in &questionnaire.sections {
            let name =
                if is_name(&section.id) { section.id.clone() } else { super::super::identifiers::id(&section.id) };
            names.pages.push(taken.take_in_any_case(&name));
        }
        names
    }

    fn add(&mut self, question: &Question, mentioned: &HashSet<String>, taken: &mut Taken) {
        let id = &question.id;
        let name = if is_name(id) { id.clone() } else { super::super::identifiers::id(id) };
        let name = taken.take_in_any_case(&name);
        if question.count.is_some() {
            // pyxform puts a calculation of this name beside the repeat.
            taken.take_in_any_case(&format!("{name}_count"));
        }
        if question.kind == Kind::OrganisationId {
            let prefix = format!("{id}.");
            let known = shared::organisation_id::LISTS.iter().map(|list| list.code.to_owned());
            let mut registers: Vec<String> = known.collect();
            let mut more: Vec<&str> = mentioned.iter().filter_map(|name| name.strip_prefix(&prefix)).collect();
            more.sort_unstable();
            let more = more.into_iter().filter(|part| is_name(&format!("{prefix}{part}")));
            registers.extend(
                more.filter(|part| shared::organisation_id::LISTS.iter().all(|list| list.code != *part))
                    .map(str::to_owned),
            );
            self.registers.insert(id.clone(), registers);
        }
        for part in self.parts(question) {
            let part_name = taken.take_in_any_case(&format!("{name}.{part}"));
            self.by_id.insert(format!("{id}.{part}"), part_name);
        }
        // Elsewhere a group has no value of its own.
        let meant = match question.kind {
            Kind::Money => format!("{name}.amount"),
            Kind::Place => format!("{name}.borough"),
            _ => name.clone(),
        };
        self.by_id.insert(id.clone(), meant);
        self.by_id.insert(format!("{id}\0"), name);
    }

    /// The parts that stand as rows inside of a group.
    pub fn parts(&self, question: &Question) -> Vec<String> {
        let fixed = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
        match question.kind {
            Kind::GridSingle | Kind::GridNumber => question.rows.iter().map(|row| row.code.clone()).collect(),
            Kind::Split => question.options.iter().map(|option| option.code.clone()).collect(),
            Kind::Money => fixed(&["amount", "year_end"]),
            Kind::Place => fixed(&["postcode", "borough"]),
            Kind::Contact => fixed(&["name", "email"]),
            Kind::OrganisationId => self.registers.get(&question.id).cloned().unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// The name of a question's row.
    pub fn question(&self, id: &str) -> &str {
        self.by_id.get(&format!("{id}\0")).map_or("", String::as_str)
    }

    /// The name of a part's row.
    pub fn part(&self, id: &str, part: &str) -> &str {
        self.by_id.get(&format!("{id}.{part}")).map_or("", String::as_str)
    }

    pub fn page(&self, index: usize) -> &str {
        self.pages.get(index).map_or("", String::as_str)
    }

    /// A rule with the names of the workbook.
    pub fn rule(&self, rule: &str) -> String {
        renamed(rule, |id| self.by_id.get(id.trim()).cloned())
    }

    /// A wording with the names of the workbook; what mentions nothing is no longer taken for a reference.
    pub fn wording(&self, words: &str) -> String {
        if !words.contains("${") {
            return words.to_owned();
        }
        let is_sound = references(words).is_ok_and(|names| names.iter().all(|name| self.by_id.contains_key(*name)));
        if is_sound { self.rule(words) } else { words.replace("${", "$ {") }
    }
}

/// Every name in a `${}` of a rule or a wording.
fn mentioned(questionnaire: &Questionnaire) -> HashSet<String> {
    let document = serde_json::to_string(questionnaire).unwrap_or_default();
    references(&document).unwrap_or_default().into_iter().map(str::to_owned).collect()
}
