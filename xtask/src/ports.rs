//! Ports for servers that end and come back: none that the kernel gives to whoever connects meanwhile.

use anyhow::{Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::time::SystemTime;

const LOWEST: u16 = 10_000;
/// Linux's own default, where it cannot be asked.
const USUAL: u16 = 32_768;

/// A port of this machine that is free now, below those of outgoing connections.
pub fn free() -> Result<u16> {
    let above = first_outgoing();
    let count = above - LOWEST;
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    // Two runs at once begin to look at different places.
    let start = since.map_or(0, |since| since.subsec_micros() % u32::from(count)) as u16;
    let mut ports = (LOWEST + start..above).chain(LOWEST..LOWEST + start);
    match ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok()) {
        Some(port) => Ok(port),
        None => bail!("No port between {LOWEST} and {above} is free"),
    }
}

fn first_outgoing() -> u16 {
    let told = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    let first = told.split_whitespace().next().and_then(|port| port.parse::<u16>().ok());
    first.filter(|port| *port > LOWEST + 1_000).unwrap_or(USUAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_port_can_be_bound_and_nobody_is_given_it() {
        let port = free().unwrap();
        assert!(port < first_outgoing());
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
    }
}
