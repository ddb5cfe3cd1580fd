//! Answers that are numbers: counts, years, money, parts of 100 %, a grid of numbers.

use serde_json::Value;

use super::Reader;
use crate::answer::Answer;
use crate::json::plain;
use crate::problem::Code;
use crate::questionnaire::Kind;
use crate::rows::Rows;
use crate::time::Date;

impl Reader<'_> {
    pub(super) fn number(&mut self, value: &Value) -> Option<Answer> {
        let about = value.get("about");
        if about.is_some() && (!self.question.estimate || value.as_object().is_some_and(|object| object.len() != 1)) {
            return self.wrong("a number");
        }
        let number = self.read_number(None, about.unwrap_or(value), self.question.decimals)?;
        if self.question.kind == Kind::Year && number > f64::from(self.context.today.year) {
            self.add(Code::YearInFuture, &self.context.today.year.to_string());
        }
        Some(Answer::Number { value: number, about: about.is_some() })
    }

    pub(super) fn money(&mut self, value: &Value) -> Option<Answer> {
        let Some(object) = value.as_object() else {
            return self.wrong("an object with amount");
        };
        if let Some(stray) = object.keys().find(|key| *key != "amount" && *key != "year_end") {
            return self.wrong(stray);
        }
        let Some(amount) = object.get("amount") else {
            self.add(Code::NotANumber, "");
            return None;
        };
        let amount = self.read_number(None, amount, 0)?;
        let year_end = match object.get("year_end") {
            None => None,
            Some(text) => {
                let date = text.as_str().and_then(Date::parse).filter(|date| (1900..=2200).contains(&date.year));
                if date.is_none() {
                    self.add(Code::NotADate, "");
                }
                date
            }
        };
        Some(Answer::Money { amount, year_end })
    }

    pub(super) fn split(&mut self, value: &Value) -> Option<Answer> {
        let Some(object) = value.as_object() else {
            return self.wrong("an object of part and percent");
        };
        if let Some(ticked) = object.get("ticked") {
            if object.len() != 1 {
                return self.wrong("ticked alone");
            }
            let codes = self.codes(ticked)?;
            for code in codes.iter().filter(|code| self.question.option(code).is_none()) {
                self.add(Code::UnknownOption, code);
            }
            return Some(Answer::Ticked(codes));
        }
        let mut parts = Rows::default();
        for (part, value) in object {
            if self.question.option(part).is_none() {
                self.add(Code::UnknownOption, part);
            } else if let Some(percent) = self.read_number(Some(part), value, 2) {
                if percent > 100.0 {
                    self.add_at(part, Code::TooLarge, "100");
                }
                parts.insert(part.clone(), percent);
            }
        }
        self.not_empty(parts.is_empty())?;
        let sum: f64 = parts.values().sum();
        if self.problems.is_empty() && (sum - 100.0).abs() > 0.005 {
            self.add(Code::SumNot100, &trimmed(sum));
        }
        Some(Answer::Split(parts))
    }

    pub(super) fn grid_number(&mut self, value: &Value) -> Option<Answer> {
        let Some(object) = value.as_object() else {
            return self.wrong("an object of row and number");
        };
        let mut rows = Rows::default();
        for (row, value) in object {
            if !self.row_is_shown(row) {
                continue;
            }
            let decimals = self.question.row(row).map_or(0, |known| known.decimals);
            if let Some(number) = self.read_number(Some(row), value, decimals) {
                rows.insert(row.clone(), number);
            }
        }
        self.not_empty(rows.is_empty())?;
        Some(Answer::GridNumber(rows))
    }

    fn read_number(&mut self, row: Option<&str>, value: &Value, decimals: u32) -> Option<f64> {
        let (minimum, maximum) = (self.question.min.unwrap_or(0.0), self.question.max.unwrap_or(1e12));
        let mut wrong = |code, detail: String| match row {
            Some(row) => self.add_at(row, code, &detail),
            None => self.add(code, &detail),
        };
        let Some(number) = value.as_f64() else {
            wrong(Code::NotANumber, String::new());
            return None;
        };
        // Exactly a number of so many decimals, however large: it comes back from being rounded to them.
        let scale = f64::from(10u32.pow(decimals.min(6)));
        if (number * scale).round() / scale != number {
            wrong(Code::TooManyDecimals, decimals.to_string());
        } else if number < minimum {
            wrong(Code::TooSmall, trimmed(minimum));
        } else if number > maximum {
            wrong(Code::TooLarge, trimmed(maximum));
        }
        Some(number)
    }
}

/// A number without needless decimals, such as `90` or `99.5`.
fn trimmed(number: f64) -> String {
    plain((number * 100.0).round() / 100.0)
}
