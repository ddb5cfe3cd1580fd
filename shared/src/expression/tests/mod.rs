//! The language as people use it, in one small interview.

mod faults;
mod properties;

use super::*;

/// A repeat `sites` of three items (`size` 2, open, 5), the second of them at hand, and a few single answers.
struct Interview {
    here: Value,
    position: usize,
}

struct Rows(&'static [&'static str], &'static [&'static [&'static str]]);

impl Table for Rows {
    fn len(&self) -> usize {
        self.1.len()
    }

    fn cell(&self, row: usize, column: &str) -> Option<&str> {
        self.1.get(row)?.get(self.0.iter().position(|name| *name == column)?).copied()
    }
}

const BOROUGHS: Rows = Rows(
    &["name", "label", "side", "people"],
    &[
        &["hackney", "Hackney", "north", "259"],
        &["camden", "Camden", "north", "210"],
        &["lambeth", "Lambeth", "south", "318"],
    ],
);

const HERE: Interview = Interview { here: Value::Number(12.0), position: 2 };

const NOW: &str = "2026-11-22T10:14:00+01:00";

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl Scope for Interview {
    fn value(&self, reference: &Reference) -> Value {
        match reference.name.as_str() {
            "A" => text("yes"),
            "N" => Value::Number(7.0),
            "M" => text("red blue"),
            "T" => Value::Truth(true),
            "born" => text("1990-05-06"),
            "size" => self.at(reference, self.position.max(1)),
            "borough" => text("camden"),
            _ => Value::nothing(),
        }
    }

    fn each(&self, reference: &Reference) -> Vec<Value> {
        match reference.name.as_str() {
            "size" => vec![Value::Number(2.0), Value::nothing(), Value::Number(5.0)],
            _ => vec![self.value(reference)],
        }
    }

    fn at(&self, reference: &Reference, item: usize) -> Value {
        self.each(reference).into_iter().nth(item - 1).unwrap_or_else(Value::nothing)
    }

    fn count(&self, reference: &Reference) -> usize {
        if matches!(reference.name.as_str(), "sites" | "size") { 3 } else { 1 }
    }

    fn here(&self) -> Value {
        self.here.clone()
    }

    fn position(&self) -> usize {
        self.position
    }

    fn now(&self) -> Moment {
        Moment::parse(NOW).unwrap()
    }

    fn list(&self, name: &str) -> Option<&dyn Table> {
        (name == "boroughs").then_some(&BOROUGHS)
    }

    fn choices(&self, reference: &Reference) -> Option<&dyn Table> {
        (reference.name == "borough").then_some(&BOROUGHS)
    }
}

fn value(expression: &str) -> Value {
    let expression = parse(expression).unwrap_or_else(|fault| panic!("{expression}: {fault:?}"));
    evaluate(&expression, &HERE)
}

#[track_caller]
fn is(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(value(expression).text(), *expected, "{expression}");
    }
}

#[track_caller]
fn holds(cases: &[&str]) {
    for expression in cases {
        assert_eq!(value(expression), Value::Truth(true), "{expression}");
    }
}

#[test]
fn odk_semantics() {
    holds(&[
        "${A} = 'yes'",
        "${A} != 'no' and not(${empty} = 'x')",
        "${empty} = ''",
        "not(${empty} > 0)",
        "not(${empty} < 0)",
        "${empty} != 0",
        "${N} > 6 and ${N} <= 7 or false()",
        "${N} - 1 = 6",
        "${N} mod 4 = 3 and ${N} div 2 = 3.5",
        "selected(${M}, 'red') and not(selected(${M}, 're'))",
        "not(selected(${M}, '')) and selected(${empty}, '')",
        "count-selected(${M}) = 2",
        "coalesce(${empty}, 3) + 1 = 4",
        "if(${N} > 3, 'a', 'b') = 'a'",
        "-${N} < 0",
        "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9",
        "number('12') = 12",
        ". > 3 and .=12 and . - 2 = 10",
        "${T} = 'anything' and ${T} = 1",
        "1 < 2 = true()",
        "checklist(1, 2, ${T}, ${empty}) and not(checklist(2, -1, ${T}, ${empty}))",
        "weighted-checklist(3, 5, ${T}, 4, ${empty}, 9)",
        "boolean-from-string('true') and not(boolean-from-string('yes'))",
        "0.1 + 0.2 != 0.3",
    ]);
}

