//! Files that are no workbooks, or want to be more than that.

use server::xlsform;

use crate::support::{briefs, repacked, replaced, with_survey};

fn form() -> Vec<u8> {
    with_survey(|sheet| {
        sheet.write_row(0, 0, ["type", "name", "label"]).unwrap();
        sheet.write_row(1, 0, ["text", "q1", "A question of some length"]).unwrap();
    })
}

fn code(bytes: &[u8]) -> &'static str {
    let read = xlsform::read(bytes);
    assert!(read.questionnaire.is_none());
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).collect();
    assert_eq!(errors.len(), 1, "{:?}", read.problems);
    assert!(errors[0].message.len() > 20, "{}", errors[0].message);
    errors[0].code
}

#[test]
fn what_is_no_workbook_is_one_sentence() {
    for bytes in [&b""[..], b"PK", b"PK\x03\x04", b"hello, this is a text", b"<html></html>", &[0; 4096]] {
        assert_eq!(code(bytes), "unreadable");
    }
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0];
    assert_eq!(code(&old), "unreadable");
    let bytes = form();
    for length in [10, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(code(&bytes[..length]), "unreadable");
    }
}

#[test]
fn parts_that_are_missing_or_no_xml_are_one_sentence() {
    let bytes = form();
    for part in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"] {
        let without = repacked(&bytes, |name, data| (name != part).then_some(data));
        assert!(["unreadable", "no-survey"].contains(&code(&without)), "{part}");
        let broken = repacked(&bytes, |name, data| Some(if name == part { b"<a><b></a>".to_vec() } else { data }));
        assert!(["unreadable", "no-survey"].contains(&code(&broken)), "{part}");
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let bytes = form();
    let spaces = vec![b' '; 65 << 20];
    let bomb = repacked(&bytes, |name, data| {
        Some(if name == "xl/sharedStrings.xml" { [data, spaces.clone()].concat() } else { data })
    });
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert_eq!(code(&bomb), "too-large");
    // One text in very many cells.
    let cells: String = (0..4_000).map(|_| r#"<c r="C3" t="s"><v>0</v></c>"#).collect();
    let long = "x".repeat(30_000);
    let bomb = repacked(&bytes, |name, data| {
        let text = String::from_utf8(data).unwrap();
        Some(
            match name {
                "xl/worksheets/sheet1.xml" => {
                    text.replace("</sheetData>", &format!("<row r=\"3\">{cells}</row></sheetData>"))
                }
                "xl/sharedStrings.xml" => text.replacen("<t>type</t>", &format!("<t>{long}</t>"), 1),
                _ => text,
            }
            .into_bytes(),
        )
    });
    assert_eq!(code(&bomb), "too-large");
    let lying = replaced(&bytes, "xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"99999999999");
    assert_eq!(code(&lying), "too-large");
    assert_eq!(code(&vec![b'x'; xlsform::LARGEST_FILE + 1]), "too-large");
}

#[test]
fn entities_are_not_expanded() {
    let bytes = form();
    let declared = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let bomb = repacked(&bytes, |name, data| {
        let text = String::from_utf8(data).unwrap();
        let at = text.find("<sst").filter(|_| name == "xl/sharedStrings.xml");
        Some(at.map_or(text.clone(), |at| [declared, &text[at..]].concat().replace("length", "&b;")).into_bytes())
    });
    assert_eq!(code(&bomb), "unreadable");
}

#[test]
fn positions_that_cannot_be_are_no_reason_to_break_off() {
    let bytes = form();
    for (from, to) in [
        (r#"r="C2""#, r#"r="ZZZZZZZZZZ99999999999""#),
        (r#"r="C2""#, r#"r="2""#),
        (r#"r="C2""#, r#"r="🦀""#),
        (r#"<row r="2""#, r#"<row r="99999999999999999999""#),
        (r#"t="s""#, r#"t="nonsense""#),
        ("<v>0</v>", "<v>99999999</v>"),
        ("<v>0</v>", "<v>-1</v>"),
        (r#"<dimension ref="A1:C2""#, r#"<dimension ref="A1:XFD1048576""#),
    ] {
        let odd = replaced(&bytes, "xl/worksheets/sheet1.xml", from, to);
        let read = xlsform::read(&odd);
        assert_eq!(read.questionnaire.is_none(), read.problems.iter().any(|p| p.is_error()), "{to}");
    }
    let far = "<mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>";
    let merged = replaced(&bytes, "xl/worksheets/sheet1.xml", "</worksheet>", far);
    assert_eq!(briefs(&xlsform::read(&merged).problems), ["survey 1 type merged"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_byte_can_break_it(at in 0.0f64..1.0, byte in proptest::num::u8::ANY, part in 0usize..8) {
        // A byte of the ZIP, and a byte of a part inside.
        let mut bytes = form();
        let place = (at * bytes.len() as f64) as usize;
        bytes[place] = byte;
        xlsform::read(&bytes);
        let inside = repacked(&form(), |name, mut data| {
            if name.len() % 8 == part && !data.is_empty() {
                let place = (at * data.len() as f64) as usize;
                data[place] = byte;
            }
            Some(data)
        });
        xlsform::read(&inside);
    }
}
