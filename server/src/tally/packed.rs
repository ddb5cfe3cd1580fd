//! The bytes of a tally, packed and in parts: of a million submissions they would be two hundred megabytes in one piece.

use std::collections::VecDeque;
use std::io::{Read, Result, Write};

use brotli::enc::BrotliEncoderParams;
use brotli::{CompressorWriter, Decompressor};
use shared::tally::Tally;

/// Bytes of a part.
const PART: usize = 1 << 20;
const BUFFER: usize = 64 << 10;
/// Four times smaller, about as fast as it is written.
const QUALITY: i32 = 1;

/// Parts of the bytes, from the first to the last.
#[derive(Debug, Default)]
pub(super) struct Parts(VecDeque<Vec<u8>>);

pub(super) fn pack(tally: &Tally) -> Option<Parts> {
    let settings = BrotliEncoderParams { quality: QUALITY, ..Default::default() };
    let mut packer = CompressorWriter::with_params(Parts::default(), BUFFER, &settings);
    let pieces = tally.pieces();
    packer.write_all(&(pieces.len() as u64).to_le_bytes()).ok()?;
    for piece in pieces {
        let bytes = postcard::to_stdvec(&piece).ok()?;
        packer.write_all(&(bytes.len() as u64).to_le_bytes()).ok()?;
        packer.write_all(&bytes).ok()?;
    }
    Some(packer.into_inner())
}

/// `None` where it is nothing that `pack` made.
pub(super) fn unpack(parts: Parts) -> Option<Tally> {
    let mut packed = Decompressor::new(parts, BUFFER);
    let mut tally = Tally::new();
    for _ in 0..number(&mut packed)? {
        let length = number(&mut packed)?;
        let mut bytes = Vec::new();
        // What was cut short is not read as what it was.
        if packed.by_ref().take(length).read_to_end(&mut bytes).ok()? as u64 != length {
            return None;
        }
        tally.put_piece(postcard::from_bytes(&bytes).ok()?);
    }
    Some(tally)
}

fn number(packed: &mut impl Read) -> Option<u64> {
    let mut bytes = [0; 8];
    packed.read_exact(&mut bytes).ok()?;
    Some(u64::from_le_bytes(bytes))
}

impl FromIterator<Vec<u8>> for Parts {
    fn from_iter<I: IntoIterator<Item = Vec<u8>>>(parts: I) -> Parts {
        Parts(parts.into_iter().collect())
    }
}

impl IntoIterator for Parts {
    type Item = Vec<u8>;
    type IntoIter = std::collections::vec_deque::IntoIter<Vec<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let room = self.0.back().map_or(0, |last| PART - last.len());
        if room == 0 {
            self.0.push_back(Vec::new());
            return self.write(bytes);
        }
        let (taken, _) = bytes.split_at(bytes.len().min(room));
        if let Some(last) = self.0.back_mut() {
            last.extend_from_slice(taken);
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Read for Parts {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let Some(first) = self.0.front_mut() else { return Ok(0) };
        let length = first.len().min(into.len());
        for (to, from) in into.iter_mut().zip(first.drain(..length)) {
            *to = from;
        }
        if first.is_empty() {
            self.0.pop_front();
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_in_their_order_through_any_number_of_parts() -> Result<()> {
        let bytes: Vec<u8> = (0..5 * PART / 2).map(|number| (number % 251) as u8).collect();
        let mut parts = Parts::default();
        for piece in bytes.chunks(BUFFER - 7) {
            parts.write_all(piece)?;
        }
        assert_eq!(parts.0.iter().map(Vec::len).collect::<Vec<_>>(), [PART, PART, PART / 2]);
        let mut again = Vec::new();
        parts.read_to_end(&mut again)?;
        assert!(again == bytes);
        Ok(())
    }

    #[test]
    fn a_tally_comes_back_and_anything_else_is_none() {
        assert_eq!(pack(&Tally::default()).and_then(unpack), Some(Tally::default()));
        assert_eq!(unpack(Parts::default()), None);
        assert_eq!(unpack([b"something else".to_vec()].into_iter().collect()), None);
    }
}
