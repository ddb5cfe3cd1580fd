//! Clients that vanish, dawdle or never say another word: whoever comes afterwards is answered as ever.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use super::support::*;

/// A connection to the program on which nothing has been sent.
fn connect(world: &World) -> TcpStream {
    let stream = TcpStream::connect(world.program.address.trim_start_matches("http://")).unwrap();
    // Far longer than any of this takes; it only ends a test that would hang.
    stream.set_read_timeout(Some(Duration::from_secs(90))).unwrap();
    stream
}

/// A request as it goes over the wire.
fn request(start: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = match body.len() {
        0 => String::new(),
        length => format!("content-length: {length}\r\n"),
    };
    format!("{start} HTTP/1.1\r\nhost: here\r\n{headers}{length}\r\n{body}").into_bytes()
}

fn a_submission() -> Vec<u8> {
    let body = json!({"submissions": [submission(&fresh_id())]}).to_string();
    request("POST /api/v1/submissions", "content-type: application/json\r\n", &body)
}

/// Afterwards everything works, and no connection to the database is still busy with those who went.
fn is_as_ever(world: &World) {
    world.store(&[submission(&fresh_id())]);
    assert_eq!(world.get("/health/ready").status, 200);
    // More at once than there are connections.
    let staff = &world.staff();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert_eq!(staff.ask_tally("A2", "borough").status, 200));
            scope.spawn(|| world.store(&[submission(&fresh_id())]));
        }
    });
    if !world.database.is_sqlite() {
        world.database.wait_for_sessions(0, "pid <> pg_backend_pid() and state <> 'idle'");
    }
    assert_eq!(staff.responses() as i64, world.log_length());
}

/// So many at once send a part of a request, or all of it, and are gone.
fn vanish(world: &World, count: usize) {
    let cookie = format!("cookie: {}\r\n", world.sign_in());
    let tally = request(&format!("GET /api/v1/surveys/{SLUG}/tally?question=A2"), &cookie, "");
    let live = request(&format!("GET /api/v1/surveys/{SLUG}/live?question=A2"), &cookie, "");
    let connections: Vec<TcpStream> = (0..count).map(|_| connect(world)).collect();
    for (number, mut connection) in connections.into_iter().enumerate() {
        let submission = a_submission();
        let sent = match number % 5 {
            0 => &submission[..submission.len() / 2],
            1 => &submission[..40],
            2 => &submission[..],
            3 => &tally[..],
            _ => &live[..],
        };
        connection.write_all(sent).unwrap();
    }
}

on_both! {
    fn thirty_two_that_vanish_at_once_leave_nothing_behind(world: &World) {
        for _ in 0..10 {
            vanish(world, 32);
        }
        is_as_ever(world);
    }

    fn a_thousand_that_vanish_at_once_leave_nothing_behind(world: &World) {
        vanish(world, 1_000);
        is_as_ever(world);
    }

    fn whoever_dawdles_holds_up_nobody_and_is_sent_away(world: &World) {
        let body = a_submission();
        // Some never finish their headers, some their bodies; each has said something.
        let mut slow: Vec<TcpStream> = (0..300).map(|_| connect(world)).collect();
        for (number, connection) in slow.iter_mut().enumerate() {
            let sent = if number % 2 == 0 { 30 } else { body.len() - 1 };
            connection.write_all(&body[..sent]).unwrap();
        }
        is_as_ever(world);
        let mut said = String::new();
        slow[0].read_to_string(&mut said).unwrap();
        assert!(said.starts_with("HTTP/1.1 408"), "{said}");
        // Whoever comes to an end after all is answered.
        let mut answer = [0; 12];
        slow[1].write_all(&body[body.len() - 1..]).unwrap();
        slow[1].read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
    }

    fn a_thousand_that_watch_hold_up_nobody(world: &World) {
        let staff = world.staff();
        staff.start("draft", json!("blank"));
        let cookie = format!("cookie: {}\r\n", staff.cookie);
        let tally = format!("GET /api/v1/surveys/{SLUG}/live?question=A2");
        let streams: Vec<TcpStream> = (0..1_000)
            .map(|number| {
                let path = if number % 2 == 0 { tally.as_str() } else { "GET /api/v1/drafts/draft/live" };
                let mut connection = connect(world);
                connection.write_all(&request(path, &cookie, "")).unwrap();
                let mut answer = [0; 12];
                connection.read_exact(&mut answer).unwrap();
                assert_eq!(&answer, b"HTTP/1.1 200");
                connection
            })
            .collect();
        is_as_ever(world);
        // Whoever watches the tally hears of it, and goes without a word.
        let expected = format!("id: {}\n", world.log_length());
        for mut stream in streams.into_iter().step_by(2) {
            let (mut heard, mut piece) = (String::new(), [0; 8 << 10]);
            while !heard.contains(&expected) {
                let read = stream.read(&mut piece).unwrap();
                assert!(read > 0, "{heard}");
                heard.push_str(&String::from_utf8_lossy(&piece[..read]));
            }
        }
        is_as_ever(world);
    }

    /// Behind a network that is gone, nothing closes and nothing is read any more.
    fn half_open_connections_hold_up_nobody(world: &World) {
        let proxy = Proxy::before(&format!("http://any@{}/", world.program.address.trim_start_matches("http://")));
        let address = proxy.url.trim_start_matches("http://any@").trim_end_matches('/').to_owned();
        let cookie = format!("cookie: {}\r\n", world.sign_in());
        let live = request(&format!("GET /api/v1/surveys/{SLUG}/live?question=A2"), &cookie, "");
        let mut lost: Vec<TcpStream> = Vec::new();
        for number in 0..200 {
            let mut connection = TcpStream::connect(&address).unwrap();
            let whole = a_submission();
            connection.write_all(if number % 2 == 0 { &live } else { &whole[..whole.len() - 1] }).unwrap();
            if number % 2 == 0 {
                connection.read_exact(&mut [0; 12]).unwrap();
            }
            lost.push(connection);
        }
        proxy.hold();
        is_as_ever(world);
    }
}
