//! What is refused, where and in which words.

use super::*;

// Without words a fault may be noticed a little later.
#[cfg(feature = "words")]
#[test]
fn faults_name_the_place() {
    for (text, at) in [
        ("${A} =", 6),
        ("${A", 0),
        ("${}", 0),
        ("'x", 0),
        ("foo(1)", 0),
        ("1 1", 2),
        ("(1", 2),
        ("not(1,2)", 5),
        ("if(1, 2)", 7),
        ("true(1)", 5),
        ("§", 0),
        ("1.2.3", 0),
        ("12345678901234567", 0),
        ("${a} == 1", 5),
        ("../x = 1", 0),
        ("/data/x", 0),
        ("./x", 1),
        ("//x", 0),
        ("child::x", 5),
        ("x | y", 2),
        ("${a} AND ${b}", 5),
        ("indexed-repeat(${a}, ${b}, 1, ${c}, 2)", 28),
        ("indexed-repeat(1, ${b}, 1)", 0),
        ("count(1)", 0),
        ("pulldata(${a}, 'b', 'c', 'd')", 0),
        ("instance('a')/root/item[1][2]/x", 26),
        ("instance(a)/root/item/x", 9),
        ("instance('a')/x", 14),
        ("jr:choice-name(${a}, 'a')", 21),
        ("${last-saved#a}", 0),
    ] {
        assert_eq!(parse(text).map_err(|fault| fault.at), Err(at), "{text}");
    }
}

#[cfg(feature = "words")]
#[test]
fn faults_say_what_to_write() {
    for (text, expected) in [
        ("count-Selected(1)", "there is no function count-Selected(): did you mean count-selected"),
        ("geofence(1)", "there is no function geofence(): shapes are not asked for here"),
        ("frob(1)", "there is no function frob()"),
        ("round(1, 2, 3)", "round() takes 1 or 2 arguments"),
        ("if(1)", "if() takes 3 arguments"),
        ("concat()", "concat() takes 1 or more arguments"),
        ("${a} AND 1", "write and in small letters"),
        ("‘a’", "a typographic quotation mark: write '"),
    ] {
        assert_eq!(parse(text).unwrap_err().message, expected);
    }
}

#[test]
fn what_is_deep_or_long_is_refused() {
    for open in ["(", "not(", "-", "instance('a')/root/item[", "if(1, ", "1 + (", "concat('a', "] {
        assert!(parse(&open.repeat(10_000)).is_err(), "{open}");
    }
    for more in [" + 1", " or 1", " = 1", " and ${a} = 'b'"] {
        assert!(parse(&["1", &more.repeat(10_000)].concat()).is_err(), "{more}");
    }
    // The highest that is allowed ends no stack: read, looked through, copied, checked, evaluated and dropped.
    let chain = ["-(".repeat(30), "${N}".into(), " + 1".repeat(500), ")".repeat(30)].concat();
    let mut expression = parse(&chain).unwrap();
    expression.resolve(&|_| Some((0, None)));
    assert_eq!(expression.references().len(), 1);
    assert_eq!(value(&chain), Value::Number(507.0));
    assert_eq!(expression.clone(), expression);
    assert_eq!(parse(&expression.to_string()), parse(&chain));
    assert_eq!(check(&expression, &|_| Some(Known::of(Kind::Number))), []);
    let wide = ["concat('a'", &", 1".repeat(10_000), ")"].concat();
    assert_eq!(value(&wide).text().len(), 10_001);
}
