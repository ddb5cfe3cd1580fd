//! A way to PostgreSQL that can stop to forward: nothing is closed, nothing arrives, as when a network goes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

pub struct Proxy {
    /// The database's address by this way.
    pub url: String,
    way: Arc<Way>,
}

#[derive(Default)]
struct Way {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_held: bool,
    /// Connections made before this one never hear of each other again.
    lost: usize,
    made: usize,
}

impl Proxy {
    /// In front of `postgres://USER@HOST:PORT/NAME`.
    pub fn before(url: &str) -> Proxy {
        let (user, place) = url.rsplit_once('@').unwrap();
        let (host, name) = place.split_once('/').unwrap();
        let (host, listener) = (host.to_owned(), TcpListener::bind("127.0.0.1:0").unwrap());
        let url = format!("{user}@{}/{name}", listener.local_addr().unwrap());
        let way = Arc::new(Way::default());
        let ways = way.clone();
        std::thread::spawn(move || {
            for inner in listener.incoming().map_while(Result::ok) {
                let number = ways.next();
                let Ok(outer) = TcpStream::connect(&host) else { continue };
                for (from, to) in [(&inner, &outer), (&outer, &inner)] {
                    let (from, to, way) = (from.try_clone().unwrap(), to.try_clone().unwrap(), ways.clone());
                    std::thread::spawn(move || way.forward(number, from, to));
                }
            }
        });
        Proxy { url, way }
    }

    /// From now on nothing comes through.
    pub fn hold(&self) {
        self.way.state.lock().unwrap().is_held = true;
    }

    /// Everything goes on where it stopped.
    pub fn go_on(&self) {
        self.way.change(|state| state.is_held = false);
    }

    /// New connections come through; on those of before nothing will ever arrive.
    pub fn go_on_anew(&self) {
        self.way.change(|state| (state.is_held, state.lost) = (false, state.made));
    }
}

impl Way {
    fn next(&self) -> usize {
        let mut state = self.state.lock().unwrap();
        state.made += 1;
        state.made
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
        self.changed.notify_all();
    }

    fn forward(&self, number: usize, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; 16 << 10];
        loop {
            let read = from.read(&mut bytes).unwrap_or(0);
            let is_stopped = |state: &mut State| state.is_held || number <= state.lost;
            drop(self.changed.wait_while(self.state.lock().unwrap(), is_stopped).unwrap());
            if read == 0 || to.write_all(&bytes[..read]).is_err() {
                let _ = to.shutdown(Shutdown::Write);
                return;
            }
        }
    }
}
