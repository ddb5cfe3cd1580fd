//! Other people's source paths, out of the bundle: a panic names the file, which for crates and the standard
//! library helps nobody on a phone and costs half a kilobyte. Our own stay.

use anyhow::Result;

use super::wasm;

/// How such paths begin; the first two as rustc was told to write them (`bundle::flags`).
const ROOTS: [&[u8]; 4] = [b"crates/", b"rust/lib/rustlib/src/rust/library/", b"/rustc/", b"/rust/deps/"];
const ENDING: &[u8] = b".rs";

/// The same module with dots for those paths: their lengths are written elsewhere, and dots compress to nothing.
pub fn blank(module: &[u8]) -> Result<Vec<u8>> {
    let mut out = wasm::HEADER.to_vec();
    for section in wasm::sections(module)? {
        let mut body = section.body.to_vec();
        if section.id == wasm::DATA {
            blank_in(&mut body);
        }
        wasm::put_section(section.id, &body, &mut out);
    }
    Ok(out)
}

fn blank_in(data: &mut [u8]) {
    let mut at = 0;
    while let Some(rest) = data.get_mut(at..).filter(|rest| !rest.is_empty()) {
        let length = path_at(rest).unwrap_or_default();
        rest.iter_mut().take(length).for_each(|byte| *byte = b'.');
        at += length.max(1);
    }
}

/// The length of the path that begins here.
fn path_at(text: &[u8]) -> Option<usize> {
    ROOTS.iter().find(|root| text.starts_with(root))?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    let ends = text.windows(ENDING.len()).position(|part| part == ENDING)? + ENDING.len();
    text.get(..ends)?.iter().all(|byte| is_part(*byte)).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_others_become_dots() {
        let text = b"crates/a-1.0/src/b.rsapp/src/c.rs/rustc/59/library/d.rs!crates/ no.rs";
        let mut module = wasm::HEADER.to_vec();
        wasm::put_section(wasm::CODE, text, &mut module);
        wasm::put_section(wasm::DATA, text, &mut module);
        let blanked = blank(&module).unwrap();
        assert_eq!(blanked.len(), module.len());
        assert!(blanked.windows(text.len()).any(|part| part == text), "code stays");
        let rest = [&[b'.'; 21][..], b"app/src/c.rs", &[b'.'; 22], b"!crates/ no.rs"].concat();
        assert!(blanked.ends_with(&rest), "{}", String::from_utf8_lossy(&blanked));
    }
}
