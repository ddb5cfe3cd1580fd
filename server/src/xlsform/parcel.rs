//! The door for bytes: a ZIP is unpacked once, within limits, into one that cannot be a bomb.
//!
//! What a ZIP says about its sizes may be a lie, so what counts is what comes out. Everything behind this door
//! reads the new ZIP, in which every part is stored as it is.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A questionnaire of 1,000 questions in 10 languages has 1 MB.
pub const LARGEST_FILE: usize = 20 << 20;
const LARGEST_UNPACKED: u64 = 64 << 20;
const MOST_PARTS: usize = 2_000;

/// Why a file cannot be read at all: a code and a sentence.
pub(super) type Refusal = (&'static str, String);

/// The same workbook without anything that is not XML.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    if bytes.len() > LARGEST_FILE {
        return Err(too_large(bytes.len() as u64));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let message = "This is an old .xls file, or one with a password. Save it as .xlsx without a password";
        return Err(("unreadable", message.to_owned()));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(bomb());
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut safe = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.into_owned();
        // Pictures and fonts are nothing to us.
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        if part.size() > left {
            return Err(bomb());
        }
        let mut data = Vec::new();
        part.take(left + 1).read_to_end(&mut data).map_err(|error| broken(error.into()))?;
        left = left.checked_sub(data.len() as u64).ok_or_else(bomb)?;
        if name.to_ascii_lowercase().ends_with("sharedstrings.xml") && !is_honest(&data) {
            return Err(bomb());
        }
        safe.start_file(name, stored).map_err(broken)?;
        safe.write_all(&data).map_err(|error| broken(error.into()))?;
    }
    Ok(safe.finish().map_err(broken)?.into_inner())
}

pub fn too_large(size: u64) -> Refusal {
    let (have, most) = (size.div_ceil(1 << 20), LARGEST_FILE >> 20);
    (
        "too-large",
        format!("The file has {have} MB; a questionnaire may have {most} MB. Take out pictures and other sheets"),
    )
}

fn bomb() -> Refusal {
    let most = LARGEST_UNPACKED >> 20;
    let message = format!("Unpacked, the file has more than {most} MB. Take out what is not the questionnaire");
    ("too-large", message)
}

/// What is wrong with the ZIP helps nobody who has a file of Excel's; the log has it.
fn broken(error: ZipError) -> Refusal {
    tracing::debug!(%error, "a file is no workbook");
    let message = "This file is not an Excel workbook (.xlsx), or it is damaged. \
                   Open it in Excel or LibreOffice and save it as Excel workbook (.xlsx)";
    ("unreadable", message.to_owned())
}

/// The reader makes room for as many texts as the part says it has: no more of them than fit in.
fn is_honest(part: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(part) else { return false };
    text.match_indices("uniqueCount").all(|(at, word)| {
        let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
        let number = rest.trim_start_matches('=').trim_start().trim_start_matches(['"', '\'']);
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        digits.is_empty() || digits.parse::<usize>().is_ok_and(|count| count <= part.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_refused_in_plain_words() {
        for bytes in [&b""[..], b"no zip", b"PK\x03\x04 and then nothing", b"key,where\nsurvey.title,title"] {
            let (code, words) = unpacked(bytes).unwrap_err();
            assert_eq!(code, "unreadable");
            assert!(words.starts_with("This file is not an Excel workbook (.xlsx)"), "{words}");
            assert!(!["EOCD", "archive", "Zip", "zip"].iter().any(|word| words.contains(word)), "{words}");
        }
    }

    fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, data) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(data).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_no_xml_stays_outside() {
        let packed = pack(&[("a.xml", b"<a/>"), ("picture.png", b"x")]);
        let archive = ZipArchive::new(Cursor::new(unpacked(&packed).unwrap())).unwrap();
        assert_eq!(archive.file_names().map(Result::unwrap).collect::<Vec<_>>(), ["a.xml"]);
    }

    #[test]
    fn bombs_and_lies_are_refused() {
        let zeros = vec![b' '; (LARGEST_UNPACKED + 1) as usize];
        let packed = pack(&[("a.xml", &zeros)]);
        assert!(packed.len() < 1 << 20);
        assert_eq!(unpacked(&packed).unwrap_err().0, "too-large");
        // The same, with a size in its table of contents that says 4 bytes.
        let mut lying = packed.clone();
        let size = (zeros.len() as u32).to_le_bytes();
        while let Some(at) = lying.windows(4).position(|window| window == size) {
            lying[at..at + 4].copy_from_slice(&4u32.to_le_bytes());
        }
        assert!(unpacked(&lying).is_err());
        let many = br#"<sst uniqueCount = '99999999999999'><si/></sst>"#;
        assert_eq!(unpacked(&pack(&[("xl/SharedStrings.xml", many)])).unwrap_err().0, "too-large");
        assert!(unpacked(&vec![0; LARGEST_FILE + 1]).is_err());
        assert_eq!(unpacked(b"PK").unwrap_err().0, "unreadable");
        assert_eq!(unpacked(&[]).unwrap_err().0, "unreadable");
    }
}
