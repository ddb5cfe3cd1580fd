//! Days and times in words: Thursday 19 November 2026; short, Thu 19 Nov 2026, 14:31.

use shared::time::{Date, Stamp};

use crate::words;

/// `31 March 2026`
pub fn day(date: Date) -> String {
    words::day(&date.day.to_string(), words::month(date.month as usize), &date.year.to_string())
}

/// `Friday 11 December 2026`
pub fn day_with_weekday(date: Date) -> String {
    words::day_with_weekday(words::weekday(weekday(date)), &day(date))
}

/// `Thu 19 Nov 2026`
pub fn short_day(date: Date) -> String {
    let (weekday, month) = if cfg!(feature = "whole") {
        (words::weekday_short(weekday(date)), words::month_short(date.month as usize))
    } else {
        // English cuts; a second table would be a hundred bytes more.
        (cut(words::weekday(weekday(date))), cut(words::month(date.month as usize)))
    };
    words::short_day(weekday, &date.day.to_string(), month, &date.year.to_string())
}

fn cut(word: &'static str) -> &'static str {
    word.get(..3).unwrap_or(word)
}

/// `Thu 19 Nov 2026, 14:31`, by the clock where it was written.
pub fn moment(stamp: Stamp) -> String {
    let text = stamp.to_rfc3339();
    words::moment(&short_day(stamp.date()), text.get(11..16).unwrap_or_default())
}

/// 1 January 1970 was a Thursday, which is 0.
fn weekday(date: Date) -> usize {
    date.days().rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_in_words() {
        let stamp = Stamp::parse("2026-11-19T14:31:05+00:00").unwrap();
        assert_eq!(day_with_weekday(stamp.date()), "Thursday 19 November 2026");
        assert_eq!(moment(stamp), "Thu 19 Nov 2026, 14:31");
        assert_eq!(day(Date { year: 2026, month: 3, day: 31 }), "31 March 2026");
    }
}
