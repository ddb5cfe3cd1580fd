//! The sheets as an `.xlsx`, pleasant to work in: headers stay in sight, columns have a width, everything is text.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use super::Sheets;

pub(super) fn bytes(sheets: &Sheets) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_E4DC));
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for (name, grid) in sheets.each() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, if name == "survey" || name == "choices" { 2 } else { 0 })?;
        for (column, header) in (0u16..).zip(grid.headers()) {
            sheet.write_string_with_format(0, column, header, &head)?;
            sheet.set_column_width(column, width(header))?;
        }
        for (row, cells) in (1u32..).zip(grid.lines()) {
            for (column, text) in cells {
                sheet.write_string_with_format(row, u16::try_from(column).unwrap_or(u16::MAX), text, &words)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn width(header: &str) -> f64 {
    let has_words = ["label", "hint", "constraint_message", "value", "sectorwise_intro", "sectorwise_warning_message"];
    match header {
        _ if has_words.iter().any(|word| header.starts_with(word)) => 48.0,
        "relevant" | "constraint" | "calculation" => 32.0,
        "type" | "name" | "item" => 24.0,
        _ => 14.0,
    }
}
