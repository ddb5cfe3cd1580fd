//! As much HTTP/1.1 as a load test needs: one connection, kept open, one request after the other.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn open(address: &str) -> Result<Connection> {
        let stream = TcpStream::connect(address).with_context(|| format!("No answer at {address}"))?;
        let limit = Some(Duration::from_secs(30));
        stream.set_nodelay(true).context("The connection cannot be set up")?;
        stream.set_read_timeout(limit).context("The connection cannot be set up")?;
        stream.set_write_timeout(limit).context("The connection cannot be set up")?;
        Ok(Connection { stream: BufReader::new(stream) })
    }

    /// Sends a whole request.
    pub fn send(&mut self, request: &[u8]) -> Result<()> {
        self.stream.get_mut().write_all(request).context("The request cannot be sent")
    }

    /// Waits for the answer to what was sent; gives its status and body.
    pub fn receive(&mut self) -> Result<(u16, Vec<u8>)> {
        read(&mut self.stream)
    }

    /// Both, one after the other.
    pub fn ask(&mut self, request: &[u8]) -> Result<(u16, Vec<u8>)> {
        self.send(request)?;
        self.receive()
    }
}

/// The bytes of one GET; `token` is a program's, for what is not public.
pub fn get(path: &str, token: Option<&str>) -> Vec<u8> {
    let pass = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{pass}\r\n").into_bytes()
}

/// The bytes of one POST of JSON.
pub fn post(path: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn read(stream: &mut impl BufRead) -> Result<(u16, Vec<u8>)> {
    let mut line = String::new();
    let mut status = None;
    let mut length = None;
    loop {
        line.clear();
        if stream.read_line(&mut line).context("The answer cannot be read")? == 0 {
            bail!("The server closed the connection");
        }
        let text = line.trim_end();
        if status.is_none() {
            let code = text.split(' ').nth(1).and_then(|word| word.parse().ok());
            status = Some(code.with_context(|| format!("Not HTTP: {text}"))?);
        } else if text.is_empty() {
            break;
        } else if let Some((name, value)) = text.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
    let length: usize = length.context("An answer without Content-Length")?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).context("The answer is cut short")?;
    Ok((status.unwrap_or_default(), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_each_other_on_one_connection() {
        let mut bytes: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}\
                                 HTTP/1.1 503 Away\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n";
        assert_eq!(read(&mut bytes).unwrap(), (200, b"{}".to_vec()));
        assert_eq!(read(&mut bytes).unwrap(), (503, Vec::new()));
        assert!(read(&mut bytes).is_err());
    }
}
