//! A figure: what was measured, and what it must reach.

use anyhow::{Context, Result};
use serde_json::{Value, json};

#[derive(Debug, PartialEq)]
pub struct Figure {
    pub figure: String,
    pub value: f64,
    pub unit: String,
    pub bound: Option<Bound>,
}

#[derive(Debug, PartialEq, Clone, Copy)]
pub enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Figure {
    pub fn read(line: &str) -> Result<Figure> {
        let told: Value = serde_json::from_str(line).context("Not JSON")?;
        let text = |key: &str| told[key].as_str().map(String::from);
        Ok(Figure {
            figure: text("figure").context("A figure without a name")?,
            value: told["value"].as_f64().context("A figure without a value")?,
            unit: text("unit").context("A figure without a unit")?,
            bound: match (told["at_least"].as_f64(), told["at_most"].as_f64()) {
                (Some(least), _) => Some(Bound::AtLeast(least)),
                (_, Some(most)) => Some(Bound::AtMost(most)),
                _ => None,
            },
        })
    }

    pub fn json(&self) -> String {
        let bound = match self.bound {
            Some(Bound::AtLeast(least)) => format!(r#","at_least":{}"#, number(least)),
            Some(Bound::AtMost(most)) => format!(r#","at_most":{}"#, number(most)),
            None => String::new(),
        };
        // By hand, since serde_json would sort the keys.
        format!(
            r#"{{"figure":{},"value":{},"unit":{}{bound}}}"#,
            json!(self.figure),
            number(self.value),
            json!(self.unit)
        )
    }

    fn reached(&self) -> bool {
        match self.bound {
            Some(Bound::AtLeast(least)) => self.value >= least,
            Some(Bound::AtMost(most)) => self.value <= most,
            None => true,
        }
    }

    fn row(&self) -> [String; 4] {
        let must = match self.bound {
            Some(Bound::AtLeast(least)) => format!("at least {}", plain(least)),
            Some(Bound::AtMost(most)) => format!("at most {}", plain(most)),
            None => String::new(),
        };
        let verdict = if self.reached() { "" } else { "MISSED" };
        [self.figure.clone(), format!("{} {}", plain(self.value), self.unit), must, verdict.into()]
    }
}

/// Aligned columns, the values to the right.
pub fn table(figures: &[Figure]) -> String {
    let head = ["Figure", "Measured", "Must reach", ""].map(String::from);
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(figures.iter().map(Figure::row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let (first, second, third) = (width(0), width(1), width(2));
    let lines: Vec<String> = rows
        .iter()
        .map(|[figure, value, must, verdict]| {
            format!("{figure:<first$}   {value:>second$}   {must:<third$}   {verdict}").trim_end().to_string()
        })
        .collect();
    lines.join("\n")
}

fn number(value: f64) -> Value {
    // Whole numbers without ".0", as anybody would write them.
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

/// Large numbers whole and with commas, small ones with what distinguishes them.
fn plain(value: f64) -> String {
    let text = match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && digit != '-' && (whole.len() - index) % 3 == 0 && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_written_alike() {
        let line = r#"{"figure":"usable","value":1.25,"unit":"s","at_most":2.5}"#;
        let figure = Figure::read(line).unwrap();
        assert_eq!(figure.bound, Some(Bound::AtMost(2.5)));
        assert_eq!(figure.json(), line);
    }

    #[test]
    fn the_table_is_aligned_and_names_what_is_missed() {
        let figure =
            |name: &str, value, bound| Figure { figure: name.into(), value, unit: "kB".into(), bound: Some(bound) };
        let table =
            table(&[figure("bytes", 161.32, Bound::AtMost(170.0)), figure("stored", 1234.4, Bound::AtLeast(2000.0))]);
        assert_eq!(
            table,
            "Figure   Measured   Must reach\n\
             bytes      161 kB   at most 170\n\
             stored   1,234 kB   at least 2,000   MISSED"
        );
    }
}
