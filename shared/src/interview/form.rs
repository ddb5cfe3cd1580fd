//! A questionnaire with its rules parsed, its questions numbered and their dependences known, made once and shared.

use std::sync::OnceLock;

use super::graph::Graph;
use super::rules::Rules;
use crate::WHOLE;
use crate::expression::{Expression, parse};
use crate::questionnaire::{Choice, Fault, Kind, Question, Questionnaire, check};

/// A questionnaire that can be interviewed with: its rules are known to be sound.
#[derive(Debug)]
pub struct Form {
    questionnaire: Questionnaire,
    /// Every question in order, as one list; what a repeat asks stands inside of it.
    questions: Vec<Question>,
    /// A node for each of `questions`, then one for each question inside of a repeat.
    nodes: Vec<Node>,
    /// Ids in order, each with its node: close together, since every answer is looked up here.
    by_id: Vec<(String, usize)>,
    short_route: Option<Expression>,
    /// By section.
    pages: Vec<Option<Expression>>,
    /// By the questionnaire's lists; filled later where a page does not carry them.
    lists: Vec<OnceLock<Vec<Choice>>>,
    pub(super) graph: Graph,
}

/// Where a question stands, and its rules.
#[derive(Debug)]
pub(super) struct Node {
    outer: usize,
    inner: Option<usize>,
    pub section: usize,
    pub rules: Rules,
}

/// One answer's place: a node, and which item of its repeat (0 outside of repeats).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub(super) node: usize,
    pub(super) item: usize,
}

impl Form {
    /// Checks and parses; the faults name the question and what to mend.
    pub fn new(questionnaire: Questionnaire) -> Result<Form, Vec<Fault>> {
        let faults = check(&questionnaire);
        if faults.iter().all(Fault::is_odd) { Ok(Form::of_published(questionnaire)) } else { Err(faults) }
    }

    /// Parses what was checked when it was published; so the phone need not carry the checks.
    pub fn of_published(questionnaire: Questionnaire) -> Form {
        let questions: Vec<Question> = questionnaire.questions().cloned().collect();
        let mut form = Form {
            nodes: nodes(&questionnaire),
            by_id: Vec::new(),
            short_route: questionnaire.short_route.as_deref().and_then(|rule| parse(rule).ok()),
            pages: questionnaire.sections.iter().map(|page| parse(page.relevant.as_deref()?).ok()).collect(),
            lists: questionnaire.lists.iter().map(|_| OnceLock::new()).collect(),
            graph: Graph::default(),
            questions,
            questionnaire,
        };
        form.by_id = form.ordered();
        form.resolve();
        form.graph = Graph::of(&form);
        form
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Every question in order; what a repeat asks stands inside of it.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// By id; questions inside of repeats too.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.at(self.find(id)?)
    }

    /// The question at a spot's path, such as `sites[1].name`.
    pub fn question_at(&self, path: &str) -> Option<&Question> {
        self.at(self.spot(path)?.node)
    }

    /// Reads `C1` or `sites[1].name`; `None` where there is no such question.
    pub fn spot(&self, path: &str) -> Option<Spot> {
        let Some((repeat, rest)) = path.split_once('[').filter(|_| WHOLE) else {
            return self.find(path).filter(|node| *node < self.questions.len()).map(|node| Spot { node, item: 0 });
        };
        let (number, id) = rest.split_once("].")?;
        let node = self.find(id)?;
        let of = self.repeat_of(node).and_then(|outer| self.questions.get(outer))?;
        let item = (crate::number::read(number)? as usize).checked_sub(1)?;
        (of.id == repeat).then_some(Spot { node, item })
    }

    /// How a spot is written.
    pub fn path(&self, spot: Spot) -> String {
        let id = self.at(spot.node).map_or("", |question| question.id.as_str());
        match self.repeat_of(spot.node).filter(|_| WHOLE).and_then(|outer| self.questions.get(outer)) {
            Some(repeat) => [&repeat.id, "[", &(spot.item + 1).to_string(), "].", id].concat(),
            None => id.to_owned(),
        }
    }

    /// The choices of a question: its own or its list's. Empty while a list is not here yet.
    pub fn choices<'a>(&'a self, question: &'a Question) -> &'a Vec<Choice> {
        match &question.list {
            Some(list) => self.list(list).unwrap_or(&question.options),
            None => &question.options,
        }
    }

    /// A choice list by its name; `None` where there is none, or it is not here yet.
    pub fn list(&self, name: &str) -> Option<&Vec<Choice>> {
        if !WHOLE {
            return None;
        }
        let at = self.questionnaire.lists.iter().position(|list| list.name == name)?;
        let carried = self.questionnaire.lists.get(at).filter(|list| list.address.is_none());
        let late = || self.lists.get(at).and_then(OnceLock::get);
        carried.map(|list| &list.choices).or_else(late)
    }

