//! Brotli, for what is made once and sent many times.

use std::io::Write;

/// Costs a tenth of a second for a page.
pub const BEST: i32 = 11;

pub fn compressed(bytes: &[u8], quality: i32) -> Vec<u8> {
    let settings = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::with_params(&mut out, 4096, &settings);
    // Writing into memory does not fail.
    let _ = writer.write_all(bytes).and_then(|()| writer.flush());
    drop(writer);
    out
}
