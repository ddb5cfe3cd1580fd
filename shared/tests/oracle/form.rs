//! One form with its answers, as XML for the engines and as a scope for us.

use serde_json::{Map, Value as Json, json};
use shared::expression::{Moment, Reference, Scope, Table, Value};

/// Name and answer of the questions outside of repeats.
const SINGLE: [(&str, &str); 16] = [
    ("n0", "0"),
    ("n1", "7"),
    ("n2", "-2.5"),
    ("n3", "1234.5678"),
    ("empty", ""),
    ("t1", "Hackney Wick"),
    ("t2", "  two  spaces "),
    ("t3", "12"),
    ("t4", "Łódź"),
    ("c1", "yes"),
    ("c2", "2"),
    ("m1", "red green blue"),
    ("m2", "red"),
    ("d1", "2026-03-31"),
    ("d2", "1990-12-01"),
    ("dt", "2026-03-31T10:30:00.000+00:00"),
];

/// The answers to the three questions of each of three sites.
const SITES: [[&str; 3]; 3] = [["2", "Old Ford", "2026-01-05"], ["", "", ""], ["5.5", "Bow", "2025-12-31"]];
const SITE: [&str; 3] = ["size", "name", "since"];

/// The expression stands in the second site.
const CONTEXT: &str = "/data/sites[2]/own";
const OWN: &str = "12";

/// What the generator seldom hits.
pub const FIXED: [&str; 27] = [
    "string-length('a😀')",
    "string-length(string(pow(10, 25)))",
    "string-length(string(0.0000001))",
    "string(1 div 0)",
    "string(pow(10, 25))",
    "selected('a b c', 'b c')",
    "selected(${empty}, '')",
    "substr('Łódź', -2)",
    "round(1.005, 2)",
    "round(-0.5)",
    "0.1 + 0.2 = 0.3",
    "'2026-03-31T10:30:00Z' = '2026-03-31T11:30:00+01:00'",
    "format-date('2026-01-05', '%a %e %b %y %%')",
    "format-date-time(${dt}, '%H:%M:%S.%3')",
    "indexed-repeat(${size}, ${sites}, 3)",
    "indexed-repeat(${size}, ${sites}, 9)",
    "count(${sites})",
    "position(..)",
    "pulldata('boroughs', 'people', 'name', 'camden')",
    "instance('boroughs')/root/item[name = 'camden']/label",
    "count(instance('boroughs')/root/item[side = 'north'])",
    "sum(instance('boroughs')/root/item[people > 215]/people)",
    "decimal-time('18:00:00.000+00:00')",
    "today() - ${d1} > 0",
    "date(today()) = today()",
    "-7 mod 3",
    "once(5)",
];

/// All that the engines must know.
pub fn as_json() -> Json {
    json!({ "xml": xml(), "context": CONTEXT, "paths": paths(), "lists": lists(), "now": now(0).millis })
}

/// Noon in Greenwich; where the offset is small, the same day as there.
fn now(offset: i32) -> Moment {
    Moment { offset, ..Moment::parse("2026-11-22T12:00:00Z").unwrap() }
}

fn xml() -> String {
    let element = |(name, answer): (&str, &str)| ["<", name, ">", answer, "</", name, ">"].concat();
    let site = |answers: &[&str; 3]| {
        let inner: String = SITE.into_iter().zip(*answers).map(element).collect();
        ["<sites>", &inner, "<own>", OWN, "</own></sites>"].concat()
    };
    let single: String = SINGLE.into_iter().map(element).collect();
    ["<data>", &single, &SITES.iter().map(site).collect::<String>(), "</data>"].concat()
}

fn paths() -> Map<String, Json> {
    let single = SINGLE.iter().map(|(name, _)| (*name, ["/data/", name].concat()));
    let site = SITE.iter().map(|name| (*name, ["/data/sites/", name].concat()));
    let repeat = [("sites", "/data/sites".to_owned())];
    single.chain(site).chain(repeat).map(|(name, path)| (name.to_owned(), Json::String(path))).collect()
}

fn lists() -> Map<String, Json> {
    let mut xml = "<instance id=\"boroughs\"><root>".to_owned();
    for row in BOROUGHS {
        xml.push_str("<item>");
        for (column, cell) in COLUMNS.iter().zip(row) {
            xml.extend(["<", column, ">", cell, "</", column, ">"]);
        }
        xml.push_str("</item>");
    }
    xml.push_str("</root></instance>");
    [("boroughs".to_owned(), Json::String(xml))].into_iter().collect()
}

const COLUMNS: [&str; 4] = ["name", "label", "side", "people"];
const BOROUGHS: [[&str; 4]; 3] = [
    ["hackney", "Hackney", "north", "259"],
    ["camden", "Camden", "north", "210"],
    ["lambeth", "Lambeth", "south", "318"],
];

struct Boroughs;

impl Table for Boroughs {
    fn len(&self) -> usize {
        BOROUGHS.len()
    }

    fn cell(&self, row: usize, column: &str) -> Option<&str> {
        BOROUGHS.get(row)?.get(COLUMNS.iter().position(|name| *name == column)?).copied()
    }
}

/// The same answers for us, numbers as numbers.
pub struct Answers {
    /// Minutes east of Greenwich.
    pub offset: i32,
}

fn typed(name: &str, answer: &str) -> Value {
    let is_number = name.starts_with('n') && name != "name" || name == "size" || name == ".";
    match answer.parse() {
        Ok(number) if is_number => Value::Number(number),
        _ => Value::Text(answer.to_owned()),
    }
}

impl Scope for Answers {
    fn value(&self, reference: &Reference) -> Value {
        let name = reference.name.as_str();
        match SINGLE.iter().find(|(single, _)| *single == name) {
            Some((_, answer)) => typed(name, answer),
            None => self.at(reference, 1),
        }
    }

    fn each(&self, reference: &Reference) -> Vec<Value> {
        let name = reference.name.as_str();
        match SITE.iter().position(|site| *site == name) {
            Some(column) => SITES.iter().map(|site| typed(name, site[column])).collect(),
            None => vec![self.value(reference)],
        }
    }

    fn at(&self, reference: &Reference, item: usize) -> Value {
        self.each(reference).into_iter().nth(item - 1).unwrap_or_else(Value::nothing)
    }

    fn count(&self, reference: &Reference) -> usize {
        if reference.name == "sites" { SITES.len() } else { self.each(reference).len() }
    }

    fn here(&self) -> Value {
        typed(".", OWN)
    }

    fn position(&self) -> usize {
        2
    }

    fn now(&self) -> Moment {
        now(self.offset)
    }

    fn list(&self, name: &str) -> Option<&dyn Table> {
        (name == "boroughs").then_some(&Boroughs)
    }
}