    /// Brings the choices of a list that the page did not carry; the interview is to be worked out again.
    pub fn supply(&self, name: &str, choices: Vec<Choice>) {
        let at = self.questionnaire.lists.iter().position(|list| list.name == name);
        if let Some(place) = at.and_then(|at| self.lists.get(at)) {
            let _ = place.set(choices);
        }
    }

    /// Questions whose rules depend on themselves, by id.
    pub fn circular(&self) -> impl Iterator<Item = &str> {
        let mut seen: Vec<usize> = Vec::new();
        let first = |node: &&usize| {
            let is_new = !seen.contains(node);
            seen.push(**node);
            is_new
        };
        let circular: Vec<&usize> = self.graph.circular.iter().filter(first).collect();
        circular.into_iter().filter_map(|node| self.at(*node)).map(|question| question.id.as_str())
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(super) fn rules(&self, node: usize) -> Option<&Rules> {
        self.nodes.get(node).map(|node| &node.rules)
    }

    /// The question of a node.
    pub(super) fn at(&self, node: usize) -> Option<&Question> {
        let node = self.nodes.get(node)?;
        let outer = self.questions.get(node.outer)?;
        node.inner.map_or(Some(outer), |inner| outer.questions.get(inner))
    }

    /// The node of the repeat around a node.
    pub(super) fn repeat_of(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).filter(|node| WHOLE && node.inner.is_some()).map(|node| node.outer)
    }

    /// The nodes of what a repeat asks.
    pub(super) fn inside(&self, repeat: usize) -> impl Iterator<Item = usize> {
        let inner = self.nodes.iter().enumerate().skip(self.questions.len());
        inner.filter(move |(_, node)| node.outer == repeat).map(|(index, _)| index)
    }

    pub(super) fn find(&self, id: &str) -> Option<usize> {
        let at = self.by_id.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        self.by_id.get(at).map(|(_, node)| *node)
    }

    pub(super) fn short_route(&self) -> Option<&Expression> {
        self.short_route.as_ref()
    }

    pub(super) fn page(&self, section: usize) -> Option<&Expression> {
        self.pages.get(section)?.as_ref()
    }

    /// Inserted one by one: a sort, or another kind of map, would be two kilobytes more on the phone.
    fn ordered(&self) -> Vec<(String, usize)> {
        let mut places: Vec<(String, usize)> = Vec::with_capacity(self.nodes.len());
        for node in 0..self.nodes.len() {
            let id = self.at(node).map_or("", |question| question.id.as_str());
            places.insert(places.partition_point(|(other, _)| other.as_str() < id), (id.to_owned(), node));
        }
        places
    }

    /// Tells every reference which node it means.
    fn resolve(&mut self) {
        let mut rules: Vec<Rules> = self.nodes.iter_mut().map(|node| std::mem::take(&mut node.rules)).collect();
        let (mut route, mut pages) = (self.short_route.take(), std::mem::take(&mut self.pages));
        let find = |name: &str| self.meant(name);
        rules.iter_mut().flat_map(Rules::each).chain(&mut route).chain(pages.iter_mut().flatten()).for_each(|rule| {
            rule.resolve(&find);
        });
        for (node, rules) in self.nodes.iter_mut().zip(rules) {
            node.rules = rules;
        }
        (self.short_route, self.pages) = (route, pages);
    }

    /// A whole id, or an id and a part: `C1`, `C1.amount`.
    pub(super) fn meant(&self, name: &str) -> Option<(usize, Option<String>)> {
        let whole = self.find(name).map(|node| (node, None));
        whole.or_else(|| {
            let (id, part) = name.split_once('.')?;
            Some((self.find(id)?, Some(part.to_owned())))
        })
    }
}

fn nodes(questionnaire: &Questionnaire) -> Vec<Node> {
    let pages = questionnaire.sections.iter().enumerate();
    let asked = pages.flat_map(|(section, page)| page.questions.iter().map(move |question| (section, question)));
    let (mut nodes, mut inside) = (Vec::new(), Vec::new());
    for (outer, (section, question)) in asked.enumerate() {
        nodes.push(Node { outer, inner: None, section, rules: Rules::of(question) });
        if WHOLE && question.kind == Kind::Repeat {
            for (inner, question) in question.questions.iter().enumerate() {
                inside.push(Node { outer, inner: Some(inner), section, rules: Rules::of(question) });
            }
        }
    }
    nodes.extend(inside);
    nodes
}
