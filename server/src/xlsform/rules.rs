//! One rule of the survey: whether it can be used here, and how it reads with the names and codes that it has here.

use std::collections::HashMap;

use shared::expression::parse;
use shared::text::Text;

use super::expression_text::{is_name, plain_quotes, references, relettered, renamed, replaced};
use super::names::{Meaning, Names};

/// What becomes of a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Fine(String),
    /// It needs what we do not have; the sentence says what.
    LeftOut(String),
    /// A code and a sentence.
    Wrong(&'static str, String),
}

/// Functions of ODK and XPath that a form may use and that parse() may not know.
const FOREIGN: [&str; 40] = [
    "acos",
    "area",
    "asin",
    "atan",
    "atan2",
    "base64-decode",
    "base64-encode",
    "ceiling",
    "checklist",
    "cos",
    "current",
    "depend",
    "digest",
    "distance",
    "enclosed-area",
    "exp",
    "exp10",
    "extract-signed",
    "floor",
    "generate-id",
    "geofence",
    "id",
    "intersects",
    "lang",
    "last",
    "local-name",
    "log",
    "log10",
    "namespace-uri",
    "pi",
    "property",
    "random",
    "randomize",
    "relevant",
    "search",
    "sin",
    "sqrt",
    "substring",
    "tan",
    "uuid",
];

/// `codes` are those that had to be changed.
pub(super) fn judge(text: &str, names: &Names, codes: &HashMap<String, String>) -> Verdict {
    match known(text, names) {
        Ok(None) => {}
        Ok(Some(why)) => return Verdict::LeftOut(why),
        Err(message) => return Verdict::Wrong("reference", message),
    }
    let mut rule = renamed(text, |name| Some(id_of(name, names)));
    if !codes.is_empty() {
        rule = relettered(&rule, |literal| codes.get(literal).cloned());
    }
    // Word processors and spreadsheets make quotation marks round; inside of a text they may stay so.
    if parse(&rule).is_err() && plain_quotes(&rule) != rule {
        rule = plain_quotes(&rule);
    }
    match parse(&rule) {
        Ok(_) => Verdict::Fine(rule),
        Err(fault) => {
            let rest = rule.get(fault.at..).unwrap_or_default();
            match foreign(rest) {
                Some(what) => Verdict::LeftOut(what),
                None => Verdict::Wrong(
                    "expression",
                    format!("{}: {} (at character {})", brief(text), fault.message, characters(&rule, fault.at) + 1),
                ),
            }
        }
    }
}

/// Whether every reference leads somewhere: `Ok(Some(…))` names what is left out.
pub(super) fn known(text: &str, names: &Names) -> Result<Option<String>, String> {
    let Ok(references) = references(text) else {
        return Err(format!("{}: a ${{ without its }}. Write ${{name}}", brief(text)));
    };
    let mut left_out = None;
    for written in references {
        let name = written.strip_prefix("last-saved#").unwrap_or(written);
        if !is_name(name) {
            let written = brief(written);
            return Err(format!("${{{written}}} names nothing. Write the name of a question, without spaces"));
        }
        match names.get(name) {
            None if name == "instanceID" => {
                left_out = Some("it refers to instanceID, which the form does not know here".to_owned());
            }
            None => return Err(format!("No question is called {name}. Correct ${{{name}}}, or add the question")),
            Some((_, count)) if count > 1 => {
                return Err(format!("{count} rows are called {name}. Rename them, so that ${{{name}}} means one"));
            }
            Some(_) if name != written => {
                left_out = Some(format!("it refers to the answer of the form filled in before (${{{written}}})"));
            }
            Some((Meaning::LeftOut(why), _)) => {
                left_out = Some(format!("it refers to {name}, which is left out ({why})"));
            }
            Some((Meaning::Group, _)) => left_out = Some(format!("it refers to {name}, which is a group")),
            Some((Meaning::Question(_), _)) => {}
        }
    }
    Ok(left_out)
}

/// A wording with the names that questions have here; what is left out is an ellipsis.
pub(super) fn wording(text: &Text, names: &Names) -> Text {
    let one = |text: &String| {
        replaced(text, |name| match names.get(name) {
            Some((Meaning::Question(id), _)) => format!("${{{id}}}"),
            Some(_) => "…".to_owned(),
            // One that leads nowhere is an error, and one to the last submission is not asked.
            None => {
                if name.starts_with("last-saved#") {
                    "…".to_owned()
                } else {
                    format!("${{{name}}}")
                }
            }
        })
    };
    match text {
        Text::Plain(text) if text.contains("${") => Text::Plain(one(text)),
        Text::Plain(_) => text.clone(),
        Text::Many(all) => {
            let mut new = shared::rows::Rows::default();
            all.iter().for_each(|(tag, text)| new.insert(tag.clone(), one(text)));
            Text::Many(new)
        }
    }
}

fn id_of(name: &str, names: &Names) -> String {
    match names.get(name) {
        Some((Meaning::Question(id), _)) => id.clone(),
        _ => name.to_owned(),
    }
}

/// What at the place of a fault is sound elsewhere, and not known here.
fn foreign(rest: &str) -> Option<String> {
    let word: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')).collect();
    let is_call = rest.get(word.len()..).is_some_and(|rest| rest.trim_start().starts_with('('));
    let bare = word.rsplit_once(':').map_or(word.as_str(), |(_, name)| name);
    if is_call && (FOREIGN.contains(&bare) || bare.len() < word.len()) {
        return Some(format!("it uses the function {word}(), which there is not here"));
    }
    let is_path = rest.starts_with('/') || rest.starts_with("..");
    is_path.then(|| "it goes along a path (/ or ..), which there is not here: write ${name}".to_owned())
}

/// As much of a text as a message can hold.
pub(super) fn brief(text: &str) -> String {
    let start: String = text.chars().take(120).collect();
    if start.len() < text.len() { start + "…" } else { start }
}

fn characters(text: &str, at: usize) -> usize {
    text.get(..at).map_or(0, |before| before.chars().count())
}
