//! Days and times in words: Thursday 19 November 2026; short, Thu 19 Nov 2026, 14:31.

use shared::time::{Date, Stamp};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// `31 March 2026`
pub fn day(date: Date) -> String {
    [&date.day.to_string(), " ", month(date), " ", &date.year.to_string()].concat()
}

/// `Friday 11 December 2026`
pub fn day_with_weekday(date: Date) -> String {
    [weekday(date), " ", &day(date)].concat()
}

/// `Thu 19 Nov 2026`
pub fn short_day(date: Date) -> String {
    let short = |word: &'static str| word.get(..3).unwrap_or(word);
    [short(weekday(date)), " ", &date.day.to_string(), " ", short(month(date)), " ", &date.year.to_string()].concat()
}

/// `Thu 19 Nov 2026, 14:31`, by the clock where it was written.
pub fn moment(stamp: Stamp) -> String {
    let text = stamp.to_rfc3339();
    [&short_day(stamp.date()), ", ", text.get(11..16).unwrap_or_default()].concat()
}

fn month(date: Date) -> &'static str {
    MONTHS.get(date.month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

/// 1 January 1970 was a Thursday.
fn weekday(date: Date) -> &'static str {
    WEEKDAYS.get(date.days().rem_euclid(7) as usize).copied().unwrap_or_default()
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
