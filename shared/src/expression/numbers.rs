//! Rounding, powers, and what is added up over repeats.

use super::evaluate::Around;
use super::value::Term;
use super::{Expression, Function, lookups};
use crate::number::{read, scaled};

pub(super) fn call<'a>(around: Around<'a>, function: Function, arguments: &'a [Expression]) -> Term<'a> {
    let number = |index: usize| arguments.get(index).map_or(f64::NAN, |argument| around.number(argument));
    Term::Number(match function {
        Function::Round => round(number(0), if arguments.len() > 1 { number(1) } else { 0.0 }),
        Function::Int => number(0).trunc(),
        Function::Abs => number(0).abs(),
        Function::Pow => pow(number(0), number(1)),
        Function::Min => fold(around, arguments, f64::NAN, f64::min),
        Function::Max => fold(around, arguments, f64::NAN, f64::max),
        Function::Sum => fold(around, arguments, 0.0, |sum, number| sum + number),
        Function::Count => match arguments {
            [Expression::Reference(reference)] => around.scope.count(reference) as f64,
            [lookup] => lookups::count(around, lookup) as f64,
            _ => f64::NAN,
        },
        Function::CountNonEmpty => {
            let mut count = 0.0;
            around.each(arguments, 0, &mut |term| count += f64::from(u8::from(!term.text().is_empty())));
            count
        }
        _ => return item(around, arguments),
    })
}

/// What is no number counts for nothing: an item still open must not undo the sum of the others.
fn fold(around: Around, arguments: &[Expression], first: f64, join: fn(f64, f64) -> f64) -> f64 {
    let mut folded = first;
    around.each(arguments, 0, &mut |term| {
        let number = around.as_number(&term);
        if !number.is_nan() {
            folded = join(folded, number);
        }
    });
    folded
}

/// `indexed-repeat(${question}, ${repeat}, number)`
fn item<'a>(around: Around<'a>, arguments: &'a [Expression]) -> Term<'a> {
    let [Expression::Reference(question), _, item] = arguments else { return Term::NOTHING };
    let item = around.number(item);
    if item >= 1.0 && item.trunc() == item {
        return around.scope.at(question, item as usize).into();
    }
    Term::NOTHING
}

/// To this many decimals, halves upwards (XPath 1.0, section 4.4). It is the decimal digits that are rounded, as in
/// a spreadsheet: 1.005 to two decimals is 1.01, though the double is a little less.
fn round(number: f64, places: f64) -> f64 {
    if !number.is_finite() || places.is_nan() {
        return if places.is_nan() { places } else { number };
    }
    let places = places.trunc().clamp(-400.0, 400.0) as i32;
    let (digits, exponent) = decimal(number.abs());
    let unit = match -exponent - places {
        ..=0 => return number,
        dropped @ 1..=18 => 10_u64.pow(dropped as u32),
        _ => return 0.0_f64.copysign(number),
    };
    let (kept, rest) = (digits / unit, digits % unit);
    let up = if number < 0.0 { rest > unit / 2 } else { rest >= unit / 2 };
    scaled((kept + u64::from(up)) as f64, -places).copysign(number)
}

/// By squaring, and for what is behind the point by square roots: true to some fourteen digits. The standard
/// library's is true to sixteen and brings eight kilobytes of tables.
fn pow(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() {
        return exponent;
    }
    // So large a number is even, and any power of it as good as infinite.
    let size = exponent.abs().min(1e18);
    let (mut whole, mut part) = (size as u64, size.fract());
    let (mut power, mut square, mut root) = (1.0, base, base);
    while whole > 0 {
        if whole % 2 == 1 {
            power *= square;
        }
        square *= square;
        whole /= 2;
    }
    while part > 0.0 {
        (root, part) = (root.sqrt(), part * 2.0);
        if part >= 1.0 {
            power *= root;
            part -= 1.0;
        }
    }
    if exponent < 0.0 { 1.0 / power } else { power }
}

