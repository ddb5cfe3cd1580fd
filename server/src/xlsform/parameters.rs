//! The column `parameters`: `start=1 end=10 step=1`, and what pyxform refuses in it.

use super::choices::Lists;
use super::kinds::Type;
use super::problem::Problems;
use super::table::Row;
use super::tree::Node;

/// Names in small letters, and values; an error where it is no list of pairs.
fn pairs(row: Row, problems: &mut Problems) -> Vec<(String, String)> {
    let text = row.get("parameters").unwrap_or_default();
    let spaced = text.replace(['=', '\n'], " = ").replace([',', ';'], " ").replace(" =  = ", " = ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for triple in words.chunks(3) {
        match triple {
            [name, "=", value] if *name != "=" && *value != "=" => {
                found.push((name.to_lowercase(), (*value).to_owned()));
            }
            _ => {
                let message = format!("{text:?} are no parameters. Write them as in start=1 end=10");
                problems.error(row.place("parameters"), "parameters", message);
                return Vec::new();
            }
        }
    }
    found
}

fn known(row: Row, pairs: &[(String, String)], names: &[&str], problems: &mut Problems) {
    for (name, _) in pairs.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
        let message = format!("There is no parameter {name} here. There are {}", names.join(", "));
        problems.error(row.place("parameters"), "parameters", message);
    }
}

/// Of texts and choices: what is wrong with them, and what of them we do not have.
pub(super) fn check(node: &Node, problems: &mut Problems) {
    let row = node.row;
    if row.get("parameters").is_none() {
        return;
    }
    let pairs = pairs(row, problems);
    match node.kind {
        Type::Text => {
            known(row, &pairs, &["rows"], problems);
            if pairs.iter().any(|(_, value)| value.parse::<i64>().is_err()) {
                problems.error(row.place("parameters"), "parameters", "rows is a whole number, as in rows=5");
            }
        }
        _ => {
            let file: &[&str] = &["label", "randomize", "seed", "value"];
            let names = if matches!(node.kind, Type::File(..)) { file } else { &["randomize", "seed"] };
            known(row, &pairs, names, problems);
            shuffled(row, &pairs, problems);
        }
    }
}

fn shuffled(row: Row, pairs: &[(String, String)], problems: &mut Problems) {
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.to_lowercase());
    let place = || row.place("parameters");
    match (value("randomize").as_deref(), value("seed")) {
        (None, Some(_)) => problems.error(place(), "parameters", "A seed needs randomize=true beside it"),
        (Some("true"), seed) => {
            let is_seed =
                |seed: &String| seed.parse::<f64>().is_ok() || (seed.starts_with("${") && seed.ends_with('}'));
            if seed.is_some_and(|seed| !is_seed(&seed)) {
                problems.error(place(), "parameters", "A seed is a number or a ${question}");
            }
            let message = "Choices stand in the same order for everybody here: randomize is left out";
            problems.warning(place(), "unsupported", message);
        }
        (Some("false") | None, _) => {}
        (Some(other), _) => {
            let message = format!("randomize is true or false, not {other}");
            problems.error(place(), "parameters", message);
        }
    }
}

pub(super) struct Range {
    pub least: f64,
    pub most: f64,
    pub is_whole: bool,
}

/// The numbers of a range, from 1 to 10 where nothing else is said.
pub(super) fn range(row: Row, lists: &Lists, problems: &mut Problems) -> Range {
    let pairs = pairs(row, problems);
    known(row, &pairs, &["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"], problems);
    let text = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mut faults: Vec<String> = Vec::new();
    let mut number = |name: &str| {
        let number = text(name).map(|text| text.parse::<f64>().ok().filter(|number| number.is_finite()));
        if number == Some(None) {
            faults.push(format!("{name} is a number"));
        }
        number.flatten()
    };
    let [start, end, step] =
        [("start", 1.0), ("end", 10.0), ("step", 1.0)].map(|(name, usual)| number(name).unwrap_or(usual));
    let ticks = number("tick_interval");
    let placeholder = number("placeholder");
    let width = (end - start).abs();
    let is_multiple = |value: f64, of: f64| {
        let times = value / of;
        (times - times.round()).abs() < 1e-9
    };
    for (name, size) in [("step", Some(step)), ("tick_interval", ticks)] {
        match size {
            Some(0.0) => faults.push(format!("{name} cannot be 0")),
            Some(size) if size > width => faults.push(format!("{name} is larger than the range")),
            Some(size) if !is_multiple(size, step) => faults.push(format!("{name} is no multiple of step")),
            _ => {}
        }
    }
    if let Some(value) = placeholder {
        if value < start.min(end) || value > start.max(end) {
            faults.push("placeholder is outside of the range".to_owned());
        } else if !is_multiple(value - start, step) {
            faults.push("placeholder is no step of the range".to_owned());
        }
    }
    if let Some(list) = text("tick_labelset")
        && lists.get(list).is_none()
    {
        faults.push(format!("there is no choice list called {list}"));
    }
    for fault in faults {
        let message = format!("{fault}. Write the range as in start=1 end=10 step=1");
        problems.error(row.place("parameters"), "parameters", super::builder::capital(&message));
    }
    let lost: Vec<&str> = ["step", "placeholder", "tick_interval", "tick_labelset"]
        .into_iter()
        .filter(|name| text(name).is_some())
        .collect();
    let is_usual = lost == ["step"] && step == 1.0;
    if !lost.is_empty() && !is_usual {
        let message = format!("A range is a number between two limits here: {} is left out", lost.join(", "));
        problems.warning(row.place("parameters"), "unsupported", message);
    }
    let is_whole = [start, end, step].iter().chain(&ticks).chain(&placeholder).all(|number| number.fract() == 0.0);
    Range { least: start.min(end), most: start.max(end), is_whole }
}
