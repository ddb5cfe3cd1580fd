//! Just enough of the wasm format to rename what a module imports and to put its functions in another order.

use anyhow::{Context, Result, bail, ensure};

pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";
/// The numbers of sections.
pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const EXPORTS: u8 = 7;
pub const CODE: u8 = 10;
pub const DATA: u8 = 11;

pub struct Section<'a> {
    pub id: u8,
    pub body: &'a [u8],
}

impl<'a> Section<'a> {
    pub fn reader(&self) -> Reader<'a> {
        Reader { bytes: self.body, at: 0 }
    }
}

pub fn sections(module: &[u8]) -> Result<Vec<Section<'_>>> {
    ensure!(module.starts_with(HEADER), "This is not a wasm module of version 1");
    let mut reader = Reader { bytes: module, at: HEADER.len() };
    let mut sections = Vec::new();
    while reader.at < module.len() {
        let id = reader.byte()?;
        let length = reader.number()?;
        sections.push(Section { id, body: reader.take(length)? });
    }
    Ok(sections)
}

pub fn put_section(id: u8, body: &[u8], out: &mut Vec<u8>) {
    out.push(id);
    write_number(body.len(), out);
    out.extend(body);
}

/// Reads on from `at`; what ends too soon is an error.
pub struct Reader<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn from(&self, start: usize, end: usize) -> Result<&'a [u8]> {
        self.bytes.get(start..end).context("The module is cut off")
    }

    pub fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).context("The module is cut off")?;
        self.at += 1;
        Ok(byte)
    }

    /// LEB128.
    pub fn number(&mut self) -> Result<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            ensure!(shift < 63, "A number is too long");
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length).context("A length is beyond reason")?;
        let bytes = self.from(self.at, end)?;
        self.at = end;
        Ok(bytes)
    }

    pub fn text(&mut self) -> Result<String> {
        let length = self.number()?;
        Ok(String::from_utf8(self.take(length)?.to_vec())?)
    }

    fn skip_limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }

    pub fn skip_description(&mut self) -> Result<()> {
        match self.byte()? {
            0 => self.number().map(drop),
            1 => self.byte().and_then(|_| self.skip_limits()),
            2 => self.skip_limits(),
            3 => self.byte().and_then(|_| self.byte()).map(drop),
            4 => self.byte().and_then(|_| self.number()).map(drop),
            other => bail!("An import of kind {other} is not known here"),
        }
    }
}

/// LEB128.
pub fn write_number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}