#[test]
fn texts() {
    is(&[
        ("concat('a', 1, true())", "a1true"),
        ("concat('a')", "a"),
        ("join(' + ', 'a', 2)", "a + 2"),
        ("string-length('Łódź')", "4"),
        ("string-length()", "2"),
        ("substr('Łódź', 1, 3)", "ód"),
        ("substr('abcde', -2)", "de"),
        ("substr('abcde', 1, -1)", "bcd"),
        ("substr('abcde', 4, 2)", ""),
        ("substr('abcde', -99, 99)", "abcde"),
        ("substr('abc', 0 div 0, 1 div 0)", "abc"),
        ("contains('abc', 'b')", "true"),
        ("starts-with('abc', '')", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("substring-before('2026-11', '-')", "2026"),
        ("substring-before('abc', 'x')", ""),
        ("substring-after('2026-11', '-')", "11"),
        ("substring-after('abc', '')", "abc"),
        ("translate('banana', 'an', 'o')", "booo"),
        ("normalize-space('  a \n b ')", "a b"),
        ("upper-case('łódź')", "ŁÓDŹ"),
        ("lower-case('ŁÓDŹ')", "łódź"),
        ("string(1 div 0)", "Infinity"),
        ("string(0 div 0)", "NaN"),
        ("string(-0)", "0"),
        ("string(0.0000001)", "0.0000001"),
        ("string(pow(10, 22) * 1.5)", "15000000000000000000000"),
        ("selected-at(${M}, 1)", "blue"),
        ("selected-at(${M}, -1)", ""),
    ]);
}

#[test]
fn numbers() {
    is(&[
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(1.005, 2)", "1.01"),
        ("int(-2.7)", "-2"),
        ("abs(-3)", "3"),
        ("pow(2, 10)", "1024"),
        ("pow(10, 400)", "Infinity"),
        ("pow(-1, 0.5)", "NaN"),
        ("min(3, 1, 2)", "1"),
        ("max(3, ${empty})", "3"),
        ("max(${empty})", "NaN"),
        ("sum(1, 2, ${N})", "10"),
        ("number('1e5')", "NaN"),
        ("5 mod -3", "2"),
        ("-5 mod 3", "-2"),
        ("1 div 0 - 1 div 0", "NaN"),
        ("3.14159265358979323846", "3.14159265358979"),
    ]);
}

#[test]
fn repeats() {
    is(&[
        ("sum(${size})", "7"),
        ("min(${size})", "2"),
        ("count(${sites})", "3"),
        ("count-non-empty(${size})", "2"),
        ("join(', ', ${size})", "2, , 5"),
        ("max(${size}, 1)", "1"),
        ("indexed-repeat(${size}, ${sites}, 3)", "5"),
        ("indexed-repeat(${size}, ${sites}, position(..) - 1)", "2"),
        ("indexed-repeat(${size}, ${sites}, 0)", ""),
        ("indexed-repeat(${size}, ${sites}, 1 div 0)", ""),
        ("position(..)", "2"),
    ]);
    let outside = Interview { here: Value::nothing(), position: 0 };
    assert_eq!(evaluate(&parse("max(${size}, 1)").unwrap(), &outside), Value::Number(5.0));
}

#[test]
fn once_keeps_what_is_there() {
    let once = parse("once(${N})").unwrap();
    let with = |here| evaluate(&once, &Interview { here, position: 0 });
    assert_eq!(with(Value::nothing()), Value::Number(7.0));
    assert_eq!(with(text("kept")), text("kept"));
}

#[test]
fn dates() {
    is(&[
        ("today()", "2026-11-22"),
        ("now()", "2026-11-22T10:14:00.000+01:00"),
        ("today() - '2026-11-01'", "21"),
        ("int((today() - ${born}) div 365.25)", "36"),
        ("date(today() + 7)", "2026-11-29"),
        ("date('2026-11-22T22:59:00Z')", "2026-11-22"),
        ("date('2026-11-22T23:59:00Z')", "2026-11-23"),
        ("date-time('2026-11-22T23:59:00Z')", "2026-11-23T00:59:00.000+01:00"),
        ("date('')", ""),
        ("date('2026-02-30')", ""),
        ("date(1 div 0)", ""),
        ("date(99999999999)", ""),
        ("date('20454')", "2026-01-01"),
        ("date-time('2026-11-22')", "2026-11-22T00:00:00.000+01:00"),
        ("date-time(decimal-date-time('2026-11-22T10:14:00+01:00') + 15 div 1440)", "2026-11-22T10:29:00.000+01:00"),
        ("decimal-date-time('1970-01-02T00:00:00+01:00')", "1"),
        ("decimal-date-time('1970-01-02T00:00:00Z') * 24", "25"),
        ("decimal-date-time('')", ""),
        ("decimal-time('18:00:00.000+01:00')", "0.75"),
        ("decimal-time('2026-11-22T05:00:00Z')", "0.25"),
        ("decimal-time('23:00:00Z')", "0"),
        ("decimal-time(20454.75)", "0.75"),
        ("decimal-time('25:00')", ""),
        ("format-date('2026-01-05', '%d/%m/%Y, %a %e %b %y, %n %%')", "05/01/2026, Mon 5 Jan 26, 1 %"),
        ("format-date-time(now(), '%H:%M:%S.%3 %h')", "10:14:00.000 10"),
        ("format-date('', '%Y')", ""),
        ("format-date('2026-01-05', '%Q%')", "%Q%"),
        ("number('2026-01-01')", "20454"),
    ]);
    holds(&[
        "today() = '2026-11-22'",
        "'2026-01-05' < '2026-01-06' and '2026-01-05' >= '2026-01-05'",
        "${born} < today() and now() > today() and now() < today() + 1",
        "not('' < today()) and not('' > today())",
        "'2026-11-22T10:14:00+01:00' = '2026-11-22T09:14:00Z'",
        "date('2026-01-01') = 20454",
    ]);
}

#[test]
fn lists() {
    is(&[
        ("instance('boroughs')/root/item[name = ${borough}]/label", "Camden"),
        ("instance('boroughs')/root/item[2]/label", "Camden"),
        ("count(instance('boroughs')/root/item[side = 'north'])", "2"),
        ("concat(instance('boroughs')/root/item[side = 'north']/label, '!')", "HackneyCamden!"),
        ("join(' ', instance('boroughs')/root/item/name)", "hackney camden lambeth"),
        ("sum(instance('boroughs')/root/item[side = 'north']/people)", "469"),
        ("max(instance('boroughs')/root/item/people)", "318"),
        ("instance('boroughs')/root/item[position() = 3]/name", "lambeth"),
        ("instance('nowhere')/root/item[name = 1]/label", ""),
        ("pulldata('boroughs', 'people', 'name', ${borough})", "210"),
        ("pulldata('boroughs', 'none', 'name', ${borough})", ""),
        ("jr:choice-name(${borough}, '${borough}')", "Camden"),
        ("jr:choice-name('hackney', '${borough}')", "Hackney"),
    ]);
    let filter = parse("side = 'south' and people > 300 and ${borough} != name").unwrap();
    let scope = Interview { here: Value::nothing(), position: 0 };
    let kept = (0..3).filter(|row| evaluate_for_choice(&filter, &scope, &BOROUGHS, *row).truth());
    assert_eq!(kept.collect::<Vec<_>>(), [2]);
    assert_eq!(evaluate(&filter, &scope), Value::Truth(false));
}

#[cfg(feature = "regex")]
#[test]
fn a_pattern_matches_the_whole_text() {
    holds(&[
        "regex('E8 1DY', '[A-Z]{1,2}[0-9]+ [0-9][A-Z]{2}')",
        "not(regex('xE8', 'E8')) and regex('xE8', '.*E8')",
        "regex('ab', 'a|ab')",
        "not(regex('ab', '(')) and not(regex('ab', '(?=a)'))",
        "not(regex('a', 'a{999}{999}{999}'))",
        "regex('', '') and regex(., '^12$')",
    ]);
}

#[test]
fn it_prints_with_the_parentheses_that_it_needs() {
    for (text, expected) in [
        ("((1+2))*3-(4-5)", "(1 + 2) * 3 - (4 - 5)"),
        ("(1 * 2) + 3", "1 * 2 + 3"),
        ("1-(2+3)-4", "1 - (2 + 3) - 4"),
        ("(${a}  or .='x')and not( (1) )", "(${a} or . = 'x') and not(1)"),
        ("-(1+2)*- -3", "-(1 + 2) * --3"),
        ("${a}=(1=2)", "${a} = (1 = 2)"),
        ("concat(\"it's\",'\"')", "concat(\"it's\", '\"')"),
        ("position( .. ) + position()", "position(..) + position()"),
        ("instance('a')/root/item[x=1 and (y)]/z", "instance('a')/root/item[x = 1 and y]/z"),
        ("count(instance( 'a' ) / root / item)", "count(instance('a')/root/item)"),
        ("jr:choice-name( ${a},\"${b}\" )", "jr:choice-name(${a}, '${b}')"),
        ("string-length()", "string-length(.)"),
        ("0.0000001 + 007.50", "0.0000001 + 7.5"),
        ("and and or or div mod mod", "and and or or div mod mod"),
    ] {
        assert_eq!(parse(text).unwrap().to_string(), expected);
    }
    // What only a program can build is still written so that it means the same.
    for built in [Expression::Text("a'b\"c'".into()), Expression::Number(-1.5), Expression::Number(f64::NEG_INFINITY)] {
        assert_eq!(value(&built.to_string()).text(), evaluate(&built, &HERE).text());
    }
}

#[test]
fn references_are_resolved() {
    let mut expression = parse("${C1.amount} > count(${sites}) or ${x}").unwrap();
    expression.resolve(&|name| match name {
        "C1.amount" => Some((4, Some("amount".to_owned()))),
        "sites" => Some((9, None)),
        _ => None,
    });
    let found: Vec<_> = expression.references().into_iter().map(|found| (found.slot, found.part.as_deref())).collect();
    assert_eq!(found, [(4, Some("amount")), (9, None), (usize::MAX, None)]);
    let parsed = |text| parse(text).unwrap();
    assert!(parsed("1 + (today() - 3)").depends_on_time() && !parsed("date(1)").depends_on_time());
    assert!(parsed("once(1)").depends_on_here() && parsed("-.").depends_on_here() && !parsed("1").depends_on_here());
    let lists = parsed("pulldata('a', 'b', 'c', instance('d')/root/item[1]/e)");
    assert_eq!(lists.lists(), ["d", "a"]);
}
