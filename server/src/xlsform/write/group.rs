//! The rows inside of a question that is a group elsewhere: what other tools ask in its place.

use shared::Kind;
use shared::questionnaire::Question;

use super::super::limits::DECIMALS;
use super::choices::Lists;
use super::grid::{Grid, Texts};

pub(super) fn is_one(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Money
            | Kind::Split
            | Kind::GridSingle
            | Kind::GridNumber
            | Kind::Place
            | Kind::OrganisationId
            | Kind::Contact
    )
}

pub(super) fn inside(grid: &mut Grid, question: &Question, texts: &Texts, lists: &Lists) {
    match question.kind {
        Kind::GridSingle | Kind::GridNumber => rows(grid, question, texts, lists),
        Kind::Split => parts(grid, question, texts),
        Kind::Money => {
            part(grid, question, "amount", "integer", "Amount in whole pounds", texts);
            grid.flag("required", question.required);
            part(grid, question, "year_end", "date", "Last day of that year", texts);
        }
        Kind::Place => {
            part(grid, question, "postcode", "text", "Postcode", texts);
            part(grid, question, "borough", &format!("select_one {}", lists.places), "Borough", texts);
            grid.flag("required", question.required);
        }
        Kind::Contact => {
            part(grid, question, "name", "text", "Name", texts);
            grid.flag("required", question.required);
            part(grid, question, "email", "text", "E-mail address", texts);
            grid.flag("required", question.required);
        }
        Kind::OrganisationId => {
            for register in texts.names.parts(question) {
                let known = shared::organisation_id::LISTS.iter().find(|list| list.code == register);
                let label = known.map_or(register.as_str(), |list| list.label);
                part(grid, question, &register, "text", label, texts);
            }
        }
        _ => {}
    }
    grid.row();
    grid.put("type", "end_group");
}

fn rows(grid: &mut Grid, question: &Question, texts: &Texts, lists: &Lists) {
    for row in &question.rows {
        grid.row();
        let kind = match (question.kind, row.decimals) {
            (Kind::GridSingle, _) => lists.choice("select_one", question),
            (_, 0) => "integer".to_owned(),
            _ => "decimal".to_owned(),
        };
        grid.put("type", &kind);
        grid.put("name", texts.names.part(&question.id, &row.code));
        grid.words("label", &row.label, texts);
        grid.flag("required", question.required);
        grid.flag("sectorwise_short", row.short);
        if question.kind == Kind::GridNumber {
            grid.put("constraint", ". >= 0");
            if ![0, DECIMALS].contains(&row.decimals) {
                grid.put("sectorwise_decimals", &row.decimals.to_string());
            }
        }
    }
}

/// Parts of 100 per cent; the last one sees to the sum.
fn parts(grid: &mut Grid, question: &Question, texts: &Texts) {
    let names: Vec<&str> = question.options.iter().map(|option| texts.names.part(&question.id, &option.code)).collect();
    for (index, option) in question.options.iter().enumerate() {
        grid.row();
        grid.put("type", "integer");
        grid.put("name", names.get(index).copied().unwrap_or_default());
        grid.words("label", &option.label, texts);
        if let Some(hint) = &option.hint {
            grid.words("hint", hint, texts);
        }
        let others: Vec<String> =
            names.iter().take(names.len().saturating_sub(1)).map(|name| format!("coalesce(${{{name}}}, 0)")).collect();
        if index + 1 == names.len() && !others.is_empty() {
            grid.put("constraint", &format!(". >= 0 and . + {} = 100", others.join(" + ")));
        } else {
            grid.put("constraint", ". >= 0 and . <= 100");
        }
    }
}

fn part(grid: &mut Grid, question: &Question, part: &str, kind: &str, label: &str, texts: &Texts) {
    grid.row();
    grid.put("type", kind);
    grid.put("name", texts.names.part(&question.id, part));
    grid.words("label", &label.into(), texts);
}
