//! What the designer says about expressions.

use super::*;
use crate::expression::parse;

#[derive(Default)]
struct Survey {
    filters: bool,
    speaks_many: bool,
}

impl Names for Survey {
    fn known(&self, name: &str) -> Option<Known> {
        let codes = |codes: &[&str]| Some(codes.iter().map(|code| (*code).to_owned()).collect());
        Some(match name {
            "N" | "C1" | "C1.amount" => Known::of(Kind::Number),
            "T" => Known::of(Kind::Text),
            "D" | "C1.year_end" => Known::of(Kind::Date),
            "D1" => Known { kind: Kind::Choice, codes: codes(&["yes", "no"]) },
            "S" => Known { kind: Kind::Choice, codes: codes(&["1", "2"]) },
            "M" => Known { kind: Kind::Choices, codes: codes(&["red", "blue"]) },
            "B" => Known::of(Kind::Truth),
            "sites" => Known::of(Kind::Repeat),
            "." => Known::of(Kind::Number),
            _ => return None,
        })
    }

    fn has_list(&self, list: &str) -> bool {
        list == "wards"
    }

    fn has_column(&self, _: &str, column: &str) -> bool {
        matches!(column, "name" | "label" | "borough")
    }

    fn speaks_many(&self) -> bool {
        self.speaks_many
    }

    fn has_choice_column(&self, column: &str) -> bool {
        self.filters && column == "borough"
    }
}

fn faults(text: &str) -> Vec<Fault> {
    check_text(text, &Survey::default())
}

#[test]
fn what_is_right_is_left_alone() {
    for text in [
        "${N} > 3 and ${D1} = 'yes' or not(selected(${M}, 'red'))",
        "${D1} != '' and ${D} != '' and ${N} != ''",
        "${S} = 1 and ${S} > 1 and ${S} + 1 = 2",
        "${D} > today() - 7 and ${D} < '2026-11-22' and ${C1.year_end} >= ${D}",
        "int((today() - ${D}) div 365.25) >= 18",
        "count(${sites}) > 1 and indexed-repeat(${N}, ${sites}, 1) = 2 and sum(${N}) > 3",
        "if(${N} > 3, 'a', 'b') = 'c' and concat(${T}, 'x') = 'y' and ${T} = 'z'",
        "regex(${T}, '[a-z]+') and string-length(${T}) < 9 and number(${T}) > 3",
        "format-date(${D}, '%d %b %Y') = '22 Nov 2026'",
        "instance('wards')/root/item[borough = ${D1}]/label = 'x'",
        "pulldata('wards', 'label', 'name', ${D1}) = 'x' and count(instance('wards')/root/item[name = 'x']) > 0",
        ". > 3 and ${B} and ${B} = true() and checklist(1, -1, ${D1}, ${M} = '')",
        "jr:choice-name(${D1}, '${D1}') = 'Yes' and join(', ', ${T}) != '' and max(${D}, today()) > 1",
        "date('2026-11-22') > 3 and contains(., '1') = false()",
    ] {
        assert_eq!(faults(text), [], "{text}");
    }
    assert_eq!(check_text("borough = ${D1}", &Survey { filters: true, ..Survey::default() }), []);
}

