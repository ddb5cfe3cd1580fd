//! What may be written next in an expression: questions, their options, comparisons and functions, in words.

use super::all_questions;
use crate::Kind;
use crate::questionnaire::{Question, Questionnaire};

/// Suggestions shown at once.
const MOST: usize = 12;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is written.
    pub insert: String,
    /// The bytes of the text that it replaces.
    pub from: usize,
    pub to: usize,
    /// “D1 Paid staff”, “is”, “Yes”.
    pub title: String,
    /// What it is or does.
    pub about: String,
}

/// Comparisons and joints; the words are those of the sentence below the field.
const OPERATORS: [(&str, &str, &str); 10] = [
    ("= ", "is", "the same as"),
    ("!= ", "is not", "anything else than"),
    ("> ", "is more than", "a number"),
    (">= ", "is at least", "a number"),
    ("< ", "is less than", "a number"),
    ("<= ", "is at most", "a number"),
    ("+ ", "plus", "adds two numbers"),
    ("- ", "minus", "takes one number from another"),
    ("* ", "times", "multiplies two numbers"),
    ("div ", "divided by", "divides two numbers"),
];

const JOINTS: [(&str, &str, &str); 2] =
    [("and ", "and", "both must be true"), ("or ", "or", "one of them must be true")];

/// The functions that people need, with what they do. Others work too.
const FUNCTIONS: [(&str, &str); 24] = [
    ("selected(", "whether an answer includes an option: selected(${B9}, 'advice')"),
    ("not(", "the opposite: not(${D1} = 'yes')"),
    ("count-selected(", "how many options were chosen"),
    ("if(", "one value or another: if(${D1} = 'yes', 1, 0)"),
    ("coalesce(", "the first of two that is answered"),
    ("number(", "a text as a number"),
    ("round(", "a number, rounded: round(${C1.amount}, 2)"),
    ("int(", "a number without its decimals"),
    ("min(", "the smallest of some numbers"),
    ("max(", "the largest of some numbers"),
    ("sum(", "all numbers of a repeated question, added up"),
    ("count(", "how often a repeated group was filled in"),
    ("position(..)", "the number of the item at hand, in a repeated group"),
    ("concat(", "texts, one after another"),
    ("string-length(", "how many letters a text has"),
    ("contains(", "whether a text has another one in it"),
    ("starts-with(", "whether a text begins with another one"),
    ("regex(", "whether a text has a certain form"),
    ("today()", "the day on which somebody answers"),
    ("now()", "the moment at which somebody answers"),
    ("date(", "a text as a date: date('2026-03-31')"),
    ("format-date(", "a date as a text: format-date(${X}, '%d %b %Y')"),
    ("jr:choice-name(", "the words of a chosen option"),
    ("pulldata(", "a column of a choice list, for a row of it"),
];

/// What fits at a place in an expression. `own` is the question that it belongs to; `asked` says that somebody
/// wants to see everything, not only what a beginning allows.
pub fn complete(text: &str, at: usize, questionnaire: &Questionnaire, own: &str, asked: bool) -> Vec<Suggestion> {
    let Some(before) = text.get(..at) else { return Vec::new() };
    let (from, word) = begun(before);
    // Whoever writes a number means that number.
    if word.starts_with(|first: char| first.is_ascii_digit()) || word.starts_with('.') {
        return Vec::new();
    }
    let to = at + text.get(at..).map_or(0, |rest| rest.bytes().take_while(|byte| is_part(*byte)).count());
    // The closing brace of a name that is being changed goes too.
    let to =
        if word.starts_with("${") && text.get(to..).is_some_and(|rest| rest.starts_with('}')) { to + 1 } else { to };
    let head = before.get(..from).unwrap_or_default().trim_end();
    let typed = word.trim_start_matches(['$', '{', '\'', '"']).to_lowercase();
    let wants_value =
        head.is_empty() || head.ends_with(['(', ',', '=', '<', '>', '+', '*', '-']) || ends_with_word(head);
    if typed.is_empty() && !asked && !word.starts_with('$') && !compares(head) {
        return Vec::new();
    }
    let span = |insert: String, title: String, about: String| Suggestion { insert, from, to, title, about };
    let mut found = Vec::new();
    // Inside of a text, nothing fits but an option of the question that is compared.
    let is_text = word.starts_with(['\'', '"']) || is_quoted(before);
    if wants_value || is_text {
        if let Some(question) = compared_question(head, questionnaire, own) {
            found.extend(codes(question, questionnaire).into_iter().map(|(code, words)| {
                span(["'", &code, "'"].concat(), words, ["an option of ", &question.id].concat())
            }));
        }
        if !is_text {
            found.extend(
                questions(questionnaire)
                    .into_iter()
                    .map(|(name, title, about)| span(["${", &name, "}"].concat(), title, about)),
            );
        }
        if !is_text && !word.starts_with('$') {
            found.extend(FUNCTIONS.iter().map(|(name, about)| {
                span((*name).to_owned(), name.trim_end_matches('(').to_owned(), (*about).to_owned())
            }));
        }
    } else {
        let ends_comparison = head.ends_with(['\'', ')']) || head.ends_with(|c: char| c.is_ascii_digit());
        let (first, second): (&[_], &[_]) = if ends_comparison { (&JOINTS, &OPERATORS) } else { (&OPERATORS, &JOINTS) };
        found.extend(
            first
                .iter()
                .chain(second)
                .map(|(sign, words, about)| span((*sign).to_owned(), (*words).to_owned(), (*about).to_owned())),
        );
    }
    let fits = |one: &Suggestion| {
        typed.is_empty()
            || one.insert.to_lowercase().trim_start_matches(['$', '{', '\'']).starts_with(&typed)
            || one.title.to_lowercase().split([' ', ':', '-']).any(|part| part.starts_with(&typed))
    };
    found.retain(fits);
    found.truncate(MOST);
    found
}

