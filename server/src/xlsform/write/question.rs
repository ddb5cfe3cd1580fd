//! One question as a row, or as a group of rows where other tools have no such type.

use shared::questionnaire::{Constraint, Ownership, Question};
use shared::text::Text;
use shared::{Kind, Missing};

use super::super::limits::{DECIMALS, stands_alone};
use super::super::{compound, defaults};
use super::choices::Lists;
use super::grid::{Grid, Texts};
use super::group;
use super::survey::is_error;

pub(super) fn rows(grid: &mut Grid, question: &Question, texts: &Texts, lists: &Lists) {
    grid.row();
    let name = texts.names.question(&question.id);
    grid.put("type", &kind(question, lists));
    grid.put("name", name);
    if name != question.id {
        grid.put("sectorwise_id", &question.id);
    }
    grid.words("label", &question.label, texts);
    if let Some(hint) = &question.hint {
        grid.words("hint", hint, texts);
    }
    rules(grid, question, texts);
    constraints(grid, question, texts, lists);
    about(grid, question, texts);
    match question.kind {
        Kind::Repeat => {
            if let Some(count) = &question.count {
                grid.put("repeat_count", &texts.names.rule(count));
            }
            question.questions.iter().for_each(|inner| rows(grid, inner, texts, lists));
            grid.row();
            grid.put("type", "end_repeat");
        }
        _ if group::is_one(question.kind) => group::inside(grid, question, texts, lists),
        _ => {}
    }
}

fn kind(question: &Question, lists: &Lists) -> String {
    let choice = |word: &str| lists.choice(word, question);
    match question.kind {
        Kind::Consent => "acknowledge".to_owned(),
        Kind::Single => choice("select_one"),
        Kind::Multi => choice("select_multiple"),
        Kind::Rank => choice("rank"),
        Kind::Boroughs => format!("select_multiple {}", lists.boroughs),
        Kind::Number if question.decimals > 0 => "decimal".to_owned(),
        Kind::Number | Kind::Year => "integer".to_owned(),
        Kind::Text | Kind::Long => "text".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Time => "time".to_owned(),
        Kind::DateTime => "dateTime".to_owned(),
        Kind::Note => "note".to_owned(),
        Kind::Calculate => "calculate".to_owned(),
        Kind::Repeat => "begin_repeat".to_owned(),
        Kind::Money | Kind::Split | Kind::GridSingle | Kind::GridNumber => "begin_group".to_owned(),
        Kind::Place | Kind::OrganisationId | Kind::Contact => "begin_group".to_owned(),
    }
}

fn rules(grid: &mut Grid, question: &Question, texts: &Texts) {
    let names = texts.names;
    match &question.required_when {
        Some(rule) if !question.required => grid.put("required", &names.rule(rule)),
        _ => grid.flag("required", question.required),
    }
    for (header, rule) in
        [("relevant", &question.relevant), ("calculation", &question.calculation), ("choice_filter", &question.filter)]
    {
        if let Some(rule) = rule {
            grid.put(header, &names.rule(rule));
        }
    }
    if let Some(default) = &question.default {
        grid.put("default", &names.rule(&defaults::cell(default, question.kind)));
    }
    match question.kind {
        Kind::Long => grid.put("appearance", "multiline"),
        Kind::GridSingle => grid.put("appearance", "table-list"),
        kind if group::is_one(kind) => grid.put("appearance", "field-list"),
        _ => {}
    }
}

fn constraints(grid: &mut Grid, question: &Question, texts: &Texts, lists: &Lists) {
    let errors: Vec<&Constraint> = question.constraints.iter().filter(|rule| is_error(rule)).collect();
    let limits = limits(question);
    let alone: Vec<String> = lists.exclusive(question).map(stands_alone).collect();
    let is_single = limits.len() + alone.len() + errors.len() == 1;
    let tests = errors.iter().map(|rule| if is_single { rule.test.clone() } else { format!("({})", rule.test) });
    let all: Vec<String> = limits.into_iter().chain(tests).chain(alone).collect();
    grid.put("constraint", &texts.names.rule(&all.join(" and ")));
    grid.words("constraint_message", &together(&errors, texts), texts);
    if let Some(warning) = question.constraints.iter().find(|rule| !is_error(rule)) {
        grid.put("sectorwise_warning", &texts.names.rule(&warning.test));
        grid.words("sectorwise_warning_message", &warning.message, texts);
    }
}

/// Limits as other tools are told about them.
fn limits(question: &Question) -> Vec<String> {
    let number = |start: &str, number: Option<f64>| number.map(|number| format!("{start} {number}"));
    match question.kind {
        Kind::Number | Kind::Year => {
            [number(". >=", question.min), number(". <=", question.max)].into_iter().flatten().collect()
        }
        Kind::Text | Kind::Long => number("string-length(.) <=", question.max).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The messages of all rules, for tools that have one.
fn together(errors: &[&Constraint], texts: &Texts) -> Text {
    match errors {
        [] => Text::default(),
        [one] => one.message.clone(),
        many => {
            let main = texts.tags.first().map_or("en", String::as_str);
            let mut all = shared::rows::Rows::default();
            for tag in texts.tags {
                let words: Vec<&str> = many.iter().map(|rule| rule.message.get(tag, main)).collect();
                all.insert(tag.clone(), words.join(" "));
            }
            Text::Many(all)
        }
    }
}

fn about(grid: &mut Grid, question: &Question, texts: &Texts) {
    grid.put("sectorwise_type", compound::word(question.kind).unwrap_or_default());
    grid.put(
        "sectorwise_ownership",
        match question.ownership {
            Ownership::Core => "core",
            Ownership::Module => "module",
            Ownership::Local => "",
        },
    );
    if question.version != 1 {
        grid.put("sectorwise_version", &question.version.to_string());
    }
    grid.words("sectorwise_name", &question.name, texts);
    grid.flag("sectorwise_short", question.short);
    grid.flag("sectorwise_sensitive", question.sensitive);
    grid.flag("sectorwise_estimate", question.estimate);
    grid.put("sectorwise_missing", &reasons(&question.missing));
    grid.put("sectorwise_row_missing", &reasons(&question.row_missing));
    for (header, number) in [("sectorwise_min", question.min), ("sectorwise_max", question.max)] {
        if let Some(number) = number {
            grid.put(header, &number.to_string());
        }
    }
    if question.kind == Kind::Number && ![0, DECIMALS].contains(&question.decimals) {
        grid.put("sectorwise_decimals", &question.decimals.to_string());
    }
    grid.put("sectorwise_standard", question.standard.as_deref().unwrap_or_default());
}

fn reasons(reasons: &[Missing]) -> String {
    reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(" ")
}
