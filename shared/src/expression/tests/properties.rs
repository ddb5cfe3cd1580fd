//! What must hold for every text and every expression, whatever is in it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::expression::function::MANY;

/// Every answer is this one: texts of all kinds, numbers that are none, dates.
struct Everywhere(Value);

impl Scope for Everywhere {
    fn value(&self, _: &Reference) -> Value {
        self.0.clone()
    }

    fn each(&self, _: &Reference) -> Vec<Value> {
        vec![self.0.clone(), Value::nothing(), Value::Number(f64::MAX), self.0.clone()]
    }

    fn at(&self, _: &Reference, item: usize) -> Value {
        assert!(item > 0);
        self.0.clone()
    }

    fn count(&self, _: &Reference) -> usize {
        usize::MAX
    }

    fn here(&self) -> Value {
        self.0.clone()
    }

    fn position(&self) -> usize {
        self.0.number() as usize
    }

    fn now(&self) -> Moment {
        Moment { millis: (self.0.number() * 1e15) as i64, offset: self.0.number() as i32 }
    }

    fn list(&self, _: &str) -> Option<&dyn Table> {
        Some(&BOROUGHS)
    }

    fn choices(&self, _: &Reference) -> Option<&dyn Table> {
        Some(&BOROUGHS)
    }
}

impl Names for Everywhere {
    fn known(&self, name: &str) -> Option<Known> {
        use Kind::*;
        let kind = select_by(name, &[Number, Text, Date, Choice, Choices, Truth, Repeat, Unknown]);
        (!name.contains("no")).then(|| Known { kind, codes: Some(vec!["a".to_owned(), "1".to_owned()]) })
    }
}

fn select_by<T: Copy>(name: &str, among: &[T]) -> T {
    among[name.bytes().map(usize::from).sum::<usize>() % among.len()]
}

/// Reads, prints, reads again, checks and evaluates: nothing may end the program.
fn survives(text: &str, answer: Value) {
    let scope = Everywhere(answer);
    let faults = check_text(text, &scope);
    match parse(text) {
        Err(fault) => {
            assert!(text.is_char_boundary(fault.at), "{text}: {fault:?}");
            assert_eq!(fault.message.is_empty(), !cfg!(feature = "words"));
            assert_eq!(faults, [fault]);
        }
        Ok(expression) => {
            let printed = expression.to_string();
            assert_eq!(parse(&printed).as_ref(), Ok(&expression), "{text} as {printed}");
            assert!(faults.iter().all(|fault| fault.at < text.len()));
            let value = evaluate(&expression, &scope);
            let _ = (value.text(), value.number(), value.truth());
            evaluate_for_choice(&expression, &scope, &BOROUGHS, 1);
        }
    }
}

fn answers() -> impl Strategy<Value = Value> {
    let odd = [0.0, -0.0, 1.5, -1.0, 1e15, 1e300, f64::MAX, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY, -f64::INFINITY];
    prop_oneof![
        any::<f64>().prop_map(Value::Number),
        select(odd.to_vec()).prop_map(Value::Number),
        any::<bool>().prop_map(Value::Truth),
        any::<String>().prop_map(Value::Text),
        "[0-9]{4}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9](:[0-6][0-9](\\.[0-9]{1,9})?)?(Z|[+-][0-9:]{2,5})?)?"
            .prop_map(Value::Text),
        select(vec!["", " ", "%", "1e9", "a b c", "9999-12-31", "0000-01-01", "-5", "ŁÓDŹ\u{301}"]).prop_map(text),
    ]
}

/// Pieces of the language, to be thrown together.
fn pieces() -> impl Strategy<Value = String> {
    let known = [
        "${a}",
        "${b.c}",
        "'x'",
        "\"2026-11-22\"",
        "''",
        "7",
        "0.5",
        ".",
        "..",
        "(",
        ")",
        "[",
        "]",
        ",",
        "/",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "+",
        "-",
        "*",
        " and ",
        " or ",
        " div ",
        " mod ",
        "not(",
        "position(..)",
        "name",
        "today()",
        "instance('a')/root/item",
        "jr:",
        "$",
        "{",
        "}",
        "'",
        "\"",
        "!",
        "%Y-%Q",
        "\u{2019}",
        "é",
        " ",
        "\n",
        ":",
    ];
    prop_oneof![
        3 => select(known.to_vec()).prop_map(str::to_owned),
        1 => select(Function::names().collect::<Vec<_>>()).prop_map(|name| [name, "("].concat()),
    ]
}

