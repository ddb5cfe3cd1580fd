//! The strings as an `.xlsx` to work in: the header stays in sight, texts wrap, Urdu runs from right to left.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};
use shared::draft::strings::{Of, Role, Spot, digest, each, left_out, outdated, said};
use shared::language::{english_name, is_rtl};
use shared::questionnaire::Questionnaire;

use super::book::LONGEST_CELL;
use super::{KEY, NOTE, SEEN, SHEET, SOURCE, WHERE, header};

/// The bytes of a workbook. The newest published version tells which translations are older than their originals.
pub fn write(draft: &Questionnaire, published: Option<(u32, &Questionnaire)>) -> Result<Vec<u8>, XlsxError> {
    let main = draft.main_language();
    let others: Vec<&String> = draft.languages.iter().skip(1).collect();
    let old: Vec<Vec<String>> = others
        .iter()
        .map(|tag| published.map(|(_, version)| outdated(draft, version, tag)).unwrap_or_default())
        .collect();
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_E4DC)).set_align(FormatAlign::Top);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let soft = plain.clone().set_font_color(Color::RGB(0x005B_5B5B));
    let (ltr, rtl) = (plain.clone().set_reading_direction(1), plain.clone().set_reading_direction(2));
    let directed = |tag: &str| if is_rtl(tag) { &rtl } else { &ltr };
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_freeze_panes(1, 3)?;
    let source = format!("{SOURCE}: {}", english_name(main));
    let heads = [KEY.to_owned(), WHERE.to_owned(), source].into_iter();
    let heads = heads.chain(others.iter().map(|tag| header::over(tag))).chain([NOTE, SEEN].map(str::to_owned));
    let note = u16::try_from(others.len() + 3).unwrap_or(u16::MAX);
    for (column, text) in (0u16..).zip(heads) {
        sheet.write_string_with_format(0, column, text, &head)?;
        sheet.set_column_width(column, width(column, note))?;
    }
    sheet.set_column_hidden(note.saturating_add(1))?;
    let (mut row, mut done) = (1u32, Ok(()));
    each(draft, &mut |spot, text| {
        let original = said(text, main, main);
        if original.trim().is_empty() || done.is_err() {
            return;
        }
        let key = spot.key();
        let mut put = |column: u16, words: &str, format: &Format| {
            // Excel has no more room: such a row is left aside when it comes back, and its words stay.
            let words: String = words.chars().take(LONGEST_CELL).collect();
            if !words.is_empty() && done.is_ok() {
                done = sheet.write_string_with_format(row, column, words, format).map(drop);
            }
        };
        put(0, &key, &soft);
        put(1, &place(&spot), &soft);
        put(2, original, directed(main));
        let mut notes = Vec::new();
        let names: Vec<String> = left_out(original, "").iter().map(|name| format!("${{{name}}}")).collect();
        if !names.is_empty() {
            notes.push(format!("Keep {} as it is.", names.join(" and ")));
        }
        for ((column, tag), old) in (3u16..).zip(&others).zip(&old) {
            put(column, said(text, tag, main), directed(tag));
            if old.contains(&key)
                && let Some((version, _)) = published
            {
                let (main, other) = (english_name(main), english_name(tag));
                notes.push(format!("{main} has changed since version {version}, {other} has not."));
            }
        }
        put(note, &notes.join(" "), &soft);
        let seen = others.iter().map(|tag| format!("{tag}={}", digest(said(text, tag, main))));
        put(note.saturating_add(1), &seen.collect::<Vec<_>>().join(" "), &soft);
        row += 1;
    });
    done?;
    workbook.save_to_buffer()
}

fn width(column: u16, note: u16) -> f64 {
    match column {
        0 | 1 => 26.0,
        _ if column == note => 32.0,
        _ => 52.0,
    }
}

/// Where people find it: “C3, option grants”.
fn place(spot: &Spot) -> String {
    let what = match spot.role {
        Role::Title => "title",
        Role::Ready(_) => "what to have to hand",
        Role::Help => "help",
        Role::NoticeTitle => "privacy notice, title",
        Role::NoticeHeading(_) => "privacy notice, heading",
        Role::NoticeText(_) => "privacy notice, text",
        Role::Intro => "introduction",
        Role::Label => "",
        Role::Name => "short name",
        Role::Hint => "hint",
        Role::Message(_) => "what is said where a rule is broken",
        Role::Warning(_) => "warning",
    };
    let of = match spot.of {
        Of::Survey => "survey".to_owned(),
        Of::Section(id) => format!("page {id}"),
        Of::Question(id) => id.to_owned(),
        Of::Option(id, code) => format!("{id}, option {code}"),
        Of::Row(id, code) => format!("{id}, row {code}"),
        Of::Choice(list, code) => format!("list {list}, {code}"),
    };
    if what.is_empty() { of } else { format!("{of}, {what}") }
}
