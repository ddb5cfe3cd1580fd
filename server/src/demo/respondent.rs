//! One made-up organisation answering: believable numbers, along the same routing as a real one.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use shared::interview::{Finished, Form, Interview};
use shared::place::BOROUGHS;
use shared::questionnaire::{Kind, Question};
use shared::time::Stamp;

use super::dice::Dice;

/// Charities naming each borough as an area of operation (Charity Commission extract of 1 February 2025),
/// in the order of the boroughs' codes.
const CHARITIES: [f64; 33] = [
    1150.0, 730.0, 1521.0, 613.0, 855.0, 1017.0, 1074.0, 1225.0, 924.0, 829.0, 936.0, 1576.0, 661.0, 1244.0, 858.0,
    608.0, 735.0, 747.0, 901.0, 732.0, 586.0, 1271.0, 1093.0, 662.0, 1022.0, 837.0, 755.0, 1313.0, 600.0, 1051.0,
    800.0, 869.0, 1087.0,
];

/// The twelve income bands: upper and lower limit in pounds, and a share. Of those that file a return 62 %
/// are under £100,000 (Annual Return 2023 analysis report); within that the shape is an assumption.
const BANDS: [(&str, f64, f64, f64); 12] = [
    ("0", 0.0, 0.0, 3.0),
    ("1-4999", 200.0, 4_999.0, 16.0),
    ("5000-9999", 5_000.0, 9_999.0, 10.0),
    ("10k-25k", 10_000.0, 24_999.0, 13.0),
    ("25k-50k", 25_000.0, 49_999.0, 10.0),
    ("50k-100k", 50_000.0, 99_999.0, 10.0),
    ("100k-250k", 100_000.0, 249_999.0, 14.0),
    ("250k-500k", 250_000.0, 499_999.0, 9.0),
    ("500k-1m", 500_000.0, 999_999.0, 6.5),
    ("1m-5m", 1_000_000.0, 4_999_999.0, 6.5),
    ("5m-10m", 5_000_000.0, 9_999_999.0, 1.2),
    ("10m-plus", 10_000_000.0, 60_000_000.0, 0.8),
];

const FIRST: [&str; 24] = [
    "Marsh Lane",
    "Riverside",
    "Oak Tree",
    "St Mark’s",
    "Unity",
    "New Horizon",
    "Bridge",
    "Lantern",
    "Common Ground",
    "Sunrise",
    "Canal Side",
    "Open Door",
    "Hilltop",
    "Green Lanes",
    "Phoenix",
    "Harbour",
    "Mosaic",
    "Welcome",
    "Stepping Stones",
    "Rainbow",
    "Kingsway",
    "Old Town",
    "Beacon",
    "Meridian",
];
const SECOND: [&str; 20] = [
    "Community Kitchen",
    "Carers’ Group",
    "Youth Club",
    "Tenants’ Association",
    "Advice Centre",
    "Food Bank",
    "Theatre",
    "Residents’ Association",
    "Somali Women’s Group",
    "Befriending Scheme",
    "Football Club",
    "Garden",
    "Refugee Support",
    "Disability Forum",
    "Night Shelter",
    "Choir",
    "Credit Union",
    "Bengali Elders",
    "Playgroup",
    "Mental Health Project",
];

/// What the size of an organisation decides.
struct Size {
    income: f64,
    staff: u64,
}

/// A finished interview with made-up answers to most questions, required ones always.
pub fn answer(form: &Arc<Form>, dice: &mut Dice, now: Stamp) -> Option<Finished> {
    let mut interview = Interview::new(form.clone(), now);
    let (band, low, high, _) = BANDS.get(dice.weighted(BANDS.map(|(.., share)| share)))?;
    let income = if *high > 0.0 { dice.skewed(*low, *high).round() } else { 0.0 };
    let has_staff = dice.chance((income / 60_000.0).clamp(0.02, 0.97));
    let staff = if has_staff { (income / 42_000.0 * (0.5 + dice.share())).ceil().clamp(1.0, 900.0) as u64 } else { 0 };
    let size = Size { income, staff };
    for question in form.questions().iter().filter(|question| question.is_asked()) {
        for inner in question.questions.iter().filter(|inner| inner.is_asked()) {
            let value = any(inner, &interview, dice);
            interview.set(&format!("{}[1].{}", question.id, inner.id), Some(value));
        }
        if question.kind == Kind::Repeat {
            continue;
        }
        let wanted = question.required || dice.chance(0.93);
        if wanted && interview.is_shown(&question.id) {
            let value = special(&question.id, band, &size, dice).unwrap_or_else(|| any(question, &interview, dice));
            interview.set(&question.id, Some(value));
        }
        if interview.problems_at(&question.id).iter().any(shared::Problem::is_error) && !question.required {
            interview.set(&question.id, None);
        }
    }
    interview.finish().ok()
}

