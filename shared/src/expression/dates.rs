//! Dates and moments: read from text, counted in days, formatted.

use super::evaluate::Around;
use super::value::{Term, is_space, of_text};
use super::{Expression, Function, Moment, Scope};
use crate::number;
use crate::time::Date;

const DAY: i64 = 86_400_000;

/// Days of the years 0 to 9999, which four digits can write.
const DAYS: std::ops::Range<i64> = -719_528..2_932_897;

/// A date, or a moment of one, as it is written.
#[derive(Clone, Copy)]
struct When {
    /// Since 1970-01-01.
    day: i64,
    /// Milliseconds since midnight; `None` for a date alone.
    clock: Option<i64>,
    /// Minutes east of Greenwich, where it says so.
    offset: Option<i32>,
}

pub(super) fn call<'a>(around: Around<'a>, function: Function, arguments: &'a [Expression]) -> Term<'a> {
    let scope = around.scope;
    let first = arguments.first().map_or(Term::NOTHING, |argument| around.term(argument));
    let when = |term: &Term| match term {
        Term::Text(text) => Some(read(text).or_else(|| of_days(of_text(text)?))?.on_clock_of(Some(scope))),
        Term::Number(number) => of_days(*number),
        Term::Truth(_) => None,
    };
    match function {
        Function::Today => Term::owned(iso(of_moment(scope.now()).day)),
        Function::Now => of_moment(scope.now()).moment(0),
        Function::Date => when(&first).map_or(Term::NOTHING, |when| Term::owned(iso(when.day))),
        Function::DateTime => when(&first).map_or(Term::NOTHING, |when| when.moment(scope.now().offset)),
        Function::FormatDate | Function::FormatDateTime => match (when(&first), arguments.get(1)) {
            (Some(when), Some(format)) => Term::owned(formatted(when, &around.text(format))),
            _ => Term::NOTHING,
        },
        Function::DecimalDateTime if first.is_nothing() => Term::NOTHING,
        Function::DecimalDateTime => Term::Number(around.as_number(&first)),
        _ => {
            let time = |text: &str| clock(text).map(|(clock, offset)| When { day: 0, clock: Some(clock), offset });
            let when = match &first {
                Term::Text(text) => time(text).map(|when| when.on_clock_of(Some(scope))).or_else(|| when(&first)),
                _ => when(&first),
            };
            when.map_or(Term::NOTHING, |when| Term::Number(when.clock.unwrap_or_default() as f64 / DAY as f64))
        }
    }
}

/// The days that a date stands for, from 1970-01-01. A moment has a fraction, on the clock of whoever answers; where
/// nobody is known, on its own.
pub(super) fn days(text: &str, scope: Option<&dyn Scope>) -> Option<f64> {
    let when = read(text)?.on_clock_of(scope);
    Some(when.day as f64 + when.clock.unwrap_or_default() as f64 / DAY as f64)
}

/// Whether both are moments with an offset, and the same.
pub(super) fn same_moment(a: &str, b: &str) -> bool {
    let millis = |text: &str| {
        let when = read(text)?;
        Some(when.day * DAY + when.clock? - i64::from(when.offset?) * 60_000)
    };
    // A look at the length spares most texts the rest.
    a.len() > 10 && b.len() > 10 && millis(a).is_some_and(|moment| millis(b) == Some(moment))
}

/// `2026-11-22`, or with a time after a T or a space.
fn read(text: &str) -> Option<When> {
    let text = text.trim_matches(is_space);
    let day = Date::parse(text.get(..10)?)?.days();
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some(When { day, clock: None, offset: None });
    }
    let (clock, offset) = clock(rest.strip_prefix(['T', ' '])?)?;
    Some(When { day, clock: Some(clock), offset })
}

/// `10:14`, with seconds, their fraction and an offset where there are.
fn clock(text: &str) -> Option<(i64, Option<i32>)> {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (text.get(..at)?, Some(offset(text.get(at..)?)?)),
        None => (text, None),
    };
    let mut parts = time.split(':');
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let second = match parts.next() {
        Some(part) if two(part.get(..2)?).is_some() => number::read(part)?,
        Some(_) => return None,
        None => 0.0,
    };
    if hour > 23 || minute > 59 || second >= 61.0 || parts.next().is_some() {
        return None;
    }
    Some((i64::from(hour * 60 + minute) * 60_000 + (second * 1000.0 + 0.001) as i64, offset))
}

/// `Z`, `+01:00` or `+01`.
fn offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let (hours, minutes) = match text.get(1..)?.split_once(':') {
        Some((hours, minutes)) => (two(hours)?, two(minutes)?),
        None => (two(text.get(1..)?)?, 0),
    };
    let offset = hours * 60 + minutes;
    (hours < 24 && minutes < 60).then_some(if text.starts_with('-') { -offset } else { offset })
}