#[test]
fn what_is_wrong_is_named_at_its_place() {
    let error = |text: &str, at: usize, message: &str| {
        let found = faults(text);
        assert_eq!(found.first().map(|fault| (fault.at, fault.message.as_str())), Some((at, message)), "{text}");
        assert_eq!(found.first().map(|fault| fault.severity), Some(Severity::Error), "{text}");
    };
    error("1 + ", 4, "something is missing here");
    error("1 + ${X}", 4, "${X} is not known here");
    error("${C1.pence} > 1", 0, "${C1} has no part pence");
    error("${D1} = 'maybe'", 8, "${D1} has no code maybe: it has yes, no");
    error("3 = ${S}", 0, "${S} has no code 3: it has 1, 2");
    error("not(selected(${M}, 'green'))", 19, "${M} has no code green: it has red, blue");
    error("selected(${N}, '1')", 9, "${N} is no choice: selected() has nothing to look at");
    error("${N} = 'old'", 7, "'old' is no number, but ${N} is one");
    error("${N} > 'old'", 7, "'old' is no number and no date");
    error("'a' * 2", 0, "'a' is no number");
    error("${D} > '22/11/2026'", 7, "'22/11/2026' is no number and no date");
    error("${D} = '22/11/2026'", 7, "'22/11/2026' is no date: write '2026-03-31' for the last day of March 2026");
    error("${sites} > 1", 0, "${sites} is a repeat: write count(${sites}), or name a question in it");
    error("indexed-repeat(${N}, ${T}, 1) = 1", 21, "${T} is no repeat");
    error("yes = ${D1}", 0, "a bare name is a column of a choice list, and this is none: yes. For a text write 'yes'");
    error("N > 1", 0, "a bare name is a column of a choice list, and this is none: N. For the question write ${N}");
    error(
        "${B} = true",
        7,
        "a bare name is a column of a choice list, and this is none: true. For the function write true()",
    );
    error("instance('towns')/root/item[1]/name = 1", 0, "there is no list towns");
    error("instance('wards')/root/item[town = 1]/name = 1", 28, "the list has no column town. For a text write 'town'");
    error("instance('wards')/root/item/town = 1", 0, "the list wards has no column town");
    error("instance('wards')/root/item[1] = 1", 0, "name a column after the ]: /name or /label");
    error("pulldata('wards', 'town', 'name', 1) = 1", 0, "the list wards has no column town");
    error(
        "format-date(${D}, '%d %B')",
        18,
        "%B is no part of a date here: there are %Y %y %m %n %b %d %e %a %H %h %M %S %3",
    );
    error("date('tomorrow') > 1", 5, "'tomorrow' is no date: write '2026-03-31' for the last day of March 2026");
}

#[test]
fn what_is_odd_is_a_warning() {
    for (text, at) in [
        ("${D1} = 'yes' or 'no'", 17),
        ("${M} = 'red'", 0),
        ("${B} = 'yes'", 7),
        ("${T} + 1", 0),
        ("${D1} > 1", 0),
        ("${D} * 2", 0),
        ("1 < ${N} < 3", 9),
        ("sum(${T})", 4),
        ("-${M}", 1),
        ("not('a')", 4),
        ("if('a', 1, 2)", 3),
    ] {
        let found: Vec<_> = faults(text).into_iter().map(|fault| (fault.at, fault.severity)).collect();
        assert_eq!(found, [(at, Severity::Warning)], "{text}");
    }
}

#[cfg(feature = "regex")]
#[test]
fn patterns_that_cannot_be_read_are_refused() {
    for (pattern, reason) in [
        ("(?=a)", "patterns cannot look around here"),
        ("(a)\\1", "patterns cannot refer back here"),
        ("\\p{L}", "classes of Unicode are not here: write [a-z] and the like"),
        ("a)(b", "the pattern cannot be read: "),
        ("[a", "the pattern cannot be read: "),
    ] {
        let found = faults(&["regex(${T}, '", pattern, "')"].concat());
        assert_eq!(found.first().map(|fault| fault.at), Some(12), "{pattern}");
        assert!(found.iter().all(|fault| fault.message.starts_with(reason)), "{pattern}: {found:?}");
    }
}

#[test]
fn a_parsed_expression_is_checked_as_it_is_printed() {
    let expression = parse("(  ${D1}='maybe')").unwrap();
    let found = check(&expression, &|name| Survey::default().known(name));
    assert_eq!(found.iter().map(|fault| fault.at).collect::<Vec<_>>(), [8]);
}

#[test]
fn labels_are_nothing_to_rules_where_there_are_several_languages() {
    let many = Survey { filters: true, speaks_many: true };
    for text in [
        "jr:choice-name(${D1}, '${D1}') = 'Yes'",
        "pulldata('wards', 'label', 'name', ${D1}) = 'x'",
        "pulldata('wards', 'borough', 'label', ${D1}) = 'x'",
        "pulldata('wards', ${T}, 'name', ${D1}) = 'x'",
        "instance('wards')/root/item[name = ${D1}]/label = 'x'",
        "instance('wards')/root/item[label = ${T}]/name = 'x'",
    ] {
        let found: Vec<Fault> =
            check_text(text, &many).into_iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(
            matches!(&found[..], [fault] if fault.message.contains("this survey has several")),
            "{text}: {found:?}"
        );
        assert!(faults(text).iter().all(|fault| fault.severity == Severity::Warning), "{text}");
    }
    let sound =
        "pulldata('wards', 'borough', 'name', ${D1}) = 'x' and count(instance('wards')/root/item[name = 'x']) > 0";
    assert_eq!(check_text(sound, &many), []);
}
