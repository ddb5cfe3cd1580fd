//! Short names between a bundle's two halves: wasm-bindgen's carry a hash each, written once in the wasm
//! and once in its glue, and hashes do not compress. On a phone that is 6 kB.

use std::collections::HashMap;

use anyhow::{Result, bail};

use super::wasm::{self, Reader, write_number};

/// Exports that only the glue knows. The others have names that pages call them by.
const INNER: [&str; 3] = ["wasm_bindgen_", "__wbindgen_", "__externref_"];

/// The same bundle with other names between its two halves.
pub fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names::default();
    let mut out = wasm::HEADER.to_vec();
    for section in wasm::sections(wasm)? {
        let body = match section.id {
            wasm::IMPORTS => imports(&mut section.reader(), &mut names)?,
            wasm::EXPORTS => exports(&mut section.reader(), &mut names)?,
            _ => section.body.to_vec(),
        };
        wasm::put_section(section.id, &body, &mut out);
    }
    let script = names.replace_in(script)?;
    Ok((out, script))
}

fn imports(reader: &mut Reader, names: &mut Names) -> Result<Vec<u8>> {
    let count = reader.number()?;
    let mut body = Vec::new();
    write_number(count, &mut body);
    for _ in 0..count {
        let (module, name) = (reader.text()?, reader.text()?);
        let from = reader.at;
        reader.skip_description()?;
        for text in [names.short(&format!("\"{module}\"")), names.short(&name)] {
            let text = text.trim_matches('"');
            write_number(text.len(), &mut body);
            body.extend(text.as_bytes());
        }
        body.extend(reader.from(from, reader.at)?);
    }
    Ok(body)
}

fn exports(reader: &mut Reader, names: &mut Names) -> Result<Vec<u8>> {
    let count = reader.number()?;
    let mut body = Vec::new();
    write_number(count, &mut body);
    for _ in 0..count {
        let name = reader.text()?;
        let from = reader.at;
        reader.byte()?;
        reader.number()?;
        let text = if INNER.iter().any(|start| name.starts_with(start)) { names.short(&name) } else { name };
        write_number(text.len(), &mut body);
        body.extend(text.as_bytes());
        body.extend(reader.from(from, reader.at)?);
    }
    Ok(body)
}

/// Long names and their short ones; a module's name stands in quotes, as it does in the glue.
#[derive(Default)]
struct Names {
    short: HashMap<String, String>,
}

impl Names {
    fn short(&mut self, long: &str) -> String {
        let count = self.short.len();
        let letter = |index: usize| char::from(b'a' + (index % 26) as u8);
        let name = format!("{}{}{}", letter(count / 676), letter(count / 26), letter(count));
        let quote = if long.starts_with('"') { "\"" } else { "" };
        self.short.entry(long.to_owned()).or_insert(format!("{quote}{name}{quote}")).clone()
    }

    /// Whole words only. Every name must be found, or the two halves would not fit.
    fn replace_in(&self, script: &str) -> Result<String> {
        let mut out = String::with_capacity(script.len());
        let mut found = std::collections::HashSet::new();
        let mut rest = script;
        while !rest.is_empty() {
            let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
            let quoted = self.short.keys().find(|long| long.starts_with('"') && rest.starts_with(long.as_str()));
            let length = match quoted {
                Some(long) => long.len(),
                None if rest.starts_with(in_word) => rest.find(|c| !in_word(c)).unwrap_or(rest.len()),
                None => rest.chars().next().map_or(1, char::len_utf8),
            };
            let (word, after) = rest.split_at(length);
            match self.short.get(word) {
                Some(short) => {
                    found.insert(word);
                    out.push_str(short);
                }
                None => out.push_str(word),
            }
            rest = after;
        }
        if let Some(missing) = self.short.keys().find(|long| !found.contains(long.as_str())) {
            bail!("The glue has no {missing}, which the wasm imports");
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports `m.__wbg_a_1f` and the memory `m.__wbg_a`.
    fn module() -> Vec<u8> {
        let mut body = vec![2];
        for (name, kind) in [("__wbg_a_1f", &[0u8, 3][..]), ("__wbg_a", &[2, 1, 17, 200, 1])] {
            body.extend([1, b'm', name.len() as u8]);
            body.extend(name.as_bytes());
            body.extend(kind);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([0, 2, 1, b'x', wasm::IMPORTS, body.len() as u8]);
        module.extend(body);
        let exports = [("run", 0), ("wasm_bindgen_x__h1f", 1)];
        module.extend([wasm::EXPORTS, 1 + 6 + 22, 2]);
        for (name, index) in exports {
            module.push(name.len() as u8);
            module.extend(name.as_bytes());
            module.extend([0, index]);
        }
        module
    }

    #[test]
    fn both_halves_get_the_same_short_names() {
        let script = r#"let i={"m":{__wbg_a_1f(e){e.__wbg_abc},__wbg_a:k}};w.run(w.wasm_bindgen_x__h1f)"#;
        let (wasm, script) = shorten(&module(), script).unwrap();
        assert_eq!(script, r#"let i={"aaa":{aab(e){e.__wbg_abc},aac:k}};w.run(w.aad)"#);
        let mut expected = b"\0asm\x01\0\0\0".to_vec();
        expected.extend([0, 2, 1, b'x', wasm::IMPORTS, 24, 2]);
        expected.extend(b"\x03aaa\x03aab\0\x03\x03aaa\x03aac\x02\x01\x11\xc8\x01");
        expected.extend(b"\x07\x0d\x02\x03run\0\0\x03aad\0\x01");
        assert_eq!(wasm, expected);
    }

    #[test]
    fn halves_that_do_not_fit_are_an_error() {
        assert!(shorten(&module(), "let i={\"m\":{__wbg_a_1f}}").is_err());
        assert!(shorten(&module()[..20], "").is_err());
    }
}
