//! A form as a browser posts it: its fields, and the one file that some forms have.

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;

use super::form::field;
use crate::api::{Bounds, Intake, Problem, WORKBOOK, take};
use crate::xlsform::LARGEST_FILE;

/// A file, and some fields of a few words.
const BOUNDS: Bounds = Bounds { limit: LARGEST_FILE + (64 << 10), ..WORKBOOK };

/// What was posted.
pub struct Posted {
    fields: Vec<(String, String)>,
    pub file: File,
}

/// The file of a form.
pub enum File {
    /// None was chosen.
    None,
    Whole(Vec<u8>),
    /// How many bytes were to come; none of them are kept.
    TooLarge(u64),
}

impl Posted {
    /// A field's text; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.trim()).unwrap_or_default()
    }

    /// The number of the draft that somebody looked at. A form without it was not ours: it is as old as can be.
    pub fn sequence(&self) -> i64 {
        self.text("sequence").parse().unwrap_or(-1)
    }

    fn of_encoded(body: &str) -> Posted {
        let names = body.split('&').filter_map(|pair| Some(pair.split_once('=')?.0));
        let fields = names.filter_map(|name| Some((name.to_owned(), field(body, name)?)));
        Posted { fields: fields.collect(), file: File::None }
    }

    /// What breaks off in the middle of a part ends before that part.
    fn of_parts(bytes: &[u8], boundary: &str) -> Posted {
        let mut posted = Posted { fields: Vec::new(), file: File::None };
        let delimiter = ["\r\n--", boundary].concat().into_bytes();
        // The first stands at the very beginning.
        let mut rest = bytes.strip_prefix(&delimiter[2..]).unwrap_or_default();
        while let Some(part) = rest.strip_prefix(b"\r\n") {
            let Some(end) = find(part, &delimiter) else { break };
            let (content, after) = part.split_at(end);
            posted.put(content);
            rest = after.get(delimiter.len()..).unwrap_or_default();
        }
        posted
    }

    fn put(&mut self, part: &[u8]) {
        let Some(end) = find(part, b"\r\n\r\n") else { return };
        let (head, content) = part.split_at(end);
        let content = content.get(4..).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let is_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
        let Some(line) = head.split("\r\n").find(is_disposition) else { return };
        let Some(name) = parameter(line, "name") else { return };
        match parameter(line, "filename") {
            // Browsers send an empty file where none was chosen.
            Some(file) if file.is_empty() && content.is_empty() => {}
            Some(_) => self.file = File::Whole(content.to_vec()),
            None => self.fields.push((name, String::from_utf8_lossy(content).into_owned())),
        }
    }
}

/// Browsers write quotation marks inside of one as `%22`, so a quotation mark ends it.
fn parameter(line: &str, name: &str) -> Option<String> {
    let start = format!("; {name}=\"");
    let rest = line.split_once(&start)?.1;
    Some(rest.split('"').next().unwrap_or_default().replace("%22", "\""))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + rest.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

impl FromRequest for Posted {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Posted, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary = boundary(kind);
        let taken = take(request, payload, BOUNDS);
        Box::pin(async move {
            let boundary = boundary?;
            match (taken.await?, boundary) {
                (Intake::Whole(bytes, _), Some(boundary)) => Ok(Posted::of_parts(&bytes, &boundary)),
                (Intake::TooLarge { head, size }, Some(boundary)) => {
                    Ok(Posted { file: File::TooLarge(size), ..Posted::of_parts(&head, &boundary) })
                }
                (Intake::Whole(bytes, _), None) => Ok(Posted::of_encoded(&String::from_utf8_lossy(&bytes))),
                (Intake::TooLarge { .. }, None) => Err(Problem::too_large(BOUNDS.limit)),
            }
        })
    }
}

/// That of a form with a file; `None` for one without.
fn boundary(kind: &str) -> Result<Option<String>, Problem> {
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        return Ok(None);
    }
    let given = kind.split(';').filter_map(|part| part.trim().strip_prefix("boundary=")).next();
    let boundary = given.unwrap_or_default().trim_matches('"');
    match (1..=70).contains(&boundary.len()) {
        true => Ok(Some(boundary.to_owned())),
        false => Err(Problem::bad("form", "The form says no boundary between its parts.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--x1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n Zoë & co \r\n--x1\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a%22b.xlsx\"\r\nContent-Type: application/zip\r\n\r\n\
        PK\r\n--x\r\n\r\n--x1--\r\n";

    fn whole(file: &File) -> Option<&[u8]> {
        if let File::Whole(bytes) = file { Some(bytes) } else { None }
    }

    #[test]
    fn fields_and_the_file_are_found() {
        let posted = Posted::of_parts(FORM.as_bytes(), "x1");
        assert_eq!((posted.text("title"), posted.text("slug")), ("Zoë & co", ""));
        assert_eq!(whole(&posted.file), Some(&b"PK\r\n--x\r\n"[..]));
        let nothing = FORM.replace("a%22b.xlsx", "").replace("PK\r\n--x\r\n", "");
        assert!(matches!(Posted::of_parts(nothing.as_bytes(), "x1").file, File::None));
        assert_eq!(Posted::of_encoded("title=a+b&slug=%C3%A4").text("slug"), "ä");
    }

    #[test]
    fn what_is_broken_off_or_no_form_gives_what_there_was() {
        for end in 0..FORM.len() {
            let posted = Posted::of_parts(FORM.as_bytes().get(..end).unwrap_or_default(), "x1");
            assert!(["", "Zoë & co"].contains(&posted.text("title")));
            assert!(end > FORM.len() - 5 || whole(&posted.file).is_none());
        }
        assert!(Posted::of_parts(b"", "x1").fields.is_empty());
        assert!(boundary("multipart/form-data").is_err());
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\"").unwrap().as_deref(), Some("a b"));
        assert_eq!(boundary("application/x-www-form-urlencoded").unwrap(), None);
    }
}