/// Where the word before the cursor begins, and the word.
fn begun(before: &str) -> (usize, &str) {
    let part = before.bytes().rev().take_while(|byte| is_part(*byte)).count();
    let mut from = before.len() - part;
    for opening in ["${", "$", "'", "\""] {
        if before.get(..from).is_some_and(|head| head.ends_with(opening)) {
            // A quote that closes a text opens none.
            let quotes = before.get(..from).unwrap_or_default().matches(opening).count();
            if (opening.starts_with('$') && !is_quoted(before)) || (!opening.starts_with('$') && quotes % 2 == 1) {
                from -= opening.len();
                break;
            }
        }
    }
    (from, before.get(from..).unwrap_or_default())
}

/// Whether a text that began before is still open at the end.
fn is_quoted(before: &str) -> bool {
    let mut open = None;
    for letter in before.chars() {
        match open {
            None if matches!(letter, '\'' | '"') => open = Some(letter),
            Some(quote) if quote == letter => open = None,
            _ => {}
        }
    }
    open.is_some()
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80
}

fn compares(head: &str) -> bool {
    head.ends_with(['=', '<', '>'])
}

fn ends_with_word(head: &str) -> bool {
    ["and", "or", "div", "mod"].iter().any(|word| {
        head.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ')', '\'', '}']))
    })
}

/// The question before the comparison sign, or in `selected(…,`.
fn compared_question<'a>(head: &str, questionnaire: &'a Questionnaire, own: &str) -> Option<&'a Question> {
    let is_comparison = head.ends_with('=') || head.ends_with(',');
    let before = head.trim_end_matches(['=', '!', '<', '>', ',']).trim_end();
    let name = if before.ends_with('.') { own } else { before.strip_suffix('}')?.rsplit_once("${")?.1 };
    let find = |id: &str| all_questions(questionnaire).find(|question| question.id == id);
    find(name).or_else(|| find(name.split('.').next()?)).filter(|_| is_comparison)
}

fn codes(question: &Question, questionnaire: &Questionnaire) -> Vec<(String, String)> {
    let main = questionnaire.main_language();
    let list = question.list.as_ref().and_then(|name| questionnaire.lists.iter().find(|list| list.name == *name));
    let choices = list.map_or(&question.options, |list| &list.choices);
    if matches!(question.kind, Kind::Boroughs | Kind::Place) {
        let boroughs = crate::place::BOROUGHS.iter();
        return boroughs.map(|borough| (borough.code.to_owned(), borough.name.to_owned())).collect();
    }
    choices.iter().map(|choice| (choice.code.clone(), choice.label.get(main, main).to_owned())).collect()
}

