//! A choice list as a text of lines and tabs: ten thousand rows are read by a phone in a moment.

use super::Choice;
use crate::rows::Rows;
use crate::text::Text;

const CODE: &str = "name";
const LABEL: &str = "label";

/// A heading line, then a line for each choice; columns `name`, `label`, `label:pl`, and the list's own.
pub fn write(choices: &[Choice], main: &str, languages: &[String]) -> String {
    let mut columns: Vec<&String> = Vec::new();
    for name in choices.iter().flat_map(|choice| choice.columns.keys()) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    let mut lines = String::from(CODE);
    for heading in std::iter::once(LABEL.to_owned())
        .chain(languages.iter().map(|language| [LABEL, ":", language].concat()))
        .chain(columns.iter().map(|name| (*name).clone()))
    {
        put(&mut lines, &heading);
    }
    for choice in choices {
        lines.push('\n');
        lines.push_str(&choice.code);
        put(&mut lines, choice.label.get(main, main));
        for language in languages {
            put(&mut lines, if choice.label.has(language) { choice.label.get(language, main) } else { "" });
        }
        for name in &columns {
            put(&mut lines, choice.columns.get(name).map_or("", String::as_str));
        }
    }
    lines
}

fn put(lines: &mut String, cell: &str) {
    lines.push('\t');
    lines.extend(cell.chars().map(|sign| if matches!(sign, '\t' | '\n' | '\r') { ' ' } else { sign }));
}

/// The choices with labels in `language`, or where a label has none in the main one.
pub fn read(lines: &str, language: &str) -> Vec<Choice> {
    let mut lines = lines.split('\n');
    let headings: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let wanted = [LABEL, ":", language].concat();
    lines
        .map(|line| {
            let mut choice = Choice::default();
            for (heading, cell) in headings.iter().zip(line.split('\t')) {
                match *heading {
                    CODE => cell.clone_into(&mut choice.code),
                    _ if cell.is_empty() => {}
                    LABEL => choice.label = Text::Plain(cell.to_owned()),
                    heading if heading == wanted => choice.label = Text::only(language, cell),
                    heading if heading.starts_with("label:") => {}
                    heading => choice.columns.insert(heading.to_owned(), cell.to_owned()),
                }
            }
            choice
        })
        .collect()
}

/// The columns of a choice as pairs, for whoever builds one.
pub fn columns<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Rows<String> {
    let mut columns = Rows::default();
    for (name, cell) in pairs {
        columns.insert(name.to_owned(), cell.to_owned());
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_in_each_language() {
        let many = |pairs: [(&str, &str); 2]| Text::Many(columns(pairs));
        let choices = vec![
            Choice { code: "1".into(), label: many([("en", "One\ttwo"), ("pl", "Jeden")]), ..Choice::default() },
            Choice {
                code: "2".into(),
                label: "Two".into(),
                columns: columns([("people", "7"), ("area", "")]),
                ..Choice::default()
            },
        ];
        let text = write(&choices, "en", &["pl".to_owned()]);
        let labels = |language| read(&text, language).iter().map(|c| c.label.plain().to_owned()).collect::<Vec<_>>();
        assert_eq!(labels("en"), ["One two", "Two"]);
        assert_eq!(labels("pl"), ["Jeden", "Two"]);
        assert_eq!(read(&text, "en")[1].columns, columns([("people", "7")]));
        assert_eq!(read("", "en"), []);
    }
}