/// Whole expressions, as the parser may make them.
fn expressions() -> impl Strategy<Value = Expression> {
    let name = || "[a-zA-Z_][a-zA-Z0-9_.-]{0,6}";
    let literal = prop_oneof![
        "[^']{0,8}",
        "[^\"]{0,8}",
        select(vec!["2026-11-22", "5", "%d %b %Y", "1e5", "a|b", "(?=x)"]).prop_map(str::to_owned)
    ];
    let number = (0_u64..1_000_000_000_000_000, 0_usize..=18).prop_filter_map("no number", |(digits, decimals)| {
        let digits = [&"0".repeat(19), digits.to_string().as_str()].concat();
        let (whole, part) = digits.split_at(digits.len() - decimals);
        crate::number::read(&[whole, ".", part].concat())
    });
    let reference = name().prop_map(|name| Expression::Reference(Reference::new(&name))).boxed();
    let leaf = prop_oneof![
        literal.clone().prop_map(Expression::Text),
        number.prop_map(Expression::Number),
        reference.clone(),
        Just(Expression::Here),
        name().prop_map(Expression::Column),
    ];
    leaf.prop_recursive(6, 48, 4, move |inner| {
        let boxed = inner.clone().prop_map(Box::new).boxed();
        let operator = select(vec![
            Operator::Or,
            Operator::And,
            Operator::Equal,
            Operator::NotEqual,
            Operator::Less,
            Operator::LessEqual,
            Operator::Greater,
            Operator::GreaterEqual,
            Operator::Add,
            Operator::Subtract,
            Operator::Multiply,
            Operator::Divide,
            Operator::Modulo,
        ]);
        let names = Function::names().chain(["position(..)"]).collect::<Vec<_>>();
        let call = (select(names), vec(inner, 4..7), reference.clone(), reference.clone(), literal.clone());
        prop_oneof![
            boxed.clone().prop_map(Expression::Not),
            boxed.clone().prop_map(Expression::Negative),
            (operator, boxed.clone(), boxed.clone()).prop_map(|(op, left, right)| Expression::Binary(op, left, right)),
            call.prop_map(|(function, arguments, first, second, text)| called(
                function, arguments, first, second, text
            )),
            ("[a-z]{1,4}", proptest::option::of(boxed), name())
                .prop_map(|(list, predicate, column)| Expression::Lookup { list, predicate, column }),
        ]
    })
}

/// A call that the parser would accept.
fn called(
    name: &str,
    mut arguments: Vec<Expression>,
    first: Expression,
    second: Expression,
    text: String,
) -> Expression {
    let Some((function, fewest, most)) = Function::named(name) else {
        return Expression::Call(Function::Position, Vec::new());
    };
    let count = if most == MANY { fewest + u8::from(text.len().is_multiple_of(2)) * 2 } else { most };
    arguments.truncate(count.into());
    let replaced = match function {
        Function::IndexedRepeat => vec![first, second],
        Function::Count => vec![first],
        Function::PullData => vec![Expression::Text(text)],
        Function::ChoiceName => vec![arguments[0].clone(), second],
        Function::Regex if !cfg!(feature = "regex") => return first,
        _ => Vec::new(),
    };
    for (place, argument) in replaced.into_iter().enumerate() {
        arguments[place] = argument;
    }
    Expression::Call(function, arguments)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), answer in answers()) {
        survives(&text, answer);
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in vec(pieces(), 0..24), answer in answers()) {
        survives(&pieces.concat(), answer);
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(expression in expressions(), answer in answers()) {
        let printed = expression.to_string();
        prop_assert_eq!(parse(&printed), Ok(expression), "{}", &printed);
        survives(&printed, answer);
    }

    #[test]
    fn patterns_end_in_time(text in any::<String>(), pattern in any::<String>()) {
        super::super::patterns::matches(&text, &pattern);
        super::super::patterns::fault(&pattern);
    }
}
