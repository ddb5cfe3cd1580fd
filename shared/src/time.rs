//! Points in time as RFC 3339 text and as milliseconds, without a clock and without a time zone table.

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

const DAY: i64 = 86_400_000;

/// A point in time together with the offset that its writer lived in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub millis: Millis,
    /// Minutes east of Greenwich.
    pub offset: i32,
}

/// A day of the Gregorian calendar.
#[derive(Hash, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}

impl Stamp {
    /// Reads RFC 3339, such as `2026-11-22T10:14:00+00:00`; fractions beyond milliseconds are cut.
    pub fn parse(text: &str) -> Option<Stamp> {
        let date = Date::parse(text.get(..10)?)?;
        let rest = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
        let (hour, minute, second) = (digits(rest, 0, 2)?, digits(rest, 3, 2)?, digits(rest, 6, 2)?);
        if rest.as_bytes().get(2) != Some(&b':') || rest.as_bytes().get(5) != Some(&b':') {
            return None;
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let mut rest = rest.get(8..)?;
        let mut fraction = 0;
        if let Some(tail) = rest.strip_prefix('.') {
            let length = tail.bytes().take_while(u8::is_ascii_digit).count();
            if length == 0 {
                return None;
            }
            let padded = format!("{:0<3}", tail.get(..length.min(3))?);
            fraction = padded.parse().ok()?;
            rest = tail.get(length..)?;
        }
        let offset = match rest {
            "Z" | "z" => 0,
            _ => {
                let sign = match rest.as_bytes().first()? {
                    b'+' => 1,
                    b'-' => -1,
                    _ => return None,
                };
                let (hours, minutes) = (digits(rest, 1, 2)?, digits(rest, 4, 2)?);
                if rest.len() != 6 || rest.as_bytes().get(3) != Some(&b':') || hours > 23 || minutes > 59 {
                    return None;
                }
                sign * (hours * 60 + minutes)
            }
        };
        let local = date.days() * DAY + i64::from(hour * 3600 + minute * 60 + second) * 1000 + fraction;
        Some(Stamp { millis: local - i64::from(offset) * 60_000, offset })
    }

    /// The calendar day where the writer was.
    pub fn date(&self) -> Date {
        Date::from_days((self.millis + i64::from(self.offset) * 60_000).div_euclid(DAY))
    }

    /// As RFC 3339 says it here: without fractions of a second.
    pub fn to_the_second(self) -> Stamp {
        Stamp { millis: self.millis - self.millis.rem_euclid(1000), ..self }
    }

    /// RFC 3339 with this offset, to the second.
    pub fn to_rfc3339(&self) -> String {
        let local = self.millis + i64::from(self.offset) * 60_000;
        let date = Date::from_days(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY) / 1000;
        let sign = if self.offset < 0 { '-' } else { '+' };
        let offset = self.offset.abs();
        format!(
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            date.to_iso(),
            second / 3600,
            second / 60 % 60,
            second % 60,
            offset / 60,
            offset % 60
        )
    }
}

/// RFC 3339 in UTC with milliseconds, as receipts carry it.
pub fn utc(millis: Millis) -> String {
    let stamp = Stamp { millis, offset: 0 };
    let text = stamp.to_rfc3339();
    format!("{}.{:03}Z", text.get(..19).unwrap_or_default(), millis.rem_euclid(1000))
}

impl Date {
    /// Reads `2026-03-31`; `None` for a day that no calendar has.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let date = Date {
            year: digits(text, 0, 4)?,
            month: digits(text, 5, 2)?.try_into().ok()?,
            day: digits(text, 8, 2)?.try_into().ok()?,
        };
        (date == Date::from_days(date.days())).then_some(date)
    }

    pub fn to_iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    pub fn from_days(days: i64) -> Date {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Date { year: (year + era * 400 + i64::from(month <= 2)) as i32, month: month as u32, day: day as u32 }
    }
}

fn digits(text: &str, from: usize, length: usize) -> Option<i32> {
    let part = text.get(from..from + length)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_with_an_offset() {
        let stamp = Stamp::parse("2026-11-22T00:30:00.250+01:00").unwrap();
        assert_eq!(utc(stamp.millis), "2026-11-21T23:30:00.250Z");
        assert_eq!(stamp.date().to_iso(), "2026-11-22");
        assert_eq!(stamp.to_rfc3339(), "2026-11-22T00:30:00+01:00");
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        assert!(Date::parse("2025-02-29").is_none());
        assert!(Date::parse("2024-02-29").is_some());
        assert!(Stamp::parse("2026-11-22T25:00:00Z").is_none());
        assert!(Stamp::parse("2026-11-22").is_none());
    }

    proptest::proptest! {
        #[test]
        fn days_go_round_trip(days in -700_000i64..700_000) {
            proptest::prop_assert_eq!(Date::from_days(days).days(), days);
        }
    }
}
