//! Reading a file out of a posted form, without a crate for it.

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;

/// The content of a form's file field; `None` where there is no such form or field.
pub fn file(request: &HttpRequest, body: &[u8], name: &str) -> Option<Vec<u8>> {
    let kind = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    part(boundary(kind)?, body, name).map(<[u8]>::to_vec)
}

fn boundary(kind: &str) -> Option<&str> {
    let (form, rest) = kind.split_once(';')?;
    if !form.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let found = rest.split(';').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    });
    // As long as one may be.
    found.filter(|boundary| (1..=70).contains(&boundary.len()))
}

fn part<'a>(boundary: &str, body: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let line = ["--", boundary].concat();
    let wanted = format!("name=\"{name}\"");
    let mut rest = after(body, line.as_bytes())?;
    loop {
        let (head, content) = split(rest, b"\r\n\r\n")?;
        let (content, next) = split(content, ["\r\n", &line].concat().as_bytes())?;
        let head = String::from_utf8_lossy(head);
        let is_it = head.lines().any(|line| {
            let is_disposition = line.to_ascii_lowercase().starts_with("content-disposition:");
            is_disposition && line.split(';').any(|pair| pair.trim() == wanted)
        });
        if is_it {
            return Some(content);
        }
        rest = next;
    }
}

fn after<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    split(bytes, mark).map(|(_, rest)| rest)
}

/// What stands before a mark and what after it.
fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let first = *mark.first()?;
    let mut from = 0;
    loop {
        let found = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        let rest = bytes.get(found..)?;
        if rest.starts_with(mark) {
            return Some((bytes.get(..found)?, rest.get(mark.len()..)?));
        }
        from = found + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_found_whatever_is_in_it() {
        let body = b"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nname=\"file\"\r\n--XX\r\n\
            content-disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\nContent-Type: x/y\r\n\r\nPK\r\n\r\n--X\r\n\0\r\n--XX--\r\n";
        assert_eq!(part("XX", body, "file"), Some(&b"PK\r\n\r\n--X\r\n\0"[..]));
        assert_eq!(part("XX", body, "a"), Some(&b"name=\"file\""[..]));
        assert_eq!(part("XX", body, "b"), None);
        for broken in [&body[..20], &body[..120], b"", b"--XX", b"--XX\r\n\r\n\r\n"] {
            assert_eq!(part("XX", broken, "file"), None);
        }
        assert_eq!(boundary("multipart/form-data; boundary=\"XX\""), Some("XX"));
        assert_eq!(boundary("Multipart/Form-Data;charset=x; Boundary=X-1"), Some("X-1"));
        assert_eq!(boundary("text/plain; boundary=XX"), None);
        assert_eq!(boundary("multipart/form-data"), None);
    }
}
