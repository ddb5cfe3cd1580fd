//! What is understood, what is refused and where, and what is made of it.

use std::collections::BTreeMap;

use super::*;

const ENGLISH: &str = "\
saved = Saved
back = Back to { $title }
found = { $count ->
    [0] none
    [one] { $count } borough
   *[other] { $count } boroughs
}
month = { $month ->
    [1] January
   *[2] February
}
kind = { $kind ->
    [money] pounds
   *[other] things
}
";

fn with(language: &str, translation: &str) -> Result<Compiled, Vec<Fault>> {
    compile(ENGLISH, &BTreeMap::from([(language.to_owned(), translation.to_owned())]))
}

fn told(result: Result<Compiled, Vec<Fault>>) -> String {
    let faults = result.expect_err("it should not be understood");
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; ")
}

#[test]
fn english_is_baked_in_and_arguments_have_types() {
    let functions = compile(ENGLISH, &BTreeMap::new()).unwrap().functions;
    for line in [
        "pub const COUNT: usize = 5;",
        "pub fn saved() -> &'static str { super::fixed(0, \"Saved\") }",
        "pub fn back(title: &str) -> String {",
        "[\"Back to \", title].concat()",
        "pub fn found(count: usize) -> String {",
        "match count { 0 => [\"none\"].concat(), 1 => [&super::shown(count), \" borough\"].concat(), \
         _ => [&super::shown(count), \" boroughs\"].concat() }",
        "pub fn month(month: usize) -> &'static str {",
        "pub fn kind(kind: &str) -> &'static str {",
        "match kind { \"money\" => \"pounds\", _ => \"things\" }",
    ] {
        assert!(functions.contains(line), "{line} in\n{functions}");
    }
}

#[test]
fn a_translation_is_a_table_in_the_order_of_the_english() {
    let polish = "\
back = Wróć do: { $title }
found = { $count ->
    [one] { $count } dzielnica
    [few] { $count } dzielnice
   *[other] { $count } dzielnic
}
";
    let table: serde_json::Value = serde_json::from_str(&with("pl", polish).unwrap().tables["pl"]).unwrap();
    let expected = serde_json::json!([
        null,
        ["Wróć do: ", 0],
        {"number": 0, "of": {"one": [[0], " dzielnica"], "few": [[0], " dzielnice"]}, "else": [[0], " dzielnic"]},
        null,
        null
    ]);
    assert_eq!(table, expected);
}

#[test]
fn what_does_not_fit_the_english_is_told_with_file_and_line() {
    for (translation, expected) in [
        ("saved = Zapisano\nlost = Nie ma", "pl.ftl:2: lost is not in en.ftl"),
        ("back = Wróć do: { $name }", "pl.ftl:1: back: the English has no $name; pl.ftl:1: back: $title is missing"),
        ("back = { $title ->\n    [one] jeden\n   *[other] wiele\n}", "write NUMBER($title) in en.ftl"),
        ("saved = Zapisano { \"!\" }{ $x }", "the English has no $x; pl.ftl:1: saved: nothing may be put"),
        ("saved = a\nsaved = b", "pl.ftl:2: saved stands here twice"),
    ] {
        let told = told(with("pl", translation));
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn what_is_not_understood_is_told_with_file_and_line() {
    for (english, expected) in [
        ("a = A\n-brand = B", "en.ftl:2: Terms"),
        ("a = A\nb = { a }", "en.ftl:2: a is another message"),
        ("a = A\n    .title = B", "en.ftl:1: a has attributes"),
        ("a = { DATETIME($day) }", "en.ftl:1: Of the functions"),
        ("a = { NUMBER($n, digits: 2) }", "en.ftl:1: Of the functions"),
        ("a = { $n ->\n    [few] A\n   *[other] B\n}", "en.ftl:1: a: English has only one and other"),
        ("a = { $n ->\n    [1] A\n   *[red] B\n}", "en.ftl:2: Choose by number or by text"),
        ("a = A\nb = { \"\\u00a0\" }", "en.ftl:2: Write the letter itself"),
        ("a = A\n\nb { broken", "en.ftl:3: "),
        ("match = A", "en.ftl:1: match: this name means something to Rust"),
    ] {
        let told = told(compile(english, &BTreeMap::new()));
        assert!(told.contains(expected), "{english:?}: {told}");
    }
}

#[test]
fn texts_may_begin_with_a_space_and_go_over_lines() {
    let words = read("en.ftl", "a = { \" \" }and\nb =\n    one\n    two\n").unwrap();
    assert_eq!(words.messages[0].pattern, [Piece::Text(" and".into())]);
    assert_eq!(words.messages[1].pattern, [Piece::Text("one\ntwo".into())]);
}