/// Answers that must fit each other: place, size, money and people.
fn special(id: &str, band: &str, size: &Size, dice: &mut Dice) -> Option<Value> {
    let heads = size.staff.max(1);
    Some(match id {
        "B1" => json!(format!("{} {}", dice.pick(&FIRST)?, dice.pick(&SECOND)?)),
        "B2" => {
            let small = ["association", "cio", "trust", "cic"];
            let large = ["company-guarantee", "cio", "cic", "registered-society", "trust"];
            json!(dice.pick(if size.income < 25_000.0 { &small } else { &large })?)
        }
        "B3" => match size.income > 5_000.0 && dice.chance(0.75) {
            true => json!({"GB-CHC": format!("{}", dice.between(1_050_000, 1_209_999))}),
            false => json!({"none": true}),
        },
        "B4" => json!({"borough": if dice.chance(0.015) { "outside" } else { borough(dice) }}),
        "B6" => json!(2025 - dice.skewed(1.0, 150.0) as u64),
        "C1" => json!({"amount": size.income, "year_end": "2026-03-31"}),
        "C2" => json!(band),
        "D1" => json!(if size.staff > 0 { "yes" } else { "no" }),
        "D2" => {
            let full = heads * 2 / 5;
            let part = heads - full;
            json!({"full-time": full, "part-time": part, "sessional": dice.between(0, heads / 4),
                   "fte": ((full as f64 + part as f64 * 0.5) * 10.0).floor() / 10.0})
        }
        "D4" => json!(dice.skewed(3.0, 20.0 + size.income / 2_000.0).round()),
        "D5" => json!(dice.skewed(4.0, 60.0 + size.income / 1_500.0).round()),
        "B11" => json!({"about": dice.skewed(15.0, 300.0 + size.income / 40.0).round()}),
        _ => return None,
    })
}

fn borough(dice: &mut Dice) -> &'static str {
    BOROUGHS.get(dice.weighted(CHARITIES)).map_or("outside", |borough| borough.code)
}

/// A plausible answer of the question's type; earlier options a little more often.
fn any(question: &Question, interview: &Interview, dice: &mut Dice) -> Value {
    if !question.required && !question.missing.is_empty() && dice.chance(0.06) {
        let reason = dice.between(0, question.missing.len() as u64 - 1) as usize;
        return json!({"missing": question.missing.get(reason)});
    }
    let codes: Vec<&str> = question.options.iter().map(|option| option.code.as_str()).collect();
    let open: Vec<&str> = question.options.iter().filter(|o| !o.exclusive).map(|o| o.code.as_str()).collect();
    let alone: Vec<&str> = question.options.iter().filter(|o| o.exclusive).map(|o| o.code.as_str()).collect();
    // Each question leans its own way, so that charts do not all look alike.
    let lean = 0.2
        + 0.5 * f64::from(question.id.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte))) / 255.0;
    match question.kind {
        Kind::Consent => json!(true),
        Kind::Single => json!(one(&codes, lean, dice)),
        Kind::Multi if !alone.is_empty() && dice.chance(0.2) => json!([one(&alone, lean, dice)]),
        Kind::Multi => json!(some(&open, 1 + dice.between(0, 3) as usize, lean, dice)),
        Kind::Rank => json!(some(&open, question.max.unwrap_or(3.0) as usize, lean, dice)),
        Kind::GridSingle => {
            let rows = question.rows.iter().filter(|row| interview.context().shows(row));
            Value::Object(rows.map(|row| (row.code.clone(), json!(one(&codes, lean, dice)))).collect())
        }
        Kind::GridNumber => {
            Value::Object(question.rows.iter().map(|row| (row.code.clone(), json!(dice.between(0, 9)))).collect())
        }
        Kind::Split if dice.chance(0.25) => json!({"ticked": some(&codes, 2, lean, dice)}),
        Kind::Split => parts(&some(&codes, 1 + dice.between(0, 3) as usize, lean, dice), dice),
        Kind::Number | Kind::Year | Kind::Money => json!(dice.between(0, 40)),
        Kind::Text => json!("Made up for the demo"),
        Kind::Long => json!("A made-up answer: a room that we can count on, and core funding for more than a year."),
        Kind::Place => json!({"borough": borough(dice)}),
        Kind::Boroughs if dice.chance(0.08) => json!(["all-london"]),
        Kind::Boroughs => {
            let base = interview.answer("B4").map(|answer| answer.term(None).text());
            let mut chosen: Vec<String> =
                base.into_iter().filter(|code| shared::place::by_code(code).is_some()).collect();
            for _ in 0..dice.between(0, 3) {
                chosen.push(borough(dice).to_owned());
            }
            chosen.sort();
            chosen.dedup();
            if chosen.is_empty() { json!(["outside"]) } else { json!(chosen) }
        }
        Kind::OrganisationId => json!({"none": true}),
        Kind::Contact => json!({"name": "Demo Person", "email": "demo@example.org"}),
        Kind::Date => json!(format!("2026-{:02}-{:02}", dice.between(1, 10), dice.between(1, 28))),
        Kind::Time => json!(format!("{:02}:{:02}", dice.between(8, 18), dice.between(0, 59))),
        Kind::DateTime => json!(format!("2026-10-{:02}T10:00:00+01:00", dice.between(1, 28))),
        Kind::Note | Kind::Calculate | Kind::Repeat => Value::Null,
    }
}

fn one<'a>(codes: &[&'a str], lean: f64, dice: &mut Dice) -> &'a str {
    let middle = lean * codes.len() as f64;
    let weight = |index: usize| 1.0 / (1.0 + (index as f64 - middle).abs());
    let index = dice.weighted((0..codes.len()).map(weight));
    codes.get(index).copied().unwrap_or_default()
}

fn some<'a>(codes: &[&'a str], count: usize, lean: f64, dice: &mut Dice) -> Vec<&'a str> {
    let mut left = codes.to_vec();
    let mut chosen = Vec::new();
    while chosen.len() < count && !left.is_empty() {
        let code = one(&left, lean, dice);
        left.retain(|other| *other != code);
        chosen.push(code);
    }
    chosen
}

/// Parts in fives that add up to 100.
fn parts(codes: &[&str], dice: &mut Dice) -> Value {
    let mut parts = Map::new();
    let mut left = 20;
    for (index, code) in codes.iter().enumerate() {
        let others = (codes.len() - index - 1) as u64;
        let share = if others == 0 { left } else { dice.between(1, left - others) };
        left -= share;
        parts.insert((*code).to_owned(), json!(share * 5));
    }
    Value::Object(parts)
}