/// A finite number as its shortest digits and the power of ten that they are multiplied with.
fn decimal(number: f64) -> (u64, i32) {
    let text = crate::json::plain(number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut exponent = read(exponent.trim_start_matches('+')).unwrap_or_default() as i32;
    let (mut digits, mut noughts, mut point) = (0_u64, 0, false);
    for byte in mantissa.bytes() {
        match byte {
            b'.' => point = true,
            // Noughts at the end are no digits: so seventeen are the most.
            b'0' => noughts += 1,
            _ => {
                digits = (digits * 10_u64.pow(if digits == 0 { 0 } else { noughts })) * 10 + u64::from(byte - b'0');
                noughts = 0;
            }
        }
        exponent -= i32::from(point && byte != b'.');
    }
    (digits, exponent + noughts as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_decimals_that_are_rounded() {
        for (number, places, expected) in [
            (1.005, 2.0, 1.01),
            (2.5, 0.0, 3.0),
            (-2.5, 0.0, -2.0),
            (-2.51, 0.0, -3.0),
            (1234.0, -2.0, 1200.0),
            (1250.0, -2.0, 1300.0),
            (-1250.0, -2.0, -1200.0),
            (0.1 + 0.2, 1.0, 0.3),
            (1e21, -3.0, 1e21),
            (123456789012345680000.0, -5.0, 123456789012345700000.0),
            (4.0, 400.0, 4.0),
            (4.0, -1.0, 0.0),
            (5.0, -1.0, 10.0),
            (1e-7, 7.0, 1e-7),
            (0.05, 1.0, 0.1),
            (9.999, 2.0, 10.0),
            (f64::MAX, 2.0, f64::MAX),
            (f64::MIN_POSITIVE, 9.0, 0.0),
            (3.25, 1e300, 3.25),
            (f64::INFINITY, 1.0, f64::INFINITY),
        ] {
            assert_eq!(round(number, places), expected, "{number} to {places}");
        }
        assert!(round(f64::NAN, 0.0).is_nan() && round(1.0, f64::NAN).is_nan());
        assert!(round(f64::MAX, f64::NEG_INFINITY).abs() == 0.0);
    }

    #[test]
    fn powers_of_all_kinds() {
        for (base, exponent) in [
            (1.85, 2.0),
            (10.0, 22.0),
            (10.0, -5.0),
            (-2.0, 3.0),
            (-2.0, -3.0),
            (-1.0, 1e300),
            (-2.0, 1e300),
            (0.5, 1e300),
            (8.0, 1.0 / 3.0),
            (1.05, 1.0 / 12.0),
            (2.0, 0.5),
            (2.0, 1023.75),
            (0.0, 0.5),
            (0.0, 0.0),
            (0.0, -1.0),
            (-1.0, 0.5),
            (f64::INFINITY, 0.5),
            (f64::INFINITY, -1.0),
            (f64::NAN, 0.0),
            (f64::NAN, 1.0),
            (3.0, f64::NAN),
            (3.0, f64::INFINITY),
            (0.3, f64::INFINITY),
            (0.3, f64::NEG_INFINITY),
        ] {
            let (ours, exact) = (pow(base, exponent), base.powf(exponent));
            let near = ours == exact || (ours / exact - 1.0).abs() < 1e-13 || (ours.is_nan() && exact.is_nan());
            assert!(near, "{base} to {exponent}: {ours}, not {exact}");
        }
    }

    proptest::proptest! {
        #[test]
        fn powers_are_true_to_thirteen_digits(base in 0.0_f64..1e4, exponent in -60.0_f64..60.0) {
            let (ours, exact) = (pow(base, exponent), base.powf(exponent));
            proptest::prop_assert!((ours / exact - 1.0).abs() < 1e-13, "{} and {}", ours, exact);
        }

        #[test]
        fn digits_are_those_of_the_number(number in 0.0_f64..) {
            let (digits, exponent) = decimal(number);
            let spelling = [digits.to_string(), "e".into(), exponent.to_string()].concat();
            proptest::prop_assert_eq!(spelling.parse(), Ok(number));
        }
    }
}
