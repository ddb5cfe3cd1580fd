//! The sheet `survey`: a group for each page, a row or a group for each question.

use shared::questionnaire::{Questionnaire, Section};
use shared::{Kind, Severity};

use super::choices::Lists;
use super::grid::{Grid, Texts};
use super::question;

pub(super) fn sheet(questionnaire: &Questionnaire, texts: &Texts, lists: &Lists) -> Grid {
    let mut grid = headers(texts);
    for (index, section) in questionnaire.sections.iter().enumerate() {
        begin(&mut grid, index, section, texts);
        for asked in &section.questions {
            question::rows(&mut grid, asked, texts, lists);
        }
        grid.row();
        grid.put("type", "end_group");
    }
    grid
}

fn headers(texts: &Texts) -> Grid {
    let mut grid = Grid::new();
    grid.column("type");
    grid.column("name");
    grid.translated("label", texts);
    grid.translated("hint", texts);
    for header in ["required", "relevant", "appearance", "constraint"] {
        grid.column(header);
    }
    grid.translated("constraint_message", texts);
    for header in ["calculation", "default", "choice_filter", "repeat_count"] {
        grid.column(header);
    }
    for header in ["sectorwise_id", "sectorwise_type", "sectorwise_ownership", "sectorwise_version"] {
        grid.column(header);
    }
    grid.own("sectorwise_name", texts);
    grid.own("sectorwise_intro", texts);
    for header in [
        "sectorwise_short",
        "sectorwise_sensitive",
        "sectorwise_missing",
        "sectorwise_row_missing",
        "sectorwise_min",
        "sectorwise_max",
        "sectorwise_decimals",
        "sectorwise_estimate",
        "sectorwise_warning",
    ] {
        grid.column(header);
    }
    grid.own("sectorwise_warning_message", texts);
    grid.column("sectorwise_standard");
    grid
}

fn begin(grid: &mut Grid, index: usize, section: &Section, texts: &Texts) {
    grid.row();
    grid.put("type", "begin_group");
    let name = texts.names.page(index);
    grid.put("name", name);
    if name != section.id {
        grid.put("sectorwise_id", &section.id);
    }
    grid.words("label", &section.title, texts);
    if let Some(intro) = &section.intro {
        grid.words("sectorwise_intro", intro, texts);
    }
    if let Some(relevant) = &section.relevant {
        grid.put("relevant", &texts.names.rule(relevant));
    }
    // Collect shows a group on one screen where it is told so, but for one with a repeat in it.
    if section.questions.iter().all(|question| question.kind != Kind::Repeat) {
        grid.put("appearance", "field-list");
    }
}

/// Whether a constraint stops the finish.
pub(super) fn is_error(constraint: &shared::questionnaire::Constraint) -> bool {
    constraint.severity == Severity::Error
}
