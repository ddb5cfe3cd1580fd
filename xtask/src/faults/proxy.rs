//! The way between devices and server, on which things go wrong: one request a connection, one thread each.

use super::kind::{Counts, Kind};
use super::plan::{Fate, Plan};
use super::wire::{self, Request};
use anyhow::{Context, Result};
use socket2::SockRef;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Longer than a server takes that answers at all.
const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST_DELAY: u64 = 1_500;
const PORTAL: &str = "<!doctype html><title>Free Wi-Fi</title><h1>Sign in to go on</h1>";

/// Listens until it is dropped.
pub struct Proxy {
    /// `127.0.0.1:PORT`
    pub address: String,
    way: Arc<Way>,
}

struct Way {
    server: String,
    plan: Arc<Plan>,
    counts: Arc<Counts>,
    is_over: AtomicBool,
}

impl Proxy {
    pub fn start(server: &str, plan: Arc<Plan>, counts: Arc<Counts>) -> Result<Proxy> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("No port for the proxy")?;
        let address = listener.local_addr().context("No port for the proxy")?.to_string();
        let way = Arc::new(Way { server: server.to_owned(), plan, counts, is_over: AtomicBool::new(false) });
        let shared = Arc::clone(&way);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if shared.is_over.load(Ordering::Acquire) {
                    return;
                }
                let way = Arc::clone(&shared);
                // A connection that breaks off is what this is about.
                std::thread::spawn(move || drop(way.serve(client)));
            }
        });
        Ok(Proxy { address, way })
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.way.is_over.store(true, Ordering::Release);
        // The one connection that wakes the listener.
        drop(TcpStream::connect(&self.address));
    }
}

impl Way {
    fn serve(&self, mut client: TcpStream) -> std::io::Result<()> {
        client.set_read_timeout(Some(PATIENCE))?;
        client.set_write_timeout(Some(PATIENCE))?;
        let Some(request) = Request::read(&mut client)? else { return Ok(()) };
        let Fate { fault, mut chance } = self.plan.fate(&request);
        let Some(fault) = fault else { return client.write_all(&self.ask(&request)?) };
        match fault {
            Kind::DropBefore => {}
            Kind::Portal => client.write_all(&page("200 OK", "text/html", PORTAL))?,
            Kind::Denied => {
                let status = chance.choice(["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"]);
                client.write_all(&page(status.unwrap_or("404 Not Found"), "application/problem+json", "{}"))?;
            }
            Kind::Delay => {
                // On the way there or back.
                let pause = Duration::from_millis(chance.u64(100..LONGEST_DELAY));
                let is_before = chance.bool();
                std::thread::sleep(if is_before { pause } else { Duration::ZERO });
                let answer = self.ask(&request)?;
                std::thread::sleep(if is_before { Duration::ZERO } else { pause });
                client.write_all(&answer)?;
            }
            Kind::Duplicate => {
                let answers = std::thread::scope(|scope| {
                    let second = scope.spawn(|| self.ask(&request));
                    [self.ask(&request), second.join().unwrap_or_else(|_| Ok(Vec::new()))]
                });
                let [first, second] = answers;
                client.write_all(&if chance.bool() { first? } else { second? })?;
            }
            Kind::Reset if chance.bool() => cut_off(&client)?,
            // What is left lets the server answer first, which it may be too dead to do.
            _ => {
                let answer = self.ask(&request)?;
                if wire::status(&answer) != 200 {
                    return client.write_all(&answer);
                }
                match fault {
                    Kind::Reset => cut_off(&client)?,
                    Kind::Truncate => {
                        let length = chance.usize(..answer.len());
                        client.write_all(answer.get(..length).unwrap_or_default())?;
                    }
                    _ => {}
                }
            }
        }
        self.counts.add(fault, 1);
        Ok(())
    }

    /// The whole answer; an error where there is none.
    fn ask(&self, request: &Request) -> std::io::Result<Vec<u8>> {
        let mut server = TcpStream::connect(&self.server)?;
        server.set_nodelay(true)?;
        server.set_read_timeout(Some(PATIENCE))?;
        server.set_write_timeout(Some(PATIENCE))?;
        server.write_all(&request.closing())?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer)?;
        let _ = server.shutdown(Shutdown::Both);
        Ok(answer)
    }
}

/// The system sends RST when the stream is dropped.
fn cut_off(client: &TcpStream) -> std::io::Result<()> {
    SockRef::from(client).set_linger(Some(Duration::ZERO))
}

fn page(status: &str, kind: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::kind::ON_THE_WAY;
    use std::sync::Mutex;

    /// A server that counts what it was asked and answers 200.
    fn server() -> (String, Arc<Mutex<u64>>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for mut client in listener.incoming().map_while(Result::ok) {
                if Request::read(&mut client).is_ok_and(|request| request.is_some()) {
                    *count.lock().unwrap() += 1;
                    let _ = client.write_all(&page("200 OK", "application/json", r#"{"results":[]}"#));
                }
            }
        });
        (address, asked)
    }

    /// How often the server is asked, and whether its whole answer arrives.
    fn meets(fault: Kind) -> (u64, bool) {
        let (address, asked) = server();
        let counts = Arc::new(Counts::default());
        // A request that meets this fault, and no other before it.
        let request = |number: u32| format!("POST /api/v1/x HTTP/1.1\r\nContent-Length: 4\r\n\r\n{number:04}");
        let number = (0..10_000).find(|number| {
            let request = Request::read(&mut request(*number).as_bytes()).unwrap().unwrap();
            Plan::new(7).fate(&request).fault == Some(fault)
        });
        let proxy = Proxy::start(&address, Arc::new(Plan::new(7)), Arc::clone(&counts)).unwrap();
        let mut client = TcpStream::connect(&proxy.address).unwrap();
        client.write_all(request(number.unwrap()).as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = client.read_to_end(&mut answer);
        let times = *asked.lock().unwrap();
        (times, answer.ends_with(br#"{"results":[]}"#))
    }

    #[test]
    fn each_fault_does_what_its_name_says() {
        for fault in ON_THE_WAY {
            let met = meets(fault);
            let is_meant = match fault {
                Kind::DropBefore | Kind::Portal | Kind::Denied => met == (0, false),
                Kind::DropAfter | Kind::Truncate => met == (1, false),
                Kind::Delay => met == (1, true),
                Kind::Duplicate => met == (2, true),
                _ => met.0 <= 1 && !met.1,
            };
            assert!(is_meant, "{fault:?}: asked {} times, whole answer: {}", met.0, met.1);
        }
    }
}
