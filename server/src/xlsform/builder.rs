//! From the survey's rows to pages of questions.

use std::collections::{HashMap, HashSet};

use shared::questionnaire::{Question, Section};
use shared::text::Text;

use super::choices::Lists;
use super::kinds::{Group, Type};
use super::names::{KEPT, Names};
use super::own::Own;
use super::problem::{Place, Problems};
use super::rules::{self, Verdict};
use super::table::Row;
use super::tree::Node;

/// What is being built, and what is known about it so far.
pub(super) struct Builder<'a> {
    pub names: Names,
    pub lists: Lists,
    pub own: &'a Own,
    pub problems: &'a mut Problems,
    /// The lists that some question filters.
    pub filtered: HashSet<String>,
    /// The lists that some rule looks something up in.
    pub looked_up: HashSet<String>,
    /// The lists that are for other tools only.
    pub for_others: HashSet<String>,
    /// By id of a question: its row.
    pub rows: HashMap<String, u32>,
    /// By id of a page: its row.
    pub pages: HashMap<String, u32>,
}

impl Builder<'_> {
    /// Groups are pages; what stands between them is a page of its own for each run.
    pub fn sections(&mut self, nodes: &[Node]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let mut run: Option<Section> = None;
        let mut number = 0;
        for node in nodes {
            if is_page(node) {
                sections.extend(run.take());
                if let Some(page) = self.page(node) {
                    sections.push(page);
                }
                continue;
            }
            let questions = self.questions(node, &[]);
            if questions.is_empty() {
                continue;
            }
            let page = run.get_or_insert_with(|| {
                number += 1;
                Section { id: self.names.sections.take(&format!("page-{number}")), ..Section::default() }
            });
            page.questions.extend(questions);
        }
        sections.extend(run);
        sections
    }

    fn page(&mut self, node: &Node) -> Option<Section> {
        let row = node.row;
        if self.is_left_out(node) {
            return None;
        }
        let id = self.names.id(row);
        self.pages.insert(id.clone(), row.number());
        let mut page = Section {
            id,
            title: self.words(row, "label").unwrap_or_default(),
            intro: self.words(row, "sectorwise_intro"),
            relevant: self.rule(row, "relevant"),
            questions: Vec::new(),
        };
        row.pass(&LAYOUT);
        self.unread(row, "a group");
        for inside in &node.inside {
            page.questions.extend(self.questions(inside, &[]));
        }
        // A group from which everything was left out is no page; one that was empty is kept as it was.
        (!page.questions.is_empty() || node.inside.is_empty()).then_some(page)
    }

    /// What a row asks; `around` are the rules of the groups between it and its page.
    pub fn questions(&mut self, node: &Node, around: &[String]) -> Vec<Question> {
        if self.is_left_out(node) {
            return Vec::new();
        }
        match &node.kind {
            Type::Begin(Group::Plain) if !super::compound::is_one(node.row) => self.flattened(node, around),
            _ => self.question(node, around),
        }
    }

    /// Pages have no groups inside: what is in them stands on the page, each under the group's rule.
    fn flattened(&mut self, node: &Node, around: &[String]) -> Vec<Question> {
        let row = node.row;
        let mut rules = around.to_vec();
        rules.extend(self.rule(row, "relevant"));
        let mut questions = Vec::new();
        if let Some(label) = self.words(row, "label") {
            let id = self.names.id(row);
            let message = "A page has no groups inside of it: the label stands above the questions as a note";
            self.problems.warning(row.place("label"), "nested-group", message);
            self.rows.insert(id.clone(), row.number());
            let note = Question {
                id,
                kind: shared::Kind::Note,
                version: 1,
                ownership: shared::questionnaire::Ownership::Local,
                label,
                hint: self.words(row, "hint"),
                relevant: joined(&rules),
                ..Question::default()
            };
            questions.push(note);
        }
        row.pass(&LAYOUT);
        self.unread(row, "a group");
        let label_only = questions.len();
        for inside in &node.inside {
            questions.extend(self.questions(inside, &rules));
        }
        if questions.len() == label_only && !node.inside.is_empty() { Vec::new() } else { questions }
    }

    /// A rule of the row, as it reads here; `None` where there is none, or it had to be left out.
    pub fn rule(&mut self, row: Row, key: &str) -> Option<String> {
        let text = binding(row.get(key)?);
        // What is always true is no rule.
        if text == "true()" && key != "calculation" {
            return None;
        }
        self.expression(row, key, text)
    }

    pub fn expression(&mut self, row: Row, key: &str, text: &str) -> Option<String> {
        let verdict = rules::judge(text, &self.names, &self.lists.renamed);
        self.taken(row.place(key), verdict)
    }

    pub fn taken(&mut self, place: Place, verdict: Verdict) -> Option<String> {
        match verdict {
            Verdict::Fine(rule) => {
                self.looked_up.extend(super::expression_text::lists(&rule).into_iter().map(str::to_owned));
                Some(rule)
            }
            Verdict::LeftOut(why) => {
                self.problems.warning(place, "unsupported-rule", format!("The rule is left out: {why}"));
                None
            }
            Verdict::Wrong(code, message) => {
                self.problems.error(place, code, message);
                None
            }
        }
    }

    /// A wording, with the answers that it mentions by their names here.
    pub fn words(&mut self, row: Row, key: &str) -> Option<Text> {
        let words = row.words(key)?;
        let texts: Vec<&str> = match &words {
            Text::Plain(text) => vec![text],
            Text::Many(all) => all.values().map(String::as_str).collect(),
        };
        for text in texts.into_iter().filter(|text| text.contains("${")) {
            match rules::known(text, &self.names) {
                Ok(None) => {}
                Ok(Some(why)) => {
                    let message = format!("{why}: the wording has … in its place");
                    self.problems.warning(row.place(key), "unsupported-rule", capital(&message));
                }
                Err(message) => self.problems.error(row.place(key), "reference", message),
            }
        }
        Some(rules::wording(&words, &self.names))
    }

    pub fn yes(&mut self, row: Row, key: &str) -> bool {
        super::choices::yes(row, key, self.problems)
    }

    fn is_left_out(&mut self, node: &Node) -> bool {
        let row = node.row;
        let Some(why) = self.names.left_out(row) else { return false };
        let kind = row.get("type").unwrap_or_default();
        let all = if node.inside.is_empty() { "" } else { ", with everything in it" };
        let reason = if why == KEPT {
            format!("it is {why}")
        } else if why.starts_with("it ") {
            why.to_owned()
        } else {
            format!("{why} is not supported")
        };
        let message = format!("{kind} is left out{all}: {reason}");
        let code = if why == KEPT { "kept-anyway" } else { "unsupported" };
        self.problems.warning(row.place("type"), code, message);
        self.pass(node);
        true
    }

    /// Nothing more is to be said about a row, what is in it, and their choices.
    fn pass(&mut self, node: &Node) {
        node.row.pass_all();
        let words = node.row.get("type").unwrap_or_default().split_whitespace();
        self.for_others.extend(words.map(str::to_owned));
        node.inside.iter().for_each(|inside| self.pass(inside));
    }

    /// Says which cells of the row have no effect.
    pub fn unread(&mut self, row: Row, what: &str) {
        for (key, header) in row.unread() {
            let message = match key {
                "guidance_hint" => "Hints for interviewers are not shown here: guidance_hint is left out".to_owned(),
                "required_message" => {
                    "The survey's own words say what is required: required_message is left out".to_owned()
                }
                "trigger" => {
                    "A calculation follows every change here, not one question: trigger is left out".to_owned()
                }
                "parameters" => format!("Nothing is known here about these parameters of {what}: they are left out"),
                key if key.starts_with("media::") => {
                    format!("Pictures, sounds and films are not supported: {header} is left out")
                }
                key if key.starts_with(super::header::OWN) => format!("{header} has no effect on {what}. Delete it"),
                key if key.contains("::") => {
                    format!("{header} changes the XForm, which there is not here: it is left out")
                }
                _ => format!("{header} has no effect on {what} and is left out"),
            };
            self.problems.warning(row.place(key), "unsupported", message);
        }
    }
}

/// How things are laid out is the survey's own affair here.
const LAYOUT: [&str; 5] = ["appearance", "type", "name", "sectorwise_id", "sectorwise_type"];

fn is_page(node: &Node) -> bool {
    node.group() == Some(Group::Plain) && !super::compound::is_one(node.row)
}

/// yes and no, where an expression belongs.
pub(super) fn binding(text: &str) -> &str {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => "true()",
        "no" | "No" | "NO" | "false" | "False" | "FALSE" => "false()",
        text => text,
    }
}

/// All of these rules in one.
pub(super) fn joined(rules: &[String]) -> Option<String> {
    match rules {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(many.iter().map(|rule| format!("({rule})")).collect::<Vec<_>>().join(" and ")),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
