//! Randomness from the operating system, as text.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// 256 random bits, safe in a cookie, a header and a shell.
pub fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A password to be read and typed: four groups of five, about 100 bits, no letters that look alike.
pub fn password() -> Result<String, getrandom::Error> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
    let mut bytes = [0u8; 20];
    getrandom::fill(&mut bytes)?;
    let letter = |byte: &u8| char::from(LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'a'));
    let groups = bytes.chunks(5).map(|group| group.iter().map(letter).collect::<String>());
    Ok(groups.collect::<Vec<_>>().join("-"))
}
