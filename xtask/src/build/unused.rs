//! What a bundle carries along and nobody calls: the streams of Leptos's server functions, which are exported and so
//! kept, and the glue of whatever the optimised wasm imports no longer. On a phone that is 4 kB.

use std::collections::HashSet;

use anyhow::{Result, bail, ensure};

use super::wasm::{self, write_number};

/// In the names of the exports, in lower case.
const STREAMS: &str = "intounderlying";
/// How the glue names their classes.
const CLASSES: &str = "IntoUnderlying";

/// The module without the exports of streams; what only they need goes when it is optimised.
pub fn without_streams(module: &[u8]) -> Result<Vec<u8>> {
    keep_exports(module, |name| !name.contains(STREAMS))
}

/// The module without the exports that its glue never asks for.
pub fn without_unasked(module: &[u8], script: &str) -> Result<Vec<u8>> {
    keep_exports(module, |name| script.contains(name))
}

fn keep_exports(module: &[u8], keep: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut out = wasm::HEADER.to_vec();
    for section in wasm::sections(module)? {
        if section.id != wasm::EXPORTS {
            wasm::put_section(section.id, section.body, &mut out);
            continue;
        }
        let mut reader = section.reader();
        let (mut count, mut kept) = (0, Vec::<u8>::new());
        for _ in 0..reader.number()? {
            let from = reader.at;
            let name = reader.text()?;
            reader.byte()?;
            reader.number()?;
            if keep(&name) {
                count += 1;
                kept.extend(reader.from(from, reader.at)?);
            }
        }
        let mut body = Vec::new();
        write_number(count, &mut body);
        body.extend(kept);
        wasm::put_section(section.id, &body, &mut out);
    }
    Ok(out)
}

/// The glue as wasm-bindgen wrote it, line by line, without what this module does not import.
pub fn trimmed(script: &str, module: &[u8]) -> Result<String> {
    let wanted = imported(module)?;
    let mut out = String::with_capacity(script.len());
    // The line that ends what is being left out.
    let mut until: Option<fn(&str) -> bool> = None;
    for line in script.lines() {
        if let Some(is_last) = until {
            if is_last(line) {
                until = None;
            }
            continue;
        }
        until = match left_out(line, &wanted) {
            LeftOut::No => None,
            LeftOut::Line => continue,
            LeftOut::Until(is_last) => Some(is_last),
        };
        if until.is_none() {
            // Nothing starts a bundle but its address.
            out.push_str(if line == "export { initSync, __wbg_init as default };" {
                "export { __wbg_init as default };"
            } else {
                line
            });
            out.push('\n');
        }
    }
    ensure!(until.is_none(), "The glue ends in the middle of what is left out: wasm-bindgen writes it otherwise now");
    if let Some(lost) = wanted.iter().find(|name| !out.contains(name.as_str())) {
        bail!("The glue has no {lost} any more, which the wasm imports");
    }
    Ok(out)
}

enum LeftOut {
    No,
    Line,
    Until(fn(&str) -> bool),
}

fn left_out(line: &str, wanted: &HashSet<String>) -> LeftOut {
    let begins = |before: &str| line.strip_prefix(before).is_some_and(|rest| rest.starts_with(CLASSES));
    if begins("export class ") {
        return LeftOut::Until(|line| line == "}");
    }
    if begins("const ") {
        return LeftOut::Until(|line| line.ends_with(';'));
    }
    if begins("if (Symbol.dispose) ") {
        return LeftOut::Line;
    }
    // A function of the import object stands eight spaces deep.
    let import = line.strip_prefix("        ").and_then(|rest| rest.split_once(": function("));
    match import {
        Some((name, _)) if !name.starts_with(' ') && !wanted.contains(name) => {
            LeftOut::Until(|line| line == "        }," || line == "        }, arguments); },")
        }
        _ => LeftOut::No,
    }
}

fn imported(module: &[u8]) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for section in wasm::sections(module)?.iter().filter(|section| section.id == wasm::IMPORTS) {
        let mut reader = section.reader();
        for _ in 0..reader.number()? {
            reader.text()?;
            names.insert(reader.text()?);
            reader.skip_description()?;
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export class IntoUnderlyingSink {
    free() {
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;
export function run() {
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_close_1: function() { return handleError(function (arg0) {
            arg0.close();
        }, arguments); },
        __wbg_kept_2: function(arg0) {
            arg0.kept();
        },
        __wbg_lost_3: function(arg0) {
            arg0.lost();
        },
    };
}
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    : new FinalizationRegistry(ptr => 1);
export { initSync, __wbg_init as default };
";

    fn module(imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let text = |name: &str| [&[name.len() as u8], name.as_bytes()].concat();
        let mut module = wasm::HEADER.to_vec();
        let mut body = vec![imports.len() as u8];
        imports.iter().for_each(|name| body.extend([text("m"), text(name), vec![0, 0]].concat()));
        wasm::put_section(wasm::IMPORTS, &body, &mut module);
        let mut body = vec![exports.len() as u8];
        exports.iter().for_each(|name| body.extend([text(name), vec![0, 1]].concat()));
        wasm::put_section(wasm::EXPORTS, &body, &mut module);
        module
    }

    #[test]
    fn the_glue_keeps_what_is_imported() {
        let glue = trimmed(GLUE, &module(&["__wbg_kept_2"], &[])).unwrap();
        let expected = "export function run() {
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_kept_2: function(arg0) {
            arg0.kept();
        },
    };
}
export { __wbg_init as default };
";
        assert_eq!(glue, expected);
    }

    #[test]
    fn exports_that_nobody_asks_for_go() {
        let whole = module(&[], &["run", "intounderlyingsink_close", "__marker"]);
        let less = without_streams(&whole).unwrap();
        assert_eq!(less, module(&[], &["run", "__marker"]));
        assert_eq!(without_unasked(&less, "wasm.run()").unwrap(), module(&[], &["run"]));
        assert!(without_streams(&whole[..20]).is_err());
    }
}
