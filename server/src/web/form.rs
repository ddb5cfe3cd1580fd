//! Reading a posted form, without a crate for it: two fields of a sign-in.

/// The value of a field in an `application/x-www-form-urlencoded` body.
pub fn field(body: &str, name: &str) -> Option<String> {
    let pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| decoded(value)).next()
}

/// Undoes percent-encoding; what is not UTF-8 becomes the replacement character.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                match (digit(ahead.next()), digit(ahead.next())) {
                    (Some(high), Some(low)) => {
                        bytes.push((high * 16 + low) as u8);
                        rest = ahead;
                    }
                    _ => bytes.push(byte),
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// For a value in a query: everything but unreserved letters is encoded.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_broken_ones_survive() {
        let body = "email=a%40example.org&password=x+y%2B%26&next=%2Fwatch%3Fa%3Db&odd=%zz%4";
        assert_eq!(field(body, "email").as_deref(), Some("a@example.org"));
        assert_eq!(field(body, "password").as_deref(), Some("x y+&"));
        assert_eq!(field(body, "odd").as_deref(), Some("%zz%4"));
        assert_eq!(field(body, "none"), None);
        assert_eq!(decoded(&encoded("/watch?a=b c")), "/watch?a=b c");
    }
}