/// Name, title and kind of everything that can be asked about; rows and parts last.
fn questions(questionnaire: &Questionnaire) -> Vec<(String, String, String)> {
    let main = questionnaire.main_language();
    let (mut names, mut inner) = (Vec::new(), Vec::new());
    for question in all_questions(questionnaire).filter(|question| question.kind != Kind::Note) {
        let title = [&question.id, " ", question.short_name().get(main, main)].concat();
        let parts: Vec<(&str, &str)> = match question.kind {
            Kind::GridSingle | Kind::GridNumber => {
                question.rows.iter().map(|row| (row.code.as_str(), row.label.get(main, main))).collect()
            }
            Kind::Split => {
                question.options.iter().map(|part| (part.code.as_str(), part.label.get(main, main))).collect()
            }
            Kind::Money => vec![("amount", "the amount"), ("year_end", "the end of the year")],
            Kind::Place => vec![("borough", "the borough"), ("postcode", "the postcode")],
            _ => Vec::new(),
        };
        if !matches!(question.kind, Kind::GridSingle | Kind::GridNumber | Kind::Split) {
            names.push((question.id.clone(), title.clone(), kind_in_words(question.kind).to_owned()));
        }
        for (part, words) in parts {
            let name = [&question.id, ".", part].concat();
            inner.push((name, [&title, ": ", words].concat(), "a part of it".to_owned()));
        }
    }
    names.extend(inner);
    names
}

/// A type of question as people call it.
pub fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Consent => "Agreement",
        Kind::Single => "One answer of several",
        Kind::Multi => "Several answers of several",
        Kind::Rank => "Put the most important in order",
        Kind::Number => "A number",
        Kind::Year => "A year",
        Kind::Money => "An amount of money",
        Kind::Split => "Parts of 100%",
        Kind::GridSingle => "One answer for each row",
        Kind::GridNumber => "A number for each row",
        Kind::Text => "A few words",
        Kind::Long => "A longer text",
        Kind::Place => "A postcode or borough",
        Kind::Boroughs => "London boroughs",
        Kind::OrganisationId => "Registration numbers",
        Kind::Contact => "Contact details",
        Kind::Date => "A date",
        Kind::Time => "A time of day",
        Kind::DateTime => "A date and time",
        Kind::Note => "Words only, nothing to answer",
        Kind::Calculate => "Worked out, not shown",
        Kind::Repeat => "Questions asked again for each of several",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::state_of_the_sector;

    /// `|` is the cursor.
    fn offered(text: &str, asked: bool) -> Vec<Suggestion> {
        let at = text.find('|').unwrap();
        complete(&text.replace('|', ""), at, &state_of_the_sector().unwrap(), "D4", asked)
    }

    fn first(text: &str) -> (String, String) {
        let one = offered(text, true).into_iter().next().unwrap();
        let mut plain = text.replace('|', "");
        plain.replace_range(one.from..one.to, &one.insert);
        (one.title, plain)
    }

    #[test]
    fn each_place_has_what_fits_there() {
        assert_eq!(first("$|"), ("A1 Taking part".into(), "${A1}".into()));
        assert_eq!(first("${D1|"), ("D1 Paid staff".into(), "${D1}".into()));
        assert_eq!(first("${D|} = 1").1, "${D1} = 1");
        assert_eq!(first("volun|"), ("D4 Volunteers in the last 12 months".into(), "${D4}".into()));
        assert_eq!(first("${D1} |"), ("is".into(), "${D1} = ".into()));
        assert_eq!(first("${D1} = |"), ("Yes".into(), "${D1} = 'yes'".into()));
        assert_eq!(first("${D1} = 'n|"), ("No".into(), "${D1} = 'no'".into()));
        assert_eq!(first("${D1} = 'no' |").0, "and");
        assert_eq!(first("${D1} = 'no' and paid|").1, "${D1} = 'no' and ${D1}");
        assert_eq!(first("selected(${B9}, |").1.matches('\'').count(), 2);
    }

    #[test]
    fn numbers_and_texts_are_whatever_somebody_writes() {
        for text in ["${D4} = 1|", "1|", "${D4} > 10.5|", "${D4} = .5|", "concat('paid st|", "concat('B1 |", "'$D|"] {
            for asked in [false, true] {
                assert_eq!(offered(text, asked), [], "{text}");
            }
        }
        let options = offered("${D1} = '|", false);
        assert!(!options.is_empty() && options.iter().all(|one| one.about == "an option of D1"), "{options:?}");
    }

    #[test]
    fn nothing_jumps_up_where_nothing_was_begun() {
        assert_eq!(offered("${D1} = 'yes'|", false), []);
        assert_eq!(offered("|", false), []);
        assert!(!offered("|", true).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_any_place_is_survived(text in "[ -~äß$]{0,30}", at in 0usize..40) {
            let survey = state_of_the_sector().unwrap();
            for one in complete(&text, at, &survey, "D4", true) {
                proptest::prop_assert!(text.get(one.from..one.to).is_some());
            }
        }
    }
}
