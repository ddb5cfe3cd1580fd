//! Functions that look alike, next to each other: brotli then says them with shorter references, and a
//! phone downloads 2 % less of the same program.
//!
//! wasm-opt moves them, since that means new numbers in every call. It sorts by name, so this gives each
//! function its place for a name.

use std::collections::HashMap;

use anyhow::{Context, Result};

use super::wasm::{self, write_number};

/// Bytes that a function must share beyond what any two would: the shortest ones fit everywhere.
const LEAST: usize = 30;
/// The length of the pieces in which two functions are compared: an opcode with its operands.
const PIECE: usize = 3;

/// The module with a name section that spells the order.
pub fn named(module: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for section in wasm::sections(module)? {
        let mut reader = section.reader();
        match section.id {
            wasm::IMPORTS => {
                for _ in 0..reader.number()? {
                    reader.text()?;
                    reader.text()?;
                    imported += usize::from(reader.bytes.get(reader.at) == Some(&0));
                    reader.skip_description()?;
                }
            }
            wasm::CODE => {
                for _ in 0..reader.number()? {
                    let length = reader.number()?;
                    bodies.push(reader.take(length)?);
                }
            }
            _ => {}
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in chain(&bodies).into_iter().enumerate() {
        *places.get_mut(function).context("A function too many")? = place;
    }
    let mut names = Vec::new();
    write_number(places.len(), &mut names);
    for (function, place) in places.into_iter().enumerate() {
        let name = format!("{place:06}");
        write_number(imported + function, &mut names);
        write_number(name.len(), &mut names);
        names.extend(name.as_bytes());
    }
    let mut body = b"\x04name\x01".to_vec();
    write_number(names.len(), &mut body);
    body.extend(names);
    let mut out = module.to_vec();
    wasm::put_section(wasm::CUSTOM, &body, &mut out);
    Ok(out)
}

/// From the longest function on, always the one that shares most with the last for its size. Dividing by a
/// little less than the size gives long functions their due; the power was found by trying.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<&[u8]>> = bodies
        .iter()
        .map(|body| {
            let mut pieces: Vec<&[u8]> = body.windows(PIECE).collect();
            pieces.sort_unstable();
            pieces.dedup();
            pieces
        })
        .collect();
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            having.entry(piece).or_default().push(function);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| std::cmp::Reverse(bodies.get(function).map_or(0, |body| body.len())));
    let size = |function: usize| pieces.get(function).map_or(0, Vec::len) + LEAST;
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = left.first().copied();
    while let Some(last) = next {
        order.push(last);
        left.retain(|&function| function != last);
        let mut shared = vec![0_u32; bodies.len()];
        for piece in pieces.get(last).into_iter().flatten() {
            for &function in having.get(piece).into_iter().flatten() {
                if let Some(count) = shared.get_mut(function) {
                    *count += 1;
                }
            }
        }
        let share = |function: usize| {
            let count = shared.get(function).copied().unwrap_or_default();
            f64::from(count) / (size(function) as f64).powf(0.9)
        };
        next = left.iter().copied().rev().max_by(|&one, &other| share(one).total_cmp(&share(other)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_look_alike_stand_together() {
        let [a, b] = [[1u8, 2, 3, 4, 5, 6, 7, 8], [9, 8, 7, 6, 5, 4, 3, 2]].map(|block| block.repeat(20));
        let long = [&a[..], &[0, 0, 0]].concat();
        assert_eq!(chain(&[&a, &b, &long, &b]), [2, 0, 1, 3]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn the_places_follow_the_imports() {
        let mut module = wasm::HEADER.to_vec();
        wasm::put_section(wasm::IMPORTS, b"\x01\x01m\x01f\0\x03", &mut module);
        wasm::put_section(wasm::CODE, b"\x02\x02\0\x0b\x03\0\x01\x0b", &mut module);
        let named = named(&module).unwrap();
        assert_eq!(&named[..module.len()], module);
        assert_eq!(&named[module.len()..], b"\0\x18\x04name\x01\x11\x02\x01\x06000001\x02\x06000000");
        assert!(super::named(&module[..module.len() - 1]).is_err());
    }
}
