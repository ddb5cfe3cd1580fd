//! As much HTTP/1.1 as the proxy must know: where a request ends, and what it is about.

use std::io::{Read, Result};

/// Larger than any request that a device sends.
const LARGEST: usize = 4 << 20;

/// One request, as it came.
pub struct Request {
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    /// `None` where the other side has nothing more to ask.
    pub fn read(stream: &mut impl Read) -> Result<Option<Request>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if bytes.len() > LARGEST || !more(stream, &mut bytes)? {
                return Ok(None);
            }
        };
        let body = bytes.split_off(end);
        let mut request = Request { head: String::from_utf8_lossy(&bytes).into_owned(), body };
        let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while request.body.len() < usize::min(length, LARGEST) {
            if !more(stream, &mut request.body)? {
                return Ok(None);
            }
        }
        Ok(Some(request))
    }

    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        fields.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The same, asking for the connection to be closed after the answer: then the answer ends where it ends.
    pub fn closing(&self) -> Vec<u8> {
        let kept = self
            .head
            .trim_end()
            .split("\r\n")
            .filter(|line| !line.split(':').next().is_some_and(|name| name.eq_ignore_ascii_case("connection")));
        let head = kept.collect::<Vec<_>>().join("\r\n") + "\r\nConnection: close\r\n\r\n";
        [head.as_bytes(), &self.body].concat()
    }
}

fn more(stream: &mut impl Read, into: &mut Vec<u8>) -> Result<bool> {
    let mut piece = [0; 16 << 10];
    let read = stream.read(&mut piece)?;
    into.extend_from_slice(piece.get(..read).unwrap_or_default());
    Ok(read > 0)
}

/// The status of an answer; 0 where it is none.
pub fn status(answer: &[u8]) -> u16 {
    let line = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(line).split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &[u8] =
        b"POST /api/v1/x HTTP/1.1\r\nHost: a\r\nconnection: keep-alive\r\nContent-Length: 4\r\n\r\nbody";

    #[test]
    fn a_request_is_read_to_its_end_and_asks_to_close() {
        let request = Request::read(&mut &POST[..]).unwrap().unwrap();
        assert_eq!((request.path(), request.body.as_slice()), ("/api/v1/x", &b"body"[..]));
        let sent = String::from_utf8(request.closing()).unwrap();
        assert!(sent.ends_with("Content-Length: 4\r\nConnection: close\r\n\r\nbody"), "{sent}");
        assert!(!sent.contains("keep-alive"));
    }

    #[test]
    fn half_a_request_is_none() {
        for length in [0, 10, POST.len() - 1] {
            assert!(Request::read(&mut &POST[..length]).unwrap().is_none(), "{length}");
        }
    }

    #[test]
    fn a_status_is_found() {
        assert_eq!(status(b"HTTP/1.1 503 Away\r\n\r\n"), 503);
        assert_eq!(status(b""), 0);
    }
}