fn two(text: &str) -> Option<i32> {
    match text.as_bytes() {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(i32::from(a - b'0') * 10 + i32::from(b - b'0')),
        _ => None,
    }
}

/// The day, and the time where there is a fraction.
fn of_days(days: f64) -> Option<When> {
    let day = days.floor();
    // To the nearest millisecond, so that 10:00 does not become 09:59:59.999.
    let clock = ((days - day) * DAY as f64 + 0.5) as i64;
    let day = day as i64 + clock / DAY;
    let clock = (clock > 0).then_some(clock % DAY);
    (days.is_finite() && DAYS.contains(&day)).then_some(When { day, clock, offset: None })
}

fn of_moment(moment: Moment) -> When {
    let local = moment.millis.saturating_add(i64::from(moment.offset) * 60_000);
    When { day: local.div_euclid(DAY), clock: Some(local.rem_euclid(DAY)), offset: Some(moment.offset) }
}

impl When {
    /// The same moment as whoever answers would write it.
    fn on_clock_of(self, scope: Option<&dyn Scope>) -> When {
        let (Some(clock), Some(own), Some(scope)) = (self.clock, self.offset, scope) else { return self };
        let offset = scope.now().offset;
        let clock = clock + (i64::from(offset) - i64::from(own)) * 60_000;
        When { day: self.day + clock.div_euclid(DAY), clock: Some(clock.rem_euclid(DAY)), offset: Some(offset) }
    }

    /// In ODK's form of a moment; with this offset where it says none.
    fn moment(self, offset: i32) -> Term<'static> {
        let offset = self.offset.unwrap_or(offset);
        let mut text = iso(self.day);
        text.push_str(&formatted(self, "T%H:%M:%S.%3"));
        text.push(if offset < 0 { '-' } else { '+' });
        padded(&mut text, i64::from(offset.unsigned_abs() / 60), 2);
        text.push(':');
        padded(&mut text, i64::from(offset.unsigned_abs() % 60), 2);
        Term::owned(text)
    }
}

fn iso(day: i64) -> String {
    formatted(When { day, clock: None, offset: None }, "%Y-%m-%d")
}

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
const WEEKDAYS: &str = "ThuFriSatSunMonTueWed";

fn formatted(when: When, format: &str) -> String {
    let date = Date::from_days(when.day);
    let clock = when.clock.unwrap_or_default();
    let (hour, minute, second) = (clock / 3_600_000, clock / 60_000 % 60, clock / 1000 % 60);
    let name = |names: &'static str, place: usize| names.get(place * 3..place * 3 + 3).unwrap_or_default();
    let mut text = String::new();
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('Y') => padded(&mut text, date.year.into(), 4),
            Some('y') => padded(&mut text, i64::from(date.year % 100), 2),
            Some('m') => padded(&mut text, date.month.into(), 2),
            Some('n') => padded(&mut text, date.month.into(), 1),
            Some('b') => text.push_str(name(MONTHS, date.month as usize - 1)),
            Some('d') => padded(&mut text, date.day.into(), 2),
            Some('e') => padded(&mut text, date.day.into(), 1),
            Some('a') => text.push_str(name(WEEKDAYS, when.day.rem_euclid(7) as usize)),
            Some('H') => padded(&mut text, hour, 2),
            Some('h') => padded(&mut text, hour, 1),
            Some('M') => padded(&mut text, minute, 2),
            Some('S') => padded(&mut text, second, 2),
            Some('3') => padded(&mut text, clock % 1000, 3),
            Some('%') => text.push('%'),
            Some(other) => text.extend(['%', other]),
            None => text.push('%'),
        }
    }
    text
}

/// The digits of a number that is not negative, with noughts before them up to this length.
fn padded(text: &mut String, number: i64, length: u32) {
    if number >= 10 || length > 1 {
        padded(text, number / 10, length.saturating_sub(1));
    }
    text.extend(char::from_digit((number % 10) as u32, 10));
}

/// Whether a text is a date or a moment, as these are written here.
pub(super) fn is_date(text: &str) -> bool {
    read(text).is_some()
}

/// The first sign of a format that means nothing.
pub(super) fn foreign_sign(format: &str) -> Option<String> {
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        if sign == '%' {
            match signs.next() {
                Some(known) if "%YymnbdeaHhMS3".contains(known) => {}
                other => return Some(other.map(String::from).unwrap_or_default()),
            }
        }
    }
    None
}
